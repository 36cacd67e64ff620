package pacbayes

import (
	"context"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

func weightSpec() generators.ParamSpec {
	return generators.ParamSpec{Name: "x", Lo: rat(1, 1<<20), Hi: rat(1<<20, 1), Log: true}
}

// integralSample compares the quadrature with the closed form: the enclosures must meet and both have 60 correct bits, of 96.
func (s statement) integralSample() *claim.Sample {
	return &claim.Sample{Space: scalars(weightSpec()), Cases: claim.Count{Quick: 8, Default: 60, Deep: 4000}, MinValid: 4, NewJudge: func() claim.Judge {
		k := interval.NewContext(96)
		return func(c *claim.Case) claim.Outcome {
			x, z := c.Param("x"), interval.New()
			if err := pacbayes.SquaredLaplace(k, z, x); err != nil {
				return claim.Undecide("%v", err)
			}
			arg := new(big.Rat).Mul(x, rat(s.laplace, 1))
			w := k.SetRat(interval.New(), arg.Add(arg, rat(1, 1)).Inv(arg))
			k.Sqrt(w, w)
			c.Trace("quadrature", z)
			c.Trace("closed form", w)
			return meet(z, w)
		}
	}}
}

// meet decides that both enclosures have 60 bits and a point in common.
func meet(z, w *interval.Interval) claim.Outcome {
	if min(z.RelBits(), w.RelBits()) < 60 {
		return claim.Undecide("an enclosure is wide: quadrature %v, closed form %v", z, w)
	}
	if z.Less(w) == interval.Yes || w.Less(z) == interval.Yes {
		return claim.Violate("integral differs", 0, "quadrature %v, closed form %v", z, w)
	}
	return claim.Hold()
}

// secondFormSample decides log(1+2x)/2 - x + quad x^2 >= 0.
func (s statement) secondFormSample() *claim.Sample {
	return &claim.Sample{Space: scalars(weightSpec()), Cases: counts, MinValid: 4, MarginIs: "(log(1+2x)/2 - x + x^2) / x^2, about 4x/3 at 0", NewJudge: func() claim.Judge {
		return func(c *claim.Case) claim.Outcome {
			x := c.Param("x")
			x2 := new(big.Rat).Mul(x, x)
			rest := new(big.Rat).Mul(s.quad, x2)
			rest.Sub(rest, x)
			for prec := uint(workPrec); prec <= lastPrec; prec *= 2 {
				k := interval.NewContext(prec)
				z := k.SetRat(interval.New(), new(big.Rat).Add(x, x))
				k.AddRat(z, k.MulPow2(z, k.Log1p(z, z), -1), rest)
				k.MulRat(z, z, new(big.Rat).Inv(x2))
				c.Trace("gap", z)
				low, _ := z.Float64()
				switch {
				case z.Negative() == interval.Yes:
					return claim.Violate("the step fails", -low, "(log(1+2x)/2 - x + k x^2)/x^2 = %v at x = %s", z, proof.Clip(x))
				case z.Positive() == interval.Yes:
					return claim.HoldBy(max(low, 0))
				}
			}
			return claim.Undecide("the gap is open at %d bits", lastPrec)
		}
	}}
}

// priorSample decides whether E_P exp(t (b - v_1...v_L)^2) is finite, P = N(0, sp^2 I). For L = 1 the exponent is quadratic with leading coefficient
// t - 1/(2 sp^2), finite exactly when that is negative. For L >= 2 divergence is proved by Sturm's theorem (package doc); there is nothing to
// prove finite.
func (s statement) priorSample() *claim.Sample {
	space := scalars(
		generators.ParamSpec{Name: "layers", Lo: rat(1, 1), Hi: rat(4, 1), Integer: true},
		generators.ParamSpec{Name: "sp", Lo: rat(1, 16), Hi: rat(16, 1), Log: true},
		generators.ParamSpec{Name: "t", Lo: rat(1, 1024), Hi: rat(4, 1), Log: true},
	)
	boundary := generators.RegimeNamed(space.Domain, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		sp := rat(3+r.Int63n(30), 8) // 2 t sp^2 is 1 or, by 2^-n, beside it
		t := new(big.Rat).Inv(sp)
		t.Mul(t, t).Mul(t, rat(1, 2))
		n := int64(1) << uint(10+r.Int63n(30))
		t.Mul(t, rat(n+r.Int63n(3)-1, n))
		in.Param("layers").SetInt64(1)
		in.Param("sp").Set(sp)
		in.Param("t").Set(t)
	})
	boundary.Name = "2 t sp^2 = 1 or beside it"
	space = generators.NewSpace(space.Domain, append(space.Regimes, boundary)...)
	return &claim.Sample{Space: space, Cases: claim.Count{Quick: 40, Default: 400, Deep: 20000}, MinValid: 4, NewJudge: func() claim.Judge {
		return func(c *claim.Case) claim.Outcome {
			layers, sp, t := int(c.Param("layers").Num().Int64()), c.Param("sp"), c.Param("t")
			finite := false
			if layers == 1 {
				lead := new(big.Rat).Mul(sp, sp)
				lead.Inv(lead.Add(lead, lead))
				finite = t.Cmp(lead) < 0
			} else if from, err := diverges(layers, t, sp, c.Target[0]); err != nil {
				return claim.Undecide("%v", err)
			} else {
				c.Trace("every cell beyond this x counts", from.RatString())
			}
			if says := s.finite(layers, t, sp); says != finite {
				return claim.Violate("exponential moment", 0, "L = %d, 2 t sp^2 against 1: finite %v, the statement says %v", layers, finite, says)
			}
			return claim.Hold()
		}
	}}
}

// diverges returns an X such that t (x^L - |b|)^2 - L (x+1)^2/(2 sp^2) > 0 and x^L > |b| for all x >= X, certified by Sturm's theorem: the leading coefficient
// is positive, so that no root from X on is enough, and where x^L = |b| the polynomial is negative.
func diverges(layers int, t, sp, b *big.Rat) (*big.Rat, error) {
	size := new(big.Rat).Abs(b)
	c := make([]*big.Rat, 2*layers+1)
	for k := range c {
		c[k] = new(big.Rat)
	}
	add := func(k int, x *big.Rat) { c[k].Add(c[k], x) }
	add(2*layers, t)
	add(layers, new(big.Rat).Mul(rat(-2, 1), new(big.Rat).Mul(t, size)))
	add(0, new(big.Rat).Mul(t, new(big.Rat).Mul(size, size)))
	width := new(big.Rat).Mul(sp, sp)
	width.Quo(rat(int64(layers), 2), width)
	for k, m := range []int64{1, 2, 1} {
		add(k, new(big.Rat).Mul(rat(-m, 1), width))
	}
	p, err := sturm.New(c...)
	if err != nil {
		return nil, err
	}
	seq, err := sturm.NewSequence(context.Background(), p)
	if err != nil {
		return nil, err
	}
	x := rat(1, 1)
	for seq.CountClosed(sturm.At(x), sturm.PosInf()) > 0 {
		x.Add(x, x)
	}
	return x, nil
}
