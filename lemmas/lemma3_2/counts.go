package lemma3_2

import (
	"context"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

const maxSampleDepth = 8

// coordinates draws b, e, s of one coordinate, at and beside both thresholds too; the weights play no part.
func coordinates(maxDepth int, dyadic bool) generators.Space {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: maxDepth, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true, Dyadic: dyadic,
	}
	named := generators.RegimeNamed(d, generators.Unit, generators.Dyadic, generators.Generic, generators.AtBeta1, generators.BelowBeta1,
		generators.AboveBeta1, generators.AtBeta2, generators.BelowBeta2, generators.AboveBeta2, generators.TinyNoise, generators.HugeNoise,
		generators.ZeroTarget)
	return generators.NewSpace(d, append(named, moderate(d))...)
}

// moderate draws beta in [1/4, 64), where the thresholds of L = 2..7 lie.
func moderate(d generators.Domain) generators.Regime {
	g := generators.RegimeNamed(d, generators.Dyadic)[0].With(func(r *rand.Rand, in *generators.Instance) {
		in.Noise.SetInt64(1)
		in.Target[0].SetFrac64(16+r.Int63n(64*64-16), 64)
	})
	g.Name = "moderate beta"
	return g
}

// countSample counts stationary points on the balanced lines by Sturm's theorem applied to the definition's derivative, and compares
// with the statement and with oracle/shrinkage.
func countSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: coordinates(maxSampleDepth, false), Cases: claim.Count{Quick: 52, Default: 1300, Deep: 39000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			lines := map[int]*circuit.Program{}
			return func(c *claim.Case) claim.Outcome {
				p, ok := lines[c.Depth()]
				if !ok {
					p = planted.Line(c.Depth())
					lines[c.Depth()] = p
				}
				return s.count(c, p)
			}
		},
	}
}

func (s statement) count(c *claim.Case, p *circuit.Program) claim.Outcome {
	ctx, depth, b := context.Background(), c.Depth(), c.Target[0]
	found := [2]int{} // product of the signs equal to that of b, opposite
	for k, sigma := range []int64{1, -1} {
		if b.Sign() < 0 {
			sigma = -sigma
		}
		f, err := planted.GradientPolynomial(p, depth, sigma, b, c.Scale(0), c.Noise).Poly()
		if err != nil {
			return claim.Undecide("%v", err)
		}
		seq, err := sturm.NewSequence(ctx, f)
		if err != nil {
			return claim.Undecide("%v", err)
		}
		found[k] = seq.Count(sturm.At(new(big.Rat)), sturm.PosInf())
	}
	b2 := betaSquared(depth, b, c.Noise)
	want := s.roots(depth, b2.Cmp(s.beta1Squared(depth)))
	c.Trace("positive roots, sign of b", found[0])
	c.Trace("positive roots, opposite sign", found[1])
	if found[0] != want || found[1] != 0 {
		return claim.Violate("number of roots", 0, "beta^2 = %s: %d positive roots with the sign of b and %d with the other, want %d and 0",
			proof.Clip(b2), found[0], found[1], want)
	}
	st, err := shrinkage.Solve(ctx, shrinkage.Problem{Depth: depth, Target: b, Noise: c.Noise, Scale: c.Scale(0)}, 4)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	if n := s.total(depth, want); n.Cmp(st.Count) != 0 || n.Cmp(patterns(depth, found)) != 0 {
		return claim.Violate("number of points", 0, "stated %s, oracle/shrinkage %s, sign patterns on the balanced lines %s", n, st.Count, patterns(depth, found))
	}
	return claim.Hold()
}

// patterns counts 1 + sum over all 2^L sign patterns of the roots of its line, by going through the patterns.
func patterns(depth int, found [2]int) *big.Int {
	n := int64(1)
	for p := range 1 << depth {
		odd := 0
		for q := p; q > 0; q &= q - 1 {
			odd ^= 1
		}
		n += int64(found[odd]) // an even number of minus signs against the sign of b: the first line
	}
	return big.NewInt(n)
}
