package descent_lemma

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// statement is S.9; wrong variants replace parts of it.
type statement struct {
	// share is the part of alpha |g|^2 by which L_R falls.
	share *big.Rat
	// limit is the largest alpha K.
	limit *big.Rat
	// layers says that K has its term with the factor L-1.
	layers bool
	// curvature is the coefficient of alpha^2 k |g|^2 in Taylor's formula, in halves.
	curvature int64
}

func lemma() statement {
	return statement{share: big.NewRat(1, 2), limit: big.NewRat(1, 1), layers: true, curvature: 1}
}

// fraction is the constant p/q times x, times q: polynomials have integer coefficients.
func fraction(r *big.Rat, x circuit.Node) (circuit.Node, int64) {
	return x.Times(r.Num().Int64()), r.Denom().Int64()
}
