package theorem4_4

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

// faceSteps finds every KKT point of given problems (e = s = 1) without the theory: on each of the 3^L faces of the box, the gradient of the
// free weights is solved by subdivision with Krawczyk's operator, and the signs of the others are decided by interval arithmetic. Whatever is found must be in the
// statement's list, and the numbers must agree.
func (s statement) faceSteps(p claim.Profile) []claim.Step {
	problems := []struct {
		depth  int
		b, box string
	}{
		{2, "3", "1"}, {2, "3", "2"}, {2, "1/2", "1/2"}, {2, "-3", "5/4"}, // t_+ = sqrt 2; below the threshold
		{3, "4", "1/2"}, {3, "4", "1/8"}, {3, "4", "2"}, {3, "-4", "3/4"}, {3, "2", "3/4"}, // t_- = 0.29.., t_+ = 1; below the threshold
		{4, "8", "3/4"}, {4, "8", "1/4"},
	}
	var steps []claim.Step
	for _, q := range problems {
		if q.depth == 4 && p == claim.Quick || q.depth == 3 && p == claim.Quick && q.box == "2" {
			continue
		}
		b, _ := new(big.Rat).SetString(q.b)
		m, _ := new(big.Rat).SetString(q.box)
		steps = append(steps, claim.Step{
			Name: fmt.Sprintf("depth%d-b%s-M%s", q.depth, slug(q.b), slug(q.box)), Scope: fmt.Sprintf("L = %d, b = %s, e = s = 1, M = %s, all faces", q.depth, q.b, q.box),
			Run: func(ctx context.Context) claim.StepResult { return s.faces(ctx, q.depth, b, m) },
		})
	}
	return steps
}

func slug(x string) string {
	out := []byte(x)
	for k, c := range out {
		if c == '/' {
			out[k] = '_'
		}
	}
	return string(out)
}

// listed is the statement's list of KKT points.
func (s statement) listed(ctx context.Context, p shrinkage.Problem, m *big.Rat) (*KKT, error) {
	k, err := Solve(ctx, p, m, 30)
	if err != nil {
		return nil, err
	}
	at, err := certified(p, m)
	if err != nil {
		return nil, err
	}
	corners := s.spurious && s.corner(at) && p.Target.Sign() != 0
	if corners != k.Corners { // a wrong statement
		n := new(big.Int).Lsh(big.NewInt(1), uint(p.Depth-1))
		if corners {
			k.Count.Add(k.Count, n)
		} else {
			k.Count.Sub(k.Count, n)
		}
		k.Corners = corners
	}
	return k, nil
}

func (s statement) faces(ctx context.Context, depth int, b, m *big.Rat) claim.StepResult {
	res := claim.StepResult{Method: "subdivision and Krawczyk on every face", Verdict: claim.Proved, Depth: depth, Width: 1}
	stop := func(v claim.Verdict, format string, args ...any) claim.StepResult {
		res.Verdict, res.Detail = v, fmt.Sprintf(format, args...)
		return res
	}
	one := big.NewRat(1, 1)
	list, err := s.listed(ctx, shrinkage.Problem{Depth: depth, Target: b, Noise: one, Scale: one}, m)
	if err != nil {
		return stop(claim.Undecided, "%v", err)
	}
	found := int64(0)
	for pattern := range pow3(depth) {
		points, boxes, err := kktOnFace(ctx, face(depth, pattern), b, m)
		res.Points += boxes
		if err != nil {
			return stop(claim.Undecided, "face %v: %v", face(depth, pattern), err)
		}
		for _, w := range points {
			found++
			if !list.contains(w, b.Sign(), m) {
				return stop(claim.Refuted, "b = %s, M = %s: the KKT point %v is not in the list", b.RatString(), m.RatString(), w)
			}
		}
	}
	res.Stats = []claim.Value{{Name: "faces", Value: fmt.Sprint(pow3(depth))}, {Name: "KKT points", Value: fmt.Sprint(found)}}
	if list.Count.Cmp(big.NewInt(found)) != 0 {
		return stop(claim.Refuted, "b = %s, M = %s: %d KKT points, the theorem lists %s", b.RatString(), m.RatString(), found, list.Count)
	}
	return res
}

func pow3(n int) int {
	z := 1
	for range n {
		z *= 3
	}
	return z
}

// face is one face of the box: the state of each layer is 0 (free), 1 (w = M) or -1 (w = -M).
func face(depth, pattern int) []int {
	f := make([]int, depth)
	for l := range f {
		f[l] = pattern%3 - 1
		pattern /= 3
	}
	return f
}

// kktOnFace returns enclosures of all KKT points in the interior of a face, at e = s = 1, each certified to exist and to be one point.
func kktOnFace(ctx context.Context, f []int, b, m *big.Rat) (points [][]*interval.Interval, boxes int64, err error) {
	c := circuit.NewBuilder()
	sym := definition.NewSymbols(c, len(f), 1, true)
	var grad, free []circuit.Node
	loss := definition.ExpectedLoss(c, sym, definition.Gaussian())
	for _, row := range definition.Gradient(loss, sym) {
		grad = append(grad, row...)
	}
	one, zero := big.NewRat(1, 1), new(big.Rat)
	var ranges []prove.Range
	var eqs []circuit.Node
	for l, state := range f {
		switch state {
		case 0:
			free, eqs = append(free, sym.W[l][0]), append(eqs, grad[l])
			ranges = append(ranges, prove.Range{Lo: new(big.Rat).Neg(m), Hi: m})
		case 1:
			ranges = append(ranges, prove.At(m))
		default:
			ranges = append(ranges, prove.At(new(big.Rat).Neg(m)))
		}
	}
	ranges = append(ranges, prove.At(b), prove.At(one), prove.At(one), prove.At(zero))
	zeros := []prove.Zero{{Inside: interval.Yes}} // a corner: the face is one point
	boxes = 1
	if len(free) > 0 {
		z, err := prove.NewSystem(c, eqs, free).Zeros(ctx, ranges, prove.ZeroOptions{})
		if err != nil {
			return nil, int64(z.Boxes), err
		}
		boxes = int64(z.Boxes)
		if !z.Complete() {
			return nil, boxes, fmt.Errorf("%d boxes undecided of %d", len(z.Undecided), z.Boxes)
		}
		zeros = z.Zeros
	}
	x := interval.NewContext(192)
	machine := circuit.NewMachine(interval.NewRing(x), c.Compile(grad...))
	for _, z := range zeros {
		w := make([]*interval.Interval, len(f))
		next := 0
		for l, state := range f {
			if state == 0 {
				w[l] = z.Enclosure[next]
				next++
			} else {
				w[l] = x.SetRat(interval.New(), new(big.Rat).Mul(m, new(big.Rat).SetInt64(int64(state))))
			}
		}
		in := append([]*interval.Interval(nil), w...)
		for _, r := range []*big.Rat{b, one, one, zero} {
			in = append(in, x.SetRat(interval.New(), r))
		}
		signs := make([]int, len(f))
		for l, g := range machine.Run(in) {
			if f[l] == 0 {
				continue
			}
			sign, known := g.Sign()
			if !known {
				return nil, boxes, fmt.Errorf("the sign of the gradient at %v is not known", w)
			}
			signs[l] = sign
		}
		if held(f, signs) {
			points = append(points, w)
		}
	}
	return points, boxes, nil
}

// held reports whether every weight that is fixed on the face stays there: g_l w_l <= 0, from the signs of the gradient (0 for a free weight).
func held(f, signs []int) bool {
	for l, sign := range signs {
		if sign*f[l] > 0 {
			return false
		}
	}
	return true
}
