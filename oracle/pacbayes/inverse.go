package pacbayes

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// ErrPrecision is wrapped when a root can't be enclosed within the largest precision that this package uses.
var ErrPrecision = errors.New("precision limit")

// maxPrec bounds the working precision in bits of a root.
const maxPrec = 1 << 18

// KLInverse encloses, for every B in the interval budget,
//
//	kl^-1(q, B) = sup { p in [q, 1] : kl(q||p) <= B },
//
// with about prec correct bits behind the binary point when the budget is a point. Domain: q in [0, 1], B >= 0.
//
// Edge cases: B = 0 gives q, q = 1 gives 1, q = 0 gives 1 - e^-B. An inverse so close to 1 that prec bits can't tell is enclosed as [x, 1].
//
// Method: kl(q||.) rises strictly on [q, 1), so kl(q||x) <= B proves that x is a lower bound and kl(q||x) >= B that it is an upper one;
// both are decided by enclosures of kl. The candidates x come from Newton's method, which needs no proof: in the logit t of p the
// divergence is convex with derivative p - q.
//
// Errors name the field that leaves the domain; ErrPrecision when B is closer to 0 than 2^-(2^16). Source: MATH.md, PAC-Bayes 3.
func KLInverse(q *big.Rat, budget *interval.Interval, prec uint) (*interval.Interval, error) {
	if err := interval.CheckPrec(prec); err != nil {
		return nil, err
	}
	if q.Sign() < 0 || q.Cmp(one) > 0 {
		return nil, fmt.Errorf("pacbayes: risk = %s: want a number in [0, 1]", clip(q.RatString()))
	}
	lo, hi, ok := budget.Rats()
	if !ok || lo.Sign() < 0 {
		return nil, fmt.Errorf("pacbayes: budget = %s: want a finite number that is not negative", budget)
	}
	c := interval.NewContext(prec)
	switch {
	case q.Cmp(one) == 0:
		return c.SetInt64(interval.New(), 1), nil
	case hi.Sign() == 0:
		return c.SetRat(interval.New(), q), nil
	case q.Sign() == 0: // 1 - e^-B
		z := c.Set(interval.New(), budget) // rounded outward before the sign changes
		c.Neg(z, z)
		c.Neg(z, c.Expm1(z, z))
		return z, c.Err()
	}
	r, err := newRoot(q, budget, prec)
	if err != nil {
		return nil, err
	}
	x, err := r.propose()
	if err != nil {
		return nil, err
	}
	below, err := r.bound(x, lo, false)
	if err != nil {
		return nil, err
	}
	above, err := r.bound(x, hi, true)
	if err != nil {
		return nil, err
	}
	z := interval.New()
	return z, c.SetRatBounds(z, below, above)
}

// root is one equation kl(q||p) = B with 0 < q < 1, B > 0.
type root struct {
	q, comp *big.Rat // q and 1 - q
	b       *big.Rat // a number in the budget
	prec    uint     // bits wanted behind the point
	extra   uint     // bits that the cancellation near p = q costs

	steps, tries int // the work: Newton steps, and candidates for bounds that were judged
}

// newRoot derives the precision for a finite budget whose upper end is above 0. At the root kl(q||p) = B while its two terms, bounded by |p-q|/p + ..., are of the size of the step
// p - q; the step is at least B p(1-p)/... in the worst case linear in B, so 2 log2(1/B) bits cover the cancellation, and the same number for
// q or 1 - q near 0 covers p.
func newRoot(q *big.Rat, budget *interval.Interval, prec uint) (*root, error) {
	mid, _ := budget.Mid().Rat(nil)
	comp := new(big.Rat).Sub(one, q)
	extra := 2*smallness(mid) + smallness(q) + smallness(comp)
	if prec+extra+64 > maxPrec {
		return nil, fmt.Errorf("pacbayes: budget = %s, risk = %s: %w of %d bits", budget, clip(q.RatString()), ErrPrecision, maxPrec)
	}
	return &root{q: q, comp: comp, b: mid, prec: prec, extra: extra}, nil
}

// smallness is above log2(1/x) by 2 at most for 0 < x < 1, and at most 1 for x >= 1.
func smallness(x *big.Rat) uint {
	return uint(max(0, x.Denom().BitLen()-x.Num().BitLen()+1))
}

// maxNewton caps the steps at the first precision. From the right the distance at least halves per step while the divergence is quadratic
// in it, and the start is right up to the ratio of the two bounds it is the smaller of.
const maxNewton = 256

// propose returns a rational near the root, at most 1.
func (r *root) propose() (*big.Rat, error) {
	prec := 64 + r.extra
	c := interval.NewContext(prec)
	t := r.start(c)
	top := c.SetInt64(interval.New(), int64(r.prec)) // e^-top < 2^-prec
	last := r.prec + r.extra + 32
	p := interval.New()
	for steps := maxNewton; ; steps = 2 {
		for range steps {
			r.steps++
			atTop := t.Less(top) != interval.Yes
			if atTop {
				t = top
			}
			step := r.newton(c, t, p)
			next := mid(c, c.Sub(interval.New(), t, step))
			if atTop && next.Less(top) != interval.Yes {
				break // the root is beyond what prec bits tell from 1
			}
			t = next
			if exponent(step) < max(exponent(t), 0)-int(prec)*3/4 {
				break
			}
		}
		if err := c.Err(); err != nil {
			return nil, fmt.Errorf("pacbayes: kl inverse: %w", err)
		}
		if prec >= last {
			break
		}
		prec = min(2*prec, last)
		c.SetPrec(prec)
	}
	x, _ := p.Mid().Rat(nil) // before the last step, which is as small as the rounding
	return x, nil
}

// start is a point right of the logit of q: the smaller of (B + log 2)/(1-q), a bound of the root from kl >= (1-q) t - log 2, and the leading
// order logit q + sqrt(2B/(q(1-q))).
func (r *root) start(c *interval.Context) *interval.Interval {
	far, near, odds := interval.New(), interval.New(), interval.New()
	c.Ln2(far)
	c.AddRat(far, far, r.b)
	c.MulRat(far, far, new(big.Rat).Inv(r.comp))
	c.SetRat(near, new(big.Rat).Quo(new(big.Rat).Add(r.b, r.b), new(big.Rat).Mul(r.q, r.comp)))
	c.Sqrt(near, near)
	c.Log(odds, c.SetRat(interval.New(), new(big.Rat).Quo(r.q, r.comp)))
	c.Add(near, near, odds)
	return mid(c, c.Min(interval.New(), far, near))
}

// newton sets p = 1/(1+e^-t) and returns the step (kl(q||p) - B)/(p - q).
func (r *root) newton(c *interval.Context, t, p *interval.Interval) *interval.Interval {
	e, s, f, g := interval.New(), interval.New(), interval.New(), interval.New()
	c.Exp(e, t)
	c.AddInt64(s, e, 1)
	c.Div(p, e, s)
	// q log(q/p) + (1-q) log((1-q)(1+e^t))
	c.Div(f, c.SetRat(f, r.q), p)
	c.MulRat(f, c.Log(f, f), r.q)
	c.MulRat(g, s, r.comp)
	c.MulRat(g, c.Log(g, g), r.comp)
	c.Add(f, f, g)
	c.AddRat(f, f, new(big.Rat).Neg(r.b))
	c.AddRat(g, p, new(big.Rat).Neg(r.q))
	if g.ContainsZero() { // t fell back on the logit of q: step away to the right
		return c.SetRat(f, big.NewRat(-1, 1))
	}
	return mid(c, c.Div(f, f, g))
}

// bound returns the certified bound of the inverse at the budget b on the side of x that upper names, as close to x as the precision allows.
// Whatever x is, the bound is one: kl decides.
func (r *root) bound(x, b *big.Rat, upper bool) (*big.Rat, error) {
	if b.Sign() == 0 {
		return r.q, nil
	}
	c := interval.NewContext(r.prec + r.extra + 64)
	d := interval.New()
	off := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), r.prec+r.extra/2))
	end, sign := one, 1
	if !upper {
		end, sign = r.q, -1
		off.Neg(off)
	}
	sixteen := big.NewRat(16, 1)
	for y := new(big.Rat).Add(x, off); y.Cmp(end) == -sign; y.Add(x, off) {
		r.tries++
		if y.Cmp(r.q) > 0 { // kl rises from q on only
			if err := BinaryKL(c, d, r.q, y); err != nil {
				return nil, err
			}
			if s, _ := d.CmpRat(b); s == sign { // 0 where it is not known
				return y, nil
			}
		}
		off.Mul(off, sixteen)
	}
	return end, nil
}

// mid is the midpoint of x as a point interval.
func mid(c *interval.Context, x *interval.Interval) *interval.Interval {
	return c.SetFloat(interval.New(), x.Mid().SetPrec(c.Prec()))
}

// exponent is the binary exponent of a point, very negative for 0.
func exponent(x *interval.Interval) int {
	m := x.Mid()
	if m.Sign() == 0 {
		return -1 << 40
	}
	return m.MantExp(nil)
}
