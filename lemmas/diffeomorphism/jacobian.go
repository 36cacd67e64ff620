package diffeomorphism

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
)

// Random points, exact. An instance of width 2 holds two points W (coordinate 1) and V (coordinate 2) of one coordinate of the model: b and s
// are those of coordinate 1.

const thetaName = "theta"

func space(width, depth int) generators.Space {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: depth, MinWidth: width, MaxWidth: width, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true,
		Params: []generators.ParamSpec{{Name: thetaName, Lo: new(big.Rat), Hi: big.NewRat(1, 1)}},
	}
	names := []string{
		generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs, generators.NearlyBalanced, generators.OneZeroLayer,
		generators.AllZeroLayers, generators.TinyNoise, generators.HugeNoise, generators.ZeroTarget,
	}
	// Equal weights on the boundary of the box and b = 0: K is the largest eigenvalue.
	sharp := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
		for i := range in.Target {
			in.Target[i].SetInt64(0)
			for _, row := range in.Weights {
				row[i].SetInt64(1 + r.Int63n(2)*int64(i))
			}
		}
		for _, p := range in.Params {
			p.Value.SetInt64(1)
		}
	})
	edges := []generators.Regime{orbit.Named(sharp, "sharp, L = 2", 2), orbit.Named(sharp, "sharp", 0)}
	return generators.NewSpace(d, append(edges, generators.RegimeNamed(d, names...)...)...)
}

// scene is a case with its step size.
type scene struct {
	points [][]*big.Rat
	k      *big.Rat
	alpha  *big.Rat
}

// table holds what a judge reuses; one per goroutine.
type table struct {
	s         statement
	constants map[int]*lemmac_1.Constants
	values    planted.Table
}

func (s statement) table() *table {
	return &table{s: s, constants: map[int]*lemmac_1.Constants{}, values: planted.Table{}}
}

func (t *table) scene(c *claim.Case) scene {
	k, ok := t.constants[c.Depth()]
	if !ok {
		k = lemmac_1.NewConstants(c.Depth())
		t.constants[c.Depth()] = k
	}
	var z scene
	var all []*big.Rat
	for i := range c.Target {
		w := make([]*big.Rat, c.Depth())
		for l := range w {
			w[l] = c.Weights[l][i]
		}
		z.points, all = append(z.points, w), append(all, w...)
	}
	m := k.Box(c.Target[0], c.Noise, all...)
	z.k = k.StepInverse(c.Scale(0), c.Noise, m)
	if t.s.layers {
		z.k = k.K(c.Scale(0), c.Target[0], c.Noise, m)
	}
	z.alpha = new(big.Rat).Quo(c.Param(thetaName), z.k)
	z.alpha.Mul(z.alpha, t.s.limit)
	c.Trace("K", z.k.RatString())
	c.Trace("alpha", z.alpha.RatString())
	return z
}

func (t *table) at(c *claim.Case, w []*big.Rat) planted.Values {
	return t.values.At(c.Depth()).At(w, c.Target[0], c.Scale(0), c.Noise)
}

// jacobianSample decides DG >= (1 - alpha K) I and DG > 0.
func jacobianSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: space(1, 7), Cases: claim.Count{Quick: 65, Default: 650, Deep: 33000}, MinValid: 4, MarginIs: "1 - alpha K, a lower bound of the eigenvalues of DG",
		NewJudge: func() claim.Judge {
			t := s.table()
			return func(c *claim.Case) claim.Outcome {
				z := t.scene(c)
				least := new(big.Rat).Mul(z.alpha, z.k)
				least.Sub(big.NewRat(1, 1), least)
				h := t.at(c, z.points[0]).Hessian
				jacobian := func(shift *big.Rat) [][]*big.Rat { // I - alpha H - shift I
					a := make([][]*big.Rat, len(h))
					for l, row := range h {
						a[l] = make([]*big.Rat, len(row))
						for m, x := range row {
							a[l][m] = new(big.Rat).Mul(z.alpha, x)
							a[l][m].Neg(a[l][m])
						}
						a[l][l].Add(a[l][l], big.NewRat(1, 1))
						a[l][l].Sub(a[l][l], shift)
					}
					return a
				}
				whole := jacobian(new(big.Rat))
				switch {
				case !generators.IsPSD(whole):
					return claim.Violate("negative eigenvalue", 0, "alpha = %s, K = %s: DG has a negative eigenvalue", proof.Clip(z.alpha), proof.Clip(z.k))
				case generators.Rank(whole) < len(whole):
					return claim.Violate("singular", 0, "alpha = %s, K = %s: DG is singular", proof.Clip(z.alpha), proof.Clip(z.k))
				case !generators.IsPSD(jacobian(least)):
					return claim.Violate("eigenvalue below 1 - alpha K", 0, "alpha = %s, K = %s", proof.Clip(z.alpha), proof.Clip(z.k))
				}
				f, _ := least.Float64()
				return claim.HoldBy(max(f, 0))
			}
		},
	}
}

// injectiveSample decides <G(V) - G(W), V - W> >= (1 - alpha K) |V - W|^2.
func injectiveSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: space(2, 6), Cases: claim.Count{Quick: 65, Default: 650, Deep: 33000}, MinValid: 4,
		MarginIs: "1 - (1 - alpha K) |V - W|^2 / <G(V) - G(W), V - W>",
		NewJudge: func() claim.Judge {
			t := s.table()
			return func(c *claim.Case) claim.Outcome {
				z := t.scene(c)
				w, v := z.points[0], z.points[1]
				gw, gv := t.at(c, w).Gradient, t.at(c, v).Gradient
				inner, square, x := new(big.Rat), new(big.Rat), new(big.Rat)
				for l := range w {
					d := new(big.Rat).Sub(v[l], w[l])
					square.Add(square, x.Mul(d, d))
					g := new(big.Rat).Sub(gv[l], gw[l])
					inner.Sub(inner, g.Mul(g, d))
				}
				inner.Mul(inner, z.alpha)
				inner.Add(inner, square)
				least := new(big.Rat).Mul(z.alpha, z.k)
				least.Sub(big.NewRat(1, 1), least)
				least.Mul(least, square)
				if inner.Cmp(least) < 0 || inner.Sign() <= 0 && square.Sign() > 0 {
					return claim.Violate("contracts too much", 0, "<G(V)-G(W), V-W> = %s, |V-W|^2 = %s, alpha = %s, K = %s", proof.Clip(inner), proof.Clip(square), proof.Clip(z.alpha), proof.Clip(z.k))
				}
				return claim.HoldBy(orbit.Slack(least, inner))
			}
		},
	}
}
