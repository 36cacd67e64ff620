package sublevel_sets

import (
	"math/big"

	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
)

// statement is S.8; wrong variants replace parts of it. Numbers with a root are written x + y sqrt z.
type statement struct {
	// lower is the lower bound of F in terms of P: constant and factor of sqrt P.
	lower func(s, b, prod *big.Rat) (constant, root *big.Rat)
	// radius2 is the left side that (|b| + sqrt(F/s))^2 bounds, for the weight w at depth L.
	radius2 func(depth int, w, e *big.Rat) *big.Rat
	// escape is the noise level at which F stays bounded on the hyperbola.
	escape *big.Rat
	// leading is the coefficient of c Q in the certificate: F - s (Q - c)^2 = s (leading c Q - 2 b p) modulo Q^2 = P, c^2 = b^2.
	leading int64
}

func lemma() statement {
	return statement{
		lower: func(s, b, prod *big.Rat) (*big.Rat, *big.Rat) { // s (P + b^2) - 2 s |b| sqrt P
			sum := new(big.Rat).Mul(b, b)
			sum.Add(sum, prod)
			root := new(big.Rat).Abs(b)
			root.Mul(root, s)
			return sum.Mul(sum, s), root.Mul(root, big.NewRat(-2, 1))
		},
		radius2: func(depth int, w, e *big.Rat) *big.Rat { return weighed(w, e, 2*(depth-1)) },
		escape:  new(big.Rat),
		leading: 2,
	}
}

// weighed is (w^2 + e^2) e^n.
func weighed(w, e *big.Rat, n int) *big.Rat {
	x := new(big.Rat).Mul(w, w)
	x.Add(x, new(big.Rat).Mul(e, e))
	return x.Mul(x, planted.Pow(e, n))
}

// atLeast decides x + y sqrt z >= 0 exactly, for z >= 0.
func atLeast(x, y, z *big.Rat) bool {
	square := func(a *big.Rat) *big.Rat { return new(big.Rat).Mul(a, a) }
	y2z := square(y)
	y2z.Mul(y2z, z)
	switch {
	case x.Sign() >= 0 && y.Sign() >= 0:
		return true
	case x.Sign() >= 0: // x >= |y| sqrt z
		return square(x).Cmp(y2z) >= 0
	case y.Sign() > 0: // y sqrt z >= |x|
		return y2z.Cmp(square(x)) >= 0
	}
	return false // x < 0 and y <= 0
}
