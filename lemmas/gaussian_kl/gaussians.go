package gaussian_kl

import (
	"math"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

// An instance is read as a pair of Gaussians of dimension D = L d: theta the weights, theta_0 the target repeated for every layer, e the noise,
// sp the parameter.

const priorName = "sp"

func domain(dyadic bool) generators.Domain {
	return generators.Domain{
		MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 4, Diagonal: true, PositiveNoise: true, ZeroTau2: true, Dyadic: dyadic,
		Params: []generators.ParamSpec{{Name: priorName, Lo: big.NewRat(1, 1024), Hi: big.NewRat(1024, 1), Log: true}},
	}
}

// equalLaws and equalSpreads are the regimes in which the divergence vanishes, or loses its D-term.
const (
	equalLaws    = "equal laws"
	equalMeans   = "equal means"
	equalSpreads = "equal spreads"
	nearSpreads  = "nearly equal spreads"
)

func space(dyadic bool) generators.Space {
	d := domain(dyadic)
	names := []string{generators.Generic, generators.Dyadic, generators.Unit, generators.TinyNoise, generators.ZeroTarget, generators.AllZeroLayers}
	regimes := generators.RegimeNamed(d, names...)
	bent := func(name string, bend func(r *rand.Rand, in *generators.Instance)) {
		g := generators.RegimeNamed(d, generators.Unit)[0].With(func(r *rand.Rand, in *generators.Instance) {
			in.Noise.Set(in.Param(priorName))
			bend(r, in)
		})
		g.Name = name
		regimes = append(regimes, g)
	}
	bent(equalLaws, func(_ *rand.Rand, in *generators.Instance) { center(in) })
	bent(equalMeans, func(r *rand.Rand, in *generators.Instance) {
		center(in)
		in.Noise.Mul(in.Noise, big.NewRat(int64(2+r.Intn(3)), 1))
	})
	bent(equalSpreads, func(*rand.Rand, *generators.Instance) {})
	bent(nearSpreads, func(r *rand.Rand, in *generators.Instance) {
		k := 10 + r.Intn(40) // sp = 2^j, so that e = sp (1 + 2^-k) is a float64
		in.Param(priorName).SetFrac64(1<<r.Intn(9), 16)
		in.Noise.Mul(in.Param(priorName), big.NewRat(1<<k+1, 1<<k))
	})
	return generators.NewSpace(d, regimes...)
}

// center moves theta to theta_0.
func center(in *generators.Instance) {
	for _, row := range in.Weights {
		for i, x := range row {
			x.Set(in.Target[i])
		}
	}
}

func gaussians(in *generators.Instance) pacbayes.Gaussians {
	g := pacbayes.Gaussians{Noise: in.Noise, Prior: in.Param(priorName)}
	for _, row := range in.Weights {
		g.Theta = append(g.Theta, row...)
		g.Theta0 = append(g.Theta0, in.Target...)
	}
	return g
}

// closed evaluates the statement: KL = rational + logs (D/2) log(ratio), ratio = sp^2/e^2.
type closed struct {
	s statement
	m *circuit.Machine[*big.Rat, circuit.Rats]
}

func newClosed(s statement) *closed {
	b := circuit.NewBuilder()
	e, sp, delta := b.Var("e"), b.Var("sp"), b.Var("delta")
	return &closed{s, circuit.NewMachine(circuit.Rats{}, b.Compile(s.scaled(e, sp, delta)))}
}

func (k *closed) parts(g pacbayes.Gaussians) (rational, ratio *big.Rat) {
	rational = new(big.Rat)
	for i, x := range g.Theta {
		delta := new(big.Rat).Sub(x, g.Theta0[i])
		rational.Add(rational, k.m.Run([]*big.Rat{g.Noise, g.Prior, delta})[0])
	}
	e2, p2 := new(big.Rat).Mul(g.Noise, g.Noise), new(big.Rat).Mul(g.Prior, g.Prior)
	rational.Quo(rational, new(big.Rat).Mul(new(big.Rat).Add(e2, e2), p2))
	return rational, p2.Quo(p2, e2)
}

// exactSample compares both parts with those of the definition. A coefficient of log 1 = 0 can't be told and is not compared.
func (s statement) exactSample() *claim.Sample {
	return &claim.Sample{
		Space: space(false), Cases: claim.Count{Quick: 100, Default: 1800, Deep: 72000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			k := newClosed(s)
			return func(c *claim.Case) claim.Outcome {
				g := gaussians(c.Instance)
				want, ratio := g.Parts()
				got, _ := k.parts(g)
				c.Trace("rational part, definition", want.RatString())
				c.Trace("rational part, closed form", got.RatString())
				if got.Cmp(want) != 0 {
					return claim.Violate("rational part differs", 0, "closed form %s, definition %s", proof.Clip(got), proof.Clip(want))
				}
				if ratio.Cmp(big.NewRat(1, 1)) != 0 && s.logs != 1 {
					return claim.Violate("coefficient of the logarithm differs", 0, "%d D/2, definition D/2", s.logs)
				}
				return claim.Hold()
			}
		},
	}
}

const (
	firstPrec = 128
	lastPrec  = 1 << 14
)

// signSample decides the sign of KL. At equal laws both parts of the closed form are rational (the logarithm is that of 1) and decided exactly.
func (s statement) signSample() *claim.Sample {
	return &claim.Sample{
		Space: space(false), Cases: claim.Count{Quick: 100, Default: 1800, Deep: 72000}, MinValid: 4,
		MarginIs: "KL; 0 for equal laws only",
		NewJudge: func() claim.Judge {
			k := newClosed(s)
			return func(c *claim.Case) claim.Outcome { return s.sign(k, c) }
		},
	}
}

func (s statement) sign(k *closed, c *claim.Case) claim.Outcome {
	g := gaussians(c.Instance)
	rational, ratio := k.parts(g)
	same := g.Noise.Cmp(g.Prior) == 0
	for i, x := range g.Theta {
		same = same && x.Cmp(g.Theta0[i]) == 0
	}
	for prec := uint(firstPrec); prec <= lastPrec; prec *= 2 {
		k := interval.NewContext(prec)
		z := k.SetRat(interval.New(), ratio)
		k.MulRat(z, k.Log(z, z), big.NewRat(s.logs*int64(len(g.Theta)), 2))
		k.AddRat(z, z, rational)
		sign, known := z.Sign()
		if !known {
			continue
		}
		c.Trace("KL", z)
		low, _ := z.Float64()
		switch {
		case sign < 0:
			return claim.Violate("negative", -low, "KL = %v", z)
		case (sign == 0) != same:
			return claim.Violate("zero for different laws, or not zero for equal ones", 0, "KL = %v", z)
		}
		return claim.HoldBy(math.Max(low, 0))
	}
	return claim.Undecide("the sign of KL is open at %d bits", lastPrec)
}

// floatSample compares the float64 code with the enclosure from the definition.
func (s statement) floatSample() *claim.Sample {
	return &claim.Sample{
		Space: space(true), Cases: claim.Count{Quick: 100, Default: 1800, Deep: 72000}, MinValid: 4,
		MarginIs: "1 - error / bound",
		NewJudge: func() claim.Judge {
			k := interval.NewContext(256)
			return func(c *claim.Case) claim.Outcome {
				g := gaussians(c.Instance)
				e, _ := g.Noise.Float64()
				sp, _ := g.Prior.Float64()
				got, bound, err := s.float(floats(g.Theta), floats(g.Theta0), e, sp)
				if err != nil {
					return claim.Violate("error", 0, "%v", err)
				}
				if math.IsInf(bound, 1) {
					return claim.Violate("no bound", 0, "the bound is infinite at e = %v, sp = %v", e, sp)
				}
				off := k.AddRat(interval.New(), g.KL(k, interval.New()), new(big.Rat).Neg(new(big.Rat).SetFloat64(got)))
				_, most := k.Abs(off, off).Float64()
				c.Trace("computed", got)
				c.Trace("error, at most", most)
				if most > bound {
					return claim.Violate("error above the bound", most/bound, "KL = %v, error %.3g, bound %.3g", got, most, bound)
				}
				return claim.HoldBy(1 - most/bound)
			}
		},
	}
}

func floats(xs []*big.Rat) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i], _ = x.Float64()
	}
	return out
}
