package theorem4_1

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Exact runs: the weights come from the definition; at every step, for every coordinate and pair of layers, the sign of D stays and
// |D(k)| <= prod_j (1 - alpha_j root_j)^2 |D(0)|.

// stepBits is the number of bits of the rounded step sizes: rounded down, they stay within the condition, and the weights' digits grow by
// the step alone.
const stepBits = 16

// exactSteps is the number of steps at each depth: (2L-1)^k times the digits of the start.
func exactSteps(depth int) int {
	switch depth {
	case 2:
		return 5
	case 3:
		return 3
	default:
		return 2
	}
}

// bounds are the formulas of a statement on a box at one depth.
type bounds struct{ inverse, root func(x ...*big.Rat) *big.Rat }

// schedule makes the step sizes and noise levels of a run.
type schedule struct {
	in     *generators.Instance
	theta  [2]*big.Rat
	noise  [2]*big.Rat
	any    *big.Rat
	bounds bounds
}

func (s statement) schedule(c *claim.Case, b bounds) *schedule {
	return &schedule{
		in: c.Instance, bounds: b, any: big.NewRat(s.anyStep, 1),
		theta: [2]*big.Rat{c.Param(theta0), c.Param(theta1)},
		noise: [2]*big.Rat{c.Noise, new(big.Rat).Mul(c.Noise, c.Param(rho))},
	}
}

// step is alpha_k for the box of radius radius[i] in coordinate i: a fraction of the largest step that the condition allows in all of them.
func (h *schedule) step(k int, radius []*big.Rat) *big.Rat {
	worst := new(big.Rat)
	for i, m := range radius {
		inv := h.bounds.inverse(h.in.Scale(i), new(big.Rat).Abs(h.in.Target[i]), h.noise[k%2], m)
		if inv.Cmp(worst) > 0 {
			worst = inv
		}
	}
	if worst.Sign() == 0 { // every s_i (M_i^2 + e^2) is 0: nothing moves
		worst.SetInt64(1)
	}
	a := new(big.Rat).Quo(h.theta[k%2], worst)
	return orbit.RoundDown(a.Mul(a, h.any), stepBits)
}

// rate is (1 - alpha root)^2 at step k in coordinate i.
func (h *schedule) rate(k, i int, alpha *big.Rat) *big.Rat {
	zero := new(big.Rat)
	r := h.bounds.root(h.in.Scale(i), zero, h.noise[k%2], zero)
	r.Sub(big.NewRat(1, 1), r.Mul(r, alpha))
	return r.Mul(r, r)
}

func exactSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: exactSpace(), Cases: counts(), MinValid: 4, MarginIs: "1 - |D(k)| / (prod_j (1 - 2 alpha_j s e_j^(2(L-1)))^2 |D(0)|), the least over the steps; 0 is sharp",
		NewJudge: func() claim.Judge {
			j := &exactRun{s: s, orbits: map[proof.Shape]*orbit.Orbit[*big.Rat, circuit.Rats]{}, bounds: map[int]bounds{}}
			return j.judge
		},
	}
}

type exactRun struct {
	s      statement
	orbits map[proof.Shape]*orbit.Orbit[*big.Rat, circuit.Rats]
	bounds map[int]bounds
}

func (j *exactRun) judge(c *claim.Case) claim.Outcome {
	shape := proof.ShapeOf(c.Instance)
	o, ok := j.orbits[shape]
	if !ok {
		o = orbit.NewExact(shape)
		j.orbits[shape] = o
		j.bounds[shape.Depth] = bounds{at(shape.Depth, j.s.inverse), at(shape.Depth, j.s.root)}
	}
	h := j.s.schedule(c, j.bounds[shape.Depth])
	o.Place(c.Instance, func(z, x *big.Rat) { z.Set(x) })
	d := shape.Width
	first := imbalances(o.Weights(), shape)
	limit := make([]*big.Rat, d)
	for i := range limit {
		limit[i] = big.NewRat(1, 1)
	}
	margin := 1.0
	for k := range exactSteps(shape.Depth) {
		radius := make([]*big.Rat, d)
		for i := range radius {
			radius[i] = orbit.RoundUp(orbit.MaxAbs(column(o.Weights(), d, i)...), stepBits)
		}
		alpha := h.step(k, radius)
		o.Noise().Set(h.noise[k%2])
		o.Touch()
		o.Advance(alpha)
		for i := range limit {
			limit[i].Mul(limit[i], h.rate(k, i, alpha))
		}
		c.Trace(fmt.Sprintf("alpha_%d", k), alpha.RatString())
		for n, v := range imbalances(o.Weights(), shape) {
			i := n % d
			most := new(big.Rat).Mul(limit[i], first[n])
			switch {
			case v.Sign()*first[n].Sign() < 0:
				return claim.Violate("overshoots", 0, "step %d: D changes its sign from %s to %s", k+1, proof.Clip(first[n]), proof.Clip(v))
			case orbit.CmpAbs(v, most) > 0:
				return claim.Violate("bound fails", math.Abs(orbit.Ratio(v, most)), "step %d, alpha = %s: |D| = %s exceeds the bound %s", k+1, proof.Clip(alpha), proof.Clip(v), proof.Clip(most))
			}
			if first[n].Sign() != 0 {
				margin = min(margin, orbit.Slack(new(big.Rat).Abs(v), new(big.Rat).Abs(most)))
			}
		}
	}
	return claim.HoldBy(margin)
}

// column is the weights of coordinate i.
func column(w []*big.Rat, d, i int) []*big.Rat {
	var out []*big.Rat
	for k := i; k < len(w); k += d {
		out = append(out, w[k])
	}
	return out
}

// imbalances lists w_l^2 - w_m^2 for each pair of layers and coordinate; the coordinate is the index modulo d.
func imbalances(w []*big.Rat, s proof.Shape) []*big.Rat {
	var out []*big.Rat
	square := func(x *big.Rat) *big.Rat { return new(big.Rat).Mul(x, x) }
	for m := range s.Depth {
		for l := range m {
			for i := range s.Width {
				x := square(w[l*s.Width+i])
				out = append(out, x.Sub(x, square(w[m*s.Width+i])))
			}
		}
	}
	return out
}
