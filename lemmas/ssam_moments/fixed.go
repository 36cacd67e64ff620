package ssam_moments

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// seconds is part 3 at fixed depth and width, from the definition.
func (s statement) seconds(m *proof.Model) []grid.Identity {
	gs := moments.Define(m.C, m.Symbols, moments.NoiseOnly, nil, func(_ *moments.Draw, _ *definition.Symbols, _ []circuit.Node, g [][]circuit.Node) []circuit.Node {
		var out []circuit.Node
		for _, row := range g {
			for _, x := range row {
				out = append(out, x.Sqr())
			}
		}
		return out
	})
	ids := make([]grid.Identity, len(gs))
	for n, g := range gs {
		l, i := n/m.Width(), n%m.Width()
		ids[n] = grid.Identity{Name: fmt.Sprintf("E g%d,%d^2", l+1, i+1), LHS: g, RHS: s.second(s.viewOf(m, l, i))}
	}
	return ids
}

// meansOfSigns is part 2 at fixed depth and width with fair signs for xi, and X and eps known through their covariances only.
func (s statement) meansOfSigns(m *proof.Model) []grid.Identity {
	var ids []grid.Identity
	for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
		b := circuit.NewBuilder()
		own := definition.NewSymbols(b, m.Depth(), m.Width(), m.Diagonal)
		d := moments.NewDraw(b, own, v)
		law := d.Signs()
		var ys []circuit.Node
		for _, row := range d.Gradient() {
			for _, g := range row {
				ys = append(ys, moments.Expect(b, g, law))
			}
		}
		in := definition.Inputs(nil, m.W, m.B, m.Sigma, m.Diagonal, m.E, m.Tau2)
		for n, g := range moments.Transport(m.C, b, ys, in) {
			l, i := n/m.Width(), n%m.Width()
			ids = append(ids, grid.Identity{Name: fmt.Sprintf("E g%d,%d, signs, %v", l+1, i+1, v), LHS: g, RHS: s.mean(s.viewOf(m, l, i))})
		}
	}
	return ids
}

func (s statement) gridSteps(p claim.Profile) []claim.Step {
	small := []proof.Shape{{Depth: 2, Width: 2}, {Depth: 3, Width: 1, Diagonal: true}}
	mean := append([]proof.Shape{{Depth: 3, Width: 2}}, small...)
	if p != claim.Quick {
		mean = append(mean, proof.Shape{Depth: 2, Width: 3}, proof.Shape{Depth: 4, Width: 1, Diagonal: true})
		small = append(small, proof.Shape{Depth: 4, Width: 1, Diagonal: true})
	}
	if p == claim.Deep {
		small = append(small, proof.Shape{Depth: 3, Width: 2})
	}
	steps := proof.Grids(nil, s.seconds, small...)
	for k := range steps {
		steps[k].Name = "second-" + steps[k].Name
	}
	means := proof.Grids(nil, s.meansOfSigns, mean...)
	for k := range means {
		means[k].Name = "signs-" + means[k].Name
	}
	return append(steps, means...)
}

// valuesJudge compares the fast route, which audit eval moments uses, with the definition: every E g and E g^2, both variants.
func (s statement) valuesJudge() claim.Judge {
	type key struct {
		shape proof.Shape
		v     moments.Variant
	}
	machines := map[key]*circuit.Machine[*big.Rat, circuit.Rats]{}
	at := func(k key) *circuit.Machine[*big.Rat, circuit.Rats] {
		if m, ok := machines[k]; ok {
			return m
		}
		m := proof.NewModel(k.shape)
		outs := moments.Define(m.C, m.Symbols, k.v, nil, func(_ *moments.Draw, _ *definition.Symbols, _ []circuit.Node, g [][]circuit.Node) []circuit.Node {
			var ys []circuit.Node
			for _, row := range g {
				for _, x := range row {
					ys = append(ys, x, x.Sqr())
				}
			}
			return ys
		})
		machines[k] = circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...))
		return machines[k]
	}
	return func(c *claim.Case) claim.Outcome {
		shape := proof.Shape{Depth: c.Depth(), Width: c.Width(), Diagonal: c.IsDiagonal()}
		for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
			got, err := s.values(definition.Model{Weights: c.Weights, Target: c.Target, Sigma: c.Sigma, Noise: c.Noise, Tau2: c.Tau2}, v)
			if err != nil {
				return claim.Undecide("%v", err)
			}
			want := at(key{shape, v}).Run(definition.Inputs(nil, c.Weights, c.Target, c.Sigma, shape.Diagonal, c.Noise, c.Tau2))
			for l := range c.Weights {
				for i := range c.Target {
					n := 2 * (l*c.Width() + i)
					c.Trace(fmt.Sprintf("E g%d,%d, E g^2, %v", l+1, i+1, v), want[n].RatString()+", "+want[n+1].RatString())
					if got.Mean[l][i].Cmp(want[n]) != 0 || got.Second[l][i].Cmp(want[n+1]) != 0 {
						return claim.Violate("value differs", 0, "%v, weight (%d,%d): E g = %s, E g^2 = %s; by the definition %s, %s", v, l+1, i+1,
							proof.Clip(got.Mean[l][i]), proof.Clip(got.Second[l][i]), proof.Clip(want[n]), proof.Clip(want[n+1]))
					}
				}
			}
		}
		return claim.Hold()
	}
}
