package shrinkage

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// MaxLargerBits bounds the precision of Finder.Larger and LargerRoot: enough for MaxDigits decimal digits.
const MaxLargerBits = 1 << 19

// ErrNotCertified says that the fast method does not apply: kappa is below or too near beta_1, beyond 2^500, or so large that the size of the
// root uses up the slack (L = 3: from 2^99 on). LargerRoot then takes the general method; a caller of Finder.Larger may do the same.
var ErrNotCertified = errors.New("shrinkage: not certified by the fast method")

// Finder finds larger roots. It keeps its storage, so repeated calls do not allocate once it has grown. The zero value is ready; a Finder is
// not safe for concurrent use.
type Finder struct {
	depth int
	kappa *Ball
	eP    int // binary exponent of P, see step.go

	c, r   big.Int // the root so far, at scale cs; the reciprocal, at scale rs + eP
	cs, rs uint

	center, w, v, vn, base, pc, kc big.Int // the values of one step, see step.go
	p, e, t, q, g, delta           big.Int
	levels                         [64]uint // half precisions, the last one first
}

// KappaScale is the least Scale of kappa that Larger needs for the given bits.
func KappaScale(bits uint) uint { return max(bits, minWorking) + maxSlack }

// minWorking is the least precision that Larger works at: fewer bits are not cheaper, and leave no room for the certificate.
const minWorking = 128

// maxSlack bounds the working precision beyond bits; larger losses are refused.
const maxSlack = 64

// maxKappa keeps V = v^N = kappa a^M <= kappa^(1 + M/L) < kappa^2 of the certificate, and its multiples, within float64.
const maxKappa = 0x1p500

// Larger sets z to a ball of radius at most 2^-bits that holds the larger positive root a of
//
//	kappa a^(L-2) = (a^2 + 1)^(L-1),
//
// for every kappa in the given ball: t/e of the stationary minimum, u = e^2 a^2, for kappa = |b|/e^L.
//
// The method is Newton's on scaled integers, doubling the precision with each step; the last step is a mean-value enclosure, so the result
// is proved (step.go, certificate.go).
//
// Errors: a *FieldError when depth is outside 3 .. MaxDepth, bits outside 16 .. MaxLargerBits, or kappa too coarse (Scale below
// KappaScale(bits)); ErrNotCertified, and z is then undefined.
func (f *Finder) Larger(z *Ball, depth int, kappa *Ball, bits uint) error {
	switch {
	case depth < 3 || depth > MaxDepth:
		return &FieldError{"depth", fmt.Sprint(depth), fmt.Sprintf("must be from 3 to %d", MaxDepth)}
	case bits < 16 || bits > MaxLargerBits:
		return &FieldError{"bits", fmt.Sprint(bits), fmt.Sprintf("must be from 16 to %d", MaxLargerBits)}
	case kappa.Scale < KappaScale(bits):
		return &FieldError{"kappa's scale", fmt.Sprint(kappa.Scale), fmt.Sprintf("must be at least %d for %d bits", KappaScale(bits), bits)}
	}
	f.depth, f.kappa = depth, kappa
	k := scaled(&f.t, &kappa.Mid, kappa.Scale)
	if kappa.Mid.Sign() < 0 || k > maxKappa { // seed refuses what is below beta_1
		return ErrNotCertified
	}
	x, ok := seed(depth, math.Log(k))
	if !ok {
		return ErrNotCertified
	}
	// The losses of one step in bits: the second-order term and the rounding errors, each relative to the slope (certificate.go).
	slope := psiSlope(depth, x)
	loss := uint(math.Ceil(math.Log2(1+(float64(8*depth)+6*float64(depth)/(x*x))/slope))) + 4
	// Half precisions backwards: h_K from the answer, h_(k-1) = (h_k + loss)/2, down to one that the seed reaches, where loss + 2 <= seedBits: so
	// the working precision 2 h_K is less than bits + maxSlack.
	n := 0
	for h := (max(bits, minWorking) + loss + 9) / 2; ; h = (h + loss + 1) / 2 {
		f.levels[n] = h
		if n++; h <= seedBits {
			break
		}
		if h <= loss+2 { // otherwise h - loss - 1 > 1 halves, and fewer than 20 levels do
			return ErrNotCertified
		}
	}
	f.start(x, f.levels[n-1])
	for n--; n > 0; n-- {
		f.step(f.levels[n])
	}
	h := f.levels[0]
	f.step(h)
	rad, ok := f.certify(h)
	if !ok || math.Ldexp(rad, int(bits)-2*int(h)) > 1 {
		return ErrNotCertified
	}
	z.Mid.Set(&f.c)
	z.Rad = uint64(math.Ceil(rad))
	z.Scale = 2 * h
	return nil
}

// seedBits is the accuracy, in bits after the point, that is expected of seed; the certificate does not rest on it.
const seedBits = 42

// seed returns a float64 approximation of the larger root for log kappa: Newton's method on the convex function
// N log(1 + e^(2y)) - M y - log kappa of y = log a, from the right (a^L = kappa lies there), where it falls monotonically.
func seed(depth int, logKappa float64) (float64, bool) {
	n, m := float64(depth-1), float64(depth-2)
	y := logKappa / float64(depth)
	for range 100 {
		s := math.Exp(2 * y)
		slope := 2*n*s/(1+s) - m
		if !(slope > 1e-4) {
			break
		}
		d := (n*math.Log1p(s) - m*y - logKappa) / slope
		y -= d
		if math.Abs(d) < 1e-9 { // quadratic convergence: the next step would be rounding
			return math.Exp(y), true
		}
	}
	return 0, false
}

// LargerRoot returns an enclosure of the larger root a of beta a^(L-2) = (a^2+1)^(L-1), of width at most 2^(1-bits) max(a, 1), for rational
// beta > beta_1(L) and L >= 3; exactly at and below beta_1 it is an error.
//
// It takes the fast method of Finder where that applies, and otherwise (close to beta_1, or beta enormous) the general one of Solve.
//
// Errors: a *FieldError for depth, bits or beta out of their bounds; the context's error.
func LargerRoot(ctx context.Context, depth int, beta *big.Rat, bits uint) (*interval.Interval, error) {
	if depth < 3 || depth > MaxDepth {
		return nil, &FieldError{"depth", fmt.Sprint(depth), fmt.Sprintf("must be from 3 to %d", MaxDepth)}
	}
	if n := max(beta.Num().BitLen(), beta.Denom().BitLen()); n > MaxRationalBits {
		return nil, &FieldError{"beta", fmt.Sprintf("a rational of %d bits", n), fmt.Sprintf("must have at most %d", MaxRationalBits)}
	}
	if beta.Sign() <= 0 || CompareBeta1(depth, beta) <= 0 {
		return nil, &FieldError{"beta", clip(beta.RatString()), "must be above beta_1"}
	}
	if bits < 16 || bits > MaxLargerBits {
		return nil, &FieldError{"bits", fmt.Sprint(bits), fmt.Sprintf("must be from 16 to %d", MaxLargerBits)}
	}
	c := interval.NewContext(max(bits+16, interval.MinPrec))
	z := interval.New()
	var f Finder
	var ball Ball
	err := f.Larger(&ball, depth, BallOf(beta, KappaScale(bits)), bits)
	if err == nil {
		return ball.Interval(c, z), nil
	}
	if !errors.Is(err, ErrNotCertified) {
		return nil, err
	}
	eq := newUnit(depth, beta)
	_, large := eq.brackets()
	if err := large.refine(ctx, c, bits); err != nil {
		return nil, err
	}
	c.SetPrec(bits + 16) // its roundings cost less than 2^-bits
	large.enclosure(c, z)
	if eq.k == 1 {
		c.Sqrt(z, z)
	}
	return z, nil
}
