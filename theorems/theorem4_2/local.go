package theorem4_2

import (
	"fmt"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The local linear factor at exact minima: planted from a rational modulus t and noise e, |b| = (t^2+e^2)^(L-1)/t^(L-2) makes w_l = +-t
// stationary (which is checked), and t^2/e^2 > (L-2)/L a minimum.

// localSpace draws the modulus of w_1 and the step size theta (2/lambda_max), 0 < theta < 1.
func localSpace() generators.Space {
	d := domain(5, 1, fraction(theta0, big.NewRat(1, 16), big.NewRat(15, 16)))
	plain := d
	d.Extra = []generators.Constraint{{
		Text: "judged at |w_l| = t = |w_1| with the signs of the weights and |b| = (t^2+e^2)^(L-1)/t^(L-2), where t^2/e^2 > (L-2)/L",
		Holds: func(in *generators.Instance) bool {
			z := new(big.Rat).Quo(in.Weights[0][0], in.Noise)
			z.Mul(z, z)
			return z.Cmp(big.NewRat(int64(in.Depth()-2), int64(in.Depth()))) > 0
		},
	}}
	regime := func(name string, signs bool, lo, hi, den int64) generators.Regime {
		g := generators.RegimeNamed(plain, generators.Dyadic)[0].With(func(r *rand.Rand, in *generators.Instance) {
			t := big.NewRat(lo+r.Int63n(hi-lo+1), den)
			t.Mul(t, in.Noise)
			for _, row := range in.Weights {
				row[0].Set(t)
				if signs && r.Intn(2) == 0 {
					row[0].Neg(t)
				}
			}
		})
		g.Name = name
		return g
	}
	return generators.NewSpace(d, regime("near the fold", false, 51, 64, 64), regime("large root", false, 5, 16, 4), regime("signs", true, 4, 16, 4))
}

// planted is the |b| for which the modulus t is stationary.
func planted(depth int, t, e *big.Rat) *big.Rat {
	u := new(big.Rat).Mul(t, t)
	b := orbit.Pow(u.Add(u, new(big.Rat).Mul(e, e)), depth-1)
	return b.Quo(b, orbit.Pow(t, depth-2))
}

// plant returns the case at the minimum of its instance: t = |w_1|, 0 counting as a positive sign.
func plant(c *claim.Case) *claim.Case {
	in := c.Clone()
	t := new(big.Rat).Abs(in.Weights[0][0])
	in.Target[0].Set(planted(in.Depth(), t, in.Noise))
	for _, row := range in.Weights {
		negative := row[0].Sign() < 0
		row[0].Set(t)
		if negative {
			row[0].Neg(t)
			in.Target[0].Neg(in.Target[0])
		}
	}
	out := *c
	out.Instance = in
	return &out
}

// linear is the linearized map at the planted point: two eigenvalues of the Hessian, from the definition, and the step size.
type linear struct {
	h             [][]*big.Rat
	along, across *big.Rat // eigenvalue of w, and of the vectors orthogonal to it
	alpha         *big.Rat
	rho           *big.Rat // as stated
}

// linearize evaluates the definition at the instance; the second result says what is wrong, "" if nothing.
func (s statement) linearize(c *claim.Case, hessians orbit.ExactHessians) (*linear, string) {
	z := &linear{h: hessians.At(c.Instance)}
	o := orbit.NewExact(proof.ShapeOf(c.Instance))
	o.Place(c.Instance, func(x, r *big.Rat) { x.Set(r) })
	for _, g := range o.Gradient() {
		if g.Sign() != 0 {
			return nil, "the gradient at the planted point is not 0"
		}
	}
	w := o.Weights()
	n := len(w)
	v := make([]*big.Rat, n)
	for l := range v {
		v[l] = new(big.Rat)
	}
	v[0], v[1] = w[1], new(big.Rat).Neg(w[0])
	var ok1, ok2 bool
	z.along, ok1 = eigenvalue(z.h, w)
	z.across, ok2 = eigenvalue(z.h, v)
	if !ok1 || !ok2 || z.along.Sign() <= 0 || z.across.Sign() <= 0 {
		return nil, "the planted point is no minimum with the expected eigenvectors"
	}
	most := orbit.MaxAbs(z.along, z.across)
	z.alpha = new(big.Rat).Quo(new(big.Rat).Mul(c.Param(theta0), big.NewRat(2, 1)), most)
	least := z.along
	if z.across.Cmp(least) < 0 {
		least = z.across
	}
	z.rho = s.local(z.modulus(least), z.modulus(most))
	return z, ""
}

// modulus is |1 - alpha lambda|.
func (z *linear) modulus(lambda *big.Rat) *big.Rat {
	x := new(big.Rat).Mul(z.alpha, lambda)
	return x.Abs(x.Sub(big.NewRat(1, 1), x))
}

// eigenvalue returns lambda with h v = lambda v, if there is one.
func eigenvalue(h [][]*big.Rat, v []*big.Rat) (*big.Rat, bool) {
	lambda := new(big.Rat)
	for l, row := range h {
		sum, t := new(big.Rat), new(big.Rat)
		for m, x := range row {
			sum.Add(sum, t.Mul(x, v[m]))
		}
		if l == 0 {
			lambda.Quo(sum, v[0])
		}
		if sum.Cmp(t.Mul(lambda, v[l])) != 0 {
			return nil, false
		}
	}
	return lambda, true
}

// localExact decides that rho is the spectral radius of J = I - alpha H: rho^2 I - J^2 is positive semidefinite and singular.
func localExact(s statement) *claim.Sample {
	return &claim.Sample{
		Space: localSpace(), Cases: claim.Count{Quick: 36, Default: 360, Deep: 18000}, MinValid: 8, MarginIs: "1 - rho",
		NewJudge: func() claim.Judge {
			hessians := orbit.ExactHessians{}
			return func(c *claim.Case) claim.Outcome {
				c = plant(c)
				z, bad := s.linearize(c, hessians)
				if bad != "" {
					return claim.Violate("not planted", 0, "%s", bad)
				}
				c.Trace("rho", z.rho.RatString())
				gap := z.gap()
				switch {
				case !generators.IsPSD(gap):
					return claim.Violate("factor too small", 0, "alpha = %s: J has an eigenvalue of modulus above %s", proof.Clip(z.alpha), proof.Clip(z.rho))
				case generators.Rank(gap) == len(gap):
					return claim.Violate("factor too large", 0, "alpha = %s: every eigenvalue of J has a modulus below %s", proof.Clip(z.alpha), proof.Clip(z.rho))
				}
				f, _ := z.rho.Float64()
				return claim.HoldBy(max(0, 1-f))
			}
		},
	}
}

// gap is rho^2 I - J^2.
func (z *linear) gap() [][]*big.Rat {
	n := len(z.h)
	j := make([][]*big.Rat, n)
	for l, row := range z.h {
		j[l] = make([]*big.Rat, n)
		for m, x := range row {
			j[l][m] = new(big.Rat).Mul(z.alpha, x)
			j[l][m].Neg(j[l][m])
		}
		j[l][l].Add(j[l][l], big.NewRat(1, 1))
	}
	out := make([][]*big.Rat, n)
	for l := range out {
		out[l] = make([]*big.Rat, n)
		for m := range out[l] {
			sum, t := new(big.Rat), new(big.Rat)
			for k := range n {
				sum.Sub(sum, t.Mul(j[l][k], j[k][m]))
			}
			out[l][m] = sum
		}
		out[l][l].Add(out[l][l], new(big.Rat).Mul(z.rho, z.rho))
	}
	return out
}

// Measured: descent from W* + 2^-40 t v, v the eigenvector that dominates, over localSteps steps.
const (
	localSteps = 12
	localBits  = 40
	localPrec  = 256
)

func localMeasured(s statement) *claim.Sample {
	return &claim.Sample{
		Space: localSpace(), Cases: claim.Count{Quick: 36, Default: 360, Deep: 18000}, MinValid: 8,
		MarginIs: "1 - |measured - rho^n| / tolerance, n = 12",
		NewJudge: func() claim.Judge {
			hessians := orbit.ExactHessians{}
			return func(c *claim.Case) claim.Outcome {
				c = plant(c)
				z, bad := s.linearize(c, hessians)
				if bad != "" {
					return claim.Violate("not planted", 0, "%s", bad)
				}
				return z.measure(c)
			}
		},
	}
}

// measure compares |x(n)|/|x(0)| with rho^n, up to (rho + epsilon)^n - rho^n (package doc).
func (z *linear) measure(c *claim.Case) claim.Outcome {
	ctx := interval.NewContext(localPrec)
	n := c.Depth()
	start := c.Clone()
	tiny := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), localBits))
	// v = w, or (w_2, -w_1, 0, ...): the eigenvector with the larger |1 - alpha lambda|.
	first, second := c.Weights[0][0], c.Weights[1][0]
	if z.modulus(z.along).Cmp(z.modulus(z.across)) > 0 {
		for _, row := range start.Weights {
			row[0].Mul(row[0], new(big.Rat).Add(big.NewRat(1, 1), tiny))
		}
	} else {
		start.Weights[0][0].Add(first, new(big.Rat).Mul(tiny, second))
		start.Weights[1][0].Sub(second, new(big.Rat).Mul(tiny, first))
	}
	o := orbit.NewCertified(ctx, proof.ShapeOf(c.Instance))
	o.Place(start, func(x *interval.Interval, r *big.Rat) { ctx.SetRat(x, r) })
	center := make([]*interval.Interval, n)
	for l := range center {
		center[l] = ctx.SetRat(interval.New(), c.Weights[l][0])
	}
	distance := func() *interval.Interval {
		sum, d := interval.New(), interval.New()
		for l, x := range o.Weights() {
			ctx.Add(sum, sum, ctx.Sqr(d, ctx.Sub(d, x, center[l])))
		}
		return ctx.Sqrt(sum, sum)
	}
	x0 := distance()
	radius, ok := x0.HiRat()
	if !ok {
		return claim.Undecide("no bound of the start")
	}
	epsilon := z.epsilon(ctx, c, center, radius)
	if epsilon == nil {
		return claim.Undecide("no bound of the change of the Hessian")
	}
	wide := new(big.Rat).Add(z.rho, epsilon)
	if wide.Cmp(big.NewRat(1, 1)) >= 0 { // the iterates must stay in the ball of the start
		return claim.Undecide("rho + epsilon = %s is not below 1", proof.Clip(wide))
	}
	alpha := ctx.SetRat(interval.New(), z.alpha)
	for range localSteps {
		o.Advance(alpha)
	}
	measured := distance()
	ctx.Div(measured, measured, x0)
	power := orbit.Pow(z.rho, localSteps)
	tolerance := orbit.Pow(wide, localSteps)
	tolerance.Sub(tolerance, power)
	off := ctx.SetRat(interval.New(), power)
	ctx.Abs(off, ctx.Sub(off, measured, off))
	c.Trace("measured", measured)
	c.Trace("rho^n", power.FloatString(20))
	if bound := ctx.SetRat(interval.New(), tolerance); off.LessEq(bound) != interval.Yes {
		if off.LessEq(bound) == interval.Unknown {
			return claim.Undecide("measured %v against rho^n = %s", measured, power.FloatString(30))
		}
		return claim.Violate("factor", 0, "|x(n)|/|x(0)| = %v, rho^n = %s, tolerance %s", measured, power.FloatString(12), fmt.Sprint(bound))
	}
	_, most := ctx.Div(off, off, ctx.SetRat(interval.New(), tolerance)).Float64()
	return claim.HoldBy(max(0, 1-most))
}

// epsilon is alpha times a bound of |Hess(W) - Hess(W*)| on the cube of half-width radius: the largest row sum of the entries' moduli.
// It is nil when there is none.
func (z *linear) epsilon(ctx *interval.Context, c *claim.Case, center []*interval.Interval, radius *big.Rat) *big.Rat {
	hess := orbit.NewHessian(interval.NewRing(ctx), proof.ShapeOf(c.Instance))
	worst, d := interval.New(), interval.New()
	for l, row := range hessianOn(ctx, hess, c.Instance, center, radius) {
		sum := interval.New()
		for m, x := range row {
			ctx.Abs(d, ctx.Sub(d, x, ctx.SetRat(d, z.h[l][m])))
			ctx.Add(sum, sum, d)
		}
		ctx.Max(worst, worst, sum)
	}
	r, ok := worst.HiRat()
	if !ok {
		return nil
	}
	return orbit.RoundUp(r.Mul(r, z.alpha), stepBits)
}
