package theorem3_1

import (
	"context"
	"fmt"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Part 4: the smallest Hessian eigenvalue at a strict minimum, exactly. For rational t = |w_l| and e the target
// |b| = (t^2+e^2)^(L-1)/t^(L-2) makes the balanced point stationary; gradient and Hessian are those of the definition. A number is the
// smallest eigenvalue of H iff H - lambda I is positive semidefinite and singular.

func minimal(in *generators.Instance) bool {
	w, e := in.Weights[0][0], in.Noise
	u := new(big.Rat).Mul(w, w)
	e2 := new(big.Rat).Mul(e, e)
	n := int64(in.Depth())
	return u.Mul(u, big.NewRat(n, 1)).Cmp(e2.Mul(e2, big.NewRat(n-2, 1))) > 0 // so u > 0, too
}

func (s statement) localExact() *claim.Sample {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true,
		Extra: []generators.Constraint{{
			Text:  "L w_1^2 > (L-2) e^2, w_1 != 0; judged at |w_l| = |w_1| with the signs given and the target that makes it stationary",
			Holds: minimal,
		}},
	}
	plain := d
	plain.Extra = nil
	regimes := generators.RegimeNamed(plain, generators.Generic, generators.Dyadic, generators.Unit, generators.TinyNoise, generators.HugeNoise)
	for k, g := range regimes {
		regimes[k] = g.With(func(_ *rand.Rand, in *generators.Instance) {
			w := in.Weights[0][0]
			if w.Sign() == 0 {
				w.Set(in.Noise)
			}
			for !minimal(in) {
				w.Add(w, w)
			}
		})
	}
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 60, Default: 600, Deep: 20000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			hessians := orbit.ExactHessians{}
			return func(c *claim.Case) claim.Outcome { return s.smallest(plant(c.Instance), hessians) }
		},
	}
}

// plant returns the instance at the stationary point.
func plant(in *generators.Instance) *generators.Instance {
	out := in.Clone()
	depth, t := in.Depth(), new(big.Rat).Abs(in.Weights[0][0])
	e2 := new(big.Rat).Mul(in.Noise, in.Noise)
	b := out.Target[0]
	b.Quo(orbit.Pow(e2.Add(e2, new(big.Rat).Mul(t, t)), depth-1), orbit.Pow(t, depth-2))
	for _, row := range out.Weights {
		if row[0].Sign() < 0 {
			b.Neg(b)
			row[0].Neg(t)
		} else {
			row[0].Set(t)
		}
	}
	return out
}

// smallest decides whether the statement's number is the smallest eigenvalue at the planted point.
func (s statement) smallest(in *generators.Instance, hessians orbit.ExactHessians) claim.Outcome {
	v, err := definition.Evaluate(definition.Model{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise})
	if err != nil {
		return claim.Skip("%v", err)
	}
	if !stationary(v.Gradient) {
		return claim.Violate("not stationary", 0, "the gradient at the planted point is not 0")
	}
	w := in.Weights[0][0]
	lambda := s.local(in.Depth(), in.Scale(0), in.Noise, new(big.Rat).Mul(w, w))
	h := hessians.At(in)
	a := make([][]*big.Rat, len(h))
	for l, row := range h {
		a[l] = make([]*big.Rat, len(row))
		for m, x := range row {
			a[l][m] = new(big.Rat).Set(x)
		}
		a[l][l].Sub(a[l][l], lambda)
	}
	switch {
	case lambda.Sign() <= 0:
		return claim.Violate("not positive", 0, "the eigenvalue %s at a strict minimum", proof.Clip(lambda))
	case !generators.IsPSD(a):
		return claim.Violate("too large", 0, "an eigenvalue is below %s", proof.Clip(lambda))
	case generators.Rank(a) == len(a):
		return claim.Violate("too small", 0, "every eigenvalue is above %s", proof.Clip(lambda))
	}
	return claim.Hold()
}

// localExample is L = 2, b = 5/4, e = 1, where u = 1/4: the rate is 1, and 2 A e^2 = 4.
func (s statement) localExample(context.Context) claim.StepResult {
	in := generators.NewInstance(generators.Given, 2, 1)
	for _, row := range in.Weights {
		row[0].SetFrac64(1, 2)
	}
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	in.Target[0].SetFrac64(5, 4)
	rate := s.local(2, big.NewRat(1, 1), in.Noise, big.NewRat(1, 4))
	r := claim.StepResult{
		Verdict: claim.Proved, Method: "exact evaluation", Points: 1, Depth: 2, Width: 1,
		Values: []claim.Value{{Name: "b", Value: in.Target[0].RatString()}, {Name: "rate", Value: rate.RatString()}},
	}
	r.Stats = r.Values
	if out := s.smallest(in, orbit.ExactHessians{}); out.Kind != claim.KindHeld {
		r.Verdict, r.Detail = claim.Refuted, fmt.Sprintf("rate %s: %s", rate.RatString(), out.Detail)
	}
	return r
}
