package sturm

import (
	"context"
	"math/big"
)

// MaxDigits bounds the decimal digits that RefineDigits gives.
const MaxDigits = 1_000_000

// Refine returns the root in an enclosure of width at most 2^-bits, inside that of r. The result holds the root by proof:
//
//	interval Newton: if f' has no zero on X = [lo, hi], the root of f in X lies in c - f(c)/f'(X) for every c in X;
//	bisection: the half of X at whose ends f has opposite signs, decided exactly.
//
// Each Newton step is taken at the precision that its result deserves, twice that of the step before, so the last one costs about as much
// as all others together. f is evaluated in fixed point with proved error bounds; where they do not decide, more guard bits, and then
// bisection on exact signs, are used, so Refine always ends.
//
// An exact root is returned as it is, and so is one that is narrow enough already. Errors: a *LimitError when bits is beyond
// MaxRefineBits; the context's error.
func (r *Root) Refine(ctx context.Context, bits uint) (*Root, error) {
	if bits > MaxRefineBits {
		return nil, &LimitError{"refinement bits", int64(min(bits, 1<<62)), MaxRefineBits}
	}
	if r.exact != nil {
		return r, nil
	}
	n := newNewton(r)
	for n.width() > -int(bits) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if n.step(bits) {
			continue
		}
		if n.bisect() {
			return &Root{exact: n.lo.rat(), multiplicity: r.multiplicity, factor: r.factor}, nil
		}
	}
	return &Root{lo: n.lo, hi: n.hi, multiplicity: r.multiplicity, factor: r.factor}, nil
}

// RefineDigits returns the root in an enclosure [lo, hi] whose ends have the same sign and hi - lo <= 10^-digits min(|lo|, |hi|), unless
// the root is exact. Errors: as Refine, and a *LimitError when digits is beyond MaxDigits; a negative digits counts as 0.
func (r *Root) RefineDigits(ctx context.Context, digits int) (*Root, error) {
	if digits > MaxDigits {
		return nil, &LimitError{"digits", int64(digits), MaxDigits}
	}
	rel := uint(max(digits, 0))*3322/1000 + 2 // log2 10 < 3.322, so 2^-rel < 10^-digits
	bits := uint(16)
	for {
		z, err := r.Refine(ctx, bits)
		if err != nil || z.exact != nil {
			return z, err
		}
		lo := z.lo // the end nearer to 0
		if lo.m.Sign() < 0 {
			lo = z.hi
		}
		if lo.m.Sign() == 0 { // no enclosure holds 0 inside (Isolate)
			bits *= 2
			r = z
			continue
		}
		// |root| > |lo| >= 2^(bitlen-1-s).
		e := lo.m.BitLen() - 1 - int(lo.s)
		return z.Refine(ctx, uint(max(int(rel)-e, 0)))
	}
}

// newton is the state of a refinement: the root is the only one of f in (lo, hi), and f(lo) f(hi) < 0.
type newton struct {
	f, df    []integer
	lo, hi   dyadic
	signLo   int
	guard    uint
	h        horner
	e        evaluator
	x, y, d  ball
	t, q, rr big.Int
}

// startGuard is the first number of guard bits; step raises it by need, so the choice touches speed only.
const startGuard = 32

func newNewton(r *Root) *newton {
	n := &newton{f: r.factor, df: derivative(r.factor), lo: r.lo, hi: r.hi, guard: startGuard}
	n.signLo = n.e.sign(n.f, r.lo.rat())
	return n
}

// width returns the least w with hi - lo <= 2^w.
func (n *newton) width() int {
	s := max(n.lo.s, n.hi.s)
	d := n.hi.at(s)
	d.Sub(d, n.lo.at(s))
	d.Sub(d, big.NewInt(1)) // bitlen(d-1) is the least w with d <= 2^w
	return d.BitLen() - int(s)
}

// step tries one interval Newton step towards the width 2^-bits; it reports whether the enclosure shrank at least to a quarter. When more
// precision would help it raises the guard for the next time.
func (n *newton) step(bits uint) bool {
	w := max(-n.width(), 0)
	s := max(n.lo.s, n.hi.s) + 1 // the center is exact at this scale
	sd := max(s, uint(w)+n.guard)
	// f' over X at scale sd.
	lo, hi := n.lo.at(sd), n.hi.at(sd)
	n.x.v.Add(lo, hi)
	n.x.v.Rsh(&n.x.v, 1) // exact: sd >= s
	n.x.r.Sub(hi, &n.x.v)
	n.h.eval(&n.d, n.df, &n.x, sd)
	if n.d.sign() == 0 {
		n.x.r.SetInt64(0)
		n.h.eval(&n.d, n.df, &n.x, sd)
		if n.d.sign() == 0 {
			n.raise() // not even the center's slope is decided
		}
		return false
	}
	// f(c) at the target scale.
	sf := max(sd, min(uint(2*w)+n.guard, bits+n.guard))
	shift := sf - sd
	n.x.v.Lsh(&n.x.v, shift)
	n.x.r.SetInt64(0)
	n.h.eval(&n.y, n.f, &n.x, sf)
	// The quotient of (y.v +- y.r)/2^sf and (d.v +- d.r)/2^sd at scale sf: |q - true| < 1 (truncation)
	// + (y.r + |y0/d0| d.r)/(|d0| - d.r), because y/d - y0/d0 = (y - y0)/d + (y0/d0)(d0 - d)/d. The radius is rounded down
	// before 2 is added, so the root lies strictly inside.
	n.t.Lsh(&n.y.v, sd)
	n.q.Quo(&n.t, &n.d.v)
	n.t.Abs(&n.q)
	n.t.Add(&n.t, one) // |y0/d0| < |q| + 1
	n.t.Mul(&n.t, &n.d.r)
	n.rr.Lsh(&n.y.r, sd)
	n.rr.Add(&n.rr, &n.t)
	n.t.Abs(&n.d.v)
	n.t.Sub(&n.t, &n.d.r)
	n.rr.Quo(&n.rr, &n.t)
	n.rr.Add(&n.rr, two)
	// N = c - q +- rr at scale sf, intersected with X.
	c := new(big.Int).Sub(&n.x.v, &n.q)
	a := dyadic{new(big.Int).Sub(c, &n.rr), sf}
	b := dyadic{c.Add(c, &n.rr), sf}
	oldLo, oldHi, old := n.lo, n.hi, n.width()
	if l := n.lo.at(sf); a.m.Cmp(l) > 0 {
		n.lo = a
	}
	if h := n.hi.at(sf); b.m.Cmp(h) < 0 {
		n.hi = b
	}
	if n.width() > old-2 {
		n.lo, n.hi = oldLo, oldHi
		// More bits help only where f(c) is lost in its rounding. A step that is too wide because f' varies over X
		// needs a narrower X, that is a bisection; raising the guard for it would double the bits each time.
		if n.y.sign() == 0 {
			n.raise()
		}
		return false
	}
	return true
}

// one is read only.
var one = big.NewInt(1)

func (n *newton) raise() { n.guard = min(2*n.guard, MaxCoefficientBits) }

// bisect halves the enclosure by the exact sign at its middle; true means that the middle is the root, then lo = hi.
func (n *newton) bisect() bool {
	m := middle(n.lo, n.hi)
	switch n.e.sign(n.f, m.rat()) {
	case n.signLo:
		n.lo = m
	case 0:
		n.lo, n.hi = m, m
		return true
	default:
		n.hi = m
	}
	return false
}
