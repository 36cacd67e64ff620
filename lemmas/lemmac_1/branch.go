package lemmac_1

import (
	"context"
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// Branch and bound at fixed depth, in the scale-free variables of the package doc. Each inequality comes with the identity that links it
// to the definition, so that nothing rests on how the scale-free form was found.

// form is an inequality f >= 0 on a box, as a polynomial.
type form struct {
	name string
	c    *circuit.Builder
	f    circuit.Node
	vars []circuit.Node
	box  []prove.Range
}

func unit() prove.Range   { return prove.Between("0", "1") }
func signed() prove.Range { return prove.Between("-1", "1") }

// variable adds a variable with its range.
func (f *form) variable(name string, r prove.Range) circuit.Node {
	x := f.c.Var(name)
	f.vars, f.box = append(f.vars, x), append(f.box, r)
	return x
}

// boxForm is (1-t) + theta prod u_m (t - tb prod v_m): with u_m = (w_m^2+1)/(M^2+1), v_m = 2|w_m|/(w_m^2+1), w_l = M t, b = +-tb M 2^(L-1),
// it is (M - w_l(1)) / M for the step theta/inverse.
func boxForm(depth int) form {
	f := form{name: "box", c: circuit.NewBuilder()}
	t, theta, tb := f.variable("t", signed()), f.variable("theta", unit()), f.variable("tb", signed())
	u, v := f.c.Int(1), f.c.Int(1)
	for m := 1; m < depth; m++ {
		u = u.Mul(f.variable(fmt.Sprintf("u%d", m), unit()))
		v = v.Mul(f.variable(fmt.Sprintf("v%d", m), unit()))
	}
	f.f = f.c.Int(1).Sub(t).Add(theta.Mul(u).Mul(t.Sub(tb.Mul(v))))
	return f
}

// rowForms are the two parts of (K - H_ll - sum_m sigma_m H_lm) / (2 s (M^2+1)^(L-1)), linear in |b|: that without b, and the coefficient of
// |b| M^(L-2). t_l >= 0 is no loss: signs of w_l w_m are in sigma_m in the first, and b's sign and that of prod t in the second.
func rowForms(depth int) []form {
	free := form{name: "row", c: circuit.NewBuilder()}
	kappa := free.variable("kappa", unit())
	t := make([]circuit.Node, depth)
	for l := range t {
		t[l] = free.variable(fmt.Sprintf("t%d", l+1), unit())
	}
	sigma := make([]circuit.Node, depth)
	for m := 1; m < depth; m++ {
		sigma[m] = free.variable(fmt.Sprintf("sigma%d", m+1), signed())
	}
	free.f = rowFree(free.c, free.c.Int(1), kappa, t, sigma)

	target := form{name: "row-target", c: circuit.NewBuilder()}
	sum := target.c.Int(0)
	for m := 1; m < depth; m++ { // sigma_m p_-lm / M^(L-2) is any number of modulus at most 1
		sum = sum.Add(target.c.Int(1).Add(target.variable(fmt.Sprintf("r%d", m+1), signed())))
	}
	target.f = sum
	return []form{free, target}
}

// rowFree is one^(L-1) - prod_(m>1) q_m + sum_m 2 kappa [ one^(L-2) - sigma_m t_1 t_m prod_(k != 1, m) q_k ], q = one - kappa (1-t^2): homogeneous in
// (one, kappa), which are (1, kappa) in the proof and (M^2+1, M^2) in the identity.
func rowFree(c *circuit.Builder, one, kappa circuit.Node, t, sigma []circuit.Node) circuit.Node {
	q := make([]circuit.Node, len(t))
	for l := range q {
		q[l] = one.Sub(kappa.Mul(c.Int(1).Sub(t[l].Sqr())))
	}
	f := one.Pow(len(t) - 1).Sub(c.Prod(q[1:]...))
	for m := 1; m < len(t); m++ {
		rest := c.Int(1)
		for k := 1; k < len(t); k++ {
			if k != m {
				rest = rest.Mul(q[k])
			}
		}
		f = f.Add(kappa.Mul(one.Pow(len(t) - 2).Sub(sigma[m].Mul(t[0]).Mul(t[m]).Mul(rest))).Times(2))
	}
	return f
}

// links are the identities between the forms and the definition at e = 1, s = 1, w = M t: they hold whatever the signs.
func (s statement) links(depth int) proof.Build {
	return func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		sym := definition.NewSymbols(c, depth, 1, true)
		m, theta, tb := c.Var("M"), c.Var("theta"), c.Var("tb")
		t, sigma := c.Vars("t", depth), c.Vars("sigma", depth)
		loss := definition.ExpectedLoss(c, sym, definition.Gaussian())
		gradient := circuit.Derive(loss, sym.W[0][0])
		from := append(sym.Layer(0), sym.Sigma[0][0], sym.E)
		to := make([]circuit.Node, 0, depth+2)
		for l := range t {
			to = append(to, m.Mul(t[l]))
		}
		to = append(to, c.Int(1), c.Int(1))
		at := func(f circuit.Node) circuit.Node { return circuit.Substitute(f, from, to) }
		v := symbols{C: c, S: c.Int(1), Beta: c.Int(0), E: c.Int(1), M: m}.at(depth)
		one := m.Sqr().Add(c.Int(1))

		// Box, with b = tb M N: (M - w_1(1)) inverse, times M^-1, is 2 [ (1-t_1) one^(L-1) + theta (t_1 prod (w_m^2+1) - tb prod perLayer w_m) ].
		prodQ, prodV := c.Int(1), c.Int(1)
		for _, x := range t[1:] {
			w := m.Mul(x)
			prodQ, prodV = prodQ.Mul(w.Sqr().Add(c.Int(1))), prodV.Mul(w.Times(2))
		}
		n := s.perLayer(c.Int(1)).Pow(depth - 1)
		step := circuit.Substitute(gradient, append(from, sym.B[0]), append(to, tb.Mul(m).Mul(n)))
		boxLeft := m.Mul(c.Int(1).Sub(t[0])).Mul(s.inverse(v)).Add(theta.Mul(step))
		boxRight := m.Times(2).Mul(c.Int(1).Sub(t[0]).Mul(one.Pow(depth - 1)).Add(theta.Mul(t[0].Mul(prodQ).Sub(tb.Mul(prodV)))))

		// Row, for b = beta >= 0; (b, w_1, sigma) -> (-b, -w_1, -sigma) changes no term, which covers b < 0.
		row := at(circuit.Derive(gradient, sym.W[0][0]))
		target := c.Int(0)
		for k := 1; k < depth; k++ {
			row = row.Add(sigma[k].Mul(at(circuit.Derive(gradient, sym.W[k][0]))))
			prod := c.Int(1)
			for l := 1; l < depth; l++ {
				if l != k {
					prod = prod.Mul(t[l])
				}
			}
			target = target.Add(c.Int(1).Add(sigma[k].Mul(prod)))
		}
		v.Beta = sym.B[0]
		rowRight := rowFree(c, one, m.Sqr(), t, sigma).Add(sym.B[0].Mul(v.H).Mul(target)).Times(2)
		return []grid.Identity{
			proof.GridIdentity("box", boxLeft, boxRight),
			proof.GridIdentity("row", s.k(v).Sub(row), rowRight),
		}, nil
	}
}

// branchSteps proves the forms by branch and bound and the links by grids.
func branchSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		const top = 5
		links := 5
		if p == claim.Quick {
			links = 4
		}
		var steps []claim.Step
		for depth := 2; depth <= top; depth++ {
			scope := fmt.Sprintf("L = %d, all weights in the box, all M, b, e", depth)
			for _, f := range append(rowForms(depth), boxForm(depth)) {
				steps = append(steps, f.step(depth, scope))
			}
			name := fmt.Sprintf("depth%d-link", depth)
			if depth <= links {
				steps = append(steps, proof.Grid(name, scope, depth, 1, s.links(depth)))
			} else {
				steps = append(steps, proof.Random(name+"-random", scope+", at random points", depth, 1, 512, uint64(depth), s.links(depth)))
			}
		}
		return steps
	}
}

func (f form) step(depth int, scope string) claim.Step {
	return claim.Step{Name: fmt.Sprintf("depth%d-%s", depth, f.name), Scope: scope, Run: func(ctx context.Context) claim.StepResult {
		res := claim.StepResult{Method: "branch and bound", Depth: depth, Width: 1}
		r, err := prove.NonNegative(ctx, prove.Polynomial(f.c, f.f, f.vars...), f.box, prove.Options{})
		if err != nil {
			res.Verdict, res.Detail = claim.Undecided, err.Error()
			return res
		}
		res.Points, res.Detail = int64(r.Boxes), r.String()
		res.Stats = []claim.Value{{Name: "boxes", Value: fmt.Sprint(r.Boxes)}, {Name: "cuts", Value: fmt.Sprint(r.Depth)}}
		switch r.Verdict {
		case prove.Proved:
			res.Verdict, res.Detail = claim.Proved, ""
		case prove.Refuted:
			res.Verdict = claim.Refuted
		default:
			res.Verdict = claim.Undecided
		}
		return res
	}}
}
