package diffeomorphism

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	noLayers := with(func(s *statement) { s.layers, s.limit = false, big.NewRat(1023, 1024) })
	twice := with(func(s *statement) { s.limit = big.NewRat(2, 1) })
	return []claim.Wrong[statement]{
		{Name: "step-1-over-K", Title: "alpha = 1/K included", Check: "jacobian-exact", MaxDepth: 2, Statement: with(func(s *statement) { s.limit = big.NewRat(1, 1) })},
		{Name: "twice-the-step", Title: "alpha < 2/K is enough", Check: "jacobian-exact", Statement: twice, MaxDepth: 2},
		{Name: "twice-the-step-pairs", Title: "alpha < 2/K is enough, on pairs of points", Check: "injective-exact", Statement: twice, MaxDepth: 2},
		{Name: "no-layers-term", Title: "K = 2 s (M^2+e^2)^(L-1) is enough", Check: "jacobian-exact", Statement: noLayers, MaxDepth: 2},
		{Name: "no-layers-term-proof", Title: "K = 2 s (M^2+e^2)^(L-1), put to the certificate", Check: "certificate", Statement: noLayers},
		{Name: "origin-saddle", Title: "the origin is a strict saddle at every depth", Check: "saddles-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.origin = func(depth, _ int) inertia { return inertia{1, 0, depth - 1} }
		})},
		{Name: "origin-saddle-at-depth-two", Title: "at L = 2 the origin is a strict saddle whatever b", Check: "saddles-exact", MaxDepth: 2, Statement: originAt(-1)},
		{Name: "origin-saddle-at-threshold", Title: "at L = 2 the origin is a strict saddle for |b| = e^2 too", Check: "saddles-exact", MaxDepth: 2, Statement: originAt(0)},
		{Name: "saddles-of-index-L-1", Title: "saddles have L-1 negative eigenvalues", Check: "saddles-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			right := s.stationary
			s.stationary = func(depth, sign int) inertia {
				if sign < 0 {
					return inertia{depth - 1, 0, 1}
				}
				return right(depth, sign)
			}
		})},
		{Name: "no-saddles", Title: "every nonzero stationary point is a strict minimum", Check: "saddles-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.stationary = func(depth, _ int) inertia { return inertia{0, 0, depth} }
		})},
	}
}

// originAt calls the origin a strict saddle at L = 2 when |b| - e^2 has the given sign, too.
func originAt(wrong int) statement {
	return with(func(s *statement) {
		right := s.origin
		s.origin = func(depth, sign int) inertia {
			if depth == 2 && sign == wrong {
				return inertia{1, 0, 1}
			}
			return right(depth, sign)
		}
	})
}
