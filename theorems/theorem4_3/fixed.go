package theorem4_3

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// The statement at fixed depth and width. The left sides are expectations from the definition: the random loss with every xi, X and eps,
// its gradient by dual numbers, integrated monomial by monomial.

// means is part 1 for both variants. X and eps may have any law with their covariances, which moments.Second enforces for them; the
// Gaussian law is that of the draw.
func (s statement) means(m *proof.Model) []grid.Identity {
	var ids []grid.Identity
	for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
		gs := moments.Define(m.C, m.Symbols, v, nil, func(_ *moments.Draw, _ *definition.Symbols, _ []circuit.Node, g [][]circuit.Node) []circuit.Node {
			return flatten(g)
		})
		for n, g := range gs {
			l, i := n/m.Width(), n%m.Width()
			ids = append(ids, grid.Identity{Name: fmt.Sprintf("E g%d,%d, %v", l+1, i+1, v), LHS: g, RHS: s.mean(s.layerOf(m, l, i))})
		}
	}
	return ids
}

func flatten(g [][]circuit.Node) []circuit.Node {
	var out []circuit.Node
	for _, row := range g {
		out = append(out, row...)
	}
	return out
}

func squares(_ *moments.Draw, _ *definition.Symbols, _ []circuit.Node, g [][]circuit.Node) []circuit.Node {
	out := flatten(g)
	for k, x := range out {
		out[k] = x.Sqr()
	}
	return out
}

// seconds is part 2: noise only in the diagonal model, one sample in any.
func (s statement) seconds(m *proof.Model) []grid.Identity {
	var ids []grid.Identity
	variants := []moments.Variant{moments.OneSample}
	if m.Diagonal {
		variants = append(variants, moments.NoiseOnly)
	}
	for _, v := range variants {
		for n, g := range moments.Define(m.C, m.Symbols, v, nil, squares) {
			l, i := n/m.Width(), n%m.Width()
			rhs := s.secondSample
			if v == moments.NoiseOnly {
				rhs = s.secondNoise
			}
			ids = append(ids, grid.Identity{Name: fmt.Sprintf("E g%d,%d^2, %v", l+1, i+1, v), LHS: g, RHS: rhs(s.layerOf(m, l, i))})
		}
	}
	return ids
}

const alphaName = "alpha"

// drifts is part 3 for the layers 1 and L of the first coordinate (and 1 and 2, at other depths than 2), diagonal model.
func (s statement) drifts(m *proof.Model) []grid.Identity {
	var ids []grid.Identity
	alpha := m.Param(alphaName)
	partners := []int{m.Depth() - 1}
	if m.Depth() > 2 {
		partners = append(partners, 1)
	}
	for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
		ds := moments.Define(m.C, m.Symbols, v, []circuit.Node{alpha}, func(_ *moments.Draw, o *definition.Symbols, a []circuit.Node, g [][]circuit.Node) []circuit.Node {
			next := func(l int) circuit.Node { return o.W[l][0].Sub(a[0].Mul(g[l][0])).Sqr() }
			var out []circuit.Node
			for _, k := range partners {
				out = append(out, next(0).Sub(next(k)))
			}
			return out
		})
		for n, k := range partners {
			p := s.pairOf(m, 0, k, 0, alpha)
			f := s.drift
			if v == moments.OneSample {
				f = s.driftSample
			}
			ids = append(ids, grid.Identity{Name: fmt.Sprintf("E D+, layers 1 and %d, %v", k+1, v), LHS: ds[n], RHS: p.imbalance().Mul(f(p, s.b(p)))})
		}
	}
	return ids
}

func shapes(diagonal bool, sizes ...[2]int) []proof.Shape {
	out := make([]proof.Shape, len(sizes))
	for k, z := range sizes {
		out[k] = proof.Shape{Depth: z[0], Width: z[1], Diagonal: diagonal}
	}
	return out
}

// renamed gives the steps of one statement names of their own.
func renamed(prefix string, steps []claim.Step) []claim.Step {
	for k := range steps {
		steps[k].Name = prefix + "-" + steps[k].Name
		steps[k].Scope += ", " + prefix
	}
	return steps
}

func (s statement) diagonalGrids(p claim.Profile) []claim.Step {
	small := shapes(true, [2]int{2, 1}, [2]int{3, 1})
	second, drift := small, small
	if p != claim.Quick {
		second = shapes(true, [2]int{2, 1}, [2]int{3, 1}, [2]int{4, 1}, [2]int{2, 2})
		drift = shapes(true, [2]int{2, 1}, [2]int{3, 1}, [2]int{2, 2})
	}
	if p == claim.Deep {
		second = append(second, shapes(true, [2]int{5, 1})...)
		drift = append(drift, shapes(true, [2]int{4, 1})...)
	}
	steps := renamed("mean", proof.Grids(nil, s.means, shapes(true, [2]int{2, 1}, [2]int{3, 1}, [2]int{4, 1}, [2]int{5, 1})...))
	steps = append(steps, renamed("second", proof.Grids(nil, s.seconds, second...))...)
	return append(steps, renamed("drift", proof.Grids([]string{alphaName}, s.drifts, drift...))...)
}

func (s statement) generalGrids(p claim.Profile) []claim.Step {
	mean := shapes(false, [2]int{2, 2}, [2]int{3, 2})
	second := shapes(false, [2]int{2, 2})
	if p != claim.Quick {
		mean = append(mean, shapes(false, [2]int{2, 3})...)
	}
	if p == claim.Deep {
		second = append(second, shapes(false, [2]int{3, 2})...)
	}
	return append(renamed("mean", proof.Grids(nil, s.means, mean...)), renamed("second", proof.Grids(nil, s.seconds, second...))...)
}

func (s statement) fields(p claim.Profile) []claim.Step {
	general := shapes(false, [2]int{3, 2}, [2]int{2, 3})
	diagonal := shapes(true, [2]int{4, 1}, [2]int{3, 2})
	if p != claim.Quick {
		general = append(general, shapes(false, [2]int{3, 3}, [2]int{4, 2}, [2]int{2, 5})...)
		diagonal = append(diagonal, shapes(true, [2]int{5, 1}, [2]int{6, 1}, [2]int{3, 3})...)
	}
	steps := renamed("mean", proof.Randoms(nil, s.means, 256, general...))
	steps = append(steps, renamed("second", proof.Randoms(nil, s.seconds, 256, append(general, diagonal...)...))...)
	return append(steps, renamed("drift", proof.Randoms([]string{alphaName}, s.drifts, 256, diagonal...))...)
}
