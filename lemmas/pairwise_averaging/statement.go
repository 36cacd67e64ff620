package pairwise_averaging

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// statement is what S.4 says; wrong variants replace parts of it.
type statement struct {
	// defect is (x^2+e^2)(y^2+e^2) - (x y + e^2)^2 for x, y >= 0.
	defect func(x, y, e circuit.Node) circuit.Node
	// drop is L_R(W) - L_R(W') from the pair, for |x| = u^2, |y| = v^2 and sign the sign of x y.
	drop func(p local.Pair, u, v circuit.Node, sign int64) circuit.Node
	// mean is the common modulus of the two layers of W'.
	mean func(u, v circuit.Node) circuit.Node
	// strict tells whether averaging lowers L_R strictly, or else leaves it as it is.
	strict func(equalModuli, scalePositive, noisePositive bool) bool
}

func lemma() statement {
	return statement{
		defect: func(x, y, e circuit.Node) circuit.Node { return e.Sqr().Mul(x.Sub(y).Sqr()) },
		drop: func(p local.Pair, u, v circuit.Node, _ int64) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(u.Sqr().Sub(v.Sqr()).Sqr())
		},
		mean: func(u, v circuit.Node) circuit.Node { return u.Mul(v) },
		strict: func(equalModuli, scalePositive, noisePositive bool) bool {
			return !equalModuli && scalePositive && noisePositive
		},
	}
}

// averaging is a network before and after two layers of one coordinate are averaged.
type averaging struct {
	name          string
	i, l, k       int
	sign          int64
	before, after *definition.Symbols
	u, v          circuit.Node
	pair          local.Pair
}

// averagings lists all coordinates, pairs of layers and signs of an instance. The weights u, v of the
// instance at the two layers stand for square roots: the network has u^2 and ±v^2 there.
func (s statement) averagings(m *proof.Model) []averaging {
	var all []averaging
	for i := range m.B {
		for k := range m.W {
			for l := range k {
				for _, sign := range []int64{1, -1} {
					u, v := m.W[l][i], m.W[k][i]
					g := s.mean(u, v)
					a := averaging{
						name: fmt.Sprintf("layers %d and %d, coordinate %d, sign %+d", l+1, k+1, i+1, sign),
						i:    i, l: l, k: k, sign: sign, u: u, v: v,
						before: replace(m, i, l, k, u.Sqr(), v.Sqr().Times(sign)),
						after:  replace(m, i, l, k, g, g.Times(sign)),
						pair:   local.Pair{C: m.C, A: m.C.Int(1), E: m.E, S: m.Sigma[i][i]},
					}
					for n, w := range m.Layer(i) {
						if n != l && n != k {
							a.pair.A = a.pair.A.Mul(w.Sqr().Add(m.E.Sqr()))
						}
					}
					all = append(all, a)
				}
			}
		}
	}
	return all
}

// replace returns the network with x and y in layers l and k of coordinate i.
func replace(m *proof.Model, i, l, k int, x, y circuit.Node) *definition.Symbols {
	s := *m.Symbols
	s.W = make([][]circuit.Node, len(m.W))
	for n, layer := range m.W {
		s.W[n] = append([]circuit.Node(nil), layer...)
	}
	s.W[l][i], s.W[k][i] = x, y
	return &s
}

// change returns L_R before minus L_R after, from the definition.
func (a averaging) change(c *circuit.Builder) circuit.Node {
	law := definition.Gaussian()
	return definition.ExpectedLoss(c, a.before, law).Sub(definition.ExpectedLoss(c, a.after, law))
}

// identities is S.4 at fixed depth and width: the product stays and L_R drops by the closed form.
func (s statement) identities(m *proof.Model) []grid.Identity {
	var ids []grid.Identity
	for _, a := range s.averagings(m) {
		ids = append(ids,
			grid.Identity{Name: "product, " + a.name, LHS: m.C.Prod(a.after.Layer(a.i)...), RHS: m.C.Prod(a.before.Layer(a.i)...)},
			grid.Identity{Name: "drop, " + a.name, LHS: a.change(m.C), RHS: s.drop(a.pair, a.u, a.v, a.sign)})
	}
	return ids
}
