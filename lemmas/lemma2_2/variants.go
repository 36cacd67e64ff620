package lemma2_2

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the lemma.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

// equalWeights reads "balanced" as w_1 = ... = w_L.
func equalWeights(ws []*big.Rat) bool {
	for _, w := range ws[1:] {
		if w.Cmp(ws[0]) != 0 {
			return false
		}
	}
	return true
}

func variants() []claim.Wrong[statement] {
	plainIff := with(func(s *statement) { s.traceMinimal = equalModuli })
	sameWeights := with(func(s *statement) { s.balanced = equalWeights })
	noiseOnly := with(func(s *statement) {
		s.least = func(_, k int) int64 {
			if k == 0 {
				return 1
			}
			return 0
		}
	})
	ones := with(func(s *statement) { s.least = func(int, int) int64 { return 1 } })
	doubled := with(func(s *statement) {
		right := s.least
		s.least = func(depth, k int) int64 {
			if k == 1 && depth > 1 {
				return right(depth, k) + 1
			}
			return right(depth, k)
		}
	})
	traceOnly := with(func(s *statement) {
		s.tail = func(_ *circuit.Builder, e circuit.Node, _ []circuit.Node) circuit.Node {
			return e.Pow(4) // true at L = 2
		}
	})
	wrongPair := with(func(s *statement) {
		s.pair = func(x, y, g circuit.Node) circuit.Node { return x.Sub(g).Mul(y.Sub(g)) }
	})
	square := with(func(s *statement) {
		s.exchange = func(_ *circuit.Builder, x, y circuit.Node, _ int) circuit.Node { return x.Sub(y).Sqr() }
	})
	return []claim.Wrong[statement]{
		// MATH.md's list.
		{Name: "trace-minimal-implies-balanced", Title: "tr Hess L is least iff balanced; (0, 0, 5) at L = 3", Check: "corners", Statement: plainIff},
		{Name: "trace-minimal-implies-balanced-sampled", Title: "tr Hess L is least iff balanced, put to random instances", Check: "trace-exact", Statement: plainIff, MaxDepth: 3},
		{Name: "equal-weights", Title: "balanced read as w_l = w_m", Check: "sharpness-exact", Statement: sameWeights, MaxDepth: 2},
		{Name: "equal-weights-certified", Title: "balanced read as w_l = w_m, put to the certified check", Check: "certified", Statement: sameWeights, MaxDepth: 2},
		{Name: "minimum-is-noise-only", Title: "the least value of P is e^(2L)", Check: "sharpness-exact", Statement: noiseOnly, MaxDepth: 2},
		{Name: "minimum-is-noise-only-chain", Title: "the least value of P is e^(2L), put to the chain of smoothing steps", Check: "chain-exact", Statement: noiseOnly, MaxDepth: 2},
		{Name: "trace-is-everything", Title: "R = (e^2/2) tr Hess L + e^4 sum s_i at every depth; true at L = 2, wrong at L = 3", Check: "link", Statement: traceOnly},
		{Name: "no-positive-scale", Title: "equality iff balanced without s_i > 0", Check: "sharpness-exact", Statement: with(func(s *statement) { s.scalePositive = false }), MaxDepth: 2},
		{Name: "no-positive-scale-trace", Title: "the equality case of b without s_i > 0", Check: "trace-exact", Statement: with(func(s *statement) { s.scalePositive = false }), MaxDepth: 2},
		// Further ones.
		{Name: "no-positive-noise", Title: "equality iff balanced at e = 0 too, where R = 0 everywhere", Check: "sharpness-exact", Statement: with(func(s *statement) { s.noisePositive = false }), MaxDepth: 2},
		{Name: "bound-too-large", Title: "C(L,1) + 1 in place of C(L,1): a bound above the minimum", Check: "brackets-exact", Statement: doubled, MaxDepth: 2},
		{Name: "bound-too-large-inequality", Title: "C(L,1) + 1 in place of C(L,1), put to the inequality alone", Check: "inequality-exact", Statement: doubled, MaxDepth: 2},
		{Name: "bound-too-large-certified", Title: "C(L,1) + 1 in place of C(L,1), put to the certified check", Check: "certified", Statement: doubled, MaxDepth: 2},
		{Name: "coefficients-not-binomial", Title: "1 in place of C(L,k): P >= G^L + G^(L-1) e^2 + ... + e^(2L), true but not attained", Check: "certificate", Statement: ones},
		{Name: "coefficients-not-binomial-muirhead", Title: "1 in place of C(L,k), put to the sum of nonnegative terms", Check: "muirhead", Statement: ones},
		{Name: "trace-without-depth", Title: "the least trace is 2 sum s_i |p_i|^(2-2/L), the factor L left out", Check: "trace-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.traceFactor = func(int) int64 { return 1 }
		})},
		{Name: "trace-exponent", Title: "the least trace has |p_i|^2 in place of |p_i|^(2-2/L)", Check: "trace-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.tracePower = func(depth int) int { return depth }
		})},
		{Name: "brackets-tight-iff-balanced", Title: "every bracket vanishes only at balance, also at p = 0", Check: "brackets-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.tight = func(ws []*big.Rat, k int) bool { return k == 0 || k == len(ws) || equalModuli(ws) }
		})},
		{Name: "smoothing-sign", Title: "a smoothing step raises P", Check: "smoothing", Statement: wrongPair},
		{Name: "smoothing-sign-chain", Title: "a smoothing step raises P, put to the chain", Check: "chain-exact", Statement: wrongPair, MaxDepth: 2},
		{Name: "exchange-square", Title: "x^n + y^n - x^(n-1) y - x y^(n-1) = (x-y)^2 for every n", Check: "muirhead", Statement: square},
		{Name: "exchange-square-field", Title: "the same wrong exchange, put to random points", Check: "muirhead-field", Statement: square},
		{Name: "off-diagonal-enters", Title: "R depends on Sigma_ij through e^2", Check: "only-diagonal", Statement: with(func(s *statement) {
			s.offDiagonal = func(_ *circuit.Builder, e circuit.Node) circuit.Node { return e.Sqr() }
		})},
	}
}
