package circuit

import (
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// TestPrimes: the table holds primes below 2^62, largest first, none twice, each with more than primeBits bits; the Montgomery
// constants are what they are said to be.
func TestPrimes(t *testing.T) {
	var m struct{ p, inv, one, r2, radix []uint64 }
	for _, b := range newBlocks(len(primeOffsets) / primeLanes) {
		m.p, m.inv = append(m.p, b.p[:]...), append(m.inv, b.inv[:]...)
		m.one, m.r2, m.radix = append(m.one, b.one[:]...), append(m.r2, b.r2[:]...), append(m.radix, b.radix[:]...)
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
		word := new(big.Int).Lsh(r, bits.UintSize)
		if rr.Mod(rr, n).Uint64() != m.r2[i] || new(big.Int).Mod(r, n).Uint64() != m.one[i] || word.Mod(word, n).Uint64() != m.radix[i] {
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
	rng := rand.New(rand.NewPCG(15, 16))
	for k := range 12 { // one to three words
		x := new(big.Int).SetUint64(rng.Uint64())
		for range k % 3 {
			x.Add(x.Lsh(x, 64), new(big.Int).SetUint64(rng.Uint64()))
		}
		numbers = append(numbers, x)
	}
	// Its first word leaves 2^60 modulo the first prime p = 2^62 - c, which the radix, R^2 = 16 c^2 modulo p, takes to p + c^2; the word 0 adds
	// p, so that the sum is above 2p.
	edge := new(big.Int).SetUint64(canonical(&m, 0, 1<<60))
	numbers = append(numbers, edge.Lsh(edge, bits.UintSize))
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
