package sturm

import (
	"context"
	"math/big"
)

// remainders walks the subresultant polynomial remainder sequence of a and b (deg a >= deg b, both non-zero): every member is an integer
// polynomial, each found from the two before it by
//
//	lc(b)^(d+1) a = Q b + R,   next = R / (g h^d),   d = deg a - deg b,
//
// with g = lc(a) and h = g^d h^(1-d) carried along (g = h = 1 at the start); the division is exact (Collins, Brown; Knuth, The Art of
// Computer Programming 2, section 4.6.1, algorithm C).
//
// visit is called with a, b and every further non-zero member together with its sign: sign * member is a positive multiple of the member
// of Sturm's sequence p_(i+1) = -rem(p_(i-1), p_i). The lists passed to visit belong to the callee but must not be written to.
func remainders(ctx context.Context, a, b []integer, visit func(c []integer, sign int)) error {
	g, h := big.NewInt(1), big.NewInt(1)
	signA, signB := 1, 1
	visit(a, signA)
	visit(b, signB)
	beta, t := new(big.Int), new(big.Int)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		d := len(a) - len(b)
		lead := b[len(b)-1]
		r := trim(pseudoRemainder(a, b))
		if len(r) == 0 {
			return nil
		}
		beta.Exp(h, big.NewInt(int64(d)), nil)
		beta.Mul(beta, g)
		for _, ri := range r {
			ri.Quo(ri, beta)
		}
		// rem(a, b) = R / lead^(d+1) = next beta / lead^(d+1).
		sign := -signA * beta.Sign()
		if lead.Sign() < 0 && d%2 == 0 {
			sign = -sign
		}
		signA, signB = signB, sign
		a, b = b, r
		visit(r, sign)
		g.Set(lead)
		switch d {
		case 0: // h stays
		case 1:
			h.Set(g)
		default: // h = g^d / h^(d-1), exact
			t.Exp(h, big.NewInt(int64(d-1)), nil)
			h.Exp(g, big.NewInt(int64(d)), nil)
			h.Quo(h, t)
		}
	}
}

// pseudoRemainder returns R with lc(b)^(d+1) a = Q b + R, deg R < deg b, d = deg a - deg b >= 0. For a constant b it is empty.
func pseudoRemainder(a, b []integer) []integer {
	n := len(b) - 1
	if n == 0 {
		return nil
	}
	r := clone(a)
	lead := b[n]
	t := new(big.Int)
	for k := len(a) - 1; k >= n; k-- {
		top := r[k]
		for i := range k {
			r[i].Mul(r[i], lead)
		}
		if top.Sign() != 0 {
			for j := range n {
				r[k-n+j].Sub(r[k-n+j], t.Mul(top, b[j]))
			}
		}
		r = r[:k]
	}
	return r
}
