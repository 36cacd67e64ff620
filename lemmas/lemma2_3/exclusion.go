package lemma2_3

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// exclusionSteps finds all zeros of the gradient for given L, b (e = 1, s = 1; the scale-free form covers the others) and compares them
// with the lemma's points.
func exclusionSteps(s statement) func(claim.Profile) []claim.Step {
	targets := map[int][]string{
		2: {"0", "1/2", "-7/8", "9/8", "3", "-10"},
		3: {"-1", "3", "25/8", "16/5", "-7/2", "10"},
		4: {"5", "13/2", "7", "-15/2", "12"},
	}
	return func(p claim.Profile) []claim.Step {
		var steps []claim.Step
		for depth := 2; depth <= 4; depth++ {
			for k, b := range targets[depth] {
				if p == claim.Quick && depth == 4 && k > 1 {
					continue
				}
				target, _ := new(big.Rat).SetString(b)
				steps = append(steps, claim.Step{
					Name: fmt.Sprintf("depth%d-%d", depth, k), Scope: fmt.Sprintf("L = %d, b = %s, e = 1, all weights", depth, b),
					Run: func(ctx context.Context) claim.StepResult { return s.exclude(ctx, depth, target) },
				})
			}
		}
		return steps
	}
}

// gradientSystem is grad L_R = 0 from the definition, in the weights.
func gradientSystem(depth, width int, diagonal bool) *prove.System {
	c := circuit.NewBuilder()
	sym := definition.NewSymbols(c, depth, width, diagonal)
	f := definition.ExpectedLoss(c, sym, definition.Gaussian())
	var eqs, unknowns []circuit.Node
	for l, row := range definition.Gradient(f, sym) {
		eqs, unknowns = append(eqs, row...), append(unknowns, sym.W[l]...)
	}
	return prove.NewSystem(c, eqs, unknowns)
}

// cube is [-m, m]^n.
func cube(n int, m *big.Rat) []prove.Range {
	box := make([]prove.Range, n)
	for k := range box {
		box[k] = prove.Range{Lo: new(big.Rat).Neg(m), Hi: m}
	}
	return box
}

// region is 9/8 of the box that holds every stationary point for all b between lo and hi, at e = 1, and 1/8 more.
func (s statement) region(depth int, lo, hi *big.Rat) *big.Rat {
	one := big.NewRat(1, 1)
	m := s.box(depth, lo, one)
	if o := s.box(depth, hi, one); o.Cmp(m) > 0 {
		m = o
	}
	m.Mul(m, big.NewRat(9, 8))
	return m.Add(m, big.NewRat(1, 8))
}

// exclude is one step.
func (s statement) exclude(ctx context.Context, depth int, b *big.Rat) claim.StepResult {
	res := claim.StepResult{Method: "subdivision and Krawczyk", Verdict: claim.Proved, Depth: depth, Width: 1}
	one, zero := big.NewRat(1, 1), new(big.Rat)
	stop := func(v claim.Verdict, format string, args ...any) claim.StepResult {
		res.Verdict, res.Detail = v, fmt.Sprintf(format, args...)
		return res
	}
	box := append(cube(depth, s.region(depth, b, b)), prove.At(b), prove.At(one), prove.At(one), prove.At(zero))
	found, err := gradientSystem(depth, 1, true).Zeros(ctx, box, prove.ZeroOptions{})
	if err != nil {
		return stop(claim.Undecided, "%v", err)
	}
	res.Points = int64(found.Boxes)
	res.Stats = []claim.Value{{Name: "boxes", Value: fmt.Sprint(found.Boxes)}, {Name: "zeros", Value: fmt.Sprint(len(found.Zeros))}}
	if !found.Complete() {
		return stop(claim.Undecided, "%d boxes undecided of %d", len(found.Undecided), found.Boxes)
	}
	points, err := s.points(ctx, depth, b)
	if err != nil {
		return stop(claim.Undecided, "%v", err)
	}
	if len(points) != len(found.Zeros) {
		return stop(claim.Refuted, "b = %s: the gradient has %d zeros, the lemma names %d points", b.RatString(), len(found.Zeros), len(points))
	}
	if err := match(points, found.Zeros); err != nil {
		return stop(claim.Refuted, "b = %s: %v", b.RatString(), err)
	}
	return res
}

// match pairs the points with the zeros: every point meets one enclosure and no two the same. As many points as zeros are then all of them.
func match(points [][]*interval.Interval, zeros []prove.Zero) error {
	taken := make([]bool, len(zeros))
	for _, p := range points {
		n, at := 0, 0
		for k, z := range zeros {
			if meets(z.Enclosure, p) {
				n, at = n+1, k
			}
		}
		if n != 1 {
			return fmt.Errorf("the point %v of the lemma meets %d of the enclosures", p, n)
		}
		if taken[at] {
			return fmt.Errorf("the point %v of the lemma meets the enclosure of another", p)
		}
		taken[at] = true
	}
	return nil
}

// points are the lemma's stationary points: the origin, and +-t for every root t and every allowed sign pattern.
func (s statement) points(ctx context.Context, depth int, b *big.Rat) ([][]*interval.Interval, error) {
	one := big.NewRat(1, 1)
	st, err := shrinkage.Solve(ctx, shrinkage.Problem{Depth: depth, Target: b, Noise: one, Scale: one}, 30)
	if err != nil {
		return nil, err
	}
	c := interval.NewContext(128)
	var out [][]*interval.Interval
	for k, q := range st.Points {
		for pattern := range 1 << depth {
			if k == 0 && pattern > 0 {
				break // the origin
			}
			w, pi := make([]*interval.Interval, depth), 1
			for l := range w {
				w[l] = c.Set(interval.New(), q.T)
				if pattern>>l&1 == 1 {
					c.Neg(w[l], w[l])
					pi = -pi
				}
			}
			if k == 0 || s.signs(pi, b.Sign()) {
				out = append(out, w)
			}
		}
	}
	return out, nil
}

// meets reports whether two boxes have a point in common.
func meets(x, y []*interval.Interval) bool {
	for k := range x {
		if x[k].Less(y[k]) == interval.Yes || y[k].Less(x[k]) == interval.Yes {
			return false
		}
	}
	return true
}
