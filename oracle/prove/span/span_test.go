package span

import (
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"testing"
)

// edges are endpoints where rounding, overflow and underflow change their rules.
var edges = []float64{
	0, math.Copysign(0, -1), 1, -1, 2, -3, 1.0 / 3, -1.0 / 3, 1 + 1.0/(1<<52), 1e-300, -1e-300, 1e300, -1e300,
	math.MaxFloat64, -math.MaxFloat64, tiniest, -tiniest, 1.1e-289, -1e-289, 9.9e299, 1 << 53, -(1<<53 + 2), 0.1, 1e-160, -1e-150,
}

func draw(r *rand.Rand) float64 {
	if r.IntN(3) == 0 {
		return edges[r.IntN(len(edges))]
	}
	return math.Ldexp(r.NormFloat64(), r.IntN(9)-4)
}

func drawSpan(r *rand.Rand) Span {
	a, b := draw(r), draw(r)
	s := Span{min(a, b), max(a, b)}
	switch r.IntN(12) {
	case 0:
		s.Lo = math.Inf(-1)
	case 1:
		s.Hi = math.Inf(1)
	case 2:
		s.Hi = s.Lo
	}
	return s
}

// inside returns an exact number in s: an end or a mix of both.
func inside(r *rand.Rand, s Span) *big.Rat {
	lo, hi := max(s.Lo, -math.MaxFloat64), min(s.Hi, math.MaxFloat64)
	a, b := new(big.Rat).SetFloat64(lo), new(big.Rat).SetFloat64(hi)
	t := big.NewRat(int64(r.IntN(5)), 4)
	b.Sub(b, a)
	return a.Add(a, b.Mul(b, t))
}

// operations are judged by exact rational arithmetic: one table for soundness and for tightness.
var operations = []struct {
	name  string
	span  func(x, y Span) Span
	exact func(x, y *big.Rat) *big.Rat
}{
	{"add", Span.Add, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }},
	{"sub", Span.Sub, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }},
	{"mul", Span.Mul, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }},
	{"sqr", func(x, _ Span) Span { return x.Sqr() }, func(x, _ *big.Rat) *big.Rat { return new(big.Rat).Mul(x, x) }},
	{"neg", func(x, _ Span) Span { return x.Neg() }, func(x, _ *big.Rat) *big.Rat { return new(big.Rat).Neg(x) }},
	{"div7", func(x, _ Span) Span { return x.DivInt(7) }, func(x, _ *big.Rat) *big.Rat { return new(big.Rat).Quo(x, big.NewRat(7, 1)) }},
}

func TestContainment(t *testing.T) {
	cases := 10_000
	switch {
	case os.Getenv("SSAM_DEEP") == "1":
		cases = 1_000_000
	case testing.Short():
		cases = 2000
	}
	for k, op := range operations {
		r := rand.New(rand.NewPCG(1, uint64(k)))
		for range cases {
			x, y := drawSpan(r), drawSpan(r)
			z := op.span(x, y)
			if math.IsNaN(z.Lo) || math.IsNaN(z.Hi) || z.Lo > z.Hi || math.IsInf(z.Lo, 1) || math.IsInf(z.Hi, -1) {
				t.Fatalf("%s(%v, %v) = %v", op.name, x, y, z)
			}
			p, q := inside(r, x), inside(r, y)
			if v := op.exact(p, q); !z.ContainsRat(v) {
				t.Fatalf("%s(%v, %v) = %v lacks %s(%s, %s) = %s", op.name, x, y, z, op.name, p, q, v)
			}
		}
	}
}

// On points the result is the exact value, when float64 holds it, or two neighbors: where nothing over- or underflows.
func TestTightness(t *testing.T) {
	for k, op := range operations {
		r := rand.New(rand.NewPCG(2, uint64(k)))
		exact := 0
		for range 5000 {
			a, b := r.NormFloat64(), r.NormFloat64()
			if r.IntN(2) == 0 { // few bits: exact results occur
				a, b = float64(r.IntN(64)-32), float64(r.IntN(64)-32)/8
			}
			z := op.span(Point(a), Point(b))
			v := op.exact(new(big.Rat).SetFloat64(a), new(big.Rat).SetFloat64(b))
			f, isFloat := v.Float64()
			switch {
			case isFloat && z != (Span{f, f}):
				t.Fatalf("%s(%v, %v) = %v, not the point %v", op.name, a, b, z, f)
			case !isFloat && z.Hi != math.Nextafter(z.Lo, math.Inf(1)):
				t.Fatalf("%s(%v, %v) = %v: not neighbors", op.name, a, b, z)
			}
			if isFloat {
				exact++
			}
		}
		if exact < 300 || op.name != "neg" && exact > 4700 {
			t.Errorf("%s: %d of 5000 results exact: the sample does not test both cases", op.name, exact)
		}
	}
}

func TestNeighbors(t *testing.T) {
	for _, x := range append([]float64{math.Inf(-1), math.Inf(1)}, edges...) {
		if got, want := Down(x), math.Nextafter(x, math.Inf(-1)); got != want {
			t.Errorf("Down(%v) = %v, want %v", x, got, want)
		}
		if got, want := Up(x), math.Nextafter(x, math.Inf(1)); got != want {
			t.Errorf("Up(%v) = %v, want %v", x, got, want)
		}
	}
}

func TestConversions(t *testing.T) {
	for _, s := range []string{"0", "1", "-1/3", "1e-400", "1e400", "-1e400", "9007199254740993", "-0.1", "9223372036854775807", "5e-324"} {
		v, _ := new(big.Rat).SetString(s)
		if x := FromRat(v); !x.ContainsRat(v) {
			t.Errorf("FromRat(%s) = %v", s, x)
		}
		if v.IsInt() && v.Num().IsInt64() {
			if x := FromInt64(v.Num().Int64()); !x.ContainsRat(v) {
				t.Errorf("FromInt64(%s) = %v", s, x)
			}
		}
	}
}

func FuzzOperations(f *testing.F) {
	f.Add(1.0, 2.0, -1.0, 0.1, uint8(0))
	f.Add(1e308, 1e308, -1e308, 0.0, uint8(2))
	f.Add(5e-324, 1e-200, -1e-200, 1e-150, uint8(2))
	f.Fuzz(func(t *testing.T, a, b, c, d float64, k uint8) {
		for _, v := range []float64{a, b, c, d} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Skip()
			}
		}
		x, y := Span{min(a, b), max(a, b)}, Span{min(c, d), max(c, d)}
		op := operations[int(k)%len(operations)]
		z := op.span(x, y)
		for _, p := range []float64{a, b} {
			for _, q := range []float64{c, d} {
				if v := op.exact(new(big.Rat).SetFloat64(p), new(big.Rat).SetFloat64(q)); !z.ContainsRat(v) {
					t.Errorf("%s(%v, %v) = %v lacks %s", op.name, x, y, z, v)
				}
			}
		}
	})
}

func BenchmarkMul(b *testing.B) {
	x, y := Span{-1.25, 0.3}, Span{0.1, 0.7}
	for range b.N {
		x = x.Mul(y).Add(Span{-0.5, 0.1})
	}
	if x.Lo > x.Hi {
		b.Fatal(x)
	}
}
