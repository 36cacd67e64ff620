package marginalization

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	linear := with(func(s *statement) {
		s.square = func(w, e, rest circuit.Node) circuit.Node { return w.Sqr().Add(e).Mul(rest) }
	})
	additive := with(func(s *statement) {
		s.square = func(w, e, rest circuit.Node) circuit.Node { return w.Sqr().Mul(rest).Add(e.Sqr()) }
	})
	free := func(k int, name string) statement {
		return with(func(s *statement) {
			s.moments = func(c *circuit.Builder) []circuit.Node {
				m := lemma().moments(c)
				m[k] = c.Var(name)
				return m
			}
		})
	}
	single := func(k law) statement { return with(func(s *statement) { s.laws = []law{k} }) }
	return []claim.Wrong[statement]{
		{Name: "noise-not-squared", Title: "e in place of e^2 in P", Check: "induction", Statement: linear},
		{Name: "noise-not-squared-exact", Title: "e in place of e^2 in P, put to random instances", Check: "moments-exact", Statement: linear, MaxDepth: 2},
		{Name: "noise-added-once", Title: "each layer adds e^2 to the square instead of multiplying by w^2 + e^2", Check: "expansion", Statement: additive},
		{Name: "noise-added-once-enumerated", Title: "each layer adds e^2, put to the enumeration", Check: "enumeration", Statement: additive},
		{Name: "mean-free", Title: "the mean of the noise does not matter", Check: "induction", Statement: free(1, "m1")},
		{Name: "variance-free", Title: "the variance of the noise does not matter", Check: "expansion", Statement: free(2, "m2")},
		{Name: "uncentred-law", Title: "0 or 2 with probability 1/2 each (variance 1, mean 1) gives the same moments", Check: "enumeration",
			Statement: single(law{"uncentred", 1, []int64{0, 2}, []int64{1, 1}})},
		{Name: "variance-four", Title: "±2 with probability 1/2 each gives the same moments", Check: "enumeration",
			Statement: single(law{"wide", 1, []int64{-2, 2}, []int64{1, 1}})},
		{Name: "shared-noise", Title: "one xi for all layers gives the same moments", Check: "expansion", Statement: with(func(s *statement) {
			s.shared = true
			s.moments = func(c *circuit.Builder) []circuit.Node { // 0, 1, 0, 3, ...: enough for every depth of the check
				m := []circuit.Node{c.Int(1), c.Int(0)}
				for k := 2; k <= 16; k++ {
					m = append(m, m[k-2].Times(int64(k-1)))
				}
				return m
			}
		})},
		{Name: "no-penalty", Title: "E q^2 = p^2", Check: "moments-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.square = func(w, _, rest circuit.Node) circuit.Node { return w.Sqr().Mul(rest) }
		})},
	}
}
