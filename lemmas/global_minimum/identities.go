package global_minimum

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// valueSteps proves the value at a stationary point: for all L with free symbols, and at fixed depth against the definition with the
// residual rho = (t^2+e^2)^(L-1) - b t^(L-2) as a free number: F - F(0) = s value + 2 s t^2 rho.
func valueSteps(s statement) func(claim.Profile) []claim.Step {
	free := proof.Build(func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		u, e2, c, g := b.Var("u"), b.Var("e2"), b.Var("C"), b.Var("e^2L")
		bp, prod := u.Mul(c), c.Mul(u.Add(e2))
		return []grid.Identity{proof.GridIdentity("P - 2 b p - e^(2L)", prod.Sub(bp.Times(2)).Sub(g), s.value(u, e2, c, g))}, nil
	})
	return func(p claim.Profile) []claim.Step {
		top := 8
		if p == claim.Quick {
			top = 5
		}
		steps := []claim.Step{proof.Grid("free", "all L", 0, 0, free)}
		for depth := 2; depth <= top; depth++ {
			steps = append(steps, fixedValue(s, depth))
		}
		return steps
	}
}

func fixedValue(s statement, depth int) claim.Step {
	name, scope := fmt.Sprintf("depth%d", depth), fmt.Sprintf("L = %d, d = 1, all t, b, e, s", depth)
	return proof.Grid(name, scope, depth, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		m := definition.NewSymbols(c, depth, 1, true)
		t := c.Var("t")
		from, at, zero := m.Layer(0), make([]circuit.Node, depth), make([]circuit.Node, depth)
		for l := range at {
			at[l], zero[l] = t, c.Int(0)
		}
		f := definition.ExpectedLoss(c, m, definition.Gaussian())
		left := circuit.Substitute(f, from, at).Sub(circuit.Substitute(f, from, zero))
		u, e2 := t.Sqr(), m.E.Sqr()
		power := u.Add(e2).Pow(depth - 1)
		rho := power.Sub(m.B[0].Mul(t.Pow(depth - 2)))
		right := s.value(u, e2, power, e2.Pow(depth)).Add(u.Mul(rho).Times(2))
		return []grid.Identity{proof.GridIdentity("F - F(0)", left, m.Sigma[0][0].Mul(right))}, nil
	})
}

// slopeSteps proves T' = (1+z)^(L-2) slope: with L as a symbol, and by dual numbers for L = 2..40.
func slopeSteps(s statement) func(claim.Profile) []claim.Step {
	free := proof.Build(func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		depth, z := b.Var("L"), b.Var("z")
		// T'/(1+z)^(L-2) = (L-1)(1-z) - (1+z); and h'/h 2z(1+z) = 2(L-1) z - (L-2)(1+z) has the opposite sign.
		up, down := b.Int(1).Add(z), b.Int(1).Sub(z)
		tSlope := depth.Sub(b.Int(1)).Mul(down).Sub(up)
		hSlope := depth.Sub(b.Int(1)).Mul(z).Times(2).Sub(depth.Sub(b.Int(2)).Mul(up))
		return []grid.Identity{
			proof.GridIdentity("T'", tSlope, s.slope(depth, z)),
			proof.GridIdentity("h'", hSlope, s.slope(depth, z).Neg()),
		}, nil
	})
	fixed := func(depth int) claim.Step {
		return proof.Grid(fmt.Sprintf("depth%d", depth), fmt.Sprintf("L = %d, all z", depth), depth, 1, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			z := b.Var("z")
			up := b.Int(1).Add(z)
			T := up.Pow(depth - 1).Mul(b.Int(1).Sub(z))
			return []grid.Identity{proof.GridIdentity("T'", circuit.Derive(T, z), up.Pow(depth-2).Mul(s.slope(b.Int(int64(depth)), z)))}, nil
		})
	}
	return func(claim.Profile) []claim.Step {
		steps := []claim.Step{proof.Grid("free", "all L", 0, 0, free)}
		for depth := 2; depth <= 40; depth++ {
			steps = append(steps, fixed(depth))
		}
		return steps
	}
}
