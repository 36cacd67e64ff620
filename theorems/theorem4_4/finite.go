package theorem4_4

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/moments"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// The bound for finite times, over thousands of seeds.
//
// Error probability. For one seed let Z = sum alpha_k |G(W(k))|^2 / sum alpha_k. On the box |G| <= |grad L_R| <= sqrt(R), R = sum over weights of (2 s (M
// (M^2+e^2)^(L-1) + |b| M^(L-1)))^2, because the projection is nonexpansive and fixes W. So Z lies in [0, R], the seeds are independent, and by the empirical
// Bernstein bound (Maurer and Pontil, COLT 2009, Theorem 4) E Z >= mean - sqrt(2 V ln(2/delta)/n) - 7 R ln(2/delta)/(3 (n-1)) with probability 1 - delta, V the
// sample variance. The case fails when that lower end is above the bound; delta = 1e-12.
//
// Rounding. An entry of G takes fewer than 100 roundings of terms below 2 K (M + sqrt(R)/(2K)) <= (2 L + 1) sqrt(R) in modulus (K M <= 2 L sqrt(R), entry by entry of
// Lemma C.1), so |G|^2, Z, mean and V are off by less than 2^-40 R for the depths here; with the terms of the bound, all positive and rounded fewer than
// 1000 times, 2^-30 (R + bound) is far above all of it and is added.
const (
	seeds      = 2000
	horizon    = 48
	finiteRisk = 1e-12
)

const (
	stepName    = "A"
	decayName   = "r"
	variantName = "variant" // 0: noise only, 1: one sample
)

func (s statement) finiteSample() *claim.Sample {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 3, MinWidth: 1, MaxWidth: 2, Diagonal: true, PositiveScale: true, PositiveNoise: true, Dyadic: true,
		Params: []generators.ParamSpec{
			{Name: boxName, Lo: big.NewRat(1, 64), Hi: big.NewRat(1<<20, 1)},
			{Name: stepName, Lo: big.NewRat(1, 1<<20), Hi: big.NewRat(4, 1), Log: true},
			{Name: decayName, Lo: new(big.Rat), Hi: big.NewRat(1, 1)},
			{Name: variantName, Lo: new(big.Rat), Hi: big.NewRat(1, 1), Integer: true},
		},
		Extra: []generators.Constraint{insideBox()},
	}
	narrow := d
	narrow.MaxDepth, narrow.MaxWidth = 2, 1
	at := func(name string, bend func(r *rand.Rand, in *generators.Instance)) generators.Regime {
		g := regime(d, generators.Unit, name, bend)
		inner := g.Make
		g.Make = func(r *rand.Rand, _ generators.Domain) *generators.Instance {
			n := narrow
			n.Extra = nil
			return inner(r, n)
		}
		return g
	}
	set := func(in *generators.Instance, m, a, decay *big.Rat) {
		in.Param(boxName).Set(m)
		in.Param(stepName).Set(a)
		in.Param(decayName).Set(decay)
	}
	half, one, zero := big.NewRat(1, 2), big.NewRat(1, 1), new(big.Rat)
	regimes := []generators.Regime{
		at("minimum, large steps", func(_ *rand.Rand, in *generators.Instance) { // from the global minimum 0 into a small box
			in.Target[0].SetInt64(0)
			in.Weights[0][0].SetInt64(0)
			in.Weights[1][0].SetInt64(0)
			set(in, half, one, zero)
		}),
		at("corner, small steps", func(r *rand.Rand, in *generators.Instance) { // from the corner that attracts
			in.Target[0].SetInt64(4)
			in.Noise.Set(half)
			spread(r, in, half)
			set(in, half, big.NewRat(1, 1<<14), zero)
		}),
		at("stationary start", func(r *rand.Rand, in *generators.Instance) {
			t := big.NewRat(1+r.Int63n(16), 8)
			plant(r, in, t)
			spread(r, in, t)
			set(in, new(big.Rat).Add(t, t), big.NewRat(1, 1<<(2+r.Int63n(8))), big.NewRat(3, 4))
		}),
		regime(d, generators.Dyadic, "within the box", func(r *rand.Rand, in *generators.Instance) {
			m := big.NewRat(1+r.Int63n(32), 16)
			in.Noise.Set(big.NewRat(1+r.Int63n(16), 16))
			for i, b := range in.Target {
				b.Set(big.NewRat(r.Int63n(65)-32, 16))
				in.Scale(i).Set(big.NewRat(1+r.Int63n(16), 8))
			}
			for _, row := range in.Weights {
				for _, w := range row {
					w.Mul(m, big.NewRat(r.Int63n(33)-16, 16))
				}
			}
			set(in, m, big.NewRat(1, 1<<(1+r.Int63n(10))), big.NewRat(32+r.Int63n(33), 64))
		}),
	}
	n := len(regimes)
	return &claim.Sample{
		Space: generators.NewSpace(d, regimes...), Cases: claim.Count{Quick: 2 * n, Default: 8 * n, Deep: 200 * n}, MinValid: 2,
		FalseAlarm: finiteRisk,
		MarginIs:   "1 - (mean of sum alpha_k |G|^2 / sum alpha_k over 2000 seeds) / bound",
		NewJudge: func() claim.Judge {
			k := newBounds(s)
			return func(c *claim.Case) claim.Outcome { return s.finite(k, c) }
		},
	}
}

func toFloat(x *big.Rat) float64 {
	f, _ := x.Float64()
	return f
}

func (s statement) finite(bs *bounds, c *claim.Case) claim.Outcome {
	f, err := bridge.New(c.Instance)
	if err != nil {
		return claim.Skip("%v", err)
	}
	variant := moments.Variant(c.Param(variantName).Num().Int64())
	m := c.Param(boxName)
	delta, err := gap(c.Instance, m)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	curvature := curvatureOn(c.Instance, m)
	sched := numeric.Schedule{A: toFloat(c.Param(stepName)), R: toFloat(c.Param(decayName)), K0: 1}
	sum, squares := 0.0, 0.0
	for k := range horizon {
		a := sched.At(k)
		sum += a
		squares += a * a
	}
	g2 := toFloat(bs.total(c.Instance, m, variant))
	bound := s.limit(delta, curvature, g2, squares, sum)
	run := numeric.SSAM{Model: f.Model, Step: sched, Box: toFloat(m), Steps: horizon, Every: 1}
	if variant == moments.OneSample {
		run.Variant = numeric.OneSample
	}
	paths, err := run.RunMany(context.Background(), f.Network, c.Rand().Uint64(), seeds, 1)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	mean, variance := s.average(paths, f, sched, toFloat(m), curvature, sum)
	most := largest(c.Instance, m)
	slack := confidence(variance, most, bound)
	c.Trace("bound", bound)
	c.Trace("mean over seeds", mean)
	c.Trace("confidence", slack)
	c.Trace("L_R(W(0)) - L_R*", delta)
	c.Trace("K, G2", [2]float64{curvature, g2})
	if mean-slack > bound {
		return claim.Violate("above the bound", mean-slack-bound, "mean %.6g of the weighted |G|^2 over %d seeds, at least %.6g at the stated confidence; bound %.6g", mean, seeds, mean-slack, bound)
	}
	if bound == 0 {
		return claim.Hold()
	}
	return claim.HoldBy(math.Max(0, 1-mean/bound))
}

// limit is the bound from Delta, K, G2, sum alpha^2 and sum alpha.
func (s statement) limit(delta, curvature, g2, squares, sum float64) float64 {
	return toFloat(s.factor) * (delta + toFloat(s.curvature)*curvature*g2*squares) / sum
}

// confidence is what the mean may exceed the expectation by: the empirical Bernstein bound for numbers in [0, most], and the rounding.
func confidence(variance, most, bound float64) float64 {
	ln := math.Log(2 / finiteRisk)
	return math.Sqrt(2*variance*ln/seeds) + 7*most*ln/(3*(seeds-1)) + 0x1p-30*(most+bound)
}

// average returns the mean and the sample variance of Z over the paths.
func (s statement) average(paths []*numeric.Trajectory, f *bridge.Floats, sched numeric.Schedule, box, curvature, sum float64) (mean, variance float64) {
	grad := make([]float64, len(paths[0].Last()))
	at := f.Network.Clone()
	total, square := 0.0, 0.0
	for _, t := range paths {
		z := 0.0
		for k := range horizon {
			copy(at.Weights(), t.State(k))
			f.Workspace.Gradient(grad, numeric.Regularized, f.Model, at)
			step := 1 / (2 * curvature)
			if s.own {
				step = sched.At(k)
			}
			z += sched.At(k) * mapping(at.Weights(), grad, step, box)
		}
		z /= sum
		total += z
		square += z * z
	}
	n := float64(len(paths))
	mean = total / n
	return mean, math.Max(0, square-n*mean*mean) / (n - 1)
}

// mapping returns |x - Proj(x - step g)|^2 / step^2.
func mapping(w, g []float64, step, box float64) float64 {
	sum := 0.0
	for k, x := range w {
		y := math.Min(box, math.Max(-box, x-step*g[k]))
		d := (x - y) / step
		sum += d * d
	}
	return sum
}

// largest returns R, the square of a bound of the gradient on the box.
func largest(in *generators.Instance, m *big.Rat) float64 {
	e, M, depth, sum := toFloat(in.Noise), toFloat(m), in.Depth(), 0.0
	for i, b := range in.Target {
		g := 2 * toFloat(in.Scale(i)) * (M*math.Pow(M*M+e*e, float64(depth-1)) + math.Abs(toFloat(b))*math.Pow(M, float64(depth-1)))
		sum += float64(depth) * g * g
	}
	return sum
}

// curvatureOn returns K(M) of Lemma C.1, the largest over the coordinates.
func curvatureOn(in *generators.Instance, m *big.Rat) float64 {
	k, most := lemmac_1.NewConstants(in.Depth()), 0.0
	for i, b := range in.Target {
		most = math.Max(most, toFloat(k.K(in.Scale(i), b, in.Noise, m)))
	}
	return most
}

// gap returns an upper bound of L_R(W) - L_R*, L_R* the minimum over the box, which part 1 finds among finitely many points. Per coordinate, from the value at the
// origin: s (P - 2 b p - e^(2L)) at W, minus the least of 0, the certified lower ends at the roots in the box, and s ((M^2+e^2)^L - 2 |b| M^L - e^(2L)) at a corner. The numbers are
// rational or enclosed; the difference is rounded once.
func gap(in *generators.Instance, m *big.Rat) (float64, error) {
	sum := new(big.Rat)
	e2 := new(big.Rat).Mul(in.Noise, in.Noise)
	for i, b := range in.Target {
		p, square := big.NewRat(1, 1), big.NewRat(1, 1)
		for _, row := range in.Weights {
			p.Mul(p, row[i])
			square.Mul(square, new(big.Rat).Add(new(big.Rat).Mul(row[i], row[i]), e2))
		}
		value := func(square, bp *big.Rat) *big.Rat {
			x := new(big.Rat).Sub(square, new(big.Rat).Add(bp, bp))
			return x.Mul(x.Sub(x, power(e2, in.Depth())), in.Scale(i))
		}
		k, err := Solve(context.Background(), shrinkage.Problem{Depth: in.Depth(), Target: b, Noise: in.Noise, Scale: in.Scale(i)}, m, 20)
		if err != nil {
			return 0, err
		}
		least := new(big.Rat)
		for _, q := range k.Points {
			if lo, ok := q.ValueMinusOrigin.LoRat(); ok && lo.Cmp(least) < 0 {
				least = lo
			} else if !ok {
				return 0, errors.New("an enclosure of a value is unbounded")
			}
		}
		if k.Corners {
			whole := power(new(big.Rat).Add(new(big.Rat).Mul(m, m), e2), in.Depth())
			if corner := value(whole, new(big.Rat).Mul(new(big.Rat).Abs(b), power(m, in.Depth()))); corner.Cmp(least) < 0 {
				least = corner
			}
		}
		sum.Add(sum, value(square, p.Mul(p, b)))
		sum.Sub(sum, least)
	}
	return toFloat(sum), nil
}
