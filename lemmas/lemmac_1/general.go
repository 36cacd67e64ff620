package lemmac_1

import (
	"fmt"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The general model. The constant increases with F_0, so that on {F <= F_0} the strictest case at a point W is F_0 = F(W).

// Excess evaluates F = L_R - tau2 - sum_i s_i e^(2L) at one shape, from the definition. It is not safe for concurrent use.
type Excess struct {
	m *circuit.Machine[*big.Rat, circuit.Rats]
}

// NewExcess returns the evaluator at shape s.
func NewExcess(s proof.Shape) *Excess {
	m := proof.NewModel(s)
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian()).Sub(m.Tau2)
	for i := range m.B {
		f = f.Sub(m.Sigma[i][i].Mul(m.E.Pow(2 * s.Depth)))
	}
	return &Excess{circuit.NewMachine(circuit.Rats{}, m.C.Compile(f))}
}

// At returns F at an instance.
func (x *Excess) At(in *generators.Instance) *big.Rat {
	return new(big.Rat).Set(x.m.Run(definition.Inputs(nil, in.Weights, in.Target, in.Sigma, in.IsDiagonal(), in.Noise, in.Tau2))[0])
}

// General returns an enclosure of the constant of the general model at F_0 = f0 >= 0; every s_i and e must be positive.
func General(c *interval.Context, in *generators.Instance, f0 *big.Rat) *interval.Interval {
	return lemma().generalBound(c, in, f0)
}

func (s statement) generalBound(c *interval.Context, in *generators.Instance, f0 *big.Rat) *interval.Interval {
	depth, least := in.Depth(), in.Scale(0)
	for i := range in.Target {
		if in.Scale(i).Cmp(least) < 0 {
			least = in.Scale(i)
		}
	}
	m2 := new(big.Rat).Mul(orbit.Pow(in.Noise, 2*depth-2), least)
	m2.Quo(f0, m2)
	e2 := new(big.Rat).Mul(in.Noise, in.Noise)
	square := new(big.Rat).Add(m2, e2)
	first := square
	if !s.noise {
		first = m2
	}
	m := c.Sqrt(interval.New(), c.SetRat(interval.New(), m2))
	best := interval.New()
	for i := range in.Target {
		// The rational part: 2 s (M^2+e^2)^(L-1) + (L-1) 4 s M^2 (M^2+e^2)^(L-2) + 2 L sum |Sigma_ij| M^(2L-2).
		sc := in.Scale(i)
		sum := new(big.Rat).Mul(orbit.Pow(first, depth-1), big.NewRat(2, 1))
		inner := new(big.Rat).Mul(m2, orbit.Pow(square, depth-2))
		sum.Add(sum, inner.Mul(inner, big.NewRat(int64(4*(depth-1)), 1)))
		sum.Mul(sum, sc)
		cross := new(big.Rat)
		for j, x := range in.Sigma[i] {
			if j != i {
				cross.Add(cross, new(big.Rat).Abs(x))
			}
		}
		cross.Mul(cross, big.NewRat(int64(2*depth), 1))
		sum.Add(sum, cross.Mul(cross, orbit.Pow(m2, depth-1)))
		// The root: (L-1) 2 sqrt(s F_0) M^(L-2).
		root := c.Sqrt(interval.New(), c.SetRat(interval.New(), new(big.Rat).Mul(sc, f0)))
		c.Mul(root, root, c.Pow(interval.New(), m, depth-2))
		c.MulRat(root, root, big.NewRat(s.residual*int64(depth-1), 100))
		c.AddRat(root, root, sum)
		c.Max(best, best, root)
	}
	return best
}

func generalSpace() generators.Space {
	d := generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 3, PositiveScale: true, PositiveNoise: true}
	names := []string{
		generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.OneZeroLayer, generators.AllZeroLayers, generators.FullSigma,
		generators.SingularSigma, generators.ZeroTarget,
	}
	plain := d
	d.Extra = []generators.Constraint{{Text: "some weight or target is not 0", Holds: func(in *generators.Instance) bool { return !vanishes(in) }}}
	regimes := generators.RegimeNamed(plain, names...)
	for k, g := range regimes {
		regimes[k] = g.With(func(_ *rand.Rand, in *generators.Instance) {
			if vanishes(in) {
				in.Weights[0][0].SetInt64(1)
			}
		})
	}
	// Weights 0 and a small target: sqrt(s F_0) = s |b| is then what bounds the entries off the diagonal.
	small := generators.RegimeNamed(plain, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		for i := range in.Target {
			in.Target[i].SetFrac64(1, (8+r.Int63n(8))<<uint(r.Intn(16)))
			for _, row := range in.Weights {
				row[i].SetInt64(0)
			}
		}
	})
	return generators.NewSpace(d, append([]generators.Regime{orbit.Named(small, "small target", 2)}, regimes...)...)
}

func vanishes(in *generators.Instance) bool {
	for _, row := range in.Weights {
		if orbit.MaxAbs(row...).Sign() != 0 {
			return false
		}
	}
	return orbit.MaxAbs(in.Target...).Sign() == 0
}

func generalSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: generalSpace(), Cases: claim.Count{Quick: 60, Default: 600, Deep: 27000}, MinValid: 4,
		MarginIs: "1 - (largest row sum of |Hess|) / K",
		NewJudge: func() claim.Judge {
			hessians, excess := orbit.ExactHessians{}, map[proof.Shape]*Excess{}
			return func(c *claim.Case) claim.Outcome {
				shape := proof.ShapeOf(c.Instance)
				x, ok := excess[shape]
				if !ok {
					x = NewExcess(shape)
					excess[shape] = x
				}
				f0 := x.At(c.Instance)
				h := hessians.At(c.Instance)
				for prec := uint(128); prec <= 2048; prec *= 2 {
					ctx := interval.NewContext(prec)
					lo, hi, ok := s.generalBound(ctx, c.Instance, f0).Rats()
					if !ok {
						continue
					}
					c.Trace(fmt.Sprintf("K at %d bits", prec), lo.FloatString(20))
					// A norm within lo holds, a norm beyond hi fails.
					if out := bounded(h, lo); out.Kind == claim.KindHeld {
						return out
					}
					if out := bounded(h, hi); out.Kind == claim.KindViolated {
						return out
					}
				}
				return claim.Undecide("the norm of the Hessian is within 2^-2000 of the bound")
			}
		},
	}
}
