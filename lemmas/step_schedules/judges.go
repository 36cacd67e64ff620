package step_schedules

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The regimes, by r.
const (
	anyR     = "any r"
	halfR    = "r = 1/2"
	oneR     = "r = 1"
	nearHalf = "r near 1/2"
	nearOne  = "r near 1"
	zeroR    = "constant step"
	inside   = "1/2 < r < 1"
	steep    = "r >= 2, small k0" // the first term is nearly the whole sum
)

// space draws schedules; the network of an instance means nothing here.
func space(dyadic bool, regimes ...string) generators.Space {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 2, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true, Dyadic: dyadic,
		Params: []generators.ParamSpec{
			{Name: "r", Lo: new(big.Rat), Hi: big.NewRat(3, 1)},
			{Name: "k0", Lo: big.NewRat(1, 1<<20), Hi: big.NewRat(64, 1), Log: true},
			{Name: "a", Lo: big.NewRat(1, 1024), Hi: big.NewRat(16, 1), Log: true},
			{Name: "K", Lo: big.NewRat(1, 1), Hi: big.NewRat(64, 1), Integer: true},
		},
	}
	set := map[string]func(r *rand.Rand) *big.Rat{
		halfR:    func(*rand.Rand) *big.Rat { return big.NewRat(1, 2) },
		oneR:     func(*rand.Rand) *big.Rat { return big.NewRat(1, 1) },
		nearHalf: near(big.NewRat(1, 2)),
		nearOne:  near(big.NewRat(1, 1)),
		zeroR:    func(*rand.Rand) *big.Rat { return new(big.Rat) },
		inside:   func(r *rand.Rand) *big.Rat { return big.NewRat(129+r.Int63n(127), 256) },
		steep:    func(r *rand.Rand) *big.Rat { return big.NewRat(8+r.Int63n(5), 4) },
	}
	var out []generators.Regime
	for _, name := range regimes {
		g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
			if f := set[name]; f != nil {
				in.Param("r").Set(f(r))
			}
			if name == steep {
				in.Param("k0").SetFrac64(1, 1<<uint(8+r.Int63n(13)))
			}
		})
		g.Name = name
		out = append(out, g)
	}
	return generators.NewSpace(d, out...)
}

// near draws x ± 2^-n, n in 2..50 (a float64 holds it).
func near(x *big.Rat) func(r *rand.Rand) *big.Rat {
	return func(r *rand.Rand) *big.Rat {
		d := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(2+r.Int63n(49))))
		if r.Int63n(2) == 1 {
			d.Neg(d)
		}
		return d.Add(d, x)
	}
}

// precision of the first try and the last: 128 bits tell 2^(1-p) from 1 for |1-p| >= 2^-50 with room to spare.
const (
	firstPrec = 128
	lastPrec  = 1024
)

// blocks is the number of dyadic blocks that are compared.
const blocks = 5

// condense decides whether the sum of k^(-p) is infinite, from the blocks: S_j <= 2^(1-p) S_(j-1) and 2^(1-p) T_(j-1) <= T_j, term by term theorems for p >= 0. known
// says that both are certified for every pair of blocks, and on which side of 1 the ratio is.
func condense(p *big.Rat) (infinite, known bool) {
	for prec := uint(firstPrec); prec <= lastPrec; prec *= 2 {
		c := interval.NewContext(prec)
		ratio := power(c, big.NewRat(2, 1), new(big.Rat).Sub(big.NewRat(1, 1), p)) // 2^(1-p)
		var s, t []*interval.Interval
		for j := range blocks {
			n := int64(1) << j
			s = append(s, partial(c, p, new(big.Rat).SetInt64(n), n))
			t = append(t, partial(c, p, new(big.Rat).SetInt64(n+1), n))
		}
		twice := c.MulInt64(interval.New(), power(c, big.NewRat(2, 1), new(big.Rat).Neg(p)), 2) // 2^(1-p), exact for p = 0
		decided := true
		for j := 1; j < blocks; j++ {
			upper := s[j].LessEq(c.Mul(interval.New(), twice, s[j-1]))
			lower := c.Mul(interval.New(), twice, t[j-1]).LessEq(t[j])
			decided = decided && upper == interval.Yes && lower == interval.Yes
		}
		sign, ok := ratio.CmpRat(big.NewRat(1, 1))
		if decided && ok && c.Err() == nil {
			return sign >= 0, true
		}
	}
	return false, false
}

func (s statement) condensation(c *claim.Case) claim.Outcome {
	r := c.Param("r")
	for _, q := range []struct {
		name           string
		p              *big.Rat
		infinite, says bool
	}{
		{"sum alpha_k", r, true, s.steps(r)},
		{"sum alpha_k^2", new(big.Rat).Add(r, r), false, s.squares(r)},
	} {
		infinite, known := condense(q.p)
		if !known {
			return claim.Undecide("p = %s: not decided at %d bits", q.p.RatString(), lastPrec)
		}
		c.Trace(q.name+" is infinite", infinite)
		if q.says != (infinite == q.infinite) {
			return claim.Violate(q.name, 0, "r = %s: %s is infinite: %t, which the test denies", r.RatString(), q.name, infinite)
		}
	}
	return claim.Hold()
}

// brackets compares partial sums, term by term, with the bracket, at p = r and p = 2 r.
func (s statement) brackets(c *claim.Case) claim.Outcome {
	r, k0, n := c.Param("r"), c.Param("k0"), c.Param("K").Num().Int64()
	margin := 1.0
	for _, p := range []*big.Rat{r, new(big.Rat).Add(r, r)} {
		decided := false
		for prec := uint(firstPrec); prec <= lastPrec && !decided; prec *= 2 {
			x := interval.NewContext(prec)
			sum := partial(x, p, k0, n)
			lo, hi := s.bracket(x, p, k0, n)
			below, above := lo.LessEq(sum), sum.LessEq(hi)
			if below == interval.No || above == interval.No {
				return claim.Violate("outside the bracket", 0, "p = %s, k0 = %s, K = %d: sum %v, bracket %v to %v", p.RatString(), k0.RatString(), n, sum, lo, hi)
			}
			if decided = below == interval.Yes && above == interval.Yes || p.Sign() == 0 && x.Err() == nil; decided { // p = 0: lo = sum = n
				_, a := lo.Float64()
				b, d := sum.Float64()
				e, _ := hi.Float64()
				margin = min(margin, max(0, b-a)/b, max(0, e-d)/e)
			}
		}
		if !decided {
			return claim.Undecide("p = %s: not decided at %d bits", p.RatString(), lastPrec)
		}
	}
	return claim.HoldBy(margin)
}

// float compares the schedule of package numeric with the certified power. numeric states 4 units in the last place for exact k + k0; here k + k0 is
// rounded too (1/2 unit, times r <= 3 in the power): at most 4 + 3 = 7 units of 2^-52.
func (s statement) float(c *claim.Case) claim.Outcome {
	f := func(name string) float64 { v, _ := c.Param(name).Float64(); return v }
	sched := numeric.Schedule{A: f("a"), R: f("r"), K0: f("k0")}
	if err := sched.Validate("schedule"); err != nil {
		return claim.Violate("refused", 0, "%v", err)
	}
	x := interval.NewContext(firstPrec)
	n := int(c.Param("K").Num().Int64())
	at := new(big.Rat).Add(c.Param("k0"), new(big.Rat).SetInt64(int64(n)))
	want := x.MulRat(interval.New(), power(x, at, new(big.Rat).Neg(s.exponent(c.Param("r")))), c.Param("a"))
	lo, hi := want.Float64()
	got := sched.At(n)
	tol := 7 * 0x1p-52 * hi
	if !(got >= lo-tol && got <= hi+tol) {
		return claim.Violate("step size differs", 0, "alpha_%d = %v, exact in [%v, %v]", n, got, lo, hi)
	}
	return claim.HoldBy(max(0, 1-max(lo-got, got-hi)/tol))
}
