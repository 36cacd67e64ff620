package theorem4_1

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The float64 descent against certified weights, with its rounding error tracked. With w^ the computed and w the exact weights, r a bound
// of |w^ - w| in the maximum norm after k steps, u = 2^-53 and g^ the computed gradient,
//
//	w^(k+1) = (w^ - alpha g^ (1 + d1)) (1 + d2),   |d1|, |d2| <= u,
//	|w^(k+1) - w(k+1)| <= (1 + alpha K) r + alpha |g^ - g| + u alpha |g^| + u |w^(k+1)| / (1 - u),
//
// because grad L_R has the Lipschitz constant K = max_l sum_m |H_lm| (maximum norm) on the box that holds both, and |g^ - g| is within the
// bound that numeric documents. K = 2 s [(M^2+e^2)^(L-1) + (L-1)(|b| M^(L-2) + 2 M^2 (M^2+e^2)^(L-2))] by Lemma C.1 for the box M of
// both. The recursion is evaluated in float64 and multiplied by 2 at the end for its own roundings: they are at most about 30 per step,
// 48 steps, each 2^-53, far below the factor.

const floatSteps = 24

func floatSample(s statement) *claim.Sample {
	space := strictSpace(5)
	return &claim.Sample{
		Space: space, Cases: claim.Count{Quick: 24, Default: 240, Deep: 12000}, MinValid: 4,
		MarginIs: "1 - |computed - exact| / tracked error, the least over layers and steps",
		NewJudge: func() claim.Judge {
			formulas := map[int]bounds{}
			return func(c *claim.Case) claim.Outcome {
				b, ok := formulas[c.Depth()]
				if !ok {
					b = bounds{at(c.Depth(), s.inverse), at(c.Depth(), s.root)}
					formulas[c.Depth()] = b
				}
				return s.float(c, b)
			}
		},
	}
}

// float compares every step of a run with steps A (k+1)^(-1/2) and noise level e, A within the condition on the box M of Lemma C.1, which
// the iterates then never leave: M >= |w| and M >= |b|/(2e)^(L-1).
func (s statement) float(c *claim.Case, b bounds) claim.Outcome {
	f, err := bridge.New(c.Instance)
	if err != nil {
		return claim.Skip("%v", err)
	}
	w := make([]*big.Rat, c.Depth())
	for l := range w {
		w[l] = c.Weights[l][0]
	}
	box := orbit.Pow(new(big.Rat).Mul(c.Noise, big.NewRat(2, 1)), c.Depth()-1)
	box.Quo(c.Target[0], box)
	first, _ := s.schedule(c, b).step(0, []*big.Rat{orbit.MaxAbs(append(w, box)...)}).Float64()
	noise := numeric.Constant(f.Model.Noise())
	d := &numeric.Descent{
		Model: f.Model, Objective: numeric.Regularized, Step: numeric.Schedule{A: first, R: 0.5, K0: 1}, Noise: &noise, Steps: floatSteps, Every: 1,
	}
	got, err := s.descend(context.Background(), d, f.Network)
	if err != nil {
		return claim.Violate("error", 0, "%v", err)
	}
	return track(c, f, d, got)
}

func track(c *claim.Case, f *bridge.Floats, d *numeric.Descent, got *numeric.Trajectory) claim.Outcome {
	const u = 0x1p-53
	ctx := interval.NewContext(512)
	o := orbit.NewCertified(ctx, proof.ShapeOf(c.Instance))
	o.Place(c.Instance, func(z *interval.Interval, x *big.Rat) { ctx.SetRat(z, x) })
	alpha, off := interval.New(), interval.New()
	bound := make([]float64, c.Depth())
	margin, r := 1.0, 0.0
	for k := range floatSteps {
		a, e := d.Step.At(k), d.Noise.At(k)
		ctx.SetFloat64(alpha, a)
		ctx.SetFloat64(o.Noise(), e)
		o.Touch()
		o.Advance(alpha)

		m, err := f.Model.WithNoise(e)
		if err != nil {
			return claim.Undecide("%v", err)
		}
		copy(f.Network.Weights(), got.State(k))
		numeric.GradientBound(bound, numeric.Regularized, m, f.Network)
		g := make([]float64, c.Depth())
		f.Workspace.Gradient(g, numeric.Regularized, m, f.Network)
		radius := largest(got.State(k)) + 2*r
		r = (1+a*lipschitz(m, c.Depth(), radius))*r + a*largest(bound) + u*a*largest(g) + 2*u*largest(got.State(k+1))
		for l, x := range got.State(k + 1) {
			ctx.Sub(off, ctx.SetFloat64(off, x), o.Weights()[l])
			_, away := ctx.Abs(off, off).Float64()
			if c.Tracing() {
				c.Trace(fmt.Sprintf("step %d, layer %d", k+1, l+1), fmt.Sprintf("computed %v, exact %v, error %.3g, tracked %.3g", x, o.Weights()[l], away, 2*r))
			}
			if !(away <= 2*r) {
				return claim.Violate("error above the tracked bound", away/r, "step %d, layer %d: computed %v, exact %v, error %.3g, bound %.3g", k+1, l+1, x, o.Weights()[l], away, 2*r)
			}
			margin = min(margin, 1-away/(2*r))
		}
	}
	return claim.HoldBy(margin)
}

// lipschitz is K(M) in float64.
func lipschitz(m *numeric.Model, depth int, radius float64) float64 {
	s, b, e2, m2 := m.Sigma(0, 0), math.Abs(m.Target(0)), m.Noise()*m.Noise(), radius*radius
	n := float64(depth)
	return 2 * s * (math.Pow(m2+e2, n-1) + (n-1)*(b*math.Pow(radius, n-2)+2*m2*math.Pow(m2+e2, n-2)))
}

func largest(xs []float64) float64 {
	m := 0.0
	for _, x := range xs {
		m = math.Max(m, math.Abs(x))
	}
	return m
}
