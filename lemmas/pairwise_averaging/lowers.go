package pairwise_averaging

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// The inequality and its equality cases on instances, without the closed form: L_R of both networks from
// the definition, compared as rationals.

func lowersSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 3}
	return &claim.Sample{
		Space:    generators.NewSpace(d),
		Cases:    claim.Count{Quick: 115, Default: 1150, Deep: 69000},
		MinValid: 4,
		MarginIs: "(L_R(W) - L_R(W')) / R(W), the smallest over coordinates, pairs of layers and signs",
		NewJudge: func() claim.Judge {
			j := &lowers{s: s, shapes: map[proof.Shape]*lowersShape{}}
			return j.judge
		},
	}
}

type lowers struct {
	s      statement
	shapes map[proof.Shape]*lowersShape
}

type lowersShape struct {
	all []averaging
	m   *circuit.Machine[*big.Rat, circuit.Rats]
}

// at compiles, for each averaging, L_R before minus after, and R before.
func (j *lowers) at(shape proof.Shape) *lowersShape {
	if k, ok := j.shapes[shape]; ok {
		return k
	}
	m := proof.NewModel(shape)
	k := &lowersShape{all: j.s.averagings(m)}
	var outs []circuit.Node
	for _, a := range k.all {
		sharp := definition.ExpectedLoss(m.C, a.before, definition.Gaussian()).Sub(definition.Loss(m.C, a.before))
		outs = append(outs, a.change(m.C), sharp)
	}
	k.m = circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...))
	j.shapes[shape] = k
	return k
}

func (j *lowers) judge(c *claim.Case) claim.Outcome {
	k := j.at(proof.Shape{Depth: c.Depth(), Width: c.Width(), Diagonal: c.IsDiagonal()})
	outs := k.m.Run(definition.Inputs(nil, c.Weights, c.Target, c.Sigma, c.IsDiagonal(), c.Noise, c.Tau2))
	margin := math.Inf(1)
	for n, a := range k.all {
		change, sharp := outs[2*n], outs[2*n+1]
		u, v := c.Weights[a.l][a.i], c.Weights[a.k][a.i]
		equal := new(big.Rat).Abs(u).Cmp(new(big.Rat).Abs(v)) == 0
		strict := j.s.strict(equal, c.Scale(a.i).Sign() > 0, c.Noise.Sign() > 0)
		c.Trace(a.name, change.RatString())
		switch sign := change.Sign(); {
		case sign < 0:
			return claim.Violate("averaging raises L_R", relative(change, sharp), "%s: L_R rises by %s", a.name, proof.Clip(new(big.Rat).Neg(change)))
		case strict && sign == 0:
			return claim.Violate("no strict drop", 0, "%s: L_R stays although it should drop", a.name)
		case !strict && sign > 0:
			return claim.Violate("unexpected drop", relative(change, sharp), "%s: L_R drops by %s although it should stay", a.name, proof.Clip(change))
		}
		margin = math.Min(margin, relative(change, sharp))
	}
	return claim.HoldBy(margin)
}

// relative is |x| / y rounded to a float64 and capped at its largest number; 0 for x = 0 or y = 0 (R(W) = 0 only
// where the noise or every scale vanishes; then nothing drops).
func relative(x, y *big.Rat) float64 {
	if x.Sign() == 0 || y.Sign() == 0 {
		return 0
	}
	r, _ := new(big.Rat).Quo(x, y).Float64()
	return math.Min(math.Abs(r), math.MaxFloat64)
}
