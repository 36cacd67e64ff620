package flow

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// TestFrame: the frame is the orthogonal factor of the columns in order of what they carry, norm times width. That is the only matrix Q
// with Q^T Q = I for which Q^T times the columns in that order is upper triangular with a positive diagonal.
func TestFrame(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for range 300 {
		n := 1 + r.IntN(4)
		s := &set{n: n, r: make([]span.Span, n)}
		jq, mid := make([]span.Span, n*n), make([]float64, n*n)
		for k := range jq {
			mid[k] = r.NormFloat64()
			jq[k] = span.Span{Lo: mid[k] - 0.25, Hi: mid[k] + 0.25} // a middle that differs from both ends
			mid[k] = jq[k].Mid()
		}
		order, size := make([]int, n), make([]float64, n)
		for k := range n {
			w := r.Float64()
			s.r[k] = span.Span{Lo: 1, Hi: 1 + w}
			sum := 0.0
			for i := range n {
				sum += mid[i*n+k] * mid[i*n+k]
			}
			order[k], size[k] = k, math.Sqrt(sum)*w
		}
		slices.SortFunc(order, func(a, b int) int { return map[bool]int{true: -1, false: 1}[size[a] > size[b]] })
		q := s.frame(jq)
		for a := range n {
			for b := range n {
				dot, tri := 0.0, 0.0
				for i := range n {
					dot += q[i*n+a] * q[i*n+b]
					tri += q[i*n+a] * mid[i*n+order[b]]
				}
				if a == b {
					dot--
				}
				// Gram-Schmidt done twice is orthogonal to some units; the entries are of size 4 at most.
				if math.Abs(dot) > 1e-14 || a > b && math.Abs(tri) > 1e-13 || a == b && tri <= 0 {
					t.Fatalf("n=%d: (%d,%d) of Q^T Q - I is %g, of Q^T A %g", n, a, b, dot, tri)
				}
			}
		}
	}
}

// TestFrameOfEquals: columns that carry the same keep their order, and directions that are missing are filled up by unit vectors.
func TestFrameOfEquals(t *testing.T) {
	for _, c := range []struct {
		why  string
		jq   []float64
		want []float64
	}{
		{"equal columns", []float64{0, 1, 1, 0}, []float64{0, 1, 1, 0}},
		{"signs", []float64{-2, 0, 0, 2}, []float64{-1, 0, 0, 1}},
		{"one column twice", []float64{1, 1, 0, 0}, []float64{1, 0, 0, 1}},
		{"the other one twice", []float64{0, 0, 3, 3}, []float64{0, 1, 1, 0}},
		{"nothing", []float64{0, 0, 0, 0}, []float64{1, 0, 0, 1}},
		{"no number", []float64{0, 1, math.Inf(1), 0}, []float64{1, 0, 0, 1}},
	} {
		s := &set{n: 2, r: []span.Span{span.Ball(1), span.Ball(1)}}
		jq := make([]span.Span, 4)
		for k, x := range c.jq {
			jq[k] = span.Span{Lo: x, Hi: x}
		}
		if got := s.frame(jq); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// TestOrthonormalize: what is left of a nearly parallel column is orthogonal to the last digits, and too little is refused.
func TestOrthonormalize(t *testing.T) {
	for _, c := range []struct {
		left float64
		want bool
	}{{1, true}, {1e-5, true}, {1e-9, true}, {1.1e-10, true}, {0.9e-10, false}, {1e-12, false}, {0, false}} {
		q := []float64{0.6, 0, 0.8, 0}                     // columns (0.6, 0.8) and one to be
		col := []float64{6 - 8*c.left/10, 8 + 6*c.left/10} // 10 (0.6, 0.8) + left (-0.8, 0.6), of norm about 10
		for i := range col {
			col[i] = 10*q[2*i] + 10*c.left*[]float64{-0.8, 0.6}[i]
		}
		if ok := orthonormalize(q, col, 2, 1); ok != c.want {
			t.Errorf("%g left: %v", c.left, ok)
		} else if ok && (math.Abs(0.6*col[0]+0.8*col[1]) > 1e-15 || math.Abs(norm(col)-1) > 1e-15) {
			t.Errorf("%g left: %v", c.left, col)
		}
	}
}

// almost is an almost orthogonal matrix: columns e_1, (1, 1, 1, 1)/2 and two that are orthogonal to both, exactly but for their
// length. So |Q^T Q - I| is 1/2, and with another first entry 1 + x of column 1 more.
func almost(x float64) []float64 {
	a, b := math.Sqrt(0.5), math.Sqrt(1.0/6)
	return []float64{1 + x, 0.5, 0, 0, 0, 0.5, a, b, 0, 0.5, -a, b, 0, 0.5, 0, -2 * b}
}

// TestInverseAtTheLimit: a matrix with |Q^T Q - I| = 1/2 is accepted, a worse one is not, and every enclosure holds the exact inverse,
// at the limit and near I. The entries of (I + D)^-1 are widened by 2 |D|, so the widths are at most 4 |D| times a column sum, 2.
func TestInverseAtTheLimit(t *testing.T) {
	if _, ok := inverse(almost(0x1p-40), 4); ok {
		t.Error("|Q^T Q - I| > 1/2 was accepted")
	}
	for _, c := range []struct {
		q     []float64
		n     int
		d     float64
		least bool
	}{
		{almost(0), 4, 0.5, true},
		{[]float64{1, 0x1p-20, 0, 1}, 2, 0x1p-20 + 0x1p-40, true},
		{[]float64{1, 0, 0, 1}, 2, 0, true},
		{[]float64{0, 1, -1, 0}, 2, 0, true},
	} {
		inv, ok := inverse(c.q, c.n)
		if !ok {
			t.Errorf("%v: refused", c.q)
			continue
		}
		n := c.n
		for k := range n {
			e := ints(n, 0)
			e[k].SetInt64(1)
			for i, x := range solve(c.q, e, n) {
				z := inv[i*n+k]
				column := 0.0
				for l := range n {
					column += math.Abs(c.q[k*n+l])
				}
				if want := 4 * c.d * column; !z.ContainsRat(x) || z.Width() > want*(1+1e-10)+1e-15 || z.Width() < want*(1-1e-10) {
					t.Errorf("%v: entry (%d,%d) is %v, exactly %s; width %g, want %g", c.q, i, k, z, x.FloatString(10), z.Width(), want)
				}
			}
		}
	}
}

// TestMoveIsTight: the new set is r = Q^-1 (J Q r + E), by the same sums written plainly, and m has its error in E.
func TestMoveIsTight(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	const w, n = 100, 3
	for range 100 {
		s := newSet(ints(n, 1), w)
		jac, e, m := make([]span.Span, n*n), make([]span.Span, n), make([]ball, n)
		for i := range n {
			s.r[i] = span.Span{Lo: -r.Float64(), Hi: r.Float64()}
			e[i] = span.Span{Lo: -1e-3 * r.Float64(), Hi: 1e-3 * r.Float64()}
			m[i].v.SetInt64(int64(i + 7))
			m[i].r = math.Ldexp(r.Float64(), w-12)
			for k := range n {
				s.q[i*n+k] = r.NormFloat64()
				x := r.NormFloat64()
				jac[i*n+k] = span.Span{Lo: x, Hi: x + 0.1*r.Float64()}
			}
		}
		jq := make([]span.Span, n*n)
		for i := range n {
			for k := range n {
				for l := range n {
					jq[i*n+k] = jq[i*n+k].Add(jac[i*n+l].Mul(span.Point(s.q[l*n+k])))
				}
			}
		}
		inv, ok := inverse(s.frame(jq), n)
		if !ok {
			t.Fatal("no frame")
		}
		want := make([]span.Span, n)
		for i := range n {
			for k := range n {
				a := span.Span{}
				for l := range n {
					a = a.Add(inv[i*n+l].Mul(jq[l*n+k]))
				}
				want[i] = want[i].Add(a.Mul(s.r[k])).Add(inv[i*n+k].Mul(e[k].Add(span.Ball(math.Ldexp(m[k].r, -w)))))
			}
		}
		s.move(m, jac, e)
		for i := range n {
			if s.m[i].Cmp(big.NewInt(int64(i+7))) != 0 || !alike(s.r[i], want[i]) {
				t.Fatalf("coordinate %d: m = %v, r = %v, want %v", i, &s.m[i], s.r[i], want[i])
			}
		}
	}
}

// TestMoveWithoutFrame: when nothing is known the frame is I, and so is the set: the line in every direction.
func TestMoveWithoutFrame(t *testing.T) {
	s := newSet(ints(2, 1), 50)
	s.r[0], s.r[1] = span.Ball(1), span.Ball(1)
	jac := []span.Span{span.Whole(), span.Whole(), {Lo: math.NaN(), Hi: math.NaN()}, span.Whole()}
	s.q[0] = 1e200
	s.move(make([]ball, 2), jac, make([]span.Span, 2))
	if !slices.Equal(s.q, identity(2)) {
		t.Errorf("Q = %v", s.q)
	}
}

// TestHull: the tightest box around m + Q R and m.
func TestHull(t *testing.T) {
	s := newSet([]*big.Rat{big.NewRat(1, 4), big.NewRat(1, 3)}, 20)
	s.q = []float64{1, 2, -1, 0.5}
	s.r = []span.Span{{Lo: 1, Hi: 2}, {Lo: 0, Hi: 4}}
	y := make([]span.Span, 2)
	s.hull(y)
	third := math.Floor(float64(1<<20)/3) / (1 << 20)
	if want := (span.Span{Lo: 0.25, Hi: 10.25}); y[0] != want { // 1/4 + [1, 10], and 1/4
		t.Errorf("%v, want %v", y[0], want)
	}
	if want := (span.Span{Lo: third - 2, Hi: third + 1}); y[1] != want { // 1/3 + [-2, 1]
		t.Errorf("%v, want %v", y[1], want)
	}
	if r := newSet([]*big.Rat{big.NewRat(1, 4), big.NewRat(1, 3)}, 20).r; r[0] != (span.Span{}) || r[1].Hi < 0x1p-20 || r[1].Hi > 0x1.001p-20 || r[1].Lo != -r[1].Hi {
		t.Errorf("rounding to the unit: %v", r)
	}
}

// TestEncloseIsTight: a y_i + b y_j is known to the width of the deviation and no worse, and not at all when that is not finite.
func TestEncloseIsTight(t *testing.T) {
	s := newSet([]*big.Rat{big.NewRat(1, 4), big.NewRat(-3, 1)}, 20)
	s.q = []float64{1, 0.5, 1, -0.5}
	s.r = []span.Span{{Lo: -1, Hi: 2}, {Lo: 0, Hi: 4}}
	c := interval.NewContext(200)
	for _, x := range []struct {
		a, b   int64
		lo, hi string
	}{
		{1, 0, "-3/4", "17/4"},    // 1/4 + [-1, 2] + [0, 2]
		{1, 1, "-19/4", "5/4"},    // -11/4 + 2 [-1, 2]
		{1, -1, "13/4", "29/4"},   // 13/4 + [0, 4]
		{-1, 1, "-29/4", "-13/4"}, // its negative
	} {
		z := interval.New()
		s.enclose(c, z, 0, x.a, 1, x.b)
		lo, _ := new(big.Rat).SetString(x.lo)
		hi, _ := new(big.Rat).SetString(x.hi)
		l, h := z.Float64()
		if exactly(l).Cmp(lo) != 0 || exactly(h).Cmp(hi) != 0 {
			t.Errorf("%d y_0 + %d y_1 = [%v, %v], want [%s, %s]", x.a, x.b, l, h, x.lo, x.hi)
		}
	}
	s.r[1] = span.Whole()
	z := interval.New()
	if s.enclose(c, z, 0, 1, 1, -1); !z.IsWhole() {
		t.Errorf("%v, but nothing is known", z)
	}
}
