package numeric

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The rules of the ziggurat at equality, which no sample meets: tables are built around one draw so that it lies on an edge. What is
// drawn shows in the number of words that are used.

// words counts how many words lead from the state before to the state after.
func words(t *testing.T, before, after Stream) int {
	t.Helper()
	for n := range 100 {
		if before == after {
			return n
		}
		before.Uint64()
	}
	t.Fatal("the state was not reached in 100 words")
	return 0
}

// openTable accepts every draw at once: |j| <= 2^53 = inner.
func openTable() *zigTable {
	t := new(zigTable)
	for i := range t.layer {
		t.layer[i] = zigLayer{0x1p-53, 1 << zigBits}
	}
	return t
}

// draw reads the layer and the integer of a word.
func draw(r uint64) (layer int, j int64) { return int(r % zigLayers), int64(r) >> (63 - zigBits) }

// least is the least inner part with j inside: -inner <= j < inner.
func least(j int64) int64 { return max(j+1, -j) }

// TestInnerEdge: the inner part of a layer is -inner <= j < inner; a point outside is decided in slow, which uses another word. In a
// block of normals and in both draws of the scalar's step.
func TestInnerEdge(t *testing.T) {
	tested := 0
	for seed := uint64(0); tested < 20; seed++ {
		words2 := NewStream(seed, 0)
		i1, j1 := draw(words2.Uint64())
		i2, j2 := draw(words2.Uint64())
		if i1 == 0 || i2 == 0 || i1 == i2 || j1 == 0 || j2 == 0 {
			continue
		}
		tested++
		in1, in2 := least(j1), least(j2)
		for _, tt := range []struct {
			name        string
			layer       int
			inner       int64
			fast, extra int
		}{
			{"the first draw just inside", i1, in1, 2, 0}, {"the first draw just outside", i1, in1 - 1, 2, 1},
			{"the second draw just inside", i2, in2, 2, 0}, {"the second draw just outside", i2, in2 - 1, 2, 1},
		} {
			// f = 0 on the layer, so the point under the curve is accepted after one height
			table := openTable()
			table.layer[tt.layer].inner = tt.inner
			s := NewStream(seed, 0)
			s.normals(make([]float64, 2), table)
			if n := words(t, *NewStream(seed, 0), *s); n != tt.fast+tt.extra {
				t.Errorf("normals, %s: %d words, want %d", tt.name, n, tt.fast+tt.extra)
			}
			c, n := testSSAM(t, 2, 1, NoiseOnly, 0)
			p, err := newPath(c, n, nil)
			if err != nil {
				t.Fatal(err)
			}
			s = NewStream(seed, 0)
			p.scalar(s, table, []float64{0.1})
			if n := words(t, *NewStream(seed, 0), *s); n != tt.fast+tt.extra {
				t.Errorf("scalar, %s: %d words, want %d", tt.name, n, tt.fast+tt.extra)
			}
		}
	}
}

// TestHeightEdge: a height equal to the density is not below it: with f_i = f_{i+1} = f(x) every height is f(x), and the point is
// rejected; the next draw is accepted in the inner part, at its edge only after one more height.
func TestHeightEdge(t *testing.T) {
	tested := 0
	for seed := uint64(0); tested < 10; seed++ {
		s := NewStream(seed, 1)
		s.Uint64() // the height
		i, j := draw(s.Uint64())
		if i < 3 || j <= 0 {
			continue
		}
		tested++
		const x = 0.75
		table := openTable()
		table.f[1] = math.Exp(-x * x / 2)
		table.f[2] = table.f[1]
		for _, tt := range []struct {
			name  string
			inner int64
			words int
		}{{"inside", j + 1, 2}, {"at the edge", j, 3}} {
			table.layer[i].inner = tt.inner
			s := NewStream(seed, 1)
			if got, want := s.slow(table, 1, x), float64(j)*0x1p-53; got != want {
				t.Errorf("%s: drew %v, want %v, not the rejected %v", tt.name, got, want, x)
			}
			if n := words(t, *NewStream(seed, 1), *s); n != tt.words {
				t.Errorf("%s: %d words, want %d", tt.name, n, tt.words)
			}
		}
		// Just below the curve it is accepted.
		table.f[1] = math.Nextafter(table.f[1], 0)
		table.f[2] = table.f[1]
		s = NewStream(seed, 1)
		if got := s.slow(table, 1, x); got != x || words(t, *NewStream(seed, 1), *s) != 1 {
			t.Errorf("below the curve: %v", got)
		}
	}
}

// TestTailEdge: 2 y = x^2 is rejected. r is chosen for the first two words so that the squares agree to the last bit.
func TestTailEdge(t *testing.T) {
	tested := 0
	for seed := uint64(0); tested < 10 && seed < 1000; seed++ {
		s := NewStream(seed, 2)
		a, y := -math.Log(s.open()), -math.Log(s.open())
		r := a / math.Sqrt(y+y)
		if x := a / r; x*x != y+y {
			continue
		}
		tested++
		s = NewStream(seed, 2)
		s.tail(r, false)
		if n := words(t, *NewStream(seed, 2), *s); n < 4 || n%2 != 0 {
			t.Errorf("seed %d: %d words: an equality was accepted", seed, n)
		}
		// With r larger, x is smaller: accepted.
		s = NewStream(seed, 2)
		if got, want := s.tail(1.001*r, true), -(1.001*r + a/(1.001*r)); got != want {
			t.Errorf("seed %d: %v, want %v", seed, got, want)
		}
	}
	if tested < 10 {
		t.Errorf("only %d equalities were found", tested)
	}
}

// TestStreamStart: the state is the first four words of PCG; zeros, which xoshiro would repeat forever, are replaced.
func TestStreamStart(t *testing.T) {
	r := rand.NewPCG(3, 5)
	if got, want := *NewStream(3, 5), (Stream{r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64()}); got != want {
		t.Errorf("start %x, want %x", got, want)
	}
	for _, tt := range []struct{ in, want Stream }{
		{Stream{}, Stream{1, 0, 0, 0}}, {Stream{0, 0, 0, 1}, Stream{0, 0, 0, 1}}, {Stream{0, 7, 0, 0}, Stream{0, 7, 0, 0}}, {Stream{5, 6, 7, 8}, Stream{5, 6, 7, 8}},
	} {
		if got := *fromWords(tt.in.a, tt.in.b, tt.in.c, tt.in.d); got != tt.want {
			t.Errorf("from %v: %v, want %v", tt.in, got, tt.want)
		}
	}
}

// TestZigguratCloses: r is the smallest number at which the computed ziggurat closes at or below the top: y_256 - 1 is not
// positive at r and positive one unit below; fast widths and inner parts are x_i 2^-53 and 2^53 x_{i+1}/x_i.
func TestZigguratCloses(t *testing.T) {
	sameBits(t)
	top := func(r float64) float64 {
		v := r*math.Exp(-r*r/2) + math.Sqrt(math.Pi/2)*math.Erfc(r/math.Sqrt2)
		x, f := r, math.Exp(-r*r/2)
		for range zigLayers - 2 {
			f += v / x
			x = math.Sqrt(-2 * math.Log(f))
		}
		return f + v/x - 1
	}
	z := zigTables()
	if a, b := top(z.x[1]), top(math.Nextafter(z.x[1], 0)); a > 0 || b <= 0 {
		t.Errorf("r = %v closes at %v, one unit below at %v", z.x[1], a, b)
	}
	if v := z.x[1]*z.f[1] + math.Sqrt(math.Pi/2)*math.Erfc(z.x[1]/math.Sqrt2); z.x[0] != v/z.f[1] || z.f[0] != 0 || z.x[zigLayers] != 0 || z.f[zigLayers] != 1 {
		t.Errorf("ends of the table: %v %v %v %v", z.x[0], z.f[0], z.x[zigLayers], z.f[zigLayers])
	}
	for i, l := range z.layer {
		if l.width != z.x[i]*0x1p-53 || l.inner != int64(z.x[i+1]/z.x[i]*0x1p53) {
			t.Errorf("layer %d: %+v", i, l)
		}
	}
}
