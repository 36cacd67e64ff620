package lemma2_2

import (
	"context"
	"fmt"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// The corners of the two equality cases, one coordinate with s = e = b = 1, evaluated from the definition.

// corners are factorizations with |p| = c^L, each with the reason why it is here.
func corners() []struct {
	name, reason string
	ws           []int64
} {
	return []struct {
		name, reason string
		ws           []int64
	}{
		{"two-of-three-vanish", "trace-minimal and not balanced: the plain iff of b fails at p = 0, L = 3", []int64{0, 0, 5}},
		{"one-of-three-vanishes", "p = 0 alone does not make the trace minimal", []int64{0, 5, 5}},
		{"three-of-three-vanish", "balanced at p = 0: both minimal", []int64{0, 0, 0}},
		{"two-of-two-vanish", "at L = 2 two vanishing layers are all of them: the plain iff holds", []int64{0, 0}},
		{"one-of-two-vanishes", "at L = 2 one vanishing layer is neither", []int64{0, 5}},
		{"two-of-four-vanish", "trace-minimal and not balanced at L = 4", []int64{0, 0, 5, 7}},
		{"three-of-four-vanish", "trace-minimal, not balanced, and not minimal for a higher bracket only", []int64{0, 0, 0, 7}},
		{"signs-only", "balanced means equal moduli, not equal weights", []int64{2, -2, 2}},
		{"same-product-spread", "p = 8 as (1, 2, 4): neither", []int64{1, 2, 4}},
	}
}

func cornerSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		var steps []claim.Step
		for _, row := range corners() {
			steps = append(steps, claim.Step{Name: row.name, Scope: fmt.Sprintf("w = %v: %s", row.ws, row.reason), Run: func(context.Context) claim.StepResult {
				return s.corner(row.ws)
			}})
		}
		return steps
	}
}

// corner compares R and tr Hess L with their least values and both with the stated equality cases.
func (s statement) corner(ws []int64) claim.StepResult {
	in := generators.NewInstance("corner", len(ws), 1)
	for l, w := range ws {
		in.Weights[l][0].SetInt64(w)
	}
	in.Target[0].SetInt64(1)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	r := claim.StepResult{Verdict: claim.Proved, Method: "exact evaluation", Depth: len(ws), Width: 1}
	cs, ok := roots(in.Weights)
	if !ok {
		r.Verdict, r.Detail = claim.Undecided, "the balanced counterpart is irrational"
		return r
	}
	for _, q := range []quantity{s.sharpness(), s.trace()} {
		value, bound := newMeter(q).of(in, in.Weights), q.bound(in, cs)
		minimal, stated := value.Cmp(bound) == 0, q.attainedBy(in)
		r.Points++
		r.Values = append(r.Values,
			claim.Value{Name: q.name, Value: value.RatString()},
			claim.Value{Name: "least value of " + q.name, Value: bound.RatString()},
			claim.Value{Name: "stated equality case of " + q.name, Value: fmt.Sprint(stated)})
		if minimal != stated && r.Detail == "" {
			r.Verdict = claim.Refuted
			r.Detail = fmt.Sprintf("w = %v: %s = %s, least value %s, but the stated equality case is %v", ws, q.name, value.RatString(), bound.RatString(), stated)
		}
		if value.Cmp(bound) < 0 {
			r.Verdict, r.Detail = claim.Refuted, fmt.Sprintf("w = %v: %s = %s is below %s", ws, q.name, value.RatString(), bound.RatString())
		}
	}
	r.Stats = r.Values
	return r
}
