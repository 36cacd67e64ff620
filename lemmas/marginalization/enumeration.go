package marginalization

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// law is a discrete law: xi = points[k]/scale with probability weights[k]/total.
type law struct {
	name    string
	scale   int64
	points  []int64
	weights []int64
}

// laws are of mean 0 and variance 1: fair signs; a skewed law, 2 with probability 1/5 and -1/2 else,
// E xi^3 = 3/2; and a heavy one, 0 with probability 3/4 and ±2 else, E xi^4 = 4.
func laws() []law {
	return []law{
		{"signs", 1, []int64{-1, 1}, []int64{1, 1}},
		{"skewed", 2, []int64{4, -1}, []int64{1, 4}},
		{"heavy", 1, []int64{0, 2, -2}, []int64{6, 1, 1}},
	}
}

func (k law) total() int64 {
	sum := int64(0)
	for _, w := range k.weights {
		sum += w
	}
	return sum
}

// enumerated adds up all outcomes of L independent variables: with integers throughout,
//
//	sum of weights prod_l (scale w_l + e point_l)   = (total scale)^L p,
//	sum of weights prod_l (scale w_l + e point_l)^2 = (total scale^2)^L P.
func (s statement) enumerated(k law, depth int) proof.Build {
	return func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		ws, e := c.Vars("w", depth), c.Var("e")
		first, second := c.Int(0), c.Int(0)
		outcome := make([]int, depth)
		for more := true; more; more = increment(outcome, len(k.points)) {
			q, weight := c.Int(1), int64(1)
			for l, w := range ws {
				q = q.Mul(w.Times(k.scale).Add(e.Times(k.points[outcome[l]])))
				weight *= k.weights[outcome[l]]
			}
			first, second = first.Add(q.Times(weight)), second.Add(q.Sqr().Times(weight))
		}
		mean, square := s.closed(c, ws, e)
		return []grid.Identity{
			{Name: "E prod", LHS: first, RHS: mean.Mul(c.Int(k.total() * k.scale).Pow(depth))},
			{Name: "E prod^2", LHS: second, RHS: square.Mul(c.Int(k.total() * k.scale * k.scale).Pow(depth))},
		}, nil
	}
}

// increment counts in the given base and reports false after the last number.
func increment(digits []int, base int) bool {
	for v := range digits {
		digits[v]++
		if digits[v] < base {
			return true
		}
		digits[v] = 0
	}
	return false
}

func enumerationSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 4
		if p != claim.Quick {
			top = 5
		}
		var steps []claim.Step
		for _, k := range s.laws {
			for depth := 1; depth <= top; depth++ {
				steps = append(steps, proof.Grid(fmt.Sprintf("%s-L%d", k.name, depth), fmt.Sprintf("L = %d, law %q", depth, k.name), depth, 1, s.enumerated(k, depth)))
			}
		}
		return steps
	}
}
