package local_rate

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	alwaysAcross := with(func(s *statement) {
		s.rate = func(_, across *big.Rat) (*big.Rat, direction) { return across, complement }
	})
	alwaysAlong := with(func(s *statement) {
		s.rate = func(along, _ *big.Rat) (*big.Rat, direction) { return along, signs }
	})
	halved := with(func(s *statement) {
		half := func(f func(int, *big.Rat, *big.Rat, *big.Rat) *big.Rat) func(int, *big.Rat, *big.Rat, *big.Rat) *big.Rat {
			return func(depth int, sc, e, u *big.Rat) *big.Rat {
				x := f(depth, sc, e, u)
				return x.Mul(x, big.NewRat(1, 2))
			}
		}
		s.along, s.across = half(s.along), half(s.across)
	})
	smallest := with(func(s *statement) {
		s.factor = func(alpha, along, across *big.Rat) (*big.Rat, direction) {
			rate, slow := lemma().rate(along, across)
			return distance(alpha, rate), slow
		}
	})
	linear := with(func(s *statement) {
		s.gap = func(_ *circuit.Builder, k int, rho, x circuit.Node) circuit.Node {
			return x.Mul(rho.Pow(k - 1)).Times(int64(k))
		}
	})
	times := func(x *big.Rat, num, den int64) *big.Rat { return new(big.Rat).Mul(x, big.NewRat(num, den)) }
	slower := with(func(s *statement) {
		s.rate = func(along, across *big.Rat) (*big.Rat, direction) {
			x, d := lemma().rate(along, across)
			return times(x, 999_999_999, 1_000_000_000), d
		}
	})
	larger := with(func(s *statement) {
		s.factor = func(alpha, along, across *big.Rat) (*big.Rat, direction) {
			x, d := lemma().factor(alpha, along, across)
			return times(x, 1_000_000_001, 1_000_000_000), d
		}
	})
	return []claim.Wrong[statement]{
		{Name: "rate-slightly-low", Title: "the rate is (1 - 10^-9) lambda_min", Check: "eigenpairs-exact", Statement: slower, MaxDepth: 2},
		{Name: "factor-slightly-high", Title: "the factor of descent is (1 + 10^-9) max |1 - alpha lambda|", Check: "eigenpairs-exact", Statement: larger, MaxDepth: 2},
		{Name: "always-across", Title: "rate 4 s e^2 (u+e^2)^(L-2) at every minimum", Check: "flow-rate", Statement: alwaysAcross, MaxDepth: 2},
		{Name: "always-across-exact", Title: "rate 4 s e^2 (u+e^2)^(L-2), put to the eigenvalues", Check: "eigenpairs-exact", Statement: alwaysAcross, MaxDepth: 2},
		{Name: "always-along", Title: "rate A (L u - (L-2) e^2) at every minimum", Check: "flow-rate", Statement: alwaysAlong, MaxDepth: 2},
		{Name: "eigenvalues-halved", Title: "half the eigenvalues, for a loss with factor 1/2", Check: "flow-rate", Statement: halved, MaxDepth: 2},
		{Name: "eigenvalues-halved-descent", Title: "half the eigenvalues, put to descent", Check: "descent-rate", Statement: halved, MaxDepth: 2},
		{Name: "smallest-decides-descent", Title: "the factor of descent is |1 - alpha lambda_min|", Check: "descent-rate", Statement: smallest, MaxDepth: 2},
		{Name: "along-without-depth", Title: "eigenvalue A (2 u - (L-2) e^2) along the signs", Check: "eigenpairs-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.along = func(depth int, sc, e, u *big.Rat) *big.Rat {
				x := new(big.Rat).Mul(u, big.NewRat(int64(depth)-2, 1))
				return x.Sub(lemma().along(depth, sc, e, u), x.Mul(x, amplitude(depth, sc, e, u)))
			}
		})},
		{Name: "noise-to-the-first", Title: "eigenvalue 2 A e across", Check: "eigenpairs-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.across = func(depth int, sc, e, u *big.Rat) *big.Rat {
				x := new(big.Rat).Mul(e, amplitude(depth, sc, e, u))
				return x.Add(x, x)
			}
		})},
		{Name: "first-order-gap", Title: "the disturbance after k steps is k alpha delta rho^(k-1)", Check: "telescope", Statement: linear},
	}
}
