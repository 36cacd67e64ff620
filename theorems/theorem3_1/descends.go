package theorem3_1

import (
	"fmt"
	"math"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Part 3 along the flow, by enclosures at t/3, 2t/3 and t: L_R falls from each time to the next unless the start is stationary, the
// weights stay in the box (diagonal Sigma), and sum_i s_i w_li^2 <= F(0)/e^(2(L-1)). Where gradient and start leave equality possible (the
// start is stationary) there is nothing to decide.

func (s statement) descends() *claim.Sample {
	d := trajectory.Domain(2, 4, 1, 2)
	d.PositiveNoise, d.Params = true, times(big.NewRat(1, 16), big.NewRat(1, 1))
	names := []string{
		generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs, generators.OneZeroLayer,
		generators.AllZeroLayers, generators.ZeroTarget, generators.FullSigma,
	}
	space := trajectory.Space(d, names)
	plain := d
	plain.Extra = nil
	small := generators.RegimeNamed(plain, generators.Dyadic)[0]
	inner := small.Make
	small.Make = func(r *rand.Rand, d generators.Domain) *generators.Instance {
		d.MaxDepth = 2 // where weights rise soonest
		return inner(r, d)
	}
	small = small.With(func(_ *rand.Rand, in *generators.Instance) {
		trajectory.Bend(in)
		in.Noise.SetInt64(1)
		in.Param(timeName).SetInt64(1)
		for i, b := range in.Target {
			b.SetInt64(4)
			for _, layer := range in.Weights {
				if layer[i].Sign() == 0 {
					layer[i].SetInt64(1)
				}
				layer[i].Mul(layer[i].Abs(layer[i]), big.NewRat(1, 4))
			}
		}
	})
	small.Name = "rising" // small weights of one sign, large targets: the flow leaves its start far behind
	space = generators.NewSpace(d, append([]generators.Regime{small}, space.Regimes...)...)
	return &claim.Sample{
		Space: space, Cases: claim.Count{Quick: 10, Default: 40, Deep: 3600}, MinValid: 1,
		MarginIs: "the least of 1 - |w|/M and 1 - e^(2(L-1)) sum s w^2 / F(0)",
		NewJudge: func() claim.Judge {
			j := &descent{n: s.numbers(), excess: proof.NewValues(excess), c: interval.NewContext(256), orbits: map[proof.Shape]*orbit.Orbit[*interval.Interval, interval.Ring]{}}
			return j.judge
		},
	}
}

type descent struct {
	n      numbers
	c      *interval.Context
	orbits map[proof.Shape]*orbit.Orbit[*interval.Interval, interval.Ring]
	excess *proof.Values
}

func (j *descent) judge(c *claim.Case) claim.Outcome {
	f := new(big.Rat).Set(j.excess.At(c.Instance)[0])
	values, err := definition.Evaluate(definition.Model{Weights: c.Weights, Target: c.Target, Sigma: c.Sigma, Noise: c.Noise, Tau2: c.Tau2})
	if err != nil {
		return claim.Skip("%v", err)
	}
	if stationary(values.Gradient) {
		return claim.Hold()
	}
	still := make([]bool, c.Width()) // with a diagonal Sigma: the coordinate stays where it is
	for i := range still {
		still[i] = true
		for _, row := range values.Gradient {
			still[i] = still[i] && row[i].Sign() == 0
		}
	}
	return retry(c, moments(c), func(states []flow.State) claim.Outcome {
		before := j.c.SetRat(interval.New(), values.RegularizedLoss)
		margin := math.Inf(1)
		for _, st := range states {
			where := "t = " + proof.Clip(st.Time)
			now := j.value(c, st)
			c.Trace("L_R at "+where, now)
			switch now.Less(before) {
			case interval.No:
				return claim.Violate("L_R grows", 0, "%s: L_R = %v after %v", where, now, before)
			case interval.Unknown:
				return claim.Undecide("%s: L_R = %v after %v", where, now, before)
			default:
				before = now
			}
			inBox, out := j.box(c, st, still)
			if out.Kind != claim.KindHeld {
				return out
			}
			inBall, out := j.energy(c, st, f)
			if out.Kind != claim.KindHeld {
				return out
			}
			margin = math.Min(margin, math.Min(inBox, inBall))
		}
		return outcome(claim.Hold(), margin)
	})
}

func stationary(g [][]*big.Rat) bool {
	for _, row := range g {
		if orbit.MaxAbs(row...).Sign() != 0 {
			return false
		}
	}
	return true
}

// value encloses L_R at a state, from the definition.
func (j *descent) value(c *claim.Case, st flow.State) *interval.Interval {
	shape := proof.ShapeOf(c.Instance)
	o, ok := j.orbits[shape]
	if !ok {
		o = orbit.NewCertified(j.c, shape)
		j.orbits[shape] = o
	}
	o.Place(c.Instance, func(z *interval.Interval, x *big.Rat) { j.c.SetRat(z, x) })
	for l, row := range st.Weights {
		for i, w := range row {
			j.c.Set(o.Weights()[l*c.Width()+i], w)
		}
	}
	o.Touch()
	return j.c.Set(interval.New(), o.Value())
}

// box: |w_li| <= max(max_l |w_li(0)|, |b_i|/reach^(L-1)).
func (j *descent) box(c *claim.Case, st flow.State, still []bool) (float64, claim.Outcome) {
	margin := math.Inf(1)
	if !c.IsDiagonal() {
		return margin, claim.Hold()
	}
	for i, b := range c.Target {
		if still[i] { // it rests at |w_li(0)| <= M
			continue
		}
		m := j.n.box(c.Depth(), b, c.Noise)
		for _, layer := range c.Weights {
			if a := new(big.Rat).Abs(layer[i]); a.Cmp(m) > 0 {
				m = a
			}
		}
		for l, layer := range st.Weights {
			x := j.c.Abs(interval.New(), layer[i])
			where := fmt.Sprintf("t = %s, layer %d, coordinate %d", proof.Clip(st.Time), l+1, i+1)
			got, out := j.atMost(x, m, "outside the box", where)
			if out.Kind != claim.KindHeld {
				return 0, out
			}
			margin = math.Min(margin, got)
		}
	}
	return margin, claim.Hold()
}

// energy: the bound of sum_i s_i w_li^2 by F(0).
func (j *descent) energy(c *claim.Case, st flow.State, f *big.Rat) (float64, claim.Outcome) {
	margin := math.Inf(1)
	limit := new(big.Rat).Quo(f, j.n.coefficient(c.Depth(), c.Noise))
	for l, layer := range st.Weights {
		sum, t := interval.New(), interval.New()
		for i, w := range layer {
			j.c.Add(sum, sum, j.c.MulRat(t, j.c.Sqr(t, w), c.Scale(i)))
		}
		got, out := j.atMost(sum, limit, "above F(0)", fmt.Sprintf("t = %s, layer %d", proof.Clip(st.Time), l+1))
		if out.Kind != claim.KindHeld {
			return 0, out
		}
		margin = math.Min(margin, got)
	}
	return margin, claim.Hold()
}

// atMost decides x <= m for m > 0, with the relative margin.
func (j *descent) atMost(x *interval.Interval, m *big.Rat, class, where string) (float64, claim.Outcome) {
	switch sign, known := x.CmpRat(m); {
	case !known:
		return 0, claim.Undecide("%s: %v against %s", where, x, proof.Clip(m))
	case sign > 0:
		return 0, claim.Violate(class, 0, "%s: %v, above %s", where, x, proof.Clip(m))
	}
	hi, ok := x.HiRat()
	if !ok {
		return 0, claim.Undecide("%s: unbounded", where)
	}
	return orbit.Slack(hi, m), claim.Hold()
}
