package theorem4_2

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Exact runs: box, fall of L_R and balancing without overshoot at every step.

// stepBits is the number of bits to which boxes are rounded up and step sizes down.
const stepBits = 16

// exactSteps is the number of steps at each depth: the digits grow by a factor 2L-1 with each.
func exactSteps(depth int) int {
	return max(1, 6-depth)
}

// box is the boxes of a start and the largest step that the statement allows on them.
type box struct {
	m       []*big.Rat
	inverse *big.Rat
}

func (s statement) boxes(c *claim.Case, k *lemmac_1.Constants) box {
	z := box{inverse: new(big.Rat)}
	for i := range c.Target {
		w := make([]*big.Rat, c.Depth())
		for l := range w {
			w[l] = c.Weights[l][i]
		}
		m := orbit.RoundUp(s.box(k, c.Target[i], c.Noise, w...), stepBits)
		if inv := s.inverse(k, c.Depth(), c.Scale(i), c.Target[i], c.Noise, m); inv.Cmp(z.inverse) > 0 {
			z.inverse = inv
		}
		z.m = append(z.m, m)
	}
	return z
}

// step is the fraction theta of the largest step.
func (z box) step(theta *big.Rat) *big.Rat {
	return orbit.RoundDown(new(big.Rat).Quo(theta, z.inverse), stepBits)
}

func runExact(s statement) *claim.Sample {
	return &claim.Sample{
		Space: exactSpace(), Cases: claim.Count{Quick: 68, Default: 680, Deep: 17000}, MinValid: 4,
		MarginIs: "1 - (alpha/2)|g|^2 / (fall of L_R), the least over the steps",
		NewJudge: func() claim.Judge {
			orbits, constants := map[proof.Shape]*orbit.Orbit[*big.Rat, circuit.Rats]{}, map[int]*lemmac_1.Constants{}
			return func(c *claim.Case) claim.Outcome {
				shape := proof.ShapeOf(c.Instance)
				o, ok := orbits[shape]
				if !ok {
					o = orbit.NewExact(shape)
					orbits[shape] = o
				}
				k, ok := constants[shape.Depth]
				if !ok {
					k = lemmac_1.NewConstants(shape.Depth)
					constants[shape.Depth] = k
				}
				o.Place(c.Instance, func(z, x *big.Rat) { z.Set(x) })
				return s.exact(c, o, s.boxes(c, k))
			}
		},
	}
}

func (s statement) exact(c *claim.Case, o *orbit.Orbit[*big.Rat, circuit.Rats], z box) claim.Outcome {
	thetas := [2]*big.Rat{c.Param(theta0), c.Param(theta1)}
	margin := 1.0
	before := squares(o.Weights())
	for k := range exactSteps(c.Depth()) {
		alpha := z.step(thetas[k%2])
		value := new(big.Rat).Set(o.Value())
		amount, t := new(big.Rat), new(big.Rat)
		for _, g := range o.Gradient() {
			amount.Add(amount, t.Mul(g, g))
		}
		amount.Mul(amount, t.Mul(alpha, s.share))
		o.Advance(alpha)
		fall := value.Sub(value, o.Value())
		if c.Tracing() {
			c.Trace(fmt.Sprintf("step %d, alpha, fall, stated amount", k+1), fmt.Sprintf("%s, %s, %s", proof.Clip(alpha), proof.Clip(fall), proof.Clip(amount)))
		}
		if fall.Cmp(amount) < 0 {
			return claim.Violate("falls too little", 0, "step %d, alpha = %s: L_R falls by %s, less than %s", k+1, proof.Clip(alpha), proof.Clip(fall), proof.Clip(amount))
		}
		margin = min(margin, orbit.Slack(amount, fall))
		for n, w := range o.Weights() {
			if m := z.m[n%c.Width()]; orbit.CmpAbs(w, m) > 0 {
				return claim.Violate("leaves the box", 0, "step %d, alpha = %s: a weight %s, M = %s", k+1, proof.Clip(alpha), proof.Clip(w), proof.Clip(m))
			}
		}
		after := squares(o.Weights())
		if bad := s.balances(c, alpha, before, after); bad != "" {
			return claim.Violate("balancing", 0, "step %d, alpha = %s: %s", k+1, proof.Clip(alpha), bad)
		}
		before = after
	}
	return claim.HoldBy(margin)
}

func squares(w []*big.Rat) []*big.Rat {
	out := make([]*big.Rat, len(w))
	for k, x := range w {
		out[k] = new(big.Rat).Mul(x, x)
	}
	return out
}

// balances decides 0 <= D(k+1)/D(k) <= (1-t)^2 for all pairs of layers; "" if so.
func (s statement) balances(c *claim.Case, alpha *big.Rat, before, after []*big.Rat) string {
	d := c.Width()
	for i := range d {
		q := new(big.Rat).Sub(big.NewRat(1, 1), s.rate(c.Depth(), alpha, c.Scale(i), c.Noise))
		q.Mul(q, q)
		for m := i; m < len(before); m += d {
			for l := i; l < m; l += d {
				x, y := new(big.Rat).Sub(before[l], before[m]), new(big.Rat).Sub(after[l], after[m])
				most := new(big.Rat).Mul(q, x)
				if x.Sign()*y.Sign() < 0 || orbit.CmpAbs(y, most) > 0 {
					return fmt.Sprintf("D goes from %s to %s, at most %s is stated", proof.Clip(x), proof.Clip(y), proof.Clip(most))
				}
			}
		}
	}
	return ""
}
