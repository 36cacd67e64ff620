package lemma3_2

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the lemma.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	one := func(int) *big.Rat { return big.NewRat(1, 1) }
	flat := with(func(s *statement) { s.beta1Squared = one })
	early := with(func(s *statement) {
		s.tieSquared = func(depth int, _ uint) (*big.Rat, *big.Rat, error) { x := beta1Squared(depth); return x, x, nil }
	})
	return []claim.Wrong[statement]{
		{Name: "vertex", Title: "h turns at (L-1)/L", Check: "turning", Statement: with(func(s *statement) {
			s.turning = func(depth, z circuit.Node) circuit.Node { return depth.Mul(z).Sub(depth.Sub(depth.Pow(0))) }
		})},
		{Name: "threshold-one", Title: "the threshold is 1 for every L", Check: "count-definition", Statement: flat, MaxDepth: 3},
		{Name: "threshold-one-sturm", Title: "the threshold is 1 for every L, by Sturm", Check: "sturm", Statement: flat},
		{Name: "threshold-exponent", Title: "the threshold is (2(L-1)/L)^L (L/(L-2))^((L-2)/2)", Check: "sturm", Statement: with(func(s *statement) {
			s.beta1Squared = func(depth int) *big.Rat {
				x := big.NewRat(int64(2*(depth-1)), int64(depth))
				return x.Mul(x.Mul(x, x), beta1Squared(depth))
			}
		})},
		{Name: "all-sign-patterns", Title: "all 2^L sign patterns are stationary for each root", Check: "count-definition", MaxDepth: 3, Statement: with(func(s *statement) {
			s.total = func(depth, roots int) *big.Int {
				n := new(big.Int).Lsh(big.NewInt(int64(roots)), uint(depth))
				return n.Add(n, big.NewInt(1))
			}
		})},
		{Name: "one-root-beyond", Title: "one positive root beyond beta_1 for every L", Check: "count-definition", MaxDepth: 3, Statement: with(func(s *statement) {
			s.roots = func(_, cmp int) int { return max(cmp, 0) }
		})},
		{Name: "small-root-minimum", Title: "every nonzero stationary point is a minimum", Check: "kinds-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.kind = func(int, int) signature { return signature{} }
		})},
		{Name: "saddle-of-full-index", Title: "the small root is a maximum across, of index L-1", Check: "kinds-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			right := s.kind
			s.kind = func(depth, cmp int) signature {
				if cmp < 0 {
					return signature{depth - 1, 0}
				}
				return right(depth, cmp)
			}
		})},
		{Name: "double-root-strict", Title: "the double root is a strict minimum", Check: "double-root", Statement: with(func(s *statement) {
			s.kind = func(int, int) signature { return signature{} }
		})},
		{Name: "origin-saddle", Title: "the origin is a saddle beyond beta = 1 for every L", Check: "origin-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			right := s.origin
			s.origin = func(_, cmp int) signature { return right(2, cmp) }
		})},
		{Name: "large-root-always-global", Title: "the large root is global whenever it exists (L = 3, beta = 3.2)", Check: "global-certified", MaxDepth: 3, Statement: early},
		{Name: "sinking-factor", Title: "du_+/dq without the factor 2", Check: "monotone", Statement: with(func(s *statement) {
			s.sinking = func(depth, u, _ circuit.Node) circuit.Node { return depth.Sub(depth.Pow(0)).Mul(u) }
		})},
		{Name: "grows-with-noise", Title: "u_+ increases with e", Check: "trend-certified", MaxDepth: 2, Statement: with(func(s *statement) { s.trendU[1] = 1 })},
		{Name: "lambda-falls-with-target", Title: "lambda_+ decreases in |b|", Check: "trend-certified", MaxDepth: 2, Statement: with(func(s *statement) { s.trendLambda[0] = -1 })},
		{Name: "expansion-depth", Title: "1 - lambda_+ = L e^2 |b|^(-2/L) + O(e^4)", Check: "expansion", Statement: with(func(s *statement) {
			s.leading = func(depth int) *big.Rat { return big.NewRat(int64(depth), 1) }
		})},
		{Name: "no-noise-shrinks", Title: "at e = 0 the gradient keeps a penalty s w_l", Check: "degenerate", Statement: with(func(s *statement) {
			right := s.free.noNoise
			s.free.noNoise = func(v layerView) circuit.Node { return right(v).Add(v.S.Mul(v.W)) }
		})},
		{Name: "one-layer-shrinks", Title: "at L = 1 there is shrinkage by e^2", Check: "degenerate", Statement: with(func(s *statement) {
			right := s.free.oneLayer
			s.free.oneLayer = func(v layerView) circuit.Node { return right(v).Add(v.S.Mul(v.W).Mul(v.E.Sqr())) }
		})},
		{Name: "float-root-scaled", Title: "a float64 root that is off by one part in 2^30", Check: "float-structure", MaxDepth: 2, Statement: with(func(s *statement) {
			s.float = func(depth int, b, e, sc float64, out *numeric.Stationary) error {
				err := numeric.StationaryPoints(depth, b, e, sc, out)
				for k := range out.Roots {
					out.Roots[k].U *= 1 + 0x1p-30
				}
				return err
			}
		})},
	}
}
