package grid

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// lowerSets are shapes of grids with the number of their points.
func lowerSets() []struct {
	top    []int
	groups [][]int
	bound  []int
	points int64
} {
	return []struct {
		top    []int
		groups [][]int
		bound  []int
		points int64
	}{
		{[]int{3}, nil, nil, 4},
		{[]int{2, 3, 1}, nil, nil, 24},
		{[]int{1, 1, 1, 1, 1}, [][]int{{0, 1, 2, 3, 4}}, []int{1}, 6},        // 0 and the 5 unit vectors
		{[]int{2, 2}, [][]int{{0, 1}}, []int{3}, 8},                          // 9 without (2, 2)
		{[]int{4, 1, 1, 3}, [][]int{{1, 2}, {3}}, []int{1, 2}, 5 * 3 * 3},    // a free variable, 3 points, 0..2
		{[]int{2, 1, 1, 1}, [][]int{{0}, {1, 2, 3}}, []int{2, 3}, 3 * 2 * 4}, // groups that cut nothing
	}
}

// TestCountAtEveryLimit: the number of points where the limit allows it, a number above the limit where it does not, at every limit from 1 on.
func TestCountAtEveryLimit(t *testing.T) {
	for _, c := range lowerSets() {
		for limit := int64(1); limit <= c.points+3; limit++ {
			n := newLattice(c.top, c.groups, c.bound).count(limit)
			if limit >= c.points && n != c.points || limit < c.points && n <= limit {
				t.Errorf("%v, groups %v: count(%d) = %d of %d points", c.top, c.groups, limit, n, c.points)
			}
		}
	}
}

// TestCountBeyondInt64: numbers of points that an int64 does not hold are above the limit: five variables, or groups of 28 variables each, with 2^28
// points, 2^140 in all, which are 0 modulo 2^64.
func TestCountBeyondInt64(t *testing.T) {
	const limit, n, size = DefaultMaxPoints, 5, 28
	box, tops := make([]int, n), make([]int, n*size)
	groups, bounds := make([][]int, n), make([]int, n)
	for g := range n {
		box[g], bounds[g] = 1<<size-1, size
		for k := range size {
			tops[g*size+k] = 1
			groups[g] = append(groups[g], g*size+k)
		}
	}
	for name, w := range map[string]*lattice{"box": newLattice(box, nil, nil), "groups": newLattice(tops, groups, bounds)} {
		if points := w.count(limit); points != limit+1 {
			t.Errorf("%s: count = %d, want %d", name, points, int64(limit)+1)
		}
	}
}

// TestBlocks: grids of one point less than a block, a whole one and one more, and of two, with a difference at the last point only: each point is
// evaluated once.
func TestBlocks(t *testing.T) {
	for _, n := range []int{1, 2, circuit.Lanes - 1, circuit.Lanes, circuit.Lanes + 1, 2 * circuit.Lanes, 2*circuit.Lanes + 1} {
		b := circuit.NewBuilder()
		x := b.Var("x")
		// x^(n-1) = x^(n-1) + 0, of degree n-1
		f := x.Pow(n - 1)
		same := f.Mul(b.Var("one").Add(b.Int(1)))
		at, _ := b.Index(x)
		r := Prove(t.Context(), b, []Identity{{"f (y+1) = f y + f", same, same.Sub(f).Add(f)}}, Options{})
		if r.Status != Zero || r.Degrees[at] != n-1 || r.Points != int64(n)*2 {
			t.Errorf("degree %d: status %d, degrees %v, %d points, want %d", n-1, r.Status, r.Degrees, r.Points, 2*n)
		}
		if over := Prove(t.Context(), b, []Identity{{"f", same, same.Sub(f).Add(f)}}, Options{MaxPoints: int64(n)*2 - 1}); over.Status != Undecided {
			t.Errorf("degree %d: a budget of one point less gives status %d", n-1, over.Status)
		}
		if exact := Prove(t.Context(), b, []Identity{{"f", same, same.Sub(f).Add(f)}}, Options{MaxPoints: int64(n) * 2}); exact.Status != Zero {
			t.Errorf("degree %d: the budget of just the points gives status %d, %s", n-1, exact.Status, exact.Reason)
		}
	}
}

// TestRandomBlocks: points are drawn in whole blocks; the error is (degree/p)^points, with log2 p > 60.99 and the bit length of the degree.
func TestRandomBlocks(t *testing.T) {
	for _, c := range []struct {
		n      int
		points int64
	}{{0, 0}, {1, circuit.Lanes}, {circuit.Lanes, circuit.Lanes}, {circuit.Lanes + 1, 2 * circuit.Lanes}} {
		for degree, length := range map[int]float64{1: 1, 3: 2, 4: 3} {
			b := circuit.NewBuilder()
			f := b.Var("x").Pow(degree)
			y := b.Var("y")
			r := Random(t.Context(), b, []Identity{{"f", f.Add(y).Sub(y), f}}, c.n, 3)
			if want := float64(c.points) * (60.99 - length); r.Status != Zero || r.Points != c.points || r.ErrorBits != want {
				t.Errorf("%d points of degree %d: status %d, %d points, %v bits, want %v", c.n, degree, r.Status, r.Points, r.ErrorBits, want)
			}
		}
	}
	p := new(big.Int).SetUint64(circuit.Prime)
	if p.BitLen() != 61 || p.Cmp(new(big.Int).Lsh(big.NewInt(254), 53)) < 0 { // log2(254/256) > -0.012
		t.Errorf("p = %v: log2 p may be below 60.99 - 0.01", p)
	}
}

// TestGroupsAreDisjointVariables: anything else is a programming error, named.
func TestGroupsAreDisjointVariables(t *testing.T) {
	b := circuit.NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	for want, groups := range map[string][][]circuit.Node{
		"grid: variable 0 is in two groups":                 {{x, y}, {x}},
		"grid: group 1 holds a node that is not a variable": {{x}, {x.Add(y)}},
		"grid: variable 1 is in two groups":                 {{y, y}},
		"grid: group 0 holds a node that is not a variable": {{b.Int(1)}},
	} {
		func() {
			defer func() {
				if r := recover(); fmt.Sprint(r) != want {
					t.Errorf("%v, want %q", r, want)
				}
			}()
			Prove(t.Context(), b, []Identity{{"x", x, x}}, Options{Groups: groups})
		}()
	}
}
