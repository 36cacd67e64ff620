package sturm

import (
	"context"
	"fmt"
	"math/big"
)

// Root is one isolated real root of a polynomial: the number itself when Lo = Hi, and otherwise the only root in the open interval
// (Lo, Hi), at whose ends the polynomial does not vanish and has opposite signs when the multiplicity is odd. The ends are dyadic.
//
// A Root is immutable.
type Root struct {
	lo, hi       dyadic
	exact        *big.Rat
	multiplicity int
	factor       []integer // square-free, has this simple root, and no other in [lo, hi]
}

// dyadic is m/2^s.
type dyadic struct {
	m *big.Int
	s uint
}

func (d dyadic) rat() *big.Rat {
	return new(big.Rat).SetFrac(d.m, new(big.Int).Lsh(big.NewInt(1), d.s))
}

// at returns the integer of d at scale s >= d.s.
func (d dyadic) at(s uint) *big.Int { return new(big.Int).Lsh(d.m, s-d.s) }

// Lo is the lower end of the enclosure.
func (r *Root) Lo() *big.Rat {
	if r.exact != nil {
		return new(big.Rat).Set(r.exact)
	}
	return r.lo.rat()
}

// Hi is the upper end of the enclosure.
func (r *Root) Hi() *big.Rat {
	if r.exact != nil {
		return new(big.Rat).Set(r.exact)
	}
	return r.hi.rat()
}

// Exact returns the root itself and true when it is known to be rational, otherwise nil and false.
func (r *Root) Exact() (*big.Rat, bool) {
	if r.exact == nil {
		return nil, false
	}
	return new(big.Rat).Set(r.exact), true
}

// Multiplicity is the power with which x - root divides the polynomial.
func (r *Root) Multiplicity() int { return r.multiplicity }

// String returns "root^k" or "(lo, hi)^k", the exponent left out when it is 1.
func (r *Root) String() string {
	var s string
	if r.exact != nil {
		s = r.exact.RatString()
	} else {
		s = fmt.Sprintf("(%s, %s)", r.lo.rat().RatString(), r.hi.rat().RatString())
	}
	if r.multiplicity > 1 {
		s += fmt.Sprintf("^%d", r.multiplicity)
	}
	return s
}

// Isolate returns the distinct real roots of p in increasing order, in disjoint enclosures, with their multiplicities.
//
// It bisects (-2^k, 2^k), first at 0, with 2^k above every root (Cauchy's bound), and counts by Sturm's theorem; a root that a bisection point
// hits is recognized as exact. So the root 0 always is, and no other enclosure holds 0 inside. A constant has no roots.
//
// Errors: ErrZero; a *LimitError when the remainder sequence would be too large; the context's error.
func Isolate(ctx context.Context, p *Poly) ([]*Root, error) {
	factors, err := p.SquareFreeDecomposition(ctx)
	if err != nil {
		return nil, err
	}
	if len(factors) == 0 {
		return nil, nil
	}
	seq, err := NewSequence(ctx, p)
	if err != nil {
		return nil, err
	}
	b := bisection{ctx: ctx, seq: seq, factors: factors}
	k := rootBoundExponent(seq.members[0])
	end := new(big.Int).Lsh(big.NewInt(1), k)
	lo, hi := b.point(dyadic{new(big.Int).Neg(end), 0}), b.point(dyadic{end, 0})
	if err := b.split(lo, hi); err != nil {
		return nil, err
	}
	return b.roots, nil
}

// rootBoundExponent returns a k with |x| < 2^k for every root x: Cauchy's bound 1 + max |c_i| / |c_n|, i < n.
func rootBoundExponent(c []integer) uint {
	n := len(c) - 1
	// |c_i|/|c_n| < 2^(h - (bits(c_n)-1)), and 1 + 2^j <= 2^(j+1) for j >= 0.
	return uint(max(height(c[:n])-c[n].BitLen()+1, 0) + 1)
}

type bisection struct {
	ctx     context.Context
	seq     *Sequence
	factors []Factor
	e       evaluator
	roots   []*Root
}

// sample is a bisection point, its V, and whether it is a root.
type sample struct {
	x    dyadic
	v    int
	zero bool
}

func (b *bisection) point(x dyadic) sample {
	a := Endpoint{x: x.rat()}
	return sample{x, b.seq.variations(&b.e, a), b.e.sign(b.seq.members[0], a.x) == 0}
}

// split isolates the roots in the open interval (lo, hi), in order. The depth of the recursion is at most the logarithm of 2^(k+1) over the
// least distance of two roots, which Mahler's bound limits.
func (b *bisection) split(lo, hi sample) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	n := lo.v - hi.v
	if hi.zero {
		n--
	}
	if n == 0 {
		return nil
	}
	if n == 1 && !lo.zero && !hi.zero && lo.x.m.Sign()*hi.x.m.Sign() >= 0 {
		return b.record(lo.x, hi.x)
	}
	mid := b.point(middle(lo.x, hi.x))
	if err := b.split(lo, mid); err != nil {
		return err
	}
	if mid.zero {
		x := mid.x.rat()
		for _, f := range b.factors {
			if b.e.sign(f.Poly.c, x) == 0 {
				b.roots = append(b.roots, &Root{exact: x, multiplicity: f.Multiplicity, factor: f.Poly.c})
				break
			}
		}
	}
	return b.split(mid, hi)
}

// record finds the factor to which the single root in (lo, hi) belongs: the one that changes sign.
func (b *bisection) record(lo, hi dyadic) error {
	l, h := lo.rat(), hi.rat()
	for _, f := range b.factors {
		if b.e.sign(f.Poly.c, l) != b.e.sign(f.Poly.c, h) {
			b.roots = append(b.roots, &Root{lo: lo, hi: hi, multiplicity: f.Multiplicity, factor: f.Poly.c})
			return nil
		}
	}
	panic("sturm: an isolated root without a factor") // contradicts Sturm's theorem
}

// middle returns the midpoint of a and b.
func middle(a, b dyadic) dyadic {
	s := max(a.s, b.s)
	m := a.at(s)
	m.Add(m, b.at(s))
	// (a+b)/2 at scale s+1 is the sum itself; drop a factor 2 when there is one.
	if m.Bit(0) == 0 {
		return dyadic{m.Rsh(m, 1), s}
	}
	return dyadic{m, s + 1}
}
