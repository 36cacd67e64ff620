package span

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// numbers lists what the spans with ends among -Inf, -2, -1, 0, 1, 2, +Inf can be told apart by: the halves from -3 to 3.
func numbers(s Span) (in map[float64]bool) {
	in = map[float64]bool{}
	for h := -6; h <= 6; h++ {
		if x := float64(h) / 2; s.Lo <= x && x <= s.Hi {
			in[x] = true
		}
	}
	return in
}

// TestSets decides every relation of such spans by the numbers in them.
func TestSets(t *testing.T) {
	end := []float64{math.Inf(-1), -2, -1, 0, 1, 2, math.Inf(1)}
	var all []Span
	for i, lo := range end[:6] {
		for _, hi := range end[i:] {
			if !math.IsInf(hi, -1) {
				all = append(all, Span{lo, hi})
			}
		}
	}
	for _, x := range all {
		in := numbers(x)
		if x.ContainsZero() != in[0] {
			t.Errorf("%v holds 0: %v", x, x.ContainsZero())
		}
		if got, want := x.Finite(), !in[3] && !in[-3]; got != want {
			t.Errorf("%v is finite: %v", x, got)
		}
		for k := -6; k <= 6; k++ {
			if x.ContainsRat(big.NewRat(int64(k), 2)) != in[float64(k)/2] {
				t.Errorf("%v holds %d/2: %v", x, k, !in[float64(k)/2])
			}
		}
		m := x.Mid()
		if math.IsInf(m, 0) || math.IsNaN(m) || m < x.Lo || m > x.Hi {
			t.Errorf("the middle of %v is %v", x, m)
		}
		var mag, radius float64
		for v := range in {
			mag, radius = max(mag, math.Abs(v)), max(radius, math.Abs(v-m))
		}
		if x.Finite() {
			// the ends are small integers: no rounding
			if x.Mag() != mag || x.Width() != x.Hi-x.Lo || x.Radius() < radius || m != (x.Lo+x.Hi)/2 {
				t.Errorf("%v: magnitude %v, width %v, radius %v about %v; want %v, %v, at least %v", x, x.Mag(), x.Width(), x.Radius(), m, mag, x.Hi-x.Lo, radius)
			}
		} else if !math.IsInf(x.Mag(), 1) || !math.IsInf(x.Width(), 1) || !math.IsInf(x.Radius(), 1) {
			t.Errorf("%v: magnitude %v, width %v, radius %v", x, x.Mag(), x.Width(), x.Radius())
		}
		for _, y := range all {
			other := numbers(y)
			subset, both := true, map[float64]bool{}
			for v := range other {
				subset = subset && in[v]
				if in[v] {
					both[v] = true
				}
			}
			if x.Contains(y) != subset {
				t.Errorf("%v holds %v: %v", x, y, x.Contains(y))
			}
			// interior: y can be widened by a half on both sides and stays inside
			if want := numbers(x)[max(y.Lo, -2.5)-0.5] && in[min(y.Hi, 2.5)+0.5] && !math.IsInf(y.Lo, 0) && !math.IsInf(y.Hi, 0); x.Interior(y) != want {
				t.Errorf("%v holds %v in its interior: %v", x, y, x.Interior(y))
			}
			z, ok := x.Intersect(y)
			if ok != (len(both) > 0) {
				t.Errorf("%v and %v meet: %v", x, y, ok)
			}
			h := x.Hull(y)
			for k := -6; k <= 6; k++ {
				v := float64(k) / 2
				if ok && (z.Lo <= v && v <= z.Hi) != both[v] {
					t.Errorf("the intersection %v of %v and %v is wrong at %v", z, x, y, v)
				}
				if want := v >= min(x.Lo, y.Lo) && v <= max(x.Hi, y.Hi); numbers(h)[v] != want {
					t.Errorf("the hull %v of %v and %v is wrong at %v", h, x, y, v)
				}
			}
		}
	}
}

func TestConstructors(t *testing.T) {
	if w := Whole(); !math.IsInf(w.Lo, -1) || !math.IsInf(w.Hi, 1) {
		t.Errorf("Whole() = %v", w)
	}
	if b := Ball(2); b != (Span{-2, 2}) {
		t.Errorf("Ball(2) = %v", b)
	}
	if b := Ball(0); b != (Span{}) {
		t.Errorf("Ball(0) = %v", b)
	}
	if b := Ball(math.Inf(1)); b.Finite() || !b.Contains(Whole()) {
		t.Errorf("Ball(Inf) = %v", b)
	}
	for name, f := range map[string]func(){
		"Point(Inf)": func() { Point(math.Inf(1)) }, "Point(-Inf)": func() { Point(math.Inf(-1)) }, "Point(NaN)": func() { Point(math.NaN()) },
		"Ball(-1)": func() { Ball(-1) }, "Ball(NaN)": func() { Ball(math.NaN()) },
		"DivInt(0)": func() { Point(1).DivInt(0) }, "DivInt(-1)": func() { Point(1).DivInt(-1) }, "DivInt(2^53+1)": func() { Point(1).DivInt(1<<53 + 1) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s does not panic", name)
				}
			}()
			f()
		}()
	}
	if got := Point(6).DivInt(1 << 53); got.Lo > 6.0/(1<<53) || got.Hi < 6.0/(1<<53) {
		t.Errorf("6 / 2^53 = %v", got)
	}
	for _, n := range []int64{0, 1, -1, 1<<53 - 1, 1 << 53, 1<<53 + 1, -1<<53 - 1, math.MaxInt64, math.MinInt64} {
		// two units of 2^-52 relative
		if s := FromInt64(n); !s.ContainsRat(big.NewRat(n, 1)) || s.Width() > 4*0x1p-52*math.Abs(float64(n)) {
			t.Errorf("FromInt64(%d) = %v", n, s)
		}
	}
}

// TestMidAndRadius: for any finite span the middle is inside, and no end is farther from it than the radius, exactly.
func TestMidAndRadius(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		s := drawSpan(r)
		if !s.Finite() {
			continue
		}
		m, rad := s.Mid(), s.Radius()
		if m < s.Lo || m > s.Hi {
			t.Fatalf("the middle %v is outside %v", m, s)
		}
		if math.IsInf(rad, 1) {
			continue
		}
		for _, end := range []float64{s.Lo, s.Hi} {
			d := new(big.Rat).Sub(new(big.Rat).SetFloat64(end), new(big.Rat).SetFloat64(m))
			if d.Abs(d).Cmp(new(big.Rat).SetFloat64(rad)) > 0 {
				t.Fatalf("%v is farther than %v from the middle %v of %v", end, rad, m, s)
			}
		}
	}
}

// TestRing: the ring for circuits does what the spans do, also in place, and a square is not taken for a product.
func TestRing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var ring Ring
	for range 500 {
		x, y := drawSpan(r), drawSpan(r)
		for _, op := range []struct {
			name string
			ring func(z, x, y *Span)
			want Span
		}{{"add", ring.Add, x.Add(y)}, {"sub", ring.Sub, x.Sub(y)}, {"mul", ring.Mul, x.Mul(y)}} {
			z := Whole()
			a, b := x, y
			op.ring(&z, &a, &b)
			if z != op.want || a != x || b != y {
				t.Fatalf("%s of %v and %v is %v, want %v", op.name, x, y, z, op.want)
			}
			op.ring(&a, &a, &b)
			if a != op.want {
				t.Fatalf("%s of %v and %v in place is %v, want %v", op.name, x, y, a, op.want)
			}
		}
		a := x
		z := ring.New()
		ring.Mul(z, &a, &a)
		if *z != x.Sqr() {
			t.Fatalf("%v times itself is %v, want %v", x, *z, x.Sqr())
		}
		ring.SetInt(z, -3)
		if *z != (Span{-3, -3}) {
			t.Fatalf("SetInt(-3) = %v", *z)
		}
	}
}
