package global_minimum

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// orderSteps decides beta_1 < beta_2 at each depth: Sturm's theorem places z_2, and then two rationals are compared.
func orderSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		steps := []claim.Step{{Name: "golden-ratio", Scope: "L = 3", Run: goldenRatio}}
		for depth := 2; depth <= 40; depth++ {
			steps = append(steps, claim.Step{
				Name: fmt.Sprintf("depth%d", depth), Scope: fmt.Sprintf("L = %d", depth),
				Run: func(ctx context.Context) claim.StepResult { return s.order(ctx, depth) },
			})
		}
		return steps
	}
}

// order is one step; Points counts the decisions.
func (s statement) order(ctx context.Context, depth int) claim.StepResult {
	res := claim.StepResult{Method: "Sturm", Verdict: claim.Proved, Depth: depth, Width: 1}
	fail := func(v claim.Verdict, format string, args ...any) claim.StepResult {
		res.Verdict, res.Detail = v, fmt.Sprintf(format, args...)
		return res
	}
	f, zeros := s.tie(depth).WithoutZeros()
	p, err := f.Poly()
	if err != nil {
		return fail(claim.Undecided, "%v", err)
	}
	seq, err := sturm.NewSequence(ctx, p)
	if err != nil {
		return fail(claim.Undecided, "%v", err)
	}
	vertex := big.NewRat(int64(depth-2), int64(depth))
	low := seq.Count(sturm.At(new(big.Rat)), sturm.At(vertex))
	mid := seq.Count(sturm.At(vertex), sturm.At(big.NewRat(1, 1)))
	all := seq.Count(sturm.At(new(big.Rat)), sturm.PosInf())
	res.Points += 3
	want := 1
	if depth < s.strictFrom {
		want = 0
	}
	if low != 0 || mid != want || all != want {
		return fail(claim.Refuted, "T = 1 has %d roots in (0, (L-2)/L], %d in ((L-2)/L, 1], %d in all; want 0, %d, %d", low, mid, all, want, want)
	}
	b1 := beta1Squared(depth)
	lo, hi, err := Beta2Squared(depth, 200)
	if err != nil {
		return fail(claim.Undecided, "%v", err)
	}
	res.Stats = append(res.Stats, claim.Value{Name: "root 0 of T = 1, multiplicity", Value: fmt.Sprint(zeros)},
		claim.Value{Name: "beta_1^2", Value: b1.FloatString(20)}, claim.Value{Name: "beta_2^2, rounded", Value: lo.FloatString(20)})
	res.Points++
	if (b1.Cmp(lo) < 0) != (want == 1) {
		return fail(claim.Refuted, "beta_1^2 = %s, beta_2^2 in [%s, %s]", b1.FloatString(20), lo.FloatString(20), hi.FloatString(20))
	}
	return s.sameAsOracle(ctx, depth, lo, hi, res)
}

// sameAsOracle compares with oracle/shrinkage, which finds both thresholds by interval Newton: the enclosures must meet.
func (s statement) sameAsOracle(ctx context.Context, depth int, lo, hi *big.Rat, res claim.StepResult) claim.StepResult {
	x, err := shrinkage.Beta2(ctx, depth, 40)
	if err != nil {
		res.Verdict, res.Detail = claim.Undecided, err.Error()
		return res
	}
	l, h, ok := x.Rats()
	res.Points++
	if !ok || l.Mul(l, l).Cmp(hi) > 0 || h.Mul(h, h).Cmp(lo) < 0 {
		res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("oracle/shrinkage has beta_2 in %v, Sturm has beta_2^2 in [%s, %s]", x, lo.FloatString(20), hi.FloatString(20))
	}
	return res
}

// goldenRatio is beta_2(3) = phi^(5/2): in Q(sqrt 5), z = 1/phi = (sqrt 5 - 1)/2 has T(z) = 1, and h(z)^2 = phi^5.
func goldenRatio(context.Context) claim.StepResult { return ratio(5) }

// ratio asks the same of (sqrt n + 1)/2.
func ratio(n int64) claim.StepResult {
	b := circuit.NewBuilder()
	root := b.Var("root")
	// Twice z and twice phi, to stay with integers: 2z = sqrt n - 1, 2 phi = sqrt n + 1.
	z2, phi2 := root.Sub(b.Int(1)), root.Add(b.Int(1))
	up := z2.Add(b.Int(2))                               // 2 (1+z)
	tie := up.Pow(2).Mul(b.Int(2).Sub(z2)).Sub(b.Int(8)) // 8 (T - 1)
	power := up.Pow(4).Times(4).Sub(z2.Mul(phi2.Pow(5))) // 64 [(1+z)^4 - z phi^5]
	ring := circuit.NewSurds(circuit.Rats{}, n)
	x := ring.New()
	x.B.SetInt64(1)
	out := circuit.NewMachine(ring, b.Compile(tie, power)).Run([]*circuit.Surd[*big.Rat]{x})
	res := claim.StepResult{Method: fmt.Sprintf("Q(sqrt %d)", n), Verdict: claim.Proved, Points: 2, Depth: 3, Width: 1}
	for _, v := range out {
		if v.A.Sign() != 0 || v.B.Sign() != 0 {
			res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("%s + %s sqrt %d is not 0", v.A.RatString(), v.B.RatString(), n)
		}
	}
	return res
}
