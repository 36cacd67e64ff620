package sturm_test

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

var ctx = context.Background()

// planted is a known root and its multiplicity.
type planted struct {
	x *big.Rat
	k int
}

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("bad rational %q", s)
	}
	return x
}

func must(t testing.TB, p *sturm.Poly, err error) *sturm.Poly {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// plant returns scale * prod (x - root)^k * prod (x^2 + px + q) for the given factors without real roots.
func plant(t testing.TB, roots []planted, extra ...*sturm.Poly) *sturm.Poly {
	t.Helper()
	p, err := sturm.New(big.NewRat(-7, 3))
	p = must(t, p, err)
	for _, r := range roots {
		f, err := sturm.New(new(big.Rat).Neg(r.x), big.NewRat(1, 1))
		f = must(t, f, err)
		for range r.k {
			p, err = p.Mul(f)
			p = must(t, p, err)
		}
	}
	for _, f := range extra {
		p, err = p.Mul(f)
		p = must(t, p, err)
	}
	return p
}

// checkPlanted finds the planted roots again: count, order, enclosure, multiplicity, digits and rationality.
func checkPlanted(t testing.TB, p *sturm.Poly, want []planted) {
	t.Helper()
	want = slices.Clone(want)
	slices.SortFunc(want, func(a, b planted) int { return a.x.Cmp(b.x) })
	got, err := sturm.Isolate(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d roots of %v, want %d: %v", len(got), p, len(want), got)
	}
	width := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 200))
	for i, r := range got {
		w := want[i]
		if r.Multiplicity() != w.k {
			t.Errorf("root %d: multiplicity %d, want %d", i, r.Multiplicity(), w.k)
		}
		if i > 0 && got[i-1].Hi().Cmp(r.Lo()) > 0 {
			t.Errorf("enclosures %v and %v overlap", got[i-1], r)
		}
		checkInside(t, r, w.x)
		fine, err := r.Refine(ctx, 200)
		if err != nil {
			t.Fatal(err)
		}
		checkInside(t, fine, w.x)
		if d := new(big.Rat).Sub(fine.Hi(), fine.Lo()); d.Cmp(width) > 0 {
			t.Errorf("root %d: width %v after Refine(200)", i, d)
		}
		x, ok, err := r.Rational(ctx)
		if err != nil || !ok || x.Cmp(w.x) != 0 {
			t.Errorf("root %d: Rational = %v, %v, %v, want %v", i, x, ok, err, w.x)
		}
	}
}

func checkInside(t testing.TB, r *sturm.Root, x *big.Rat) {
	t.Helper()
	if e, ok := r.Exact(); ok {
		if e.Cmp(x) != 0 {
			t.Errorf("exact root %v, want %v", e, x)
		}
		return
	}
	if r.Lo().Cmp(x) >= 0 || r.Hi().Cmp(x) <= 0 {
		t.Errorf("%v does not hold %v inside", r, x)
	}
}

func TestPlanted(t *testing.T) {
	noReal := func(c ...int64) *sturm.Poly { p, err := sturm.FromInt64s(c...); return must(t, p, err) }
	wilkinson := make([]planted, 20)
	for i := range wilkinson {
		wilkinson[i] = planted{big.NewRat(int64(i+1), 1), 1}
	}
	tests := []struct {
		name, reason string
		roots        []planted
		extra        []*sturm.Poly
	}{
		{"constant", "no roots at all", nil, nil},
		{"one integer", "a bisection point hits it", []planted{{rat(t, "3"), 1}}, nil},
		{"zero", "the first midpoint", []planted{{rat(t, "0"), 1}}, nil},
		{"zero, triple", "multiplicity at the first midpoint", []planted{{rat(t, "0"), 3}, {rat(t, "1/3"), 1}}, nil},
		{"one third", "never hit by bisection", []planted{{rat(t, "1/3"), 1}}, nil},
		{"quartet", "three multiplicities", []planted{{rat(t, "-2/3"), 2}, {rat(t, "1/7"), 5}, {rat(t, "5"), 1}, {rat(t, "9/2"), 2}}, nil},
		{"only complex", "count 0 at positive degree", nil, []*sturm.Poly{noReal(1, 0, 1), noReal(1, 1, 1)}},
		{"mixed", "real roots among complex ones", []planted{{rat(t, "-1"), 1}, {rat(t, "22/7"), 3}}, []*sturm.Poly{noReal(1, 0, 1), noReal(5, -4, 1)}},
		{"nearly real", "complex pair 1e-9 from the axis", []planted{{rat(t, "2"), 1}}, []*sturm.Poly{noReal(1_000_000_000_000_000_001, -2_000_000_000_000_000_000, 1_000_000_000_000_000_000)}},
		{"cluster", "two roots 1e-30 apart", []planted{{rat(t, "1/3"), 1}, {rat(t, "1000000000000000000000000000003/3000000000000000000000000000000"), 1}}, nil},
		{"cluster, multiple", "a double and a triple 1e-30 apart", []planted{{rat(t, "1"), 2}, {rat(t, "1000000000000000000000000000001/1000000000000000000000000000000"), 3}}, nil},
		{"far apart", "scales 1e-40 to 1e40", []planted{{rat(t, "1e-40"), 1}, {rat(t, "-1e40"), 2}, {rat(t, "1"), 1}}, nil},
		{"powers of two", "every root is an end of a bisection interval", []planted{{rat(t, "1"), 1}, {rat(t, "2"), 1}, {rat(t, "4"), 1}, {rat(t, "-8"), 1}, {rat(t, "0"), 1}}, nil},
		{"wilkinson", "degree 20, 1..20", wilkinson, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkPlanted(t, plant(t, tt.roots, tt.extra...), tt.roots) })
	}
}

// randomRoots draws up to n roots, with repetitions, neighbors 2^-60 apart and integers mixed in.
func randomRoots(rng *rand.Rand, n int) []planted {
	seen := map[string]int{}
	var out []planted
	for range n {
		var x *big.Rat
		switch rng.IntN(4) {
		case 0:
			x = big.NewRat(rng.Int64N(21)-10, 1)
		case 1:
			x = big.NewRat(rng.Int64N(2001)-1000, 1+rng.Int64N(1000))
		case 2:
			x = big.NewRat(rng.Int64N(65)-32, 1<<rng.IntN(6))
		default:
			if len(out) > 0 {
				x = new(big.Rat).Add(out[rng.IntN(len(out))].x, big.NewRat(1, 1<<60))
			} else {
				x = new(big.Rat)
			}
		}
		if i, ok := seen[x.RatString()]; ok {
			out[i].k++
			continue
		}
		seen[x.RatString()] = len(out)
		out = append(out, planted{x, 1 + rng.IntN(2)})
	}
	return out
}

func TestPlantedRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	n := 150
	if testing.Short() {
		n = 30
	}
	for range n {
		roots := randomRoots(rng, rng.IntN(7))
		c := 1 + rng.Int64N(5)
		b := rng.Int64N(5) - 2
		q, err := sturm.FromInt64s(b*b+c, 2*b, 1) // (x+b)^2 + c
		checkPlanted(t, plant(t, roots, must(t, q, err)), roots)
	}
}

// TestCounts compares Sturm's counts with the planted roots on every kind of interval, ends on roots included.
func TestCounts(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		roots := randomRoots(rng, 1+rng.IntN(6))
		seq, err := sturm.NewSequence(ctx, plant(t, roots))
		if err != nil {
			t.Fatal(err)
		}
		if n := seq.Count(sturm.NegInf(), sturm.PosInf()); n != len(roots) {
			t.Fatalf("count on the line %d, want %d", n, len(roots))
		}
		for range 20 {
			a, b := big.NewRat(rng.Int64N(41)-20, 2), big.NewRat(rng.Int64N(41)-20, 2)
			if rng.IntN(2) == 0 {
				a = roots[rng.IntN(len(roots))].x
			}
			if rng.IntN(2) == 0 {
				b = roots[rng.IntN(len(roots))].x
			}
			var openClosed, open, closed, below, above int
			for _, r := range roots {
				l, h := r.x.Cmp(a), r.x.Cmp(b)
				openClosed += btoi(l > 0 && h <= 0)
				open += btoi(l > 0 && h < 0)
				closed += btoi(l >= 0 && h <= 0)
				below += btoi(h <= 0)
				above += btoi(l > 0)
			}
			A, B := sturm.At(a), sturm.At(b)
			got := []int{seq.Count(A, B), seq.CountOpen(A, B), seq.CountClosed(A, B), seq.Count(sturm.NegInf(), B), seq.Count(A, sturm.PosInf())}
			if want := []int{openClosed, open, closed, below, above}; !slices.Equal(got, want) {
				t.Fatalf("roots %v, a=%v b=%v: counts %v, want %v", roots, a, b, got, want)
			}
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestDecomposition rebuilds p from its square-free factors, and checks them for square-freeness by the counts of distinct roots.
func TestDecomposition(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		roots := randomRoots(rng, rng.IntN(8))
		p := plant(t, roots)
		factors, err := p.SquareFreeDecomposition(ctx)
		if err != nil {
			t.Fatal(err)
		}
		q, err := sturm.New(p.Content())
		q = must(t, q, err)
		distinct := 0
		for _, f := range factors {
			distinct += f.Poly.Degree()
			for range f.Multiplicity {
				q, err = q.Mul(f.Poly)
				q = must(t, q, err)
			}
		}
		if !q.Equal(p) || distinct != len(roots) {
			t.Fatalf("%v decomposes into %v with %d distinct roots, want %d", p, factors, distinct, len(roots))
		}
		sf, err := p.SquareFreePart(ctx)
		if sf = must(t, sf, err); sf.Degree() != len(roots) {
			t.Fatalf("square-free part has degree %d, want %d", sf.Degree(), len(roots))
		}
	}
}

// TestGCDPlanted plants a common divisor of two products whose cofactors share no root.
func TestGCDPlanted(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		all := randomRoots(rng, 9)
		i, j := len(all)/3, 2*len(all)/3
		g := plant(t, all[:i])
		p, err := g.Mul(plant(t, all[i:j]))
		p = must(t, p, err)
		q, err := g.Mul(plant(t, all[j:]))
		q = must(t, q, err)
		got, err := sturm.GCD(ctx, p, q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := sturm.FromInts(g.Primitive()...)
		if want = must(t, want, err); !got.Equal(want) {
			t.Fatalf("gcd = %v, want %v", got, want)
		}
	}
}

// TestEval compares the fraction-free values and signs with Horner's rule on big.Rat.
func TestEval(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	zeros := 0
	for range 300 {
		c := make([]*big.Rat, rng.IntN(8))
		for i := range c {
			c[i] = big.NewRat(rng.Int64N(9)-4, 1+rng.Int64N(4))
		}
		p, err := sturm.New(c...)
		p = must(t, p, err)
		x := big.NewRat(rng.Int64N(17)-8, 1+rng.Int64N(6))
		want := new(big.Rat)
		for i := len(c) - 1; i >= 0; i-- {
			want.Mul(want, x)
			want.Add(want, c[i])
		}
		if got := p.Eval(x); got.Cmp(want) != 0 || p.SignAt(x) != want.Sign() {
			t.Fatalf("%v at %v: %v, sign %d, want %v", p, x, got, p.SignAt(x), want)
		}
		for i := range c {
			if p.Coefficient(i).Cmp(c[i]) != 0 {
				t.Fatalf("coefficient %d of %v: %v, want %v", i, p, p.Coefficient(i), c[i])
			}
		}
		zeros += btoi(want.Sign() == 0)
	}
	if zeros < 10 {
		t.Errorf("only %d zeros among the samples: the sign 0 is not tested", zeros)
	}
}

// TestRefineSqrt takes x^2 = 2 to 20000 bits and checks lo^2 < 2 < hi^2 exactly, and that sqrt 2 is found irrational.
func TestRefineSqrt(t *testing.T) {
	p, err := sturm.FromInt64s(-2, 0, 1)
	roots, err2 := sturm.Isolate(ctx, must(t, p, err))
	if err2 != nil || len(roots) != 2 {
		t.Fatalf("%v, %v", roots, err2)
	}
	two := big.NewRat(2, 1)
	for _, bits := range []uint{1, 10, 333, 20000} {
		r, err := roots[1].Refine(ctx, bits)
		if err != nil {
			t.Fatal(err)
		}
		lo, hi := r.Lo(), r.Hi()
		width := new(big.Rat).Sub(hi, lo)
		lo.Mul(lo, lo)
		hi.Mul(hi, hi)
		if lo.Cmp(two) >= 0 || hi.Cmp(two) <= 0 {
			t.Errorf("%d bits: sqrt 2 is outside", bits)
		}
		if width.Cmp(new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), bits))) > 0 {
			t.Errorf("%d bits: too wide", bits)
		}
	}
	if x, ok, err := roots[0].Rational(ctx); ok || err != nil {
		t.Errorf("-sqrt 2 = %v, %v", x, err)
	}
}

// TestRefineDigits asks for relative digits of roots of very different size: x^3 - 2*10^(3k).
func TestRefineDigits(t *testing.T) {
	for _, k := range []int{-100, 0, 100} {
		scale := rat(t, fmt.Sprintf("2e%d", 3*k))
		p, err := sturm.New(new(big.Rat).Neg(scale), new(big.Rat), new(big.Rat), big.NewRat(1, 1))
		roots, err2 := sturm.Isolate(ctx, must(t, p, err))
		if err2 != nil || len(roots) != 1 {
			t.Fatalf("%v, %v", roots, err2)
		}
		r, err := roots[0].RefineDigits(ctx, 50)
		if err != nil {
			t.Fatal(err)
		}
		width := new(big.Rat).Sub(r.Hi(), r.Lo())
		if width.Quo(width, r.Lo()); width.Sign() < 0 || width.Cmp(rat(t, "1e-50")) > 0 {
			t.Errorf("10^%d: relative width %v", k, width.FloatString(60))
		}
		lo, hi := r.Lo(), r.Hi()
		if cube(lo).Cmp(scale) >= 0 || cube(hi).Cmp(scale) <= 0 {
			t.Errorf("10^%d: the root is outside", k)
		}
	}
}

func cube(x *big.Rat) *big.Rat { y := new(big.Rat).Mul(x, x); return y.Mul(y, x) }

func TestSimplest(t *testing.T) {
	// Brute force: the first denominator with a fraction inside.
	rng := rand.New(rand.NewPCG(11, 12))
	for range 500 {
		a := big.NewRat(rng.Int64N(4001)-2000, 1+rng.Int64N(200))
		b := new(big.Rat).Add(a, big.NewRat(rng.Int64N(50), 1+rng.Int64N(500)))
		got := sturm.Simplest(a, b)
		var want *big.Rat
		for q := int64(1); want == nil; q++ {
			m := new(big.Int).Mul(a.Num(), big.NewInt(q))
			m.Add(m, new(big.Int).Sub(a.Denom(), big.NewInt(1)))
			m.Div(m, a.Denom()) // ceil(a q)
			for c := big.NewRat(m.Int64(), q); c.Cmp(b) <= 0; c = new(big.Rat).Add(c, big.NewRat(1, q)) {
				if want == nil || new(big.Rat).Abs(c).Cmp(new(big.Rat).Abs(want)) < 0 {
					want = c
				}
			}
		}
		if got.Cmp(want) != 0 {
			t.Fatalf("Simplest(%v, %v) = %v, want %v", a, b, got, want)
		}
	}
}

func TestErrors(t *testing.T) {
	var zero sturm.Poly
	if _, err := sturm.Isolate(ctx, &zero); !errors.Is(err, sturm.ErrZero) {
		t.Errorf("Isolate(0): %v", err)
	}
	if _, err := sturm.NewSequence(ctx, &zero); !errors.Is(err, sturm.ErrZero) {
		t.Errorf("NewSequence(0): %v", err)
	}
	var limit *sturm.LimitError
	big1 := make([]int64, sturm.MaxDegree+2)
	big1[len(big1)-1] = 1
	if _, err := sturm.FromInt64s(big1...); !errors.As(err, &limit) || limit.Field != "degree" {
		t.Errorf("degree: %v", err)
	}
	huge := new(big.Int).Lsh(big.NewInt(1), sturm.MaxCoefficientBits)
	if _, err := sturm.FromInts(huge, big.NewInt(3)); !errors.As(err, &limit) || limit.Field != "coefficient bits" {
		t.Errorf("height: %v", err)
	}
	dense := make([]int64, 3000)
	for i := range dense {
		dense[i] = int64(i%7) + 1
	}
	p, err := sturm.FromInt64s(dense...)
	if _, err := sturm.Isolate(ctx, must(t, p, err)); !errors.As(err, &limit) || limit.Field != "sequence bits" {
		t.Errorf("sequence: %v", err)
	}
	q, err := sturm.FromInt64s(-2, 0, 1)
	q = must(t, q, err)
	roots, err := sturm.Isolate(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := roots[0].Refine(ctx, sturm.MaxRefineBits+1); !errors.As(err, &limit) || limit.Field != "refinement bits" {
		t.Errorf("refine: %v", err)
	}
	if _, err := roots[0].RefineDigits(ctx, sturm.MaxDigits+1); !errors.As(err, &limit) || limit.Field != "digits" {
		t.Errorf("digits: %v", err)
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := sturm.Isolate(done, q); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

// FuzzSturm plants roots from bytes and finds them again.
func FuzzSturm(f *testing.F) {
	f.Add([]byte{1, 1, 1, 2, 3, 2})
	f.Add([]byte{0, 1, 3, 255, 7, 1, 255, 8, 1})
	f.Add([]byte{100, 100, 1, 101, 101, 1, 50, 51, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		seen := map[string]int{}
		var roots []planted
		for i := 0; i+2 < len(data) && i < 18; i += 3 {
			x := big.NewRat(int64(int8(data[i])), 1+int64(data[i+1]))
			if j, ok := seen[x.RatString()]; ok {
				roots[j].k++
				continue
			}
			seen[x.RatString()] = len(roots)
			roots = append(roots, planted{x, 1 + int(data[i+2]%3)})
		}
		checkPlanted(t, plant(t, roots), roots)
	})
}

// Example counts and isolates the roots of 2 x^3 - 3 x^2 - 2 x + 3 = (2x - 3)(x - 1)(x + 1), and gives the digits of one.
func Example() {
	p, _ := sturm.FromInt64s(3, -2, -3, 2)
	seq, _ := sturm.NewSequence(context.Background(), p)
	fmt.Println(seq.Count(sturm.At(big.NewRat(0, 1)), sturm.PosInf()), "positive")
	roots, _ := sturm.Isolate(context.Background(), p)
	for _, r := range roots {
		x, ok, _ := r.Rational(context.Background())
		fmt.Println(x.RatString(), ok)
	}
	// Output:
	// 2 positive
	// -1 true
	// 1 true
	// 3/2 true
}
