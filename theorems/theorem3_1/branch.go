package theorem3_1

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// The field on the face w_1 = M, by branch and bound for all reals, without the certificate's argument. The gradient is homogeneous of
// degree 1 in (w_1, b) and scale-free in e, so M = e = s = 1; then b = c reach^(L-1) with |c| <= 1 are the targets for which M is in the
// statement's range. At |c| = 1 the minimum 0 is attained (at w = 1, the tight point of AM-GM), so that |c| <= 7/8 is proved here: the
// field points strictly inward. The other weights run over [0, oo); their signs enter through that of c only.

func boxBranch(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 4
		if p == claim.Quick {
			top = 3
		}
		var out []claim.Step
		for depth := 2; depth <= top; depth++ {
			out = append(out, claim.Step{
				Name: fmt.Sprintf("depth%d", depth), Scope: fmt.Sprintf("L = %d, |b| <= (7/8) (2e)^(L-1) M, all other weights", depth),
				Run: func(ctx context.Context) claim.StepResult { return s.face(ctx, depth) },
			})
		}
		return out
	}
}

func (s statement) face(ctx context.Context, depth int) claim.StepResult {
	c := circuit.NewBuilder()
	m := definition.NewSymbols(c, depth, 1, true)
	g := circuit.Derive(definition.ExpectedLoss(c, m, definition.Gaussian()), m.W[0][0])
	one := c.Int(1)
	b := c.Var("c")
	for range depth - 1 {
		b = b.Mul(s.reach(one))
	}
	from := []circuit.Node{m.W[0][0], m.B[0], m.Sigma[0][0], m.E, m.Tau2}
	f := circuit.Substitute(g, from, []circuit.Node{one, b, one, one, c.Int(0)})
	var rays []prove.Ray
	box := []prove.Range{prove.At(new(big.Rat))}
	for l := 1; l < depth; l++ {
		rays = append(rays, prove.Ray{Var: l})
		box = append(box, prove.Between("0", "1"))
	}
	for range from[1:] {
		box = append(box, prove.At(new(big.Rat)))
	}
	box = append(box, prove.Between("-7/8", "7/8"))
	tc, tf, vars := prove.Unbounded(c.Compile(f), rays...)
	r, err := prove.Positive(ctx, prove.Polynomial(tc, tf, vars...), box, prove.Options{})
	if err != nil {
		return claim.StepResult{Verdict: claim.Undecided, Method: "branch and bound", Detail: err.Error()}
	}
	out := claim.StepResult{
		Method: "branch and bound", Points: int64(r.Boxes), Detail: r.Reason, Depth: depth, Width: 1,
		Stats: []claim.Value{{Name: "boxes", Value: fmt.Sprint(r.Boxes)}, {Name: "lower bound", Value: fmt.Sprintf("%.3g", r.Lower)}},
	}
	switch r.Verdict {
	case prove.Proved:
		out.Verdict = claim.Proved
	case prove.Refuted:
		out.Verdict = claim.Refuted
		at := append([]*big.Rat{}, r.Point...)
		for l := 1; l < depth; l++ { // t != 0, because the coefficients of the highest powers are positive; w = (1-t)/t
			at[l] = new(big.Rat).Sub(big.NewRat(1, 1), r.Point[l])
			at[l].Quo(at[l], r.Point[l])
			out.Values = append(out.Values, claim.Value{Name: fmt.Sprintf("w%d", l+1), Value: at[l].RatString()})
		}
		v := circuit.NewMachine(circuit.Rats{}, c.Compile(f, b)).Run(at)
		out.Detail = "at w1 = e = s = 1 the field points outward: dL_R/dw1 = " + v[0].RatString()
		out.Values = append(out.Values, claim.Value{Name: "b", Value: v[1].RatString()})
	default:
		out.Verdict = claim.Undecided
	}
	return out
}
