package theorem3_1

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The float64 integrator against the validated one. numeric.Flow promises an estimated error of at most tau = AbsTol + RelTol |w| in every
// weight for each accepted step. Two solutions in a convex set where every Hessian is at least -nu I separate by a factor exp(nu t) at
// most. So with N steps and n = L d weights, and T <= 1/nu, the error is at most
//
//	e sqrt(n) N (tau + 2^-46 R),
//
// R a bound of the weights, as long as both trajectories are within R: in the box of part 3, R = M + 1/64. The second term is for
// rounding: a step is some 2^6 operations on numbers of size R with relative errors 2^-53, and 2^-47 R for what cancels. nu is a bound by
// Gershgorin's circles of the enclosure of the Hessian on |w| <= R: the sum of the moduli off the diagonal, the diagonal being positive.

const relTol, absTol = 1e-6, 1e-9

func (s statement) floatFlow() *claim.Sample {
	d := trajectory.Domain(2, 4, 1, 2)
	d.Diagonal, d.PositiveNoise, d.Dyadic = true, true, true
	names := []string{generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.OneZeroLayer}
	return &claim.Sample{
		Space: trajectory.Space(d, names), Cases: claim.Count{Quick: 10, Default: 50, Deep: 4000}, MinValid: 2,
		MarginIs: "1 - error / (e sqrt(n) N (tau + 2^-46 R))",
		NewJudge: func() claim.Judge {
			j := &floats{s: s, n: s.numbers(), c: interval.NewContext(128), hessians: map[proof.Shape]*orbit.Hessian[*interval.Interval, interval.Ring]{}}
			return j.judge
		},
	}
}

type floats struct {
	s        statement
	n        numbers
	c        *interval.Context
	hessians map[proof.Shape]*orbit.Hessian[*interval.Interval, interval.Ring]
}

func (j *floats) judge(c *claim.Case) claim.Outcome {
	f, err := bridge.New(c.Instance)
	if err != nil {
		return claim.Skip("%v", err)
	}
	radius := j.radius(c)
	t := 0.25
	for nu := j.separation(c, radius); t*nu > 1; {
		t /= 2
	}
	run := numeric.Flow{Model: f.Model, Objective: j.s.objective, Times: []float64{t}, RelTol: relTol, AbsTol: absTol}
	tr, err := run.Run(context.Background(), f.Network)
	if err != nil {
		return claim.Violate("float flow", 0, "%v", err)
	}
	bound := j.s.float * bar(c.Depth()*c.Width(), tr.Steps[tr.Len()-1], radius)
	return retry(c, []*big.Rat{new(big.Rat).SetFloat64(t)}, func(states []flow.State) claim.Outcome {
		worst := 0.0
		for l, row := range states[0].Weights {
			for i, w := range row {
				x := tr.Last()[i*c.Depth()+l]
				d := j.c.Sub(interval.New(), w, j.c.SetFloat64(interval.New(), x))
				lo, hi := j.c.Abs(d, d).Float64()
				if lo > bound {
					return claim.Violate("error above the bound", lo/bound, "layer %d, coordinate %d, t = %v: %v, the enclosure %v, bound %.3g", l+1, i+1, t, x, w, bound)
				}
				worst = math.Max(worst, hi)
			}
		}
		if !(worst <= bound) {
			return claim.Undecide("error up to %v against %v", worst, bound)
		}
		return claim.HoldBy(1 - worst/bound)
	})
}

// bar is the bound of the error after N steps of n weights within R.
func bar(n, steps int, radius float64) float64 {
	tau := absTol + relTol*radius
	return math.E * math.Sqrt(float64(n)) * float64(steps) * (tau + 0x1p-46*radius)
}

// radius is M + 1/64, rounded up.
func (j *floats) radius(c *claim.Case) float64 {
	m := new(big.Rat)
	for i, b := range c.Target {
		xs := []*big.Rat{m, j.n.box(c.Depth(), b, c.Noise)}
		for _, layer := range c.Weights {
			xs = append(xs, layer[i])
		}
		m = orbit.MaxAbs(xs...)
	}
	r, _ := m.Add(m, big.NewRat(1, 64)).Float64()
	return math.Nextafter(r, math.Inf(1))
}

// separation is nu: the largest sum of moduli in a row off the diagonal, over |w| <= R.
func (j *floats) separation(c *claim.Case, radius float64) float64 {
	shape := proof.ShapeOf(c.Instance)
	h, ok := j.hessians[shape]
	if !ok {
		h = orbit.NewHessian(interval.NewRing(j.c), shape)
		j.hessians[shape] = h
	}
	box := j.c.Hull(interval.New(), j.c.SetFloat64(interval.New(), radius), j.c.SetFloat64(interval.New(), -radius))
	var in []*interval.Interval
	for range c.Depth() * c.Width() {
		in = append(in, j.c.Set(interval.New(), box)) // each its own: the ring takes x x for a square
	}
	for _, xs := range [][]*big.Rat{c.Target, scales(c.Instance), {c.Noise, c.Tau2}} {
		for _, x := range xs {
			in = append(in, j.c.SetRat(interval.New(), x))
		}
	}
	nu := 0.0
	for l, row := range h.At(in) {
		sum := 0.0
		for m, x := range row {
			if lo, hi := x.Float64(); m != l {
				sum += math.Max(math.Abs(lo), math.Abs(hi))
			}
		}
		nu = math.Max(nu, sum)
	}
	c.Trace("nu", fmt.Sprint(nu))
	return nu * (1 + 0x1p-40) // the additions above lose less
}

func scales(in *generators.Instance) []*big.Rat {
	out := make([]*big.Rat, in.Width())
	for i := range out {
		out[i] = in.Scale(i)
	}
	return out
}
