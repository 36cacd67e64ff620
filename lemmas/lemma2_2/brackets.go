package lemma2_2

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/symmetric"
)

// Route 3 of the package doc: with c = least(L,k), E_k >= c G^k iff E_k^L >= c^L p^{2k}, since E_k, c, G >= 0 and
// G^L = p^2. Both sides are rational for every instance.

func (s statement) bracketsSample() *claim.Sample {
	return &claim.Sample{
		Space:    generators.NewSpace(s.domain(8, 2)),
		Cases:    claim.Count{Quick: 240, Default: 4800, Deep: 240000},
		MinValid: 8,
		MarginIs: "1 - C(L,k) G^k / E_k, the smallest over coordinates and 0 < k < L; 0 where a bracket vanishes",
		NewJudge: func() claim.Judge { return s.judgeBrackets },
	}
}

func (s statement) judgeBrackets(c *claim.Case) claim.Outcome {
	margin := math.Inf(1)
	depth := c.Depth()
	for i := range c.Target {
		ws := column(c.Weights, i)
		square := product(ws)
		square.Mul(square, square)
		for k, e := range symmetric.Rats(squares(ws)) {
			left := pow(e, depth)
			right := pow(square, k)
			right.Mul(right, pow(new(big.Rat).SetInt64(s.least(depth, k)), depth))
			sign := left.Cmp(right)
			if c.Tracing() {
				c.Trace("E_k", e.RatString())
				c.Trace("E_k^L", left.RatString())
				c.Trace("C(L,k)^L p^(2k)", right.RatString())
			}
			tight := s.tight(ws, k)
			switch {
			case sign < 0:
				return claim.Violate("bracket negative", relative(new(big.Rat).Sub(right, left), right), "coordinate %d, k = %d: E_k = %s", i+1, k, proof.Clip(e))
			case sign == 0 && !tight:
				return claim.Violate("bracket zero, not in the stated case", 0, "coordinate %d, k = %d: E_k = %s", i+1, k, proof.Clip(e))
			case sign > 0 && tight:
				return claim.Violate("bracket positive in the stated case", 0, "coordinate %d, k = %d: E_k = %s", i+1, k, proof.Clip(e))
			}
			if k == 0 || k == depth {
				continue // equal for all weights
			}
			if sign == 0 {
				margin = 0
				continue
			}
			// 1 - (right/left)^(1/L); the ratio is in [0, 1), and a ratio that rounds to 1 gives 0.
			margin = math.Min(margin, math.Max(0, 1-math.Pow(relative(right, left), 1/float64(depth))))
		}
	}
	return claim.HoldBy(margin)
}

// squares returns the squares of ws, new numbers.
func squares(ws []*big.Rat) []*big.Rat {
	a := make([]*big.Rat, len(ws))
	for l, w := range ws {
		a[l] = new(big.Rat).Mul(w, w)
	}
	return a
}
