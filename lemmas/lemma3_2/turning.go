package lemma3_2

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// turningSteps proves h'/h = turning / (2 z (1+z)): with L as a symbol, and for L = 2..16 by dual numbers on h^2 = N/D,
// N = (1+z)^(2(L-1)), D = z^(L-2): z (1+z) (N' D - N D') = N D turning.
func turningSteps(s statement) func(claim.Profile) []claim.Step {
	free := proof.Build(func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		depth, z := b.Var("L"), b.Var("z")
		one := b.Int(1)
		left := depth.Sub(one).Mul(z).Times(2).Sub(depth.Sub(b.Int(2)).Mul(one.Add(z)))
		return []grid.Identity{proof.GridIdentity("2 z (1+z) h'/h", left, s.turning(depth, z))}, nil
	})
	fixed := func(depth int) claim.Step {
		return proof.Grid(fmt.Sprintf("depth%d", depth), fmt.Sprintf("L = %d, all z", depth), depth, 1, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			z := b.Var("z")
			up := b.Int(1).Add(z)
			n, d := up.Pow(2*(depth-1)), z.Pow(depth-2)
			left := z.Mul(up).Mul(circuit.Derive(n, z).Mul(d).Sub(n.Mul(circuit.Derive(d, z))))
			return []grid.Identity{proof.GridIdentity("z (1+z) (N'D - ND')", left, n.Mul(d).Mul(s.turning(b.Int(int64(depth)), z)))}, nil
		})
	}
	return func(claim.Profile) []claim.Step {
		steps := []claim.Step{proof.Grid("free", "all L", 0, 0, free)}
		for depth := 2; depth <= 16; depth++ {
			steps = append(steps, fixed(depth))
		}
		return steps
	}
}

// sturmSteps counts the roots on both sides of beta_1 and on it (package doc).
func sturmSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := 16
		if p == claim.Quick {
			top = 8
		}
		var steps []claim.Step
		for depth := 2; depth <= top; depth++ {
			steps = append(steps, claim.Step{
				Name: fmt.Sprintf("depth%d", depth), Scope: fmt.Sprintf("L = %d, all beta", depth),
				Run: func(ctx context.Context) claim.StepResult { return s.sturm(ctx, depth) },
			})
		}
		return steps
	}
}

// squaredEquation is (1+z)^(2(L-1)) - B z^(L-2).
func squaredEquation(depth int, b *big.Rat) *planted.Univariate {
	n := 2 * (depth - 1)
	c := make([]*big.Rat, n+1)
	for k := range c {
		c[k] = new(big.Rat).SetInt(new(big.Int).Binomial(int64(n), int64(k)))
	}
	c[depth-2].Sub(c[depth-2], b)
	return &planted.Univariate{C: c}
}

func (s statement) sturm(ctx context.Context, depth int) claim.StepResult {
	res := claim.StepResult{Method: "Sturm", Verdict: claim.Proved, Depth: depth, Width: 1}
	b1 := s.beta1Squared(depth)
	close30 := planted.Pow(big.NewRat(1, 10), 30)
	one := big.NewRat(1, 1)
	for _, side := range []struct {
		factor *big.Rat
		cmp    int
	}{
		{big.NewRat(1, 1000000), -1}, {big.NewRat(1, 2), -1}, {new(big.Rat).Sub(one, close30), -1}, {one, 0},
		{new(big.Rat).Add(one, close30), 1}, {big.NewRat(2, 1), 1}, {big.NewRat(1000000, 1), 1},
	} {
		p, err := squaredEquation(depth, new(big.Rat).Mul(b1, side.factor)).Poly()
		if err != nil {
			return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
		}
		seq, err := sturm.NewSequence(ctx, p)
		if err != nil {
			return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
		}
		res.Points++
		if got, want := seq.Count(sturm.At(new(big.Rat)), sturm.PosInf()), s.roots(depth, side.cmp); got != want {
			res.Verdict = claim.Refuted
			res.Detail = fmt.Sprintf("beta^2 = beta_1^2 times %s: %d positive roots, want %d", proof.Clip(side.factor), got, want)
			return res
		}
	}
	return s.doubleRoot(ctx, depth, b1, res)
}

// doubleRoot: at beta_1 the only positive root is z = (L-2)/L, and it is double (for L = 2 it is 0, and none is positive).
func (s statement) doubleRoot(ctx context.Context, depth int, b1 *big.Rat, res claim.StepResult) claim.StepResult {
	p, err := squaredEquation(depth, b1).Poly()
	if err != nil {
		return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
	}
	roots, err := sturm.Isolate(ctx, p)
	if err != nil {
		return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
	}
	want := big.NewRat(int64(depth-2), int64(depth))
	for _, r := range roots {
		if r.Hi().Sign() <= 0 {
			continue
		}
		res.Points++
		double, err := isDouble(ctx, r, want)
		if err != nil {
			return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
		}
		if !double {
			res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("at beta_1 the root %v is not the double root %s", r, want.RatString())
		}
	}
	return res
}

// isDouble reports whether r is the double root x.
func isDouble(ctx context.Context, r *sturm.Root, x *big.Rat) (bool, error) {
	got, rational, err := r.Rational(ctx)
	return rational && got.Cmp(x) == 0 && r.Multiplicity() == 2, err
}
