package lemma2_3

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// gradients evaluates the gradient of L_R from the definition. It holds scratch: one per goroutine.
type gradients struct{ values *proof.Values }

func newGradients() gradients { return gradients{proof.NewValues(proof.Gradient)} }

func (g gradients) stationary(in *generators.Instance) bool { return planted.IsZero(g.values.At(in)) }

// compare judges the predicate against the gradient.
func compare(c *claim.Case, zero, says bool) claim.Outcome {
	c.Trace("gradient vanishes", zero)
	c.Trace("the lemma says stationary", says)
	switch {
	case zero && !says:
		return claim.Violate("stationary but excluded", 0, "the gradient vanishes, the lemma's conditions do not hold")
	case !zero && says:
		return claim.Violate("not stationary", 0, "the lemma's conditions hold, the gradient does not vanish")
	}
	return claim.Hold()
}

// free reports whether coordinate i has s_i = 0: its row of Sigma is then 0, L_R does not depend on its weights, and the lemma, which has s_i > 0, says nothing.
func (s statement) free(c *claim.Case, i int) bool { return s.scalePositive && c.Scale(i).Sign() == 0 }

// diagonalSample decides the "iff" in the diagonal model.
func diagonalSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 8, MinWidth: 1, MaxWidth: 4, Diagonal: true, PositiveNoise: true}
	const base = generators.Dyadic
	regimes := []generators.Regime{
		at(d, base, mixedSigns, 3, spoil(plantDiagonal, mix)),
		at(d, base, plantedShallow, 3, plantDiagonal),
		at(d, base, wrongSign, 3, spoil(plantDiagonal, negate)),
		at(d, base, plantedDeep, 8, plantDiagonal),
		at(d, base, nearMiss, 8, spoil(plantDiagonal, nudge)),
		at(d, base, unbalanced, 8, spoil(plantDiagonal, tilt)),
	}
	return &claim.Sample{
		Space: generators.NewSpace(d, append(regimes, generators.Regimes(d)...)...), Cases: claim.Count{Quick: 240, Default: 2400, Deep: 96000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			g := newGradients()
			return func(c *claim.Case) claim.Outcome {
				says := true
				for i, b := range c.Target {
					says = says && (s.free(c, i) || s.stationary(coordinate(c.Weights, i), b, c.Noise))
				}
				return compare(c, g.stationary(c.Instance), says)
			}
		},
	}
}

// generalSample decides the "iff" of the coupled equations in the general model; at L = 2 they are decided in the lasso's form, too.
func generalSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 5, MinWidth: 2, MaxWidth: 3, PositiveNoise: true}
	const base = generators.FullSigma
	regimes := []generators.Regime{
		at(d, base, plantedShallow, 2, plantGeneral),
		at(d, base, plantedDeep, 5, plantGeneral),
		at(d, base, nearMiss, 5, spoil(plantGeneral, nudge)),
		at(d, base, unbalanced, 5, spoil(plantGeneral, tilt)),
	}
	rest := generators.RegimeNamed(d, generators.ZeroScale, generators.FullSigma, generators.SingularSigma, generators.Balanced, generators.Signs, generators.Unit, generators.AllZeroLayers)
	return &claim.Sample{
		Space: generators.NewSpace(d, append(regimes, rest...)...), Cases: claim.Count{Quick: 100, Default: 1200, Deep: 48000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			g, j := newGradients(), &coupledJudge{s: s, forms: map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}}
			return func(c *claim.Case) claim.Outcome {
				says, lasso := j.says(c)
				if c.Depth() == 2 && says != lasso {
					return claim.Violate("lasso form differs", 0, "the coupled equations hold: %t, the lasso's conditions: %t", says, lasso)
				}
				return compare(c, g.stationary(c.Instance), says)
			}
		},
	}
}

// coupledJudge holds the compiled right sides of the coupled equation by depth.
type coupledJudge struct {
	s     statement
	forms map[int]*circuit.Machine[*big.Rat, circuit.Rats]
}

// says reports whether the coupled equations hold for every coordinate, and whether [Sigma(b-p)]_i = s_i e^2 sign p_i does where p_i != 0.
func (j *coupledJudge) says(c *claim.Case) (coupled, lasso bool) {
	depth := c.Depth()
	m, ok := j.forms[depth]
	if !ok {
		b := circuit.NewBuilder()
		s, u, e, p := b.Var("s"), b.Var("u"), b.Var("e"), b.Var("p")
		m = circuit.NewMachine(circuit.Rats{}, b.Compile(j.s.coupled(s, u, u.Add(e.Sqr()).Pow(depth-1), p.Sqr())))
		j.forms[depth] = m
	}
	p := make([]*big.Rat, c.Width())
	for i := range p {
		p[i] = product(coordinate(c.Weights, i))
	}
	coupled, lasso = true, true
	for i := range p {
		if j.s.free(c, i) {
			continue
		}
		w := coordinate(c.Weights, i)
		if !j.s.balanced(w) {
			return false, false
		}
		if p[i].Sign() == 0 {
			continue // balanced: all zero
		}
		u := new(big.Rat).Mul(w[0], w[0])
		r := j.s.residue(c.Sigma[i], c.Target, p, i)
		want := m.Run([]*big.Rat{c.Scale(i), u, c.Noise, p[i]})[0]
		coupled = coupled && new(big.Rat).Mul(p[i], r).Cmp(want) == 0
		kkt := new(big.Rat).Mul(c.Noise, c.Noise)
		kkt.Mul(kkt, c.Scale(i))
		if p[i].Sign() < 0 {
			kkt.Neg(kkt)
		}
		lasso = lasso && r.Cmp(kkt) == 0
	}
	return coupled, lasso
}
