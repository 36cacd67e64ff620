package lemma3_2

import (
	"math/big"

	"github.com/ssamverify/ssamverify/lemmas/global_minimum"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// signature is the number of negative and zero Hessian eigenvalues of a coordinate.
type signature struct{ negative, zero int }

// statement is Lemma 3.2; wrong variants replace parts of it.
type statement struct {
	// turning has the sign of h', from the depth and z.
	turning func(depth, z circuit.Node) circuit.Node
	// beta1Squared is the square of the threshold beta_1(L).
	beta1Squared func(depth int) *big.Rat
	// roots is the number of positive roots for beta <, =, > beta_1 (cmp -1, 0, 1).
	roots func(depth, cmp int) int
	// total is the number of stationary points of a coordinate with that many positive roots.
	total func(depth, roots int) *big.Int
	// kind is the signature at a nonzero stationary point, cmp the sign of z - (L-2)/L.
	kind func(depth, cmp int) signature
	// origin is the signature at w = 0, cmp the sign of beta - 1.
	origin func(depth, cmp int) signature
	// tieSquared encloses the square of the threshold of the global minimum.
	tieSquared func(depth int, bits uint) (lo, hi *big.Rat, err error)
	// sinking is the numerator of -du_+/dq, q = e^2, over L u - (L-2) q.
	sinking func(depth, u, q circuit.Node) circuit.Node
	// trendU and trendLambda are the signs of the change of u_+ and lambda_+ with |b| and with e.
	trendU, trendLambda [2]int
	// leading is the factor of e^2 |b|^(-2/L) in 1 - lambda_+.
	leading func(depth int) *big.Rat
	// free says which cases leave a coordinate without shrinkage or free, from the gradient at one weight of a coordinate.
	free degenerate
	// float is the float64 solver under test.
	float func(depth int, b, e, s float64, out *numeric.Stationary) error
}

func lemma() statement {
	return statement{
		turning: func(depth, z circuit.Node) circuit.Node {
			return depth.Mul(z).Sub(depth.Sub(depth.Pow(0).Times(2))) // L z - (L-2)
		},
		beta1Squared: beta1Squared,
		roots: func(depth, cmp int) int {
			if depth == 2 {
				return max(cmp, 0)
			}
			return cmp + 1
		},
		total: func(depth, roots int) *big.Int {
			n := new(big.Int).Lsh(big.NewInt(int64(roots)), uint(depth-1))
			return n.Add(n, big.NewInt(1))
		},
		kind: func(_, cmp int) signature {
			switch cmp {
			case -1:
				return signature{1, 0}
			case 0:
				return signature{0, 1}
			}
			return signature{0, 0}
		},
		origin: func(depth, cmp int) signature {
			switch {
			case depth > 2 || cmp < 0:
				return signature{0, 0}
			case cmp == 0:
				return signature{0, 1}
			}
			return signature{1, 0}
		},
		tieSquared: global_minimum.Beta2Squared,
		sinking: func(depth, u, _ circuit.Node) circuit.Node {
			return depth.Sub(depth.Pow(0)).Mul(u).Times(2) // 2 (L-1) u
		},
		trendU:      [2]int{1, -1},
		trendLambda: [2]int{1, -1},
		leading:     func(depth int) *big.Rat { return big.NewRat(int64(depth-1), 1) },
		free:        rightDegenerate(),
		float:       numeric.StationaryPoints,
	}
}

// beta1Squared is (2(L-1)/L)^(2(L-1)) (L/(L-2))^(L-2).
func beta1Squared(depth int) *big.Rat {
	n := int64(depth)
	x := planted.Pow(big.NewRat(2*(n-1), n), 2*(depth-1))
	if depth > 2 {
		x.Mul(x, planted.Pow(big.NewRat(n, n-2), depth-2))
	}
	return x
}

// betaSquared is (b/e^L)^2.
func betaSquared(depth int, b, e *big.Rat) *big.Rat {
	x := new(big.Rat).Quo(b, planted.Pow(e, depth))
	return x.Mul(x, x)
}
