package local_rate

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// statement is what S.10 says; wrong variants replace parts of it.
type statement struct {
	// along and across are the eigenvalues, in the direction of the signs and on its complement.
	along, across func(depth int, s, e, u *big.Rat) *big.Rat
	// rate is the rate of the flow, and slow whether it belongs to the direction of the signs.
	rate func(along, across *big.Rat) (rate *big.Rat, slow direction)
	// factor is that of descent, and the direction that attains it.
	factor func(alpha, along, across *big.Rat) (rho *big.Rat, worst direction)
	// gap bounds | |<x_k, v>| - rho^k |x_0| | / |x_0|, from rho and x = alpha delta.
	gap func(c *circuit.Builder, k int, rho, x circuit.Node) circuit.Node
}

// direction is an eigenspace of the Hessian.
type direction int

const (
	signs      direction = iota // spanned by sigma
	complement                  // holds sigma_2 e_1 - sigma_1 e_2
	mixed                       // sigma + 2 (sigma_2 e_1 - sigma_1 e_2): no eigenvector
)

func lemma() statement {
	return statement{
		along: func(depth int, s, e, u *big.Rat) *big.Rat {
			x := new(big.Rat).Mul(u, big.NewRat(int64(depth), 1))
			e2 := new(big.Rat).Mul(e, e)
			x.Sub(x, e2.Mul(e2, big.NewRat(int64(depth)-2, 1)))
			return x.Mul(x, amplitude(depth, s, e, u))
		},
		across: func(depth int, s, e, u *big.Rat) *big.Rat {
			x := new(big.Rat).Mul(e, e)
			x.Add(x, x)
			return x.Mul(x, amplitude(depth, s, e, u))
		},
		rate: func(along, across *big.Rat) (*big.Rat, direction) {
			if along.Cmp(across) <= 0 {
				return along, signs
			}
			return across, complement
		},
		factor: func(alpha, along, across *big.Rat) (*big.Rat, direction) {
			x, y := distance(alpha, along), distance(alpha, across)
			if x.Cmp(y) >= 0 {
				return x, signs
			}
			return y, complement
		},
		gap: func(_ *circuit.Builder, k int, rho, x circuit.Node) circuit.Node {
			return rho.Add(x).Pow(k).Sub(rho.Pow(k))
		},
	}
}

// amplitude is A = 2 s (u+e^2)^(L-2).
func amplitude(depth int, s, e, u *big.Rat) *big.Rat {
	x := new(big.Rat).Mul(e, e)
	a := orbit.Pow(x.Add(x, u), depth-2)
	a.Mul(a, s)
	return a.Add(a, a)
}

// distance is |1 - alpha lambda|.
func distance(alpha, lambda *big.Rat) *big.Rat {
	x := new(big.Rat).Mul(alpha, lambda)
	x.Sub(big.NewRat(1, 1), x)
	return x.Abs(x)
}
