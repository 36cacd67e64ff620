package lemma2_3

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the lemma.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	anySign := with(func(s *statement) { s.signs = func(int, int) bool { return true } })
	powerL := with(func(s *statement) { s.power = func(depth int) int { return depth } })
	return []claim.Wrong[statement]{
		{Name: "imbalance-of-moduli", Title: "w_l g_l - w_m g_m = 2 s e^2 P_-lm (w_l - w_m)^2", Check: "free-symbols", Statement: with(func(s *statement) {
			s.imbalance = func(x, y circuit.Node) circuit.Node { return x.Sub(y).Sqr() }
		})},
		{Name: "coupled-without-own-product", Title: "general model: p_i [Sigma(b-p)]_i = s_i u_i (u_i+e^2)^(L-1), without - p_i^2", Check: "free-symbols", Statement: with(func(s *statement) {
			s.coupled = func(sc, u, c, _ circuit.Node) circuit.Node { return sc.Mul(u).Mul(c) }
		})},
		{Name: "exponent-depth-line", Title: "(u+e^2)^L = |b| u^((L-2)/2)", Check: "line", Statement: with(func(s *statement) {
			s.residual = func(depth int, t, e2, b circuit.Node) circuit.Node {
				return t.Sqr().Add(e2).Pow(depth).Sub(b.Mul(t.Pow(depth - 2)))
			}
		})},
		{Name: "exponent-depth", Title: "(u+e^2)^L = |b| u^((L-2)/2), on instances", Check: "iff-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.equation = func(depth int, u, b, e *big.Rat) bool { return squared(depth, depth-2, u, b, e) }
		})},
		{Name: "exponent-half-depth", Title: "(u+e^2)^(L-1) = |b| u^(L/2)", Check: "iff-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.equation = func(depth int, u, b, e *big.Rat) bool { return squared(depth-1, depth, u, b, e) }
		})},
		{Name: "all-sign-patterns", Title: "all 2^L sign patterns are stationary", Check: "iff-exact", Statement: anySign, MaxDepth: 3},
		{Name: "all-sign-patterns-exclusion", Title: "all 2^L sign patterns are stationary, against all zeros of the gradient", Check: "exclusion", Statement: anySign},
		{Name: "all-sign-patterns-ranges", Title: "all 2^L sign patterns are stationary, for all b of a range", Check: "exclusion-ranges", Statement: anySign},
		{Name: "all-sign-patterns-coupled", Title: "all 2^L sign patterns are stationary, for two coordinates", Check: "exclusion-coupled", Statement: anySign},
		{Name: "no-positive-scale", Title: "stationary iff (i) and (ii) without s_i > 0", Check: "iff-exact", Statement: with(func(s *statement) { s.scalePositive = false }), MaxDepth: 2},
		{Name: "no-positive-scale-general", Title: "the same in the general model", Check: "iff-general", Statement: with(func(s *statement) { s.scalePositive = false }), MaxDepth: 2},
		{Name: "ends-balanced", Title: "balanced read as |w_1| = |w_L|", Check: "iff-exact", MaxDepth: 4, Statement: with(func(s *statement) {
			right := s.balanced
			s.balanced = func(w []*big.Rat) bool { return right([]*big.Rat{w[0], w[len(w)-1]}) }
		})},
		{Name: "balanced-as-equal", Title: "balanced read as w_l = w_m", Check: "iff-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.balanced = func(w []*big.Rat) bool {
				for _, x := range w[1:] {
					if x.Cmp(w[0]) != 0 {
						return false
					}
				}
				return true
			}
		})},
		{Name: "lambda-power-depth", Title: "lambda = (u/(u+e^2))^L", Check: "lambda-exact", Statement: powerL, MaxDepth: 2},
		{Name: "soft-threshold-at-e", Title: "soft threshold at e in place of e^2", Check: "soft-threshold", MaxDepth: 2, Statement: with(func(s *statement) {
			s.soft = func(e *big.Rat) *big.Rat { return new(big.Rat).Set(e) }
		})},
		{Name: "box-exponent", Title: "|w| <= |b|/(2e)^L", Check: "box-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.box = func(depth int, b, e *big.Rat) *big.Rat {
				m := new(big.Rat).Abs(b)
				return m.Quo(m, planted.Pow(new(big.Rat).Add(e, e), depth))
			}
		})},
		{Name: "box-slightly-small", Title: "|w| <= (1 - 10^-6) |b|/(2e)^(L-1)", Check: "box-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			right := s.box
			s.box = func(depth int, b, e *big.Rat) *big.Rat {
				m := right(depth, b, e)
				return m.Mul(m, big.NewRat(999_999, 1_000_000))
			}
		})},
		{Name: "coordinatewise", Title: "the diagonal model's equation for each coordinate when Sigma is not diagonal", Check: "iff-general", MaxDepth: 3, Statement: with(func(s *statement) {
			s.residue = func(sigma []*big.Rat, b, p []*big.Rat, i int) *big.Rat {
				d := new(big.Rat).Sub(b[i], p[i])
				return d.Mul(d, sigma[i])
			}
		})},
		{Name: "coordinatewise-example", Title: "each b_i soft-thresholded at e^2 in the example, p = (1/2, 1/2)", Check: "examples", Statement: with(func(s *statement) { s.lassoP = oneHalf })},
		{Name: "circle-without-noise", Title: "the continuum at p_1 + p_2 = b_1 + b_2", Check: "examples", Statement: with(func(s *statement) { s.circle = 0 })},
	}
}
