package lemma3_2

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// expansionSteps decides, by enclosures, |1 - lambda_+ - leading e^2 |b|^(-2/L)| <= (L (L-1)/2) (e^2/u)^2 (package doc) for
// b = 3 and e = 2^-k.
func expansionSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 16
		if p == claim.Quick {
			top = 6
		}
		var steps []claim.Step
		for depth := 2; depth <= top; depth++ {
			steps = append(steps, claim.Step{
				Name: fmt.Sprintf("depth%d", depth), Scope: fmt.Sprintf("L = %d, b = 3, e = 2^-3 to 2^-40", depth),
				Run: func(ctx context.Context) claim.StepResult { return s.expansion(ctx, depth) },
			})
		}
		return steps
	}
}

// remainder is (L-1) max(L/2, a) with a = 2 (L-1)/L, where L/2 >= a because (L-2)^2 >= 0.
func remainder(depth int) *big.Rat { return big.NewRat(int64(depth*(depth-1)), 2) }

func (s statement) expansion(ctx context.Context, depth int) claim.StepResult {
	res := claim.StepResult{Method: "enclosure", Verdict: claim.Proved, Depth: depth, Width: 1}
	for _, k := range []int{3, 4, 6, 10, 20, 40} {
		e := planted.Pow(big.NewRat(1, 2), k)
		// (e^2/u)^2 is about 2^-160 at k = 40, and lambda is known to 2^-265.
		st, err := shrinkage.Solve(ctx, shrinkage.Problem{Depth: depth, Target: big.NewRat(3, 1), Noise: e, Scale: big.NewRat(1, 1)}, 80)
		if err != nil {
			return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
		}
		q := st.Points[len(st.Points)-1]
		c := interval.NewContext(320)
		e2 := c.SetRat(interval.New(), new(big.Rat).Mul(e, e))
		y := c.Div(interval.New(), e2, q.U)
		x := c.PowRat(interval.New(), c.SetInt64(interval.New(), 3), -2, depth)
		c.Mul(x, x, e2)
		c.MulRat(x, x, s.leading(depth))
		rest := c.AddInt64(interval.New(), c.Neg(interval.New(), q.Shrinkage), 1)
		c.Abs(rest, c.Sub(rest, rest, x))
		bound := c.Sqr(interval.New(), y)
		c.MulRat(bound, bound, remainder(depth))
		if err := c.Err(); err != nil {
			return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
		}
		res.Points++
		switch rest.LessEq(bound) {
		case interval.Yes:
		case interval.No:
			res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("e = 2^-%d: the remainder is in %v, the bound in %v", k, rest, bound)
			return res
		default:
			return claim.StepResult{Verdict: claim.Undecided, Detail: fmt.Sprintf("e = 2^-%d: the remainder is in %v, the bound in %v", k, rest, bound)}
		}
	}
	return res
}
