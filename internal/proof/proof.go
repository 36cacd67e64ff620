// Package proof turns polynomial identities into the steps of a claim's proof: by a grid that is
// large enough for the degrees (for all reals), or by random points of a large prime field (at a
// stated error probability).
package proof

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// Build writes identities with a fresh builder. The groups are sets of variables in which the
// identities have a small total degree; they only make the grid smaller.
type Build func(b *circuit.Builder) (ids []grid.Identity, groups [][]circuit.Node)

// Grid is the step that proves the identities for all real values of their variables.
func Grid(name, scope string, depth, width int, build Build) claim.Step {
	return claim.Step{Name: name, Scope: scope, Run: func(ctx context.Context) claim.StepResult {
		b := circuit.NewBuilder()
		ids, groups := build(b)
		return result("grid", depth, width, grid.Prove(ctx, b, ids, grid.Options{Groups: groups}))
	}}
}

// Random is the step that evaluates the identities at n uniformly random points of the field with
// 2^61 - 1 elements.
func Random(name, scope string, depth, width, n int, seed uint64, build Build) claim.Step {
	return claim.Step{Name: name, Scope: scope, Run: func(ctx context.Context) claim.StepResult {
		b := circuit.NewBuilder()
		ids, _ := build(b)
		return result("Schwartz-Zippel", depth, width, grid.Random(ctx, b, ids, n, seed))
	}}
}

func result(method string, depth, width int, r grid.Result) claim.StepResult {
	s := claim.StepResult{Method: method, Points: r.Points, Depth: depth, Width: width}
	s.Stats = []claim.Value{
		{Name: "identities", Value: fmt.Sprint(r.Identities)},
		{Name: "points", Value: fmt.Sprint(r.Points)},
		{Name: "degrees", Value: degrees(r)},
		{Name: "total degree", Value: fmt.Sprint(r.Total)},
		{Name: "coefficient bound", Value: r.Norm.String() + " < 2^61 - 1"},
		{Name: "operations per point", Value: fmt.Sprint(r.Ops)},
	}
	if len(r.Groups) > 0 {
		s.Stats = append(s.Stats, claim.Value{Name: "group degrees", Value: fmt.Sprint(r.Groups)})
	}
	if r.ErrorBits > 0 {
		s.Stats = append(s.Stats, claim.Value{Name: "error probability", Value: fmt.Sprintf("2^-%.0f", r.ErrorBits)})
	}
	switch r.Status {
	case grid.Zero:
		s.Verdict = claim.Proved
	case grid.Nonzero:
		s.Verdict = claim.Refuted
		s.Detail = fmt.Sprintf("%s: left side %s, right side %s", r.Counter.Identity, clip(r.Counter.LHS), clip(r.Counter.RHS))
		for v, x := range r.Counter.Point {
			s.Values = append(s.Values, claim.Value{Name: r.Vars[v], Value: x.String()})
		}
		s.Values = append(s.Values,
			claim.Value{Name: "left side", Value: r.Counter.LHS.String()},
			claim.Value{Name: "right side", Value: r.Counter.RHS.String()})
	default:
		s.Verdict, s.Detail = claim.Undecided, r.Reason
	}
	return s
}

// degrees prints the degree bounds by variable: "w1,1:2 b1:1".
func degrees(r grid.Result) string {
	parts := make([]string, len(r.Vars))
	for v, name := range r.Vars {
		parts[v] = fmt.Sprintf("%s:%d", name, r.Degrees[v])
	}
	return strings.Join(parts, " ")
}

// clip shortens a long integer for a one-line detail; the values carry it in full.
func clip(x *big.Int) string {
	s := x.String()
	if len(s) <= 40 {
		return s
	}
	return fmt.Sprintf("%s...(%d digits)", s[:20], len(strings.TrimPrefix(s, "-")))
}
