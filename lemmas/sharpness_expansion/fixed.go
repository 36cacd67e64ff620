package sharpness_expansion

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// identities is S.2 at fixed depth and width. The left sides are from the definition: the expected loss
// minus the loss, and the trace of the Hessian of the loss by dual numbers.
func (s statement) identities(m *proof.Model) []grid.Identity {
	loss := definition.Loss(m.C, m.Symbols)
	sharp := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian()).Sub(loss)
	hess := definition.HessianTrace(m.C, loss, m.Symbols)
	series, trace, tail := m.C.Int(0), m.C.Int(0), m.C.Int(0)
	for i := range m.B {
		v, si := coordinateOf(m, i), m.Sigma[i][i]
		series = series.Add(si.Mul(s.series(v)))
		trace = trace.Add(si.Mul(s.trace(v)))
		tail = tail.Add(si.Mul(s.tail(v)))
		for j := range m.B {
			if j != i {
				series = series.Add(m.Sigma[i][j].Mul(s.across(v, coordinateOf(m, j))))
			}
		}
	}
	return []grid.Identity{
		{Name: "R", LHS: sharp, RHS: series},
		{Name: "tr Hess L", LHS: hess, RHS: trace},
		{Name: "2 R - e^2 tr Hess L", LHS: sharp.Times(2).Sub(m.E.Sqr().Mul(hess)), RHS: tail.Times(2)},
	}
}

// lawIdentities is the series with noise of fair signs in place of Gaussian noise.
func (s statement) lawIdentities(m *proof.Model) []grid.Identity {
	sharp := definition.ExpectedLoss(m.C, m.Symbols, definition.Rademacher()).Sub(definition.Loss(m.C, m.Symbols))
	series := m.C.Int(0)
	for i := range m.B {
		series = series.Add(m.Sigma[i][i].Mul(s.series(coordinateOf(m, i))))
	}
	return []grid.Identity{{Name: "R, fair signs", LHS: sharp, RHS: series}}
}

// all is both lists.
func (s statement) all(m *proof.Model) []grid.Identity {
	return append(s.identities(m), s.lawIdentities(m)...)
}

func diagonalSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step { return proof.Grids(nil, s.all, proof.DiagonalShapes(p)...) }
}

func generalSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step { return proof.Grids(nil, s.all, proof.GeneralShapes(p)...) }
}

func fieldSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 3, Width: 6}, {Depth: 10, Width: 2}, {Depth: 5, Width: 4}, {Depth: 10, Width: 1, Diagonal: true}}
		if p != claim.Quick {
			shapes = append(shapes, proof.Shape{Depth: 10, Width: 6}, proof.Shape{Depth: 32, Width: 1, Diagonal: true})
		}
		return proof.Randoms(nil, s.identities, 256, shapes...)
	}
}

// atDepthTwo is R - (e^2/2) tr Hess L = e^4 sum_i s_i at L = 2.
func (s statement) atDepthTwo(m *proof.Model) []grid.Identity {
	loss := definition.Loss(m.C, m.Symbols)
	sharp := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian()).Sub(loss)
	sum, tail := m.C.Int(0), m.C.Int(0)
	for i := range m.B {
		sum = sum.Add(m.Sigma[i][i])
		tail = tail.Add(m.Sigma[i][i].Mul(s.tail(coordinateOf(m, i))))
	}
	constant := m.E.Pow(4).Mul(sum)
	return []grid.Identity{
		{Name: "2 R - e^2 tr Hess L at L = 2", LHS: sharp.Times(2).Sub(m.E.Sqr().Mul(definition.HessianTrace(m.C, loss, m.Symbols))), RHS: constant.Times(2)},
		{Name: "the tail at L = 2", LHS: constant, RHS: tail},
	}
}

func depthTwoSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return proof.Grids(nil, s.atDepthTwo, proof.Shape{Depth: 2, Width: 1}, proof.Shape{Depth: 2, Width: 2}, proof.Shape{Depth: 2, Width: 3})
	}
}
