package grid

import (
	"context"
	"fmt"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// TestLatticeIsTheLowerSet compares the walk and the count with brute force, and checks that the
// points form a lower set.
func TestLatticeIsTheLowerSet(t *testing.T) {
	rows := []struct {
		reason string
		top    []int
		groups [][]int
		bound  []int
	}{
		{"a box", []int{2, 3, 1}, nil, nil},
		{"one group cuts the box", []int{2, 3, 1}, [][]int{{0, 1}}, []int{3}},
		{"two groups", []int{1, 1, 1, 2, 2}, [][]int{{0, 1, 2}, {3, 4}}, []int{1, 2}},
		{"a group that cuts nothing", []int{1, 1}, [][]int{{0, 1}}, []int{2}},
		{"a group of degree 0", []int{1, 2}, [][]int{{0}}, []int{0}},
		{"variables apart in a group", []int{2, 2, 2}, [][]int{{0, 2}}, []int{2}},
	}
	for _, row := range rows {
		t.Run(row.reason, func(t *testing.T) {
			in := func(a []int) bool {
				for v := range a {
					if a[v] < 0 || a[v] > row.top[v] {
						return false
					}
				}
				for g, vs := range row.groups {
					sum := 0
					for _, v := range vs {
						sum += a[v]
					}
					if sum > row.bound[g] {
						return false
					}
				}
				return true
			}
			want := 0
			var rec func(a []int)
			rec = func(a []int) {
				if len(a) == len(row.top) {
					if in(a) {
						want++
					}
					return
				}
				for k := 0; k <= row.top[len(a)]; k++ {
					rec(append(a[:len(a):len(a)], k))
				}
			}
			rec(nil)
			w := newLattice(row.top, row.groups, row.bound)
			if n := w.count(1 << 40); n != int64(want) {
				t.Errorf("count = %d, want %d", n, want)
			}
			seen := map[string]bool{}
			for more := true; more; more = w.next() {
				if !in(w.at) || seen[fmt.Sprint(w.at)] {
					t.Fatalf("point %v is outside or visited twice", w.at)
				}
				seen[fmt.Sprint(w.at)] = true
			}
			if len(seen) != want {
				t.Errorf("visited %d points, want %d", len(seen), want)
			}
			if n := w.count(int64(want) - 1); n <= int64(want)-1 {
				t.Errorf("count with limit %d = %d, want a number above it", want-1, n)
			}
		})
	}
}

// vanishing is x_1...x_k-fold product that is zero on the first k nodes of x and only there.
func vanishing(b *circuit.Builder, x circuit.Node, k int) circuit.Node {
	f := b.Int(1)
	for i := range k {
		f = f.Mul(x.Sub(b.Int(node(i))))
	}
	return f
}

// TestOneNodeLessWouldPass: a polynomial of degree k that vanishes on the first k nodes is refuted,
// at the last node of the grid; a grid with one node less would have accepted it.
func TestOneNodeLessWouldPass(t *testing.T) {
	for k := 1; k <= 9; k++ {
		b := circuit.NewBuilder()
		x, y := b.Var("x"), b.Var("y")
		f := vanishing(b, x, k).Mul(y)
		r := Prove(t.Context(), b, []Identity{{"f", f, b.Int(0)}}, Options{})
		if r.Status != Nonzero {
			t.Fatalf("degree %d: status %d, want a counterexample", k, r.Status)
		}
		if got := r.Counter.Point[0].Int64(); got != node(k) {
			t.Errorf("degree %d: refuted at x = %d, want the last node %d", k, got, node(k))
		}
	}
}

// TestGroupsStillRefute: with a group, the polynomials that vanish on all smaller lower sets are
// refuted too: products of vanishing factors whose degrees add up to the group's bound.
func TestGroupsStillRefute(t *testing.T) {
	const bound = 4
	for i := 0; i <= bound; i++ {
		for j := 0; i+j <= bound; j++ {
			b := circuit.NewBuilder()
			x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
			f := vanishing(b, x, i).Mul(vanishing(b, y, j)).Mul(vanishing(b, z, bound-i-j))
			full := Prove(t.Context(), b, []Identity{{"f", f, b.Int(0)}}, Options{Groups: [][]circuit.Node{{x, y, z}}})
			if full.Status != Nonzero {
				t.Errorf("(%d,%d,%d): status %d, want a counterexample", i, j, bound-i-j, full.Status)
			}
		}
	}
}

func TestTrueIdentities(t *testing.T) {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	cube := x.Add(y).Pow(3)
	rhs := x.Pow(3).Add(x.Sqr().Mul(y).Times(3)).Add(x.Mul(y.Sqr()).Times(3)).Add(y.Pow(3))
	ids := []Identity{{"binomial", cube, rhs}, {"squares", x.Sqr().Sub(y.Sqr()), x.Sub(y).Mul(x.Add(y))}}
	box := Prove(t.Context(), b, ids, Options{})
	group := Prove(t.Context(), b, ids, Options{Groups: [][]circuit.Node{{x, y}}})
	if box.Status != Zero || group.Status != Zero {
		t.Fatalf("status %d and %d, want Zero", box.Status, group.Status)
	}
	if box.Points != 16 || group.Points != 10 {
		t.Errorf("%d and %d points, want 4^2 and the 10 exponents of total degree at most 3", box.Points, group.Points)
	}
	if r := Random(t.Context(), b, ids, 100, 1); r.Status != Zero || r.ErrorBits < 100*58 {
		t.Errorf("random points: status %d, error bits %v", r.Status, r.ErrorBits)
	}
}

// TestUndecided: what is out of reach is not proved.
func TestUndecided(t *testing.T) {
	b := circuit.NewBuilder()
	x := b.Var("x")
	zero := b.Int(0)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	rows := []struct {
		reason string
		ctx    context.Context
		ids    []Identity
		opt    Options
	}{
		{"p x vanishes modulo p but is not zero", t.Context(), []Identity{{"p x", x.Times(circuit.Prime), zero}}, Options{}},
		{"the grid is larger than the budget", t.Context(), []Identity{{"x^9", x.Pow(9), x.Pow(9).Add(zero)}, {"d", x.Pow(9), x.Pow(8)}}, Options{MaxPoints: 9}},
		{"canceled", ctx, []Identity{{"x = x", x, x}}, Options{}},
	}
	for _, row := range rows {
		if r := Prove(row.ctx, b, row.ids, row.opt); r.Status != Undecided || r.Reason == "" {
			t.Errorf("%s: status %d (%s), want Undecided with a reason", row.reason, r.Status, r.Reason)
		}
	}
	if r := Random(t.Context(), b, rows[0].ids, 64, 1); r.Status != Undecided {
		t.Errorf("random points on p x: status %d, want Undecided", r.Status)
	}
}

// TestRandomFindsRareDifferences: (x - y) differs from 0 but on a line.
func TestRandomFindsRareDifferences(t *testing.T) {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	r := Random(t.Context(), b, []Identity{{"x = y", x, y}}, 64, 7)
	if r.Status != Nonzero || r.Counter.LHS.Cmp(r.Counter.RHS) == 0 {
		t.Errorf("status %d, counterexample %+v", r.Status, r.Counter)
	}
}

func ExampleProve() {
	b := circuit.NewBuilder()
	x, y, e := b.Var("x"), b.Var("y"), b.Var("e")
	// S.4: (x^2+e^2)(y^2+e^2) - (x y + e^2)^2 = e^2 (x - y)^2
	lhs := x.Sqr().Add(e.Sqr()).Mul(y.Sqr().Add(e.Sqr())).Sub(x.Mul(y).Add(e.Sqr()).Sqr())
	r := Prove(context.Background(), b, []Identity{{"S.4", lhs, e.Sqr().Mul(x.Sub(y).Sqr())}}, Options{})
	fmt.Println(r.Status == Zero, r.Points, r.Degrees, r.Norm)
	wrong := Prove(context.Background(), b, []Identity{{"S.4", lhs, e.Mul(x.Sub(y).Sqr())}}, Options{})
	fmt.Println(wrong.Status == Nonzero, wrong.Counter.Point, wrong.Counter.LHS, wrong.Counter.RHS)
	// Output:
	// true 45 [2 2 4] 12
	// true [0 1 -1] 1 -1
}
