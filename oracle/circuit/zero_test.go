package circuit

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestPrimes: the table holds primes below 2^62, largest first, none twice, each with more than primeBits bits; the Montgomery
// constants are what they are said to be.
func TestPrimes(t *testing.T) {
	var m struct{ p, inv, one, r2 []uint64 }
	for _, b := range newBlocks(len(primeOffsets) / primeLanes) {
		m.p, m.inv = append(m.p, b.p[:]...), append(m.inv, b.inv[:]...)
		m.one, m.r2 = append(m.one, b.one[:]...), append(m.r2, b.r2[:]...)
	}
	if len(m.p) != len(primeOffsets) {
		t.Errorf("%d of %d primes are in blocks", len(m.p), len(primeOffsets))
	}
	r := new(big.Int).Lsh(big.NewInt(1), 64)
	for i, p := range m.p {
		n := new(big.Int).SetUint64(p)
		if !n.ProbablyPrime(20) || i > 0 && p >= m.p[i-1] || math.Log2(float64(p)) < primeBits || p >= 1<<62 {
			t.Errorf("modulus %d is %d", i, p)
		}
		if p*m.inv[i] != 1 {
			t.Errorf("inverse %d", i)
		}
		rr := new(big.Int).Mul(r, r)
		if rr.Mod(rr, n).Uint64() != m.r2[i] || new(big.Int).Mod(r, n).Uint64() != m.one[i] {
			t.Errorf("powers of R modulo %d", p)
		}
	}
	// 62-bit primes are missed by no gap: all numbers between the first and the last that are not in the table are composite.
	in := map[uint16]bool{}
	for _, c := range primeOffsets {
		in[c] = true
	}
	for c := uint64(1); c <= uint64(primeOffsets[len(primeOffsets)-1]); c++ {
		if new(big.Int).SetUint64(1<<62-c).ProbablyPrime(0) != in[uint16(c)] {
			t.Errorf("2^62 - %d", c)
		}
	}
}

// canonical is the integer below p whose residue is a.
func canonical(m *block, i int, a uint64) uint64 {
	n := new(big.Int).SetUint64(a)
	p := new(big.Int).SetUint64(m.p[i])
	rInv := new(big.Int).ModInverse(new(big.Int).Lsh(big.NewInt(1), 64), p)
	return n.Mul(n, rInv).Mod(n, p).Uint64()
}

// TestModuliArithmetic compares each operation with math/big, for integers at the ends of words and of the range of residues.
func TestModuliArithmetic(t *testing.T) {
	m := newBlocks(1)[0]
	const n = primeLanes
	var numbers []*big.Int
	for _, text := range []string{"0", "1", "-1", "2", "18446744073709551615", "18446744073709551616", "-18446744073709551617",
		"340282366920938463463374607431768211455", "-340282366920938463463374607431768211456", "9223372036854775807", "-9223372036854775808"} {
		x, _ := new(big.Int).SetString(text, 10)
		numbers = append(numbers, x)
	}
	for _, c := range primeOffsets[:3] { // multiples of a modulus and their neighbors
		p := new(big.Int).SetUint64(1<<62 - uint64(c))
		numbers = append(numbers, p, new(big.Int).Neg(p), new(big.Int).Lsh(p, 70), new(big.Int).Add(p, big.NewInt(1)))
	}
	mod := func(x *big.Int, i int) uint64 {
		p := new(big.Int).SetUint64(m.p[i])
		return new(big.Int).Mod(x, p).Uint64()
	}
	check := func(what string, z *lanes, want *big.Int) {
		t.Helper()
		for i, a := range z {
			if a > 2*m.p[i] {
				t.Fatalf("%s: residue %d is out of range", what, a)
			}
			if canonical(&m, i, a) != mod(want, i) {
				t.Fatalf("%s modulo %d: %d, want %d", what, m.p[i], canonical(&m, i, a), mod(want, i))
			}
		}
	}
	x, y, z := new(lanes), new(lanes), new(lanes)
	for _, a := range numbers {
		m.set(x, a)
		check("set "+a.String(), x, a)
		if a.IsInt64() {
			m.setInt(z, a.Int64())
			check("setInt "+a.String(), z, a)
		}
		zeros := 0
		for i := range n {
			if mod(a, i) == 0 {
				zeros++
			}
		}
		if m.zeros(x) != zeros {
			t.Errorf("%v: %d zeros, want %d", a, m.zeros(x), zeros)
		}
		for k := range 5 {
			m.power(z, x, k)
			check("power", z, new(big.Int).Exp(a, big.NewInt(int64(k)), nil))
		}
		if zeros == 0 {
			m.invert(z, x)
			m.mul(z, z, x)
			check("inverse of "+a.String(), z, big.NewInt(1))
		}
		for _, b := range numbers {
			m.set(y, b)
			m.mul(z, x, y)
			check("product", z, new(big.Int).Mul(a, b))
			m.add(z, x, y)
			check("sum", z, new(big.Int).Add(a, b))
			m.sub(z, x, y)
			check("difference", z, new(big.Int).Sub(a, b))
			m.sub(z, z, x) // operands at the ends of the range
			check("difference", z, new(big.Int).Neg(b))
		}
	}
	// zero has three forms
	for i := range x {
		x[i] = uint64(i%3) * m.p[i]
	}
	if m.zeros(x) != n {
		t.Error("0, p and 2p are not all taken for zero")
	}
}

// TestZeroNeedsEveryPrime: f(x) is a product of the first primes of the table, so it vanishes modulo each of them. A test that
// took one prime less than the bound asks for would call it zero. In integers, and behind denominators with and
// without a grading.
func TestZeroNeedsEveryPrime(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	p := b.Compile(x.Mul(y).Times(3))
	product := big.NewInt(1)
	for k, c := range primeOffsets[:40] {
		product.Mul(product, new(big.Int).SetUint64(1<<62-uint64(c)))
		for _, gradings := range [][][]int{nil, {{1, 1}}, {{1, 2}}, {{1, 0}, {0, 1}}} {
			zero := NewZeroTest(p, gradings...)
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
func TestZeroAgainstRationals(t *testing.T) {
	right, wrong := identities()
	rng := rand.New(rand.NewPCG(5, 6))
	denominators := []func() int64{
		func() int64 { return 1 }, func() int64 { return 1 << 32 }, func() int64 { return 1 << rng.IntN(60) },
		func() int64 { return rng.Int64N(1<<62) + 1 }, func() int64 { return rng.Int64N(9) + 1 },
	}
	for _, gradings := range [][][]int{nil, {{1, 1, 2}}, {{1, 1, 3}}, {{1, 1, 0}}, {{2, 2, 4}, {1, 1, 2}}} {
		tests := []*ZeroTest{NewZeroTest(right, gradings...), NewZeroTest(wrong, gradings...)}
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

// TestZeroRefusals: what the primes can't decide is said to be undecided, not zero.
func TestZeroRefusals(t *testing.T) {
	right, _ := identities()
	long := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(math.Ceil(MaxZeroBits/4))))
	prime := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).SetUint64(1<<62-uint64(primeOffsets[0])))
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
		if zero, ok := NewZeroTest(right, row.gradings...).Zero(row.in); ok != row.ok || zero != row.ok {
			t.Errorf("%s: zero %v, ok %v", row.why, zero, ok)
		}
	}
}

// TestZeroAllocatesNothing: after the first point, the storage is reused; GCDs of different denominators apart.
func TestZeroAllocatesNothing(t *testing.T) {
	right, _ := identities()
	for _, gradings := range [][][]int{nil, {{1, 1, 2}}} {
		zero := NewZeroTest(right, gradings...)
		for _, in := range [][]*big.Rat{{big.NewRat(1, 3), big.NewRat(2, 3), big.NewRat(5, 1)}, {big.NewRat(1, 1<<32), big.NewRat(3, 1<<32), big.NewRat(5, 1<<32)}} {
			zero.Zero(in)
			if n := testing.AllocsPerRun(100, func() { zero.Zero(in) }); n > 0 {
				t.Errorf("gradings %v at %v: %v allocations a point", gradings, in, n)
			}
		}
	}
}
