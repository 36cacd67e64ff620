package circuit

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func bothKinds(t *testing.T, f func(t *testing.T, vector bool)) {
	t.Helper()
	for _, vector := range kinds() {
		f(t, vector)
	}
}

// prime is number k of the table.
func prime(vector bool, k int) *big.Int {
	if vector {
		return new(big.Int).SetUint64(1<<52 - uint64(vectorOffsets[k]))
	}
	return new(big.Int).SetUint64(1<<62 - uint64(primeOffsets[k]))
}

// TestZeroNeedsEveryPrime: f(x) is a product of the first primes of the table, so it vanishes modulo each of them. A test that
// took one prime less than the bound asks for would call it zero. In integers, and behind denominators with and
// without a grading.
func TestZeroNeedsEveryPrime(t *testing.T) { bothKinds(t, zeroNeedsEveryPrime) }

func zeroNeedsEveryPrime(t *testing.T, vector bool) {
	t.Helper()
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	p := b.Compile(x.Mul(y).Times(3))
	product := big.NewInt(1)
	for k := range 40 {
		product.Mul(product, prime(vector, k))
		for _, gradings := range [][][]int{nil, {{1, 1}}, {{1, 2}}, {{1, 0}, {0, 1}}} {
			zero := newZeroTest(vector, p, gradings)
			for _, den := range []int64{1, 3, 1 << 32, 10403} {
				for _, other := range []*big.Rat{big.NewRat(1, 1), big.NewRat(-1, 7), big.NewRat(5, den)} {
					in := []*big.Rat{new(big.Rat).SetFrac(product, big.NewInt(den)), other}
					if z, ok := zero.Zero(in); z || !ok {
						t.Fatalf("the product of %d primes over %d, times %v, with gradings %v: zero %v, ok %v", k+1, den, other, gradings, z, ok)
					}
				}
			}
		}
	}
}

// identities is a true and a wrong statement in weights, noise and a target, homogeneous of weight 4 under 1, 1, 2.
func identities() (right, wrong *Program) {
	build := func(c int64) *Program {
		b := NewBuilder()
		x, e, y := b.Var("x"), b.Var("e"), b.Var("b")
		left := x.Sqr().Add(e.Sqr()).Sub(y).Sqr()
		rest := x.Pow(4).Add(e.Pow(4)).Add(x.Sqr().Mul(e.Sqr()).Times(2)).Sub(y.Mul(x.Sqr().Add(e.Sqr())).Times(c)).Add(y.Sqr())
		return b.Compile(left.Sub(rest), x.Sub(x))
	}
	return build(2), build(3)
}

// TestZeroAgainstRationals: the decisions are those of rational arithmetic, whatever the gradings, for short and long
// numbers with equal, nested, coprime and no denominators.
func TestZeroAgainstRationals(t *testing.T) { bothKinds(t, zeroAgainstRationals) }

func zeroAgainstRationals(t *testing.T, vector bool) {
	t.Helper()
	right, wrong := identities()
	rng := rand.New(rand.NewPCG(5, 6))
	denominators := []func() int64{
		func() int64 { return 1 }, func() int64 { return 1 << 32 }, func() int64 { return 1 << rng.IntN(60) },
		func() int64 { return rng.Int64N(1<<62) + 1 }, func() int64 { return rng.Int64N(9) + 1 },
	}
	for _, gradings := range [][][]int{nil, {{1, 1, 2}}, {{1, 1, 3}}, {{1, 1, 0}}, {{2, 2, 4}, {1, 1, 2}}} {
		tests := []*ZeroTest{newZeroTest(vector, right, gradings), newZeroTest(vector, wrong, gradings)}
		for i := range 500 {
			den := denominators[i%len(denominators)]
			in := make([]*big.Rat, 3)
			for v := range in {
				in[v] = big.NewRat(rng.Int64N(1<<rng.IntN(60)+1)-rng.Int64N(1<<20), den())
				if i%7 == 0 {
					in[v].Mul(in[v], in[v]).Mul(in[v], in[v]).Mul(in[v], in[v])
				}
			}
			for k, p := range []*Program{right, wrong} {
				want := NewMachine(Rats{}, p).Run(in)[0].Sign() == 0
				if got, ok := tests[k].Zero(in); got != want || !ok {
					t.Fatalf("gradings %v, at %v: zero %v, ok %v, want %v", gradings, in, got, ok, want)
				}
			}
		}
	}
}

// TestZeroOfPoints: x y - z vanishes at some points only, with z = x y and beside it, over equal and over different denominators,
// with every choice of gradings.
func TestZeroOfPoints(t *testing.T) { bothKinds(t, zeroOfPoints) }

func zeroOfPoints(t *testing.T, vector bool) {
	t.Helper()
	b := NewBuilder()
	p := b.Compile(diff(b.Var("x"), b.Var("y"), b.Var("z")))
	rng := rand.New(rand.NewPCG(17, 18))
	count := map[bool]int{}
	for _, gradings := range [][][]int{nil, {{1, 1, 2}}, {{1, 2, 3}}, {{2, 1, 1}}, {{1, 0, 1}, {0, 1, 1}}, {{1, 2, 3}, {2, 1, 3}}} {
		test := newZeroTest(vector, p, gradings)
		for i := range 400 {
			den := func() int64 { return []int64{1, 8, rng.Int64N(9) + 1, rng.Int64N(1<<62) + 1}[i%4] }
			x, y := big.NewRat(rng.Int64N(1<<40)-1<<39, den()), big.NewRat(rng.Int64N(1<<40)-1<<39, den())
			z := new(big.Rat).Mul(x, y)
			want := i%3 > 0
			if !want {
				z.Add(z, new(big.Rat).SetFrac(big.NewInt(1), z.Denom())) // the least that can be wrong over this denominator
			}
			count[want]++
			if zero, ok := test.Zero([]*big.Rat{x, y, z}); zero != want || !ok {
				t.Fatalf("gradings %v, at %v, %v, %v: zero %v, ok %v, want %v", gradings, x, y, z, zero, ok, want)
			}
		}
	}
	if count[true] < 1000 || count[false] < 500 {
		t.Errorf("%v points", count)
	}
}

// TestZeroRefusals: what the primes can't decide is said to be undecided, not zero.
func TestZeroRefusals(t *testing.T) { bothKinds(t, zeroRefusals) }

func zeroRefusals(t *testing.T, vector bool) {
	t.Helper()
	right, _ := identities()
	long := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(math.Ceil(MaxZeroBits/4))))
	prime := new(big.Rat).SetFrac(big.NewInt(1), prime(vector, 0))
	one, half := big.NewRat(1, 1), big.NewRat(1, 2)
	for _, row := range []struct {
		why      string
		in       []*big.Rat
		gradings [][]int
		ok       bool
	}{
		{"a value of more bits than all primes", []*big.Rat{long, one, one}, nil, false},
		{"an overflow of float64's range within reach", []*big.Rat{new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 2000)), one, one}, nil, true},
		{"a denominator that a prime divides", []*big.Rat{prime, half, one}, nil, false},
		{"the same behind an integer scaling", []*big.Rat{prime, prime, prime}, [][]int{{1, 1, 2}}, true},
		{"what is in reach", []*big.Rat{half, half, one}, nil, true},
	} {
		if zero, ok := newZeroTest(vector, right, row.gradings).Zero(row.in); ok != row.ok || zero != row.ok {
			t.Errorf("%s: zero %v, ok %v", row.why, zero, ok)
		}
	}
}

// TestTake: as many primes are taken as the bits need, four or, with vector instructions, eight at a time. x^2 + 2 x^2 - 3 x^2 at 2^k: three
// bits of the norm 6, one for rounding, twice k+1 for the size, where four primes decide 247.96 and eight vector primes 415.92.
func TestTake(t *testing.T) {
	b := NewBuilder()
	x := b.Var("x")
	p := b.Compile(x.Sqr().Add(x.Sqr().Times(2)).Sub(x.Sqr().Times(3)))
	for _, vector := range kinds() {
		test := newZeroTest(vector, p, nil)
		for _, k := range []int{0, 60, 120, 121, 122, 203, 204, 205, 206, 243, 244, 245, 246, 247, 367, 368, 369, 370, 371, 411, 412, 413, 414} {
			for i := range test.blocks {
				test.blocks[i].half = true
			}
			if zero, ok := test.Zero([]*big.Rat{new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(k)))}); !zero || !ok {
				t.Fatalf("2^%d: zero %v, ok %v", k, zero, ok)
			}
			blocks, half := 0, false // by multiplication, not by division
			for n := 0.0; n <= float64(3+1+2*(k+1)); blocks++ {
				if n += 8 * 51.99; !vector {
					n += 4*61.99 - 8*51.99
					if half = n > float64(3+1+2*(k+1)); !half {
						n += 4 * 61.99
					}
				}
			}
			if test.entered != blocks-1 || test.blocks[blocks-1].half != half || blocks > 1 && test.blocks[0].half {
				t.Errorf("2^%d needs %d blocks, half of the last: %v; the last one is %d, half: %v", k, blocks, half, test.entered, test.blocks[blocks-1].half)
			}
		}
	}
}

// TestEveryOutputCounts: one output that is not zero, at any place and modulo one prime only, is enough.
func TestEveryOutputCounts(t *testing.T) { bothKinds(t, everyOutputCounts) }

func everyOutputCounts(t *testing.T, vector bool) {
	t.Helper()
	b := NewBuilder()
	xs := b.Vars("x", 3)
	for at := range xs {
		for k := range 4 {
			in := rats("0", "0", "0")
			n := big.NewInt(1) // zero modulo the first primes but one
			for j := range 4 {
				if j != k {
					n.Mul(n, prime(vector, j))
				}
			}
			in[at].SetInt(n)
			for _, outs := range [][]Node{xs, {xs[at]}} {
				if zero, ok := newZeroTest(vector, b.Compile(outs...), nil).Zero(in); zero || !ok {
					t.Errorf("output %d of %d: zero %v, ok %v", at, len(outs), zero, ok)
				}
			}
		}
	}
}

// TestZeroAllocatesNothing: after the first point, the storage is reused; GCDs of different denominators apart.
func TestZeroAllocatesNothing(t *testing.T) { bothKinds(t, zeroAllocatesNothing) }

func zeroAllocatesNothing(t *testing.T, vector bool) {
	t.Helper()
	right, _ := identities()
	for _, gradings := range [][][]int{nil, {{1, 1, 2}}} {
		zero := newZeroTest(vector, right, gradings)
		for _, in := range [][]*big.Rat{{big.NewRat(1, 3), big.NewRat(2, 3), big.NewRat(5, 1)}, {big.NewRat(1, 1<<32), big.NewRat(3, 1<<32), big.NewRat(5, 1<<32)}} {
			zero.Zero(in)
			if n := testing.AllocsPerRun(100, func() { zero.Zero(in) }); n > 0 {
				t.Errorf("gradings %v at %v: %v allocations a point", gradings, in, n)
			}
		}
	}
}

// FuzzZero: the test by residues decides as rational arithmetic does, for a polynomial and its expansion with one coefficient
// that may be wrong, and for an equation that holds at some points.
func FuzzZero(f *testing.F) {
	f.Add(int64(1), int64(2), int64(3), int64(5), int64(-7), int64(1<<62), int64(2), true)
	f.Add(int64(-1<<63), int64(1<<32), int64(1<<31), int64(1<<32), int64(0), int64(3), int64(2), false)
	f.Add(int64(1<<62-57), int64(1<<62-57), int64(1), int64(1<<62-57), int64(4), int64(1<<62-57), int64(3), true)
	f.Fuzz(func(t *testing.T, a, p, b, q, c, r, coefficient int64, graded bool) {
		if p == 0 || q == 0 || r == 0 {
			return
		}
		rat := func(n, d int64) *big.Rat { return new(big.Rat).SetFrac(big.NewInt(n), big.NewInt(d)) }
		in := []*big.Rat{rat(a, p), rat(b, q), rat(c, r)}
		builder := NewBuilder()
		x, y, z := builder.Var("x"), builder.Var("y"), builder.Var("z")
		left := x.Add(y).Sqr().Sub(z).Mul(x)
		right := x.Pow(3).Add(x.Sqr().Mul(y).Times(coefficient)).Add(x.Mul(y.Sqr())).Sub(x.Mul(z))
		program := builder.Compile(left.Sub(right))
		var gradings [][]int
		if graded {
			gradings = [][]int{{1, 1, 2}}
		}
		want := NewMachine(Rats{}, program).Run(in)[0].Sign() == 0
		for _, vector := range kinds() {
			if zero, ok := newZeroTest(vector, program, gradings).Zero(in); ok && zero != want {
				t.Fatalf("at %v, vector %v: zero %v, want %v", in, vector, zero, want)
			}
		}
		// x y - z at z = x y, where it is zero, and at z
		points := builder.Compile(diff(x, y, z))
		for _, vector := range kinds() {
			meets := newZeroTest(vector, points, gradings)
			for _, c := range []*big.Rat{in[2], new(big.Rat).Mul(in[0], in[1])} {
				want := new(big.Rat).Mul(in[0], in[1]).Cmp(c) == 0
				if zero, ok := meets.Zero([]*big.Rat{in[0], in[1], c}); ok && zero != want {
					t.Fatalf("at %v, %v, %v, vector %v: zero %v, want %v", in[0], in[1], c, vector, zero, want)
				}
			}
		}
	})
}
