package theorem4_4

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/ssam_moments"
	"github.com/ssamverify/ssamverify/lemmas/step_schedules"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// bounds evaluates the statement's bounds of E g_l^2 on the box, by depth. It holds scratch: one per goroutine.
type bounds struct {
	s        statement
	machines map[int]*circuit.Machine[*big.Rat, circuit.Rats]
}

func newBounds(s statement) *bounds {
	return &bounds{s, map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}}
}

func (k *bounds) at(depth int) *circuit.Machine[*big.Rat, circuit.Rats] {
	if m, ok := k.machines[depth]; ok {
		return m
	}
	b := circuit.NewBuilder()
	v := bound{S: b.Var("s"), Beta: b.Var("a"), E: b.Var("e"), M: b.Var("M"), Load: b.Var("load")}
	for o := 2; o <= 4; o++ {
		v.R[o] = ssam_moments.Factor(v.M, v.E, o).Pow(depth - 1)
	}
	m := circuit.NewMachine(circuit.Rats{}, b.Compile(k.s.noise(v), k.s.sample(v)))
	k.machines[depth] = m
	return m
}

// total returns G2, the bound of E|g|^2 on the box m for the instance's data.
func (k *bounds) total(in *generators.Instance, m *big.Rat, v moments.Variant) *big.Rat {
	depth, sum := in.Depth(), new(big.Rat)
	whole := new(big.Rat).Mul(m, m)
	whole = power(whole.Add(whole, new(big.Rat).Mul(in.Noise, in.Noise)), depth)
	mL := power(m, depth)
	load := new(big.Rat).Set(in.Tau2)
	part := func(j int) *big.Rat { // s_j (b_j^2 + 2 |b_j| M^L + m_2^L)
		a := new(big.Rat).Abs(in.Target[j])
		x := new(big.Rat).Mul(a, new(big.Rat).Add(a, new(big.Rat).Add(mL, mL)))
		return x.Mul(x.Add(x, whole), in.Scale(j))
	}
	for j := range in.Target {
		load.Add(load, part(j))
	}
	for i, b := range in.Target {
		rest := new(big.Rat).Sub(load, part(i))
		out := k.at(depth).Run([]*big.Rat{in.Scale(i), new(big.Rat).Abs(b), in.Noise, m, rest})[v]
		sum.Add(sum, out)
	}
	return sum.Mul(sum, new(big.Rat).SetInt64(int64(depth)))
}

// secondMoment returns E|g|^2 at the instance.
func secondMoment(in *generators.Instance, v moments.Variant) (*big.Rat, error) {
	x, err := moments.Evaluate(definition.Model{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise, Tau2: in.Tau2}, v)
	if err != nil {
		return nil, err
	}
	return x.Norm2(), nil
}

// boundSample decides E|g|^2 <= G2 on instances in their box, in exact arithmetic, both variants.
func (s statement) boundSample() *claim.Sample {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 3, Diagonal: true, PositiveScale: true, PositiveNoise: true,
		Params: []generators.ParamSpec{{Name: boxName, Lo: new(big.Rat), Hi: big.NewRat(1<<40, 1), OpenLo: true}},
		Extra:  []generators.Constraint{insideBox()},
	}
	onBox := func(r *rand.Rand, in *generators.Instance) { // every weight at +-M
		m := ratio(r, in.Noise, 48)
		setBox(in, m)
		for _, row := range in.Weights {
			for i, w := range row {
				w.Set(m)
				if i > 0 && r.Int63n(2) == 1 {
					w.Neg(m)
				}
			}
		}
	}
	within := func(r *rand.Rand, in *generators.Instance) {
		m := ratio(r, in.Noise, 48)
		setBox(in, m)
		for _, row := range in.Weights {
			for _, w := range row {
				w.Mul(m, big.NewRat(r.Int63n(33)-16, 16))
			}
		}
	}
	noTarget := func(r *rand.Rand, in *generators.Instance) {
		onBox(r, in)
		for _, b := range in.Target {
			b.SetInt64(0)
		}
	}
	regimes := []generators.Regime{
		regime(d, generators.Dyadic, "corner, b = 0", noTarget), regime(d, generators.Dyadic, "corner", onBox), regime(d, generators.Generic, "corner, generic", onBox),
		regime(d, generators.Dyadic, "within", within), regime(d, generators.Generic, "within, generic", within),
	}
	n := len(regimes)
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 12 * n, Default: 300 * n, Deep: 12000 * n}, MinValid: 4,
		MarginIs: "1 - E|g|^2 / G2, the smaller of both variants; 0 at a corner with b = 0",
		NewJudge: func() claim.Judge {
			k := newBounds(s)
			return func(c *claim.Case) claim.Outcome {
				margin := 1.0
				for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
					g2 := k.total(c.Instance, c.Param(boxName), v)
					got, err := secondMoment(c.Instance, v)
					if err != nil {
						return claim.Undecide("%v", err)
					}
					c.Trace("G2, "+v.String(), g2.RatString())
					c.Trace("E|g|^2, "+v.String(), got.RatString())
					if got.Cmp(g2) > 0 {
						f, _ := new(big.Rat).Quo(got, g2).Float64()
						return claim.Violate("above the bound", f-1, "%v: E|g|^2 = %s, G2 = %s", v, proof.Clip(got), proof.Clip(g2))
					}
					f, _ := new(big.Rat).Quo(got, g2).Float64()
					margin = min(margin, max(0, 1-f))
				}
				return claim.HoldBy(margin)
			}
		},
	}
}

// floorSample decides the schedule. At a stationary point the mean of g vanishes and its second moment v does not: the step moves by alpha_k g with variance
// alpha_k^2 v, and these add up to a finite number iff sum alpha_k^2 does (S.13). A schedule that the theorem admits must have that, and sum alpha_k = infinity.
func (s statement) floorSample() *claim.Sample {
	d := domain(7)
	d.Params = append(d.Params, generators.ParamSpec{Name: "r", Lo: new(big.Rat), Hi: big.NewRat(2, 1)})
	var regimes []generators.Regime
	is := func(num, den int64) func(*rand.Rand) *big.Rat {
		return func(*rand.Rand) *big.Rat { return big.NewRat(num, den) }
	}
	beside := func(num, den int64) func(*rand.Rand) *big.Rat { // 2^-n above or below, n in 2..40
		return func(g *rand.Rand) *big.Rat {
			d := new(big.Rat).SetFrac(big.NewInt(2*g.Int63n(2)-1), new(big.Int).Lsh(big.NewInt(1), uint(2+g.Int63n(39))))
			return d.Add(d, big.NewRat(num, den))
		}
	}
	for name, exponent := range map[string]func(*rand.Rand) *big.Rat{
		"constant step": is(0, 1), "r = 1/2": is(1, 2), "r = 3/4": is(3, 4), "r = 1": is(1, 1), "r = 5/4": is(5, 4), "r beside 1/2": beside(1, 2), "r beside 1": beside(1, 1),
	} {
		regimes = append(regimes, regime(d, generators.Dyadic, name, func(g *rand.Rand, in *generators.Instance) {
			t := ratio(g, in.Noise, 48)
			plant(g, in, t)
			setBox(in, new(big.Rat).Add(t, t))
			spread(g, in, t)
			in.Param("r").Set(exponent(g))
		}))
	}
	sortRegimes(regimes)
	n := len(regimes)
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 8 * n, Default: 60 * n, Deep: 2400 * n}, MinValid: 4,
		NewJudge: func() claim.Judge {
			g := gradients{}
			return func(c *claim.Case) claim.Outcome {
				v, err := secondMoment(c.Instance, moments.NoiseOnly)
				if err != nil {
					return claim.Undecide("%v", err)
				}
				w := make([]*big.Rat, c.Depth())
				for l, row := range c.Weights {
					w[l] = row[0]
				}
				still := true
				for _, x := range g.at(w, c.Target[0], c.Scale(0), c.Noise) {
					still = still && x.Sign() == 0
				}
				c.Trace("E|g|^2", v.RatString())
				if still && v.Sign() <= 0 {
					return claim.Violate("no noise", 0, "E|g|^2 = %s at a stationary point", v.RatString())
				}
				r := c.Param("r")
				squares := new(big.Rat).Add(r, r)
				finite, infinite := !step_schedules.Diverges(squares), step_schedules.Diverges(r)
				if s.admissible(r) != (finite && infinite) {
					return claim.Violate("schedule", 0, "r = %s: the variances alpha_k^2 E|g|^2 add up to a finite number: %t, the steps to infinity: %t", r.RatString(), finite, infinite)
				}
				return claim.Hold()
			}
		},
	}
}
