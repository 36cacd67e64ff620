package balancing_identity

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// The float64 gradient satisfies S.3 as well as its error bound allows. With |g - g exact| <= h, the float
// gradient's own products taken exactly,
//
//	|w_l g_l - w_m g_m - right side| <= |w_l| h_l + |w_m| h_m.
//
// Both sides are compared as rationals; numeric documents and returns h, nothing is tuned here.

func floatSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 3, Dyadic: true}
	return &claim.Sample{
		Space:    generators.NewSpace(d),
		Cases:    claim.Count{Quick: 230, Default: 2300, Deep: 115000},
		MinValid: 4,
		MarginIs: "1 - defect / bound over all coordinates and pairs of layers",
		NewJudge: func() claim.Judge {
			return (&floatJudge{proof.NewValues(s.imbalances)}).judge
		},
	}
}

type floatJudge struct{ right *proof.Values }

// imbalances are the right sides in the order of identities.
func (s statement) imbalances(m *proof.Model) []circuit.Node {
	var outs []circuit.Node
	for i := range m.B {
		for k := range m.W {
			for l := range k {
				outs = append(outs, s.imbalance(pairOf(m, i, l, k)))
			}
		}
	}
	return outs
}

func (j *floatJudge) judge(c *claim.Case) claim.Outcome {
	f, err := bridge.New(c.Instance)
	if err != nil {
		return claim.Skip("%v", err)
	}
	depth, n := c.Depth(), c.Depth()*c.Width()
	g, h := make([]float64, n), make([]float64, n) // [coordinate][layer]
	f.Workspace.Gradient(g, numeric.Regularized, f.Model, f.Network)
	numeric.GradientBound(h, numeric.Regularized, f.Model, f.Network)
	want := j.right.At(c.Instance)
	margin, at := math.Inf(1), -1
	for i := range c.Target {
		for k := range depth {
			for l := range k {
				at++
				left, bound, ok := side(c.Instance, g, h, i, l, k)
				if !ok {
					continue // overflow may have happened: numeric makes no statement
				}
				off := left.Sub(left, want[at])
				off.Abs(off)
				if off.Cmp(bound) > 0 {
					return claim.Violate("defect above the bound", 1, "layers %d and %d, coordinate %d: defect %s, bound %s", l+1, k+1, i+1, proof.Clip(off), proof.Clip(bound))
				}
				if bound.Sign() > 0 {
					r, _ := off.Quo(off, bound).Float64()
					margin = math.Min(margin, 1-r)
				}
			}
		}
	}
	if math.IsInf(margin, 1) {
		return claim.Hold()
	}
	return claim.HoldBy(math.Max(margin, 0))
}

// side returns w_l g_l - w_m g_m exactly for the float gradient g, and its error bound; ok is false when
// one of them is not finite.
func side(in *generators.Instance, g, h []float64, i, l, k int) (left, bound *big.Rat, ok bool) {
	depth := in.Depth()
	left, bound = new(big.Rat), new(big.Rat)
	for _, n := range []int{l, k} {
		w := in.Weights[n][i]
		gr, hr := new(big.Rat), new(big.Rat)
		if gr.SetFloat64(g[i*depth+n]) == nil || hr.SetFloat64(h[i*depth+n]) == nil {
			return nil, nil, false
		}
		gr.Mul(gr, w)
		if n == l {
			left.Add(left, gr)
		} else {
			left.Sub(left, gr)
		}
		bound.Add(bound, hr.Mul(hr, new(big.Rat).Abs(w)))
	}
	return left, bound, true
}
