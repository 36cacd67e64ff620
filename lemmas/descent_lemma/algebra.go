package descent_lemma

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// algebraSteps proves the two identities of the package doc.
func algebraSteps(s statement) func(claim.Profile) []claim.Step {
	taylor := func(c *circuit.Builder) grid.Identity {
		alpha, bound, k, g := c.Var("alpha"), c.Var("K"), c.Var("k"), c.Var("|g|^2")
		// Twice the change of L_R, plus twice the stated amount, is -alpha |g|^2 times the bracket.
		amount, den := fraction(s.share, alpha.Mul(g))
		change := alpha.Mul(g).Neg().Times(2).Add(alpha.Sqr().Mul(k).Mul(g).Times(s.curvature))
		limit, limitDen := fraction(s.limit, c.Int(1))
		bracket := limit.Sub(alpha.Mul(bound).Times(limitDen)).Add(alpha.Mul(bound.Sub(k)).Times(limitDen))
		return proof.GridIdentity("decrease", change.Times(den).Add(amount.Times(2)).Times(limitDen), alpha.Mul(g).Mul(bracket).Neg().Times(den))
	}
	// K - 2 s (M^2+e^2)^(L-1) = 2 s n ( |b| H + 2 M^2 G ) for the constants of Lemma C.1: a step 1/K keeps the box.
	box := func(c *circuit.Builder) grid.Identity {
		sc, beta, m, g, h, n := c.Var("s"), c.Var("beta"), c.Var("M"), c.Var("G"), c.Var("H"), c.Var("n")
		k, inverse := lemmac_1.Bounds(c, sc, beta, c.Var("e"), m, g, h, n)
		if !s.layers {
			k = inverse
		}
		return proof.GridIdentity("K - 1/step", k.Sub(inverse), sc.Mul(n).Mul(beta.Mul(h).Add(m.Sqr().Mul(g).Times(2))).Times(2))
	}
	return func(claim.Profile) []claim.Step {
		return []claim.Step{step("taylor", "all alpha, K, k <= K, |g|^2", taylor), step("box", "all L", box)}
	}
}

func step(name, scope string, f func(c *circuit.Builder) grid.Identity) claim.Step {
	return proof.Grid(name, scope, 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		return []grid.Identity{f(c)}, nil
	})
}
