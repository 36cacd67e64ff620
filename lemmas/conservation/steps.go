package conservation

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

func freeSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return []claim.Step{proof.Grid("general", "all L, all d, general model", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			return s.free(c), nil
		})}
	}
}

func gridSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 2, Width: 1, Diagonal: true}, {Depth: 3, Width: 1, Diagonal: true}, {Depth: 2, Width: 2}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 4, Width: 1, Diagonal: true})
		}
		if p == claim.Deep {
			shapes = append(shapes, proof.Shape{Depth: 5, Width: 1, Diagonal: true})
		}
		return proof.Grids([]string{alphaName}, s.identities, shapes...)
	}
}

// exampleStep computes D+ / D of the example from the definition.
func exampleStep(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return []claim.Step{{Name: "example", Scope: "w = (1, 1/2), b = 2, s = 1, alpha = 1/10", Run: func(context.Context) claim.StepResult {
			m := proof.NewModel(proof.Shape{Depth: 2, Width: 1, Diagonal: true}, alphaName)
			g := definition.Gradient(s.objective(m), m.Symbols)
			before, after := descent(m.Param(alphaName), m.W[0][0], m.W[1][0], g[0][0], g[1][0])
			one, zero := big.NewRat(1, 1), new(big.Rat)
			in := definition.Inputs(nil, [][]*big.Rat{{one}, {big.NewRat(1, 2)}}, []*big.Rat{big.NewRat(2, 1)}, [][]*big.Rat{{one}}, true, zero, zero)
			outs := circuit.NewMachine(circuit.Rats{}, m.C.Compile(before, after)).Run(append(in, big.NewRat(1, 10)))
			got, want := new(big.Rat).Quo(outs[1], outs[0]), big.NewRat(s.ratio, 100)
			r := claim.StepResult{Verdict: claim.Proved, Method: "exact evaluation", Points: 1, Depth: 2, Width: 1, Values: []claim.Value{
				{Name: "D before", Value: outs[0].RatString()}, {Name: "D after", Value: outs[1].RatString()}, {Name: "ratio", Value: got.RatString()},
			}}
			r.Stats = r.Values
			if got.Cmp(want) != 0 {
				r.Verdict, r.Detail = claim.Refuted, fmt.Sprintf("D+/D is %s, not %s", got.RatString(), want.RatString())
			}
			return r
		}}}
	}
}
