package gaussian_kl

import (
	"math/big"

	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// statement is what S.14 says; wrong variants replace parts of it.
type statement struct {
	// scaled is 2 e^2 sp^2 times a coordinate's part of KL without its logarithm, delta = theta_i - theta_0i.
	scaled func(e, sp, delta circuit.Node) circuit.Node
	// logs is the coefficient of log(sp^2/e^2) in a coordinate's part of KL, times 2.
	logs int64
	// share is the factor of KL on the right side of Donsker-Varadhan.
	share *big.Rat
	// float is the float64 divergence under test.
	float func(theta, theta0 []float64, e, sp float64) (kl, bound float64, err error)
}

func lemma() statement {
	return statement{
		scaled: func(e, sp, delta circuit.Node) circuit.Node { // (1/2)(e^2/sp^2 - 1 + delta^2/sp^2)
			return e.Sqr().Mul(e.Sqr().Sub(sp.Sqr()).Add(delta.Sqr()))
		},
		logs:  1,
		share: big.NewRat(1, 1),
		float: numeric.GaussianKL,
	}
}
