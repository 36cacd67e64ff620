package hessian

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// stationaryFree is the rank-one structure with free symbols (package doc): the entries at a stationary point, and the two
// eigenvalues with the depth as a symbol.
func stationaryFree(s statement) []claim.Step {
	build := func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		x, y, c, k, e, sc, depth := b.Var("x"), b.Var("y"), b.Var("C"), b.Var("bp_-lm"), b.Var("e"), b.Var("s"), b.Var("L")
		u, e2, a := y.Sqr(), e.Sqr(), sc.Mul(c).Times(2)
		// b enters as k = b p_-lm only: Target = k with B = 1.
		hxy := s.diagonal(pair{X: x, Y: y, A: c, B: b.Int(1), Target: k, E: e, S: sc})
		g := sc.Mul(x.Mul(c).Mul(u.Add(e2)).Sub(y.Mul(k))).Times(2)
		p := at{U: u, E2: e2, A: a, L: depth}
		on, off := a.Mul(u.Add(e2)), a.Mul(u.Sub(e2)) // H_ll and H_lm sigma_l sigma_m
		return []grid.Identity{
			proof.GridIdentity("entry off the diagonal", u.Mul(hxy).Sub(x.Mul(y).Mul(off)), y.Mul(g)),
			proof.GridIdentity("entry on the diagonal", s.same(sc, c.Mul(u.Add(e2))), on),
			proof.GridIdentity("eigenvalue along w", on.Add(depth.Sub(b.Int(1)).Mul(off)), s.radial(p)),
			proof.GridIdentity("eigenvalue across w", on.Sub(off), s.balance(p)),
		}, nil
	}
	return []claim.Step{proof.Grid("rank-one", "all L", 0, 0, build)}
}

// alongLine is the Hessian at w_l = sigma_l t for the first minus signs, fixed depth, with the residual of the shrinkage
// equation as a free number: rho = (t^2+e^2)^(L-1) - pi b t^(L-2), pi the product of the signs. Identically
//
//	(H sigma)_l = sigma_l [radial + 2 s (L-1) rho],     (H v)_l = v_l [balance - 2 s rho],  v = sigma_m e_l - sigma_l e_m.
func (s statement) alongLine(minus int) proof.Identities {
	return func(m *proof.Model) []grid.Identity {
		c, depth := m.C, m.Depth()
		t := c.Var("t")
		sign := make([]int64, depth)
		from, to := m.Layer(0), make([]circuit.Node, depth)
		product := int64(1)
		for l := range sign {
			sign[l] = 1
			if l < minus {
				sign[l] = -1
			}
			product *= sign[l]
			to[l] = t.Times(sign[l])
		}
		f := definition.ExpectedLoss(c, m.Symbols, definition.Gaussian())
		h := func(l, k int) circuit.Node {
			return circuit.Substitute(circuit.Derive(circuit.Derive(f, from[l]), from[k]), from, to)
		}
		e2, u, sc := m.E.Sqr(), t.Sqr(), m.Sigma[0][0]
		sum := u.Add(e2)
		rho := sum.Pow(depth - 1).Sub(m.B[0].Mul(t.Pow(depth - 2)).Times(product))
		p := at{U: u, E2: e2, A: sc.Mul(sum.Pow(depth - 2)).Times(2), L: c.Int(int64(depth))}
		extra := sc.Mul(rho).Times(2)
		row := c.Int(0)
		for k := range sign {
			row = row.Add(h(depth-1, k).Times(sign[k]))
		}
		last := sign[depth-1]
		across := h(depth-1, depth-1).Times(sign[0]).Sub(h(depth-1, 0).Times(last))
		return []grid.Identity{
			proof.GridIdentity("H along w", row, s.radial(p).Add(extra.Times(int64(depth-1))).Times(last)),
			proof.GridIdentity("H across w", across, s.balance(p).Sub(extra).Times(sign[0])),
		}
	}
}

func lineSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 8
		if p == claim.Quick {
			top = 5
		}
		var steps []claim.Step
		for depth := 2; depth <= top; depth++ {
			for minus := range 3 {
				steps = append(steps, lineStep(s, depth, minus))
			}
		}
		return steps
	}
}

func lineStep(s statement, depth, minus int) claim.Step {
	name := fmt.Sprintf("depth%d-minus%d", depth, minus)
	scope := fmt.Sprintf("L = %d, d = 1, %d negative weights, all t, b, e, s", depth, minus)
	return proof.Grid(name, scope, depth, 1, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		m := &proof.Model{Symbols: definition.NewSymbols(b, depth, 1, true), C: b, Diagonal: true}
		return s.alongLine(minus)(m), nil
	})
}

// originSteps is the Hessian at w = 0, by substitution into the derivatives of the definition.
func originSteps(s statement) func(claim.Profile) []claim.Step {
	at0 := func(m *proof.Model) []grid.Identity {
		c := m.C
		f := definition.ExpectedLoss(c, m.Symbols, definition.Gaussian())
		var ws, zero []circuit.Node
		for _, layer := range m.W {
			for _, w := range layer {
				ws, zero = append(ws, w), append(zero, c.Int(0))
			}
		}
		var ids []grid.Identity
		for i := range m.B {
			r := c.Int(0)
			for j := range m.B {
				r = r.Add(m.Sigma[i][j].Mul(m.B[j]))
			}
			se := m.Sigma[i][i].Mul(m.E.Pow(2*m.Depth() - 2))
			for l := range m.W {
				for k := range m.W {
					want := s.originOff(m.Depth(), se, r)
					if k == l {
						want = se.Times(2)
					}
					h := circuit.Substitute(circuit.Derive(circuit.Derive(f, m.W[l][i]), m.W[k][i]), ws, zero)
					ids = append(ids, proof.GridIdentity(fmt.Sprintf("entry %d,%d of coordinate %d", l+1, k+1, i+1), h, want))
				}
			}
		}
		return ids
	}
	return func(claim.Profile) []claim.Step {
		shapes := []proof.Shape{{Depth: 2, Width: 2}, {Depth: 3, Width: 2}}
		for depth := 2; depth <= 6; depth++ {
			shapes = append(shapes, proof.Shape{Depth: depth, Width: 1, Diagonal: true})
		}
		return proof.Grids(nil, at0, shapes...)
	}
}

// plantedSample takes exact stationary points: the gradient from the definition vanishes, and the exact Hessian has the stated
// eigenvectors and eigenvalues.
func plantedSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: planted.Space(2, 8), Cases: claim.Count{Quick: 60, Default: 600, Deep: 20000}, MinValid: 8,
		NewJudge: func() claim.Judge {
			values, forms := planted.Table{}, map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}
			return func(c *claim.Case) claim.Outcome {
				p := planted.Of(c.Instance)
				m, ok := forms[p.Depth]
				if !ok {
					m = s.eigenvalues(p.Depth)
					forms[p.Depth] = m
				}
				out := m.Run([]*big.Rat{p.U(), p.Noise, p.Scale})
				c.Trace("radial eigenvalue", out[0].RatString())
				c.Trace("balancing eigenvalue", out[1].RatString())
				return atPoint(p, values, out[0], out[1])
			}
		},
	}
}

// atPoint decides that the point is stationary and both eigenvalues.
func atPoint(p planted.Point, values planted.Table, radial, balance *big.Rat) claim.Outcome {
	v := values.At(p.Depth).At(p.Weights, p.Target, p.Scale, p.Noise)
	if !planted.IsZero(v.Gradient) {
		return claim.Violate("not stationary", 0, "the gradient at the planted point is %v", v.Gradient)
	}
	return eigenvectors(p.Weights, v.Hessian, radial, balance)
}

// eigenvalues compiles both eigenvalues at fixed depth, from u, e, s.
func (s statement) eigenvalues(depth int) *circuit.Machine[*big.Rat, circuit.Rats] {
	b := circuit.NewBuilder()
	u, e, sc := b.Var("u"), b.Var("e"), b.Var("s")
	p := at{U: u, E2: e.Sqr(), A: sc.Mul(u.Add(e.Sqr()).Pow(depth - 2)).Times(2), L: b.Int(int64(depth))}
	return circuit.NewMachine(circuit.Rats{}, b.Compile(s.radial(p), s.balance(p)))
}

// eigenvectors decides H w = radial w and H v = balance v for v = w_m e_1 - w_1 e_m, m = 2..L: a basis.
func eigenvectors(w []*big.Rat, h [][]*big.Rat, radial, balance *big.Rat) claim.Outcome {
	zero := new(big.Rat)
	check := func(v []*big.Rat, lambda *big.Rat) bool {
		for l := range h {
			sum, want := new(big.Rat), new(big.Rat).Mul(lambda, v[l])
			for k, x := range v {
				sum.Add(sum, new(big.Rat).Mul(h[l][k], x))
			}
			if sum.Cmp(want) != 0 {
				return false
			}
		}
		return true
	}
	if !check(w, radial) {
		return claim.Violate("radial eigenvalue", 0, "H w is not %s w", proof.Clip(radial))
	}
	for m := 1; m < len(w); m++ {
		v := make([]*big.Rat, len(w))
		for l := range v {
			v[l] = zero
		}
		v[0], v[m] = w[m], new(big.Rat).Neg(w[0])
		if !check(v, balance) {
			return claim.Violate("balancing eigenvalue", 0, "H v is not %s v for v = w_%d e_1 - w_1 e_%d", proof.Clip(balance), m+1, m+1)
		}
	}
	return claim.Hold()
}
