package theorem3_1

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Part 2 at one point, exactly: D D' <= -rate D^2 with D' from the definition, equality at L = 2; integrated, it is the rate along the
// flow. And the sublevel bound of part 3: F >= weight sum_i s_i w_li^2.

func wide() generators.Domain {
	return generators.Domain{MinDepth: 2, MaxDepth: 8, MinWidth: 1, MaxWidth: 4}
}

func pointwise(margin string, judge func() claim.Judge) *claim.Sample {
	return &claim.Sample{
		Space: generators.NewSpace(wide()), Cases: claim.Count{Quick: 184, Default: 1380, Deep: 46000}, MinValid: 4,
		MarginIs: margin, NewJudge: judge,
	}
}

func (s statement) ratePointwise() *claim.Sample {
	return pointwise("1 - rate / (-D'/D), the least over coordinates and pairs of layers", func() claim.Judge {
		n := s.numbers()
		values := proof.NewValues(differences)
		return func(c *claim.Case) claim.Outcome {
			outs := values.At(c.Instance)
			margin, bad := math.Inf(1), claim.Hold()
			next := 0
			pairs(c.Depth(), c.Width(), func(name string, i, _, _ int) {
				d, slope := outs[next], outs[next+1]
				next += 2
				if d.Sign() == 0 {
					if slope.Sign() != 0 {
						bad = claim.Violate("balance lost", 0, "%s: D = 0, D' = %s", name, proof.Clip(slope))
					}
					return
				}
				rate, want := new(big.Rat).Quo(slope, d), n.balancing(c.Depth(), c.Scale(i), c.Noise)
				rate.Neg(rate)
				switch {
				case rate.Cmp(want) < 0:
					bad = claim.Violate("slower", orbit.Slack(rate, want), "%s: -D'/D = %s, below the rate %s", name, proof.Clip(rate), proof.Clip(want))
				case c.Depth() == 2 && rate.Cmp(want) > 0:
					bad = claim.Violate("not equal", orbit.Slack(want, rate), "%s: -D'/D = %s, not %s", name, proof.Clip(rate), proof.Clip(want))
				case rate.Sign() != 0:
					margin = math.Min(margin, orbit.Slack(want, rate))
				}
			})
			return outcome(bad, margin)
		}
	})
}

func (s statement) sublevelExact() *claim.Sample {
	return pointwise("1 - E sum_i s_i w_li^2 / F, the least over the layers", func() claim.Judge {
		n := s.numbers()
		values := proof.NewValues(excess)
		return func(c *claim.Case) claim.Outcome {
			f := new(big.Rat).Set(values.At(c.Instance)[0])
			margin := math.Inf(1)
			for l := range c.Depth() {
				x := n.coefficient(c.Depth(), c.Noise)
				x.Mul(x, energy(c.Instance, l))
				if x.Cmp(f) > 0 {
					return claim.Violate("above F", orbit.Slack(f, x), "layer %d: E sum s w^2 = %s, F = %s", l+1, proof.Clip(x), proof.Clip(f))
				}
				if f.Sign() > 0 {
					margin = math.Min(margin, orbit.Slack(x, f))
				}
			}
			return outcome(claim.Hold(), margin)
		}
	})
}

// differences are D = w_l^2 - w_m^2 and D' for every coordinate and pair of layers.
func differences(m *proof.Model) []circuit.Node {
	g := definition.Gradient(loss(m), m.Symbols)
	var out []circuit.Node
	pairs(m.Depth(), m.Width(), func(_ string, i, l, k int) {
		p := at(m, i, l, k)
		out = append(out, p.difference(), p.slope(g[l][i], g[k][i]))
	})
	return out
}

// excess is F = L_R - tau2 - sum_i s_i e^(2L).
func excess(m *proof.Model) []circuit.Node {
	f := loss(m).Sub(m.Tau2)
	for i := range m.B {
		f = f.Sub(m.Sigma[i][i].Mul(m.E.Pow(2 * m.Depth())))
	}
	return []circuit.Node{f}
}

// energy is sum_i s_i w_li^2.
func energy(in *generators.Instance, l int) *big.Rat {
	sum, t := new(big.Rat), new(big.Rat)
	for i, w := range in.Weights[l] {
		sum.Add(sum, t.Mul(in.Scale(i), t.Mul(w, w)))
	}
	return sum
}

// outcome is the violation if there is one, else a pass by the margin, without one when nothing was compared.
func outcome(bad claim.Outcome, margin float64) claim.Outcome {
	switch {
	case bad.Kind != claim.KindHeld:
		return bad
	case math.IsInf(margin, 1):
		return claim.Hold()
	}
	return claim.HoldBy(margin)
}
