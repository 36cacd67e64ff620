package sturm

import "math/big"

// A ball at scale s is the interval [(v - r)/2^s, (v + r)/2^s] with integers v and r >= 0.
type ball struct{ v, r big.Int }

// horner evaluates the integer polynomial c over the ball x at scale s, into z: every value of the polynomial on x lies in z.
//
// One step is z <- c_i + z x. The exact product (v +- r)(m +- e) has center v m and radius at most |v| e + r (|m| + e), both at scale 2s;
// shifting the center down loses less than one unit, rounding the radius up less than one more. Hence the + 2.
type horner struct{ t, u, am big.Int }

func (h *horner) eval(z *ball, c []integer, x *ball, s uint) {
	h.am.Abs(&x.v)
	h.am.Add(&h.am, &x.r)
	n := len(c) - 1
	z.v.Lsh(c[n], s)
	z.r.SetInt64(0)
	exactX := x.r.Sign() == 0
	for i := n - 1; i >= 0; i-- {
		// radius first, from the old center
		h.t.Mul(&z.r, &h.am)
		if !exactX {
			h.u.Abs(&z.v)
			h.u.Mul(&h.u, &x.r)
			h.t.Add(&h.t, &h.u)
		}
		z.r.Rsh(&h.t, s)
		z.r.Add(&z.r, two)
		h.t.Mul(&z.v, &x.v)
		z.v.Rsh(&h.t, s) // floor
		if c[i].Sign() != 0 {
			h.t.Lsh(c[i], s)
			z.v.Add(&z.v, &h.t)
		}
	}
}

// two is read only.
var two = big.NewInt(2)

// sign is -1 or +1 when every point of z has that sign, and 0 when z holds 0.
func (z *ball) sign() int {
	if z.v.CmpAbs(&z.r) <= 0 {
		return 0
	}
	return z.v.Sign()
}
