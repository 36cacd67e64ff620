package shrinkage

import (
	"context"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// Polynomial returns (t^2 + e^2)^(L-1) - |b| t^(L-2) in t, whose positive roots are the common |w_l| of the nonzero stationary points.
// For b = 0 it has no positive root. Errors: as Validate; a *sturm.LimitError when the coefficients are too large.
func Polynomial(p Problem) (*sturm.Poly, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	n, m := p.Depth-1, p.Depth-2
	c := make([]*big.Rat, 2*n+1)
	for i := range c {
		c[i] = new(big.Rat)
	}
	e2 := new(big.Rat).Mul(p.Noise, p.Noise)
	power := big.NewRat(1, 1)
	for i := n; i >= 0; i-- { // C(n, i) t^(2i) e^(2(n-i))
		c[2*i].SetInt(new(big.Int).Binomial(int64(n), int64(i)))
		c[2*i].Mul(c[2*i], power)
		power = new(big.Rat).Mul(power, e2)
	}
	c[m].Sub(c[m], new(big.Rat).Abs(p.Target))
	return sturm.New(c...)
}

// CountSturm returns the number of stationary points of the coordinate, 1 + 2^(L-1) times the number of positive roots of Polynomial,
// counted by Sturm's theorem: a route to the count of Solve that uses no threshold.
//
// For b = 0 and for L = 2 with |b| <= e^2 the answer is 1. Errors: as Polynomial; the context's error; a *sturm.LimitError when the Sturm
// sequence would be too large (numbers of thousands of bits at large depth).
func CountSturm(ctx context.Context, p Problem) (*big.Int, error) {
	f, err := Polynomial(p)
	if err != nil {
		return nil, err
	}
	seq, err := sturm.NewSequence(ctx, f)
	if err != nil {
		return nil, err
	}
	return countPoints(p.Depth, seq.Count(sturm.At(new(big.Rat)), sturm.PosInf())), nil
}

// countPoints is 1 + roots 2^(L-1): every sign pattern with the sign of b, for each positive u, and the origin.
func countPoints(depth, roots int) *big.Int {
	n := new(big.Int).Lsh(big.NewInt(int64(roots)), uint(depth-1))
	return n.Add(n, big.NewInt(1))
}
