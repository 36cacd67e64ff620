package conservation

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// When a descent step keeps D, decided exactly both ways: D+ from the definition against the zeros of
// alpha, [Sigma (b-p)]_i p_-lm and D. Zero layers, zero targets and balanced weights reach each of them.

func domain(maxDepth int) generators.Domain {
	return generators.Domain{
		MinDepth: 2, MaxDepth: maxDepth, MinWidth: 1, MaxWidth: 3,
		Params: []generators.ParamSpec{{Name: alphaName, Lo: new(big.Rat), Hi: big.NewRat(2, 1)}},
	}
}

func keepsSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space:    generators.NewSpace(domain(5)),
		Cases:    claim.Count{Quick: 230, Default: 2300, Deep: 115000},
		MinValid: 8,
		NewJudge: func() claim.Judge {
			j := &keeps{s: s, shapes: map[proof.Shape]*keepsShape{}}
			return j.judge
		},
	}
}

type keeps struct {
	s      statement
	shapes map[proof.Shape]*keepsShape
}

type keepsShape struct {
	names []string
	m     *circuit.Machine[*big.Rat, circuit.Rats]
}

// at compiles D, D+ and h for each coordinate and pair of layers.
func (j *keeps) at(shape proof.Shape) *keepsShape {
	if k, ok := j.shapes[shape]; ok {
		return k
	}
	m := proof.NewModel(shape, alphaName)
	g := definition.Gradient(j.s.objective(m), m.Symbols)
	r := &keepsShape{}
	var outs []circuit.Node
	pairs(m, func(name string, i, l, k int) {
		before, after := descent(m.Param(alphaName), m.W[l][i], m.W[k][i], g[l][i], g[k][i])
		r.names = append(r.names, name)
		outs = append(outs, before, after, h(m, i, l, k))
	})
	r.m = circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...))
	j.shapes[shape] = r
	return r
}

func (j *keeps) judge(c *claim.Case) claim.Outcome {
	k := j.at(proof.Shape{Depth: c.Depth(), Width: c.Width(), Diagonal: c.IsDiagonal()})
	alpha := c.Param(alphaName)
	in := definition.Inputs(nil, c.Weights, c.Target, c.Sigma, c.IsDiagonal(), c.Noise, c.Tau2)
	outs := k.m.Run(append(in, alpha))
	for n, name := range k.names {
		before, after, h := outs[3*n], outs[3*n+1], outs[3*n+2]
		c.Trace(name+", D", before.RatString())
		c.Trace(name+", D+", after.RatString())
		kept, want := before.Cmp(after) == 0, j.s.keeps(alpha.Sign() == 0, h.Sign() == 0, before.Sign() == 0)
		switch {
		case kept && !want:
			return claim.Violate("kept", 0, "%s: D = %s stays although it should change", name, proof.Clip(before))
		case !kept && want:
			return claim.Violate("changed", 0, "%s: D = %s becomes %s although it should stay", name, proof.Clip(before), proof.Clip(after))
		}
	}
	return claim.Hold()
}
