package sublevel_sets

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
	radius := func(f func(depth int, w, e *big.Rat) *big.Rat) statement {
		return with(func(s *statement) { s.radius2 = f })
	}
	return []claim.Wrong[statement]{
		{Name: "scale-left-out", Title: "(sqrt P - |b|)^2 <= F without 1/s", Check: "lower-bound", MaxDepth: 2, Statement: with(func(s *statement) {
			right := s.lower
			s.lower = func(_, b, prod *big.Rat) (*big.Rat, *big.Rat) { return right(big.NewRat(1, 1), b, prod) }
		})},
		{Name: "sum-in-place-of-difference", Title: "(sqrt P + |b|)^2 <= F/s", Check: "lower-bound", MaxDepth: 2, Statement: with(func(s *statement) {
			right := s.lower
			s.lower = func(sc, b, prod *big.Rat) (*big.Rat, *big.Rat) {
				x, y := right(sc, b, prod)
				return x, y.Neg(y)
			}
		})},
		{Name: "signed-target", Title: "(sqrt P - b)^2 <= F/s with the sign of b", Check: "lower-bound", MaxDepth: 2, Statement: with(func(s *statement) {
			s.lower = func(sc, b, prod *big.Rat) (*big.Rat, *big.Rat) {
				x, y := lemma().lower(sc, b, prod)
				if b.Sign() < 0 {
					y.Neg(y)
				}
				return x, y
			}
		})},
		{Name: "certificate-single", Title: "|b| sqrt P in place of 2 |b| sqrt P in the certificate", Check: "certificate", Statement: with(func(s *statement) { s.leading = 1 })},
		{Name: "radius-exponent-high", Title: "(w^2+e^2) e^(2L) <= (|b| + sqrt(F/s))^2", Check: "radius", MaxDepth: 2, Statement: radius(
			func(depth int, w, e *big.Rat) *big.Rat { return weighed(w, e, 2*depth) })},
		{Name: "radius-exponent-low", Title: "(w^2+e^2) e^(2(L-2)) <= (|b| + sqrt(F/s))^2", Check: "radius", MaxDepth: 2, Statement: radius(
			func(depth int, w, e *big.Rat) *big.Rat { return weighed(w, e, 2*(depth-2)) })},
		{Name: "unbounded-with-noise", Title: "sublevel sets are unbounded at e = 1 too", Check: "unbounded-without-noise", Statement: with(func(s *statement) { s.escape = big.NewRat(1, 1) })},
	}
}
