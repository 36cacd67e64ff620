package lemmac_1

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// The certificates of the package doc: the gradient and the Hessian are derived from L_R as two weights see it, and the inequalities are
// sums of nonnegative terms.

// certificateSteps is the proof for every depth.
func certificateSteps(s statement) func(claim.Profile) []claim.Step {
	steps := []claim.Step{s.amgm()}
	for name, sigma := range map[string]int64{"plus": 1, "minus": -1} {
		steps = append(steps, s.boxStep(name, sigma), s.hessianStep(name, sigma))
	}
	sortSteps(steps)
	return func(claim.Profile) []claim.Step { return steps }
}

func sortSteps(steps []claim.Step) {
	for k := range steps {
		for m := k; m > 0 && steps[m].Name < steps[m-1].Name; m-- {
			steps[m], steps[m-1] = steps[m-1], steps[m]
		}
	}
}

// diagonal makes two weights of one coordinate in the linear diagonal model.
func diagonal(c *circuit.Builder) local.Pair {
	p := local.Noisy(c)
	p.Cross = c.Int(0)
	return p
}

func (s statement) amgm() claim.Step {
	return proof.Grid("box-induction", "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		t, n, q, e, w := c.Var("T"), c.Var("N"), c.Var("q"), c.Var("e"), c.Var("w")
		square := w.Sqr().Add(e.Sqr())
		left := t.Mul(square).Sub(n.Mul(q).Mul(s.perLayer(e)).Mul(w))
		return []grid.Identity{proof.GridIdentity("T - N q, one layer more", left, t.Sub(n.Mul(q)).Mul(square).Add(n.Mul(q).Mul(w.Sub(e).Sqr())))}, nil
	})
}

func (s statement) boxStep(name string, sigma int64) claim.Step {
	return proof.Grid("box-"+name, "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		p := diagonal(c)
		m, alpha, n, q, beta := c.Var("M"), c.Var("alpha"), c.Var("N"), c.Var("q"), c.Var("beta")
		v := symbols{C: c, S: p.S, Beta: beta, E: p.E, M: m, G: c.Var("G"), H: c.Var("H"), Rest: c.Var("n")}
		// T and b p_-l as the weight y shows them.
		t, rest := p.Y.Sqr().Add(p.E.Sqr()).Mul(p.A), p.Y.Mul(p.B)
		next := p.X.Sub(alpha.Mul(circuit.Derive(p.Expected(), p.X)))
		two := alpha.Mul(p.S).Times(2)
		right := c.Int(1).Sub(two.Mul(t)).Mul(m.Sub(p.X.Times(sigma))).Add(two.Mul(
			m.Mul(t.Sub(n.Mul(q))).Add(m.Mul(n).Sub(beta).Mul(q)).Add(beta.Mul(q).Sub(p.Target.Mul(rest).Times(sigma)))))
		// 1 - 2 alpha s T >= 0 under the condition: inverse - 2 s T = 2 s [ (M^2+e^2)(G-A) + (M^2-y^2) A ].
		slack := p.S.Mul(m.Sqr().Add(p.E.Sqr()).Mul(v.G.Sub(p.A)).Add(m.Sqr().Sub(p.Y.Sqr()).Mul(p.A))).Times(2)
		return []grid.Identity{
			proof.GridIdentity("M - sigma w(1)", m.Sub(next.Times(sigma)), right),
			proof.GridIdentity("1/alpha - 2 s T", s.inverse(v).Sub(p.S.Mul(t).Times(2)), slack),
		}, nil
	})
}

func (s statement) hessianStep(name string, sigma int64) claim.Step {
	return proof.Grid("hessian-"+name, "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		p := diagonal(c)
		m, beta := c.Var("M"), c.Var("beta")
		v := symbols{C: c, S: p.S, Beta: beta, E: p.E, M: m, G: c.Var("G"), H: c.Var("H"), Rest: c.Var("n")}
		gx := circuit.Derive(p.Expected(), p.X)
		left := s.k(v).Sub(circuit.Derive(gx, p.X)).Sub(v.Rest.Mul(circuit.Derive(gx, p.Y)).Times(sigma))
		m2, gap := m.Sqr(), v.G.Sub(p.A)
		row := m2.Add(p.E.Sqr()).Mul(gap).Add(m2.Sub(p.Y.Sqr()).Mul(p.A))
		entry := m2.Mul(gap).Times(2).Add(m2.Sub(p.X.Mul(p.Y).Times(sigma)).Mul(p.A).Times(2)).Add(beta.Mul(v.H)).Add(p.Target.Mul(p.B).Times(sigma))
		return []grid.Identity{proof.GridIdentity("K - row sum", left, p.S.Mul(row.Add(v.Rest.Mul(entry))).Times(2))}, nil
	})
}
