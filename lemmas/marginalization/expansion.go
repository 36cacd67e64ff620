package marginalization

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// inductionSteps is the step of the package doc: one factor w + e xi, everything else behind A and B.
func inductionSteps(s statement) func(claim.Profile) []claim.Step {
	step := func(name string, power int, closed func(w, e, rest circuit.Node) circuit.Node) claim.Step {
		return proof.Grid(name, "all L", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			w, e, rest := c.Var("w"), c.Var("e"), c.Var("E q^k")
			moments := s.moments(c)
			poly := []circuit.Node{c.Int(1)} // v^k in powers of xi
			for range power {
				next := []circuit.Node{c.Int(0)}
				for j, a := range poly {
					next[j] = next[j].Add(a.Mul(w))
					next = append(next, a.Mul(e))
				}
				poly = next
			}
			mean := c.Int(0)
			for j, a := range poly {
				mean = mean.Add(a.Mul(moments[j]))
			}
			return []grid.Identity{{Name: name, LHS: mean.Mul(rest), RHS: closed(w, e, rest)}}, nil
		})
	}
	return func(claim.Profile) []claim.Step {
		return []claim.Step{step("mean", 1, s.mean), step("square", 2, s.square)}
	}
}

// expansionSteps proves S.1 at fixed depth, all terms multiplied out, with free third and fourth moments.
func expansionSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 7
		if p == claim.Quick {
			top = 5
		}
		if p == claim.Deep {
			top = 8
		}
		var steps []claim.Step
		for depth := 1; depth <= top; depth++ {
			steps = append(steps, proof.Grid(fmt.Sprintf("depth-%d", depth), fmt.Sprintf("L = %d", depth), depth, 1,
				func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
					return s.compare(c, "", c.Vars("w", depth), c.Var("e"), s.moments(c)), nil
				}))
		}
		return steps
	}
}

// compare is the two identities for one list of weights.
func (s statement) compare(c *circuit.Builder, name string, ws []circuit.Node, e circuit.Node, moments []circuit.Node) []grid.Identity {
	m, q := s.expand(c, ws, e, moments)
	mean, square := s.closed(c, ws, e)
	return []grid.Identity{{Name: "E prod" + name, LHS: m, RHS: mean}, {Name: "E prod^2" + name, LHS: q, RHS: square}}
}

// identities is S.1 for each coordinate of an instance, with moments 1, 0, 1, 0, 3 (Gaussian) and by the
// moments of the definition that every other claim uses.
func (s statement) identities(m *proof.Model) []grid.Identity {
	c := m.C
	gaussian := []circuit.Node{c.Int(1), c.Int(0), c.Int(1), c.Int(0), c.Int(3)}
	var ids []grid.Identity
	for i := range m.B {
		ws := m.Layer(i)
		ids = append(ids, s.compare(c, fmt.Sprintf(", coordinate %d", i+1), ws, m.E, gaussian)...)
		mean, square := s.closed(c, ws, m.E)
		for _, k := range []definition.Law{definition.Gaussian(), definition.Rademacher()} {
			ids = append(ids,
				grid.Identity{Name: k.Name + " E prod", LHS: k.ProductMoment(ws, m.E, c, 1), RHS: mean},
				grid.Identity{Name: k.Name + " E prod^2", LHS: k.ProductMoment(ws, m.E, c, 2), RHS: square})
		}
	}
	return ids
}
