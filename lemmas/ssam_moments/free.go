package ssam_moments

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// free makes the symbols of one weight, xi, R and the law of both; xi has the given moments beyond the mean 0 and the variance 1.
func free(b *circuit.Builder, higher ...circuit.Node) (v view, u circuit.Node, law moments.Law) {
	v = view{c: b, W: b.Var("w"), Target: b.Var("b"), E: b.Var("e"), S: b.Var("s"), Cross: b.Var("c"), CrossTwo: b.Var("c2")}
	as := b.Vars("A", 4)
	copy(v.A[1:], as)
	xi, r := b.Var("xi"), b.Var("R")
	law = moments.Law{
		Groups:  []moments.Group{moments.Known(xi, append([]circuit.Node{b.Int(0), b.Int(1)}, higher...)...), moments.Known(r, as...)},
		Symbols: append([]circuit.Node{v.W, v.Target, v.E, v.S, v.Cross, v.CrossTwo}, as...),
	}
	return v, v.Target.Sub(v.W.Add(v.E.Mul(xi)).Mul(r)), law
}

func step(name, scope string, f func(b *circuit.Builder) []grid.Identity) claim.Step {
	return proof.Grid(name, scope, 0, 0, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) { return f(b), nil })
}

func (s statement) freeSteps(claim.Profile) []claim.Step {
	return []claim.Step{
		step("mean-noise", "all L, all d, any noise with mean 0 and variance 1", func(b *circuit.Builder) []grid.Identity {
			v, u, law := free(b)
			others := b.Var("U")
			law = law.With(moments.Known(others, v.Cross))
			loss := v.S.Mul(u.Sqr()).Add(others.Mul(u).Times(2))
			return []grid.Identity{{Name: "E g", LHS: moments.Expect(b, circuit.Derive(loss, v.W), law), RHS: s.mean(v)}}
		}),
		step("mean-sample", "all L, all d, any noise and any (X, eps) with the stated covariances", func(b *circuit.Builder) []grid.Identity {
			v, u, law := free(b)
			x, z, eps, zz, tau2 := b.Var("X"), b.Var("Z"), b.Var("eps"), b.Var("z"), b.Var("tau2")
			law.Symbols = append(law.Symbols, zz, tau2)
			law = law.With(
				moments.Second([]circuit.Node{eps}, [][]circuit.Node{{tau2}}),
				moments.Second([]circuit.Node{x, z}, [][]circuit.Node{{v.S, v.Cross}, {v.Cross, zz}}),
			)
			loss := eps.Add(x.Mul(u)).Add(z).Sqr()
			return []grid.Identity{{Name: "E g", LHS: moments.Expect(b, circuit.Derive(loss, v.W), law), RHS: s.mean(v)}}
		}),
		step("second-noise", "all L, all d, general model; the third and fourth moments of xi do not enter for one weight", func(b *circuit.Builder) []grid.Identity {
			v, u, law := free(b)
			others := b.Var("U")
			law = law.With(moments.Known(others, v.Cross, v.CrossTwo))
			loss := v.S.Mul(u.Sqr()).Add(others.Mul(u).Times(2))
			return []grid.Identity{{Name: "E g^2", LHS: moments.Expect(b, circuit.Derive(loss, v.W).Sqr(), law), RHS: s.second(v)}}
		}),
		step("factors", "all L, all d: one factor of q at a time", func(b *circuit.Builder) []grid.Identity {
			w, e, xi, r := b.Var("w"), b.Var("e"), b.Var("xi"), b.Var("R")
			as := b.Vars("A", 4)
			law := moments.Law{Groups: append(moments.Normals(xi), moments.Known(r, as...)), Symbols: append([]circuit.Node{w, e}, as...)}
			var ids []grid.Identity
			for k := 1; k <= 4; k++ {
				lhs := moments.Expect(b, w.Add(e.Mul(xi)).Mul(r).Pow(k), law)
				ids = append(ids, grid.Identity{Name: fmt.Sprintf("E (v R)^%d", k), LHS: lhs, RHS: s.factor(w, e, k).Mul(as[k-1])})
			}
			return ids
		}),
		step("isserlis", "all d", func(b *circuit.Builder) []grid.Identity {
			u, sc, y, z, x, rest := b.Var("u"), b.Var("s"), b.Var("y"), b.Var("z"), b.Var("X"), b.Var("Z")
			law := moments.Law{
				Groups:  []moments.Group{moments.Gaussian([]circuit.Node{x, rest}, [][]circuit.Node{{sc, y}, {y, z}})},
				Symbols: []circuit.Node{u, sc, y, z},
			}
			form := sc.Mul(u.Sqr()).Add(u.Mul(y).Times(2)).Add(z)
			lhs := moments.Expect(b, x.Sqr().Mul(x.Mul(u).Add(rest).Sqr()), law)
			return []grid.Identity{{Name: "E X^2 (u X + Z)^2", LHS: lhs, RHS: s.isserlis(sc, form, sc.Mul(u).Add(y))}}
		}),
	}
}

// isserlisSteps proves part 4 with every entry of Sigma a variable.
func (s statement) isserlisSteps(p claim.Profile) []claim.Step {
	top := 3
	if p != claim.Quick {
		top = 4
	}
	var steps []claim.Step
	for d := 1; d <= top; d++ {
		steps = append(steps, proof.Grid(fmt.Sprintf("d%d", d), fmt.Sprintf("d = %d, any Sigma", d), 0, d, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			us, sigma := b.Vars("u", d), make([][]circuit.Node, d)
			symbols := append([]circuit.Node(nil), us...)
			for i := range sigma {
				sigma[i] = make([]circuit.Node, d)
			}
			var entries []circuit.Node
			for i := range d {
				for j := i; j < d; j++ {
					sigma[i][j] = b.Var(fmt.Sprintf("Sigma%d,%d", i+1, j+1))
					sigma[j][i] = sigma[i][j]
					entries = append(entries, sigma[i][j])
				}
			}
			x := b.Vars("X", d)
			law := moments.Law{Groups: []moments.Group{moments.Gaussian(x, sigma)}, Symbols: append(symbols, entries...)}
			dot, form, column := b.Int(0), b.Int(0), b.Int(0)
			for i := range d {
				dot = dot.Add(us[i].Mul(x[i]))
				column = column.Add(sigma[0][i].Mul(us[i]))
				for j := range d {
					form = form.Add(us[i].Mul(us[j]).Mul(sigma[i][j]))
				}
			}
			lhs := moments.Expect(b, x[0].Mul(dot).Sqr(), law)
			return []grid.Identity{{Name: "E X_1^2 (u^T X)^2", LHS: lhs, RHS: s.isserlis(sigma[0][0], form, column)}}, [][]circuit.Node{us, entries}
		}))
	}
	return steps
}
