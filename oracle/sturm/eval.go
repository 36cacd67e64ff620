package sturm

import "math/big"

// Eval returns p(x) exactly.
func (p *Poly) Eval(x *big.Rat) *big.Rat {
	if p.IsZero() {
		return new(big.Rat)
	}
	var e evaluator
	num := e.homogeneous(p.c, x.Num(), x.Denom())
	den := new(big.Int).Exp(x.Denom(), big.NewInt(int64(p.Degree())), nil)
	z := new(big.Rat).SetFrac(num, den)
	return z.Mul(z, &p.content)
}

// SignAt returns the sign -1, 0 or +1 of p(x), decided exactly.
//
// It evaluates q^n p(a/q) = sum c_i a^i q^(n-i) by Horner's rule on integers: no fraction is formed or reduced.
func (p *Poly) SignAt(x *big.Rat) int {
	if p.IsZero() {
		return 0
	}
	var e evaluator
	return p.content.Sign() * e.sign(p.c, x)
}

// evaluator holds the scratch of repeated evaluations.
type evaluator struct{ v, w, t big.Int }

// sign returns the sign of the integer polynomial at x.
func (e *evaluator) sign(c []integer, x *big.Rat) int {
	if len(c) == 0 {
		return 0
	}
	q := x.Denom()
	if k := q.TrailingZeroBits(); q.BitLen() == int(k)+1 {
		return e.dyadic(c, x.Num(), k).Sign()
	}
	return e.homogeneous(c, x.Num(), q).Sign()
}

// homogeneous returns sum c_i a^i q^(n-i) for q > 0; the result is overwritten by the next evaluation.
func (e *evaluator) homogeneous(c []integer, a, q *big.Int) *big.Int {
	v, w, t := &e.v, &e.w, &e.t
	n := len(c) - 1
	v.Set(c[n])
	w.SetInt64(1)
	for i := n - 1; i >= 0; i-- {
		w.Mul(w, q)
		t.Mul(v, a)
		v.Mul(c[i], w)
		v.Add(v, t)
	}
	return v
}

// dyadic returns 2^(k n) p(a/2^k); the result is overwritten by the next evaluation.
func (e *evaluator) dyadic(c []integer, a *big.Int, k uint) *big.Int {
	v, t := &e.v, &e.t
	n := len(c) - 1
	v.Set(c[n])
	for i := n - 1; i >= 0; i-- {
		t.Mul(v, a)
		if c[i].Sign() == 0 {
			v.Set(t)
			continue
		}
		v.Lsh(c[i], k*uint(n-i))
		v.Add(v, t)
	}
	return v
}
