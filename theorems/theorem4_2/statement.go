package theorem4_2

import (
	"math/big"

	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// statement is what Theorem 4.2 says; wrong variants replace parts of it.
type statement struct {
	// share is the part of alpha |g|^2 by which L_R falls at least.
	share *big.Rat
	// box is the half-width M of a coordinate's box, from its weights.
	box func(k *lemmac_1.Constants, b, e *big.Rat, w ...*big.Rat) *big.Rat
	// inverse is 1/alpha for the largest step allowed on the box of a coordinate.
	inverse func(k *lemmac_1.Constants, depth int, s, b, e, m *big.Rat) *big.Rat
	// layers says that K has its term with the factor L-1 (as the certificate sees it).
	layers bool
	// rate is t in |D(k+1)| <= (1 - t)^2 |D(k)|.
	rate func(depth int, alpha, s, e *big.Rat) *big.Rat
	// limit tells whether a stationary point may be the limit of a start off the exceptional set.
	limit func(p *shrinkage.Point, origin bool) bool
	// local is the local linear factor, from the moduli |1 - alpha lambda| at the least and at the largest eigenvalue.
	local func(atLeast, atLargest *big.Rat) *big.Rat
	// everyStart says that every start ends at a minimum; summable that any step sizes will do; originAttracts that the origin attracts starts
	// for L >= 3.
	everyStart, summable, originAttracts bool
}

func theorem() statement {
	return statement{
		share: big.NewRat(1, 2),
		box: func(k *lemmac_1.Constants, b, e *big.Rat, w ...*big.Rat) *big.Rat {
			return k.Box(b, e, w...)
		},
		inverse: func(k *lemmac_1.Constants, _ int, s, b, e, m *big.Rat) *big.Rat {
			return k.K(s, b, e, m)
		},
		layers: true,
		rate: func(depth int, alpha, s, e *big.Rat) *big.Rat {
			t := new(big.Rat).Mul(alpha, s)
			for range 2 * (depth - 1) {
				t.Mul(t, e)
			}
			return t.Mul(t, big.NewRat(2, 1))
		},
		limit: func(p *shrinkage.Point, _ bool) bool { return p.Kind == shrinkage.Minimum },
		local: func(atLeast, atLargest *big.Rat) *big.Rat {
			if atLeast.Cmp(atLargest) > 0 {
				return atLeast
			}
			return atLargest
		},
		originAttracts: true,
	}
}
