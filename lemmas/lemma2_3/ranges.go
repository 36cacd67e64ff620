package lemma2_3

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// targetRange is a range of b on one side of the threshold, at e = 1, s = 1.
type targetRange struct {
	depth  int
	lo, hi string
	from   claim.Profile // the least profile that has it
}

// rangeSteps proves for all b in a range that the gradient has exactly as many zeros as the lemma names: the range is halved until each part
// is settled with b as an interval parameter. The lemma's points are zeros and differ from one another, so equal numbers mean equal sets.
func rangeSteps(s statement) func(claim.Profile) []claim.Step {
	ranges := []targetRange{
		{2, "-7/8", "7/8", claim.Quick}, {2, "5/4", "11/8", claim.Quick}, {3, "-3", "3", claim.Quick}, {4, "-17/4", "17/4", claim.Quick},
		{2, "11/8", "2", claim.Default}, {3, "15/4", "4", claim.Default}, {2, "-10", "-2", claim.Deep}, {3, "5", "6", claim.Deep},
	}
	return func(p claim.Profile) []claim.Step {
		var steps []claim.Step
		for k, r := range ranges {
			if r.from == claim.Deep && p != claim.Deep || r.from == claim.Default && p == claim.Quick {
				continue
			}
			steps = append(steps, claim.Step{
				Name: fmt.Sprintf("range%d-depth%d", k, r.depth), Scope: fmt.Sprintf("L = %d, all b from %s to %s, e = 1, all weights", r.depth, r.lo, r.hi),
				Run: func(ctx context.Context) claim.StepResult { return s.rangeOf(ctx, r, maxParts) },
			})
		}
		return steps
	}
}

// boxes is the budget of one part of the range. A part that is settled takes some hundred boxes at L = 2 and beside the threshold, more for
// larger b, where the box is larger than the smallest point; a small budget loses little on a part that is too wide.
func (r targetRange) boxes() int {
	if r.from == claim.Deep {
		return 1 << 14
	}
	return 1 << (2*r.depth + 5)
}

// maxParts bounds the parts of a range.
const maxParts = 1 << 14

func (s statement) rangeOf(ctx context.Context, r targetRange, most int) claim.StepResult {
	res := claim.StepResult{Method: "subdivision and Krawczyk", Verdict: claim.Proved, Depth: r.depth, Width: 1}
	stop := func(v claim.Verdict, format string, args ...any) claim.StepResult {
		res.Verdict, res.Detail = v, fmt.Sprintf(format, args...)
		return res
	}
	sys, one := gradientSystem(r.depth, 1, true), big.NewRat(1, 1)
	todo, parts := []prove.Range{prove.Between(r.lo, r.hi)}, 0
	for len(todo) > 0 {
		x := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if parts++; parts > most {
			return stop(claim.Undecided, "more than %d parts of the range", most)
		}
		box := append(cube(r.depth, s.region(r.depth, x.Lo, x.Hi)), x, prove.At(one), prove.At(one), prove.At(new(big.Rat)))
		found, err := sys.Zeros(ctx, box, prove.ZeroOptions{MaxBoxes: r.boxes()})
		if err != nil {
			return stop(claim.Undecided, "%v", err)
		}
		res.Points += int64(found.Boxes)
		mid := new(big.Rat).Add(x.Lo, x.Hi)
		mid.Quo(mid, big.NewRat(2, 1))
		if !found.Complete() {
			todo = append(todo, prove.Range{Lo: x.Lo, Hi: mid}, prove.Range{Lo: mid, Hi: x.Hi})
			continue
		}
		want, err := s.named(ctx, r.depth, mid)
		if err != nil {
			return stop(claim.Undecided, "%v", err)
		}
		if len(found.Zeros) != want {
			return stop(claim.Refuted, "b in %v: the gradient has %d zeros, the lemma names %d points", x, len(found.Zeros), want)
		}
	}
	res.Stats = []claim.Value{{Name: "boxes", Value: fmt.Sprint(res.Points)}, {Name: "parts of the range", Value: fmt.Sprint(parts)}}
	return res
}

// named is the number of points that the lemma names at b, e = 1. On a range on one side of the threshold it does not depend on b, but for
// the origin alone at b = 0, which is below every threshold.
func (s statement) named(ctx context.Context, depth int, b *big.Rat) (int, error) {
	if b.Sign() == 0 {
		return 1, nil
	}
	points, err := s.points(ctx, depth, b)
	return len(points), err
}

// coupledSteps finds all zeros of the gradient of two coordinates at L = 2: in the diagonal model the numbers multiply, and for a Sigma that
// is not diagonal the zeros are those of the lasso's conditions on every support.
func coupledSteps(s statement) []claim.Step {
	return []claim.Step{
		{Name: "two-coordinates", Scope: "L = 2, d = 2, Sigma = diag(1, 2), b = (2, 1/2), e = 3/4", Run: func(ctx context.Context) claim.StepResult {
			return s.coupledZeros(ctx, [3]string{"1", "0", "2"}, [2]string{"2", "1/2"})
		}},
		{Name: "two-coordinates-both", Scope: "L = 2, d = 2, Sigma = diag(1, 2), b = (2, -1), e = 3/4", Run: func(ctx context.Context) claim.StepResult {
			return s.coupledZeros(ctx, [3]string{"1", "0", "2"}, [2]string{"2", "-1"})
		}},
		{Name: "lasso-supports", Scope: "L = 2, d = 2, Sigma = [[1,1/2],[1/2,1]], b = (1, 1), e = 3/4", Run: func(ctx context.Context) claim.StepResult {
			return s.coupledZeros(ctx, [3]string{"1", "1/2", "1"}, [2]string{"1", "1"})
		}},
	}
}

// coupledRegion bounds the weights of every stationary point at L = 2: such a point has, from the first layer, 0 = sum w_1i g_1i / 2 =
// e^2 sum s_i w_1i^2 - p^T Sigma (b-p), since w_1^2 (w_2^2+e^2) - p^2 = e^2 w_1^2; and p^T Sigma (b-p) <= b^T Sigma b / 4, because
// (p - b/2)^T Sigma (p - b/2) >= 0. The same for the second layer. So w^2 <= x = b^T Sigma b / (4 e^2 min s_i) < (1 + x)^2.
func coupledRegion(sigma [][]*big.Rat, b []*big.Rat, e *big.Rat) *big.Rat {
	energy, least := new(big.Rat), sigma[0][0]
	for i, row := range sigma {
		if row[i].Cmp(least) < 0 {
			least = row[i]
		}
		for j, x := range row {
			t := new(big.Rat).Mul(b[i], b[j])
			energy.Add(energy, t.Mul(t, x))
		}
	}
	e2 := new(big.Rat).Mul(e, e)
	energy.Quo(energy, e2.Mul(e2, new(big.Rat).Mul(big.NewRat(4, 1), least)))
	return energy.Add(energy, big.NewRat(1, 1))
}

// coupledZeros takes Sigma as its entries 11, 12, 22.
func (s statement) coupledZeros(ctx context.Context, entries [3]string, target [2]string) claim.StepResult {
	res := claim.StepResult{Method: "subdivision and Krawczyk", Verdict: claim.Proved, Depth: 2, Width: 2}
	rat := func(x string) *big.Rat { r, _ := new(big.Rat).SetString(x); return r }
	sigma := [][]*big.Rat{{rat(entries[0]), rat(entries[1])}, {rat(entries[1]), rat(entries[2])}}
	b, e := []*big.Rat{rat(target[0]), rat(target[1])}, big.NewRat(3, 4)
	box := append(cube(4, coupledRegion(sigma, b, e)), prove.At(b[0]), prove.At(b[1]), prove.At(sigma[0][0]), prove.At(sigma[0][1]), prove.At(sigma[1][1]), prove.At(e), prove.At(new(big.Rat)))
	found, err := gradientSystem(2, 2, false).Zeros(ctx, box, prove.ZeroOptions{})
	if err != nil {
		return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
	}
	res.Points = int64(found.Boxes)
	want := s.lassoCount(sigma, b, e)
	res.Stats = []claim.Value{{Name: "boxes", Value: fmt.Sprint(found.Boxes)}, {Name: "zeros", Value: fmt.Sprint(len(found.Zeros))}, {Name: "zeros named", Value: fmt.Sprint(want)}}
	switch {
	case !found.Complete():
		res.Verdict, res.Detail = claim.Undecided, fmt.Sprintf("%d boxes undecided of %d", len(found.Undecided), found.Boxes)
	case len(found.Zeros) != want:
		res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("the gradient has %d zeros, the statement names %d", len(found.Zeros), want)
	}
	return res
}

// lassoCount goes through the supports and signs at L = d = 2: on the support [Sigma(b-p)]_i = s_i e^2 sign p_i is solved for p, and a
// solution with these signs counts once for each allowed sign pattern of the weights.
func (s statement) lassoCount(sigma [][]*big.Rat, b []*big.Rat, e *big.Rat) int {
	e2, count := new(big.Rat).Mul(e, e), 0
	for signs := range 9 {
		sign := []int{signs%3 - 1, signs/3 - 1}
		a := [][]*big.Rat{{new(big.Rat), new(big.Rat)}, {new(big.Rat), new(big.Rat)}}
		rhs := []*big.Rat{new(big.Rat), new(big.Rat)}
		patterns := 1
		for i, si := range sign {
			if si == 0 { // p_i = 0
				a[i][i].SetInt64(1)
				continue
			}
			patterns *= s.patternsOf(si)
			for j := range sign {
				if sign[j] != 0 {
					a[i][j].Set(sigma[i][j])
				}
				rhs[i].Add(rhs[i], new(big.Rat).Mul(sigma[i][j], b[j]))
			}
			kkt := new(big.Rat).Mul(sigma[i][i], e2)
			rhs[i].Sub(rhs[i], kkt.Mul(kkt, big.NewRat(int64(si), 1)))
		}
		p := solve(a, rhs)
		if p[0].Sign() == sign[0] && p[1].Sign() == sign[1] {
			count += patterns
		}
	}
	return count
}

// patternsOf counts the sign patterns of two weights that the statement allows for a product of the given sign.
func (s statement) patternsOf(product int) int {
	n := 0
	for _, pi := range []int{1, -1, -1, 1} {
		if s.signs(pi, product) {
			n++
		}
	}
	return n
}
