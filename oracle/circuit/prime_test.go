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
	for _, half := range []bool{false, true} {
		m := newBlocks(1)[0]
		m.half = half
		moduliArithmetic(t, m)
	}
}

func moduliArithmetic(t *testing.T, m block) {
	t.Helper()
	n := primeLanes
	if m.half {
		n /= 2
	}
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
	for _, w := range []uint64{plainWord - 1, plainWord, plainWord + 1} { // taken as they are, or not
		x := new(big.Int).SetUint64(w)
		numbers = append(numbers, x, new(big.Int).Neg(x))
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
		for i, a := range z[:n] {
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
		if m.zero(x) != (zeros == n) {
			t.Errorf("%v: zero is %v, of %d zeros", a, m.zero(x), zeros)
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
			m.mulOverR(z, x, b) // R z = x b
			m.mul(z, z, &m.r2)
			check("product over R", z, new(big.Int).Mul(a, b))
			m.sub(z, x, y)
			m.sub(z, z, x) // operands at the ends of the range
			check("difference", z, new(big.Int).Neg(b))
		}
	}
	// Zero has three forms. Lanes that are not active don't count.
	for i := range x {
		x[i] = uint64(i%3) * m.p[i]
	}
	if !m.zero(x) || !m.someZero(x) {
		t.Error("0, p and 2p are not all taken for zero")
	}
	for _, a := range []uint64{1, 1<<62 - 1 - uint64(primeOffsets[0]), m.p[primeLanes-1] + 1, 2*m.p[primeLanes-1] - 1, 1 << 61} {
		for lane := range x {
			y, z := *x, lanes{a, a, a, a, a, a, a, a}
			y[lane], z[lane] = a, x[lane]
			if got, want := m.zero(&y), lane >= n; got != want {
				t.Errorf("all zero but lane %d, half %v: zero is %v", lane, m.half, got)
			}
			if got, want := m.someZero(&z), lane < n; got != want {
				t.Errorf("zero in lane %d only, half %v: some zero is %v", lane, m.half, got)
			}
		}
	}
	// Large residues times the largest words stay in [0, 2p].
	for i, p := range m.p {
		x[i] = 2*p - 1
	}
	for _, w := range []uint64{plainWord - 1, plainWord, 1<<64 - 3, 1<<64 - 2, 1<<64 - 1} {
		n := new(big.Int).SetUint64(w)
		m.mulOverR(z, x, n)
		for i := range z[:m.active()] {
			if z[i] > 2*m.p[i] {
				t.Errorf("(2p - 1) %d modulo %d is %d", w, m.p[i], z[i])
			}
		}
	}
	// a word is at most 2p, whatever it was, and plainWord is, for every prime
	for _, c := range primeOffsets {
		if plainWord > 1<<63-2*uint64(c) {
			t.Errorf("plainWord is above 2 (2^62 - %d)", c)
		}
	}
	for _, w := range []uint64{0, 1, 1 << 62, plainWord - 1, plainWord, 1<<63 - 1, 1 << 63, 1<<64 - 4*(1<<14), 1<<64 - 1} {
		m.word(z, w)
		for i, a := range z[:n] {
			if a > 2*m.p[i] || a%m.p[i] != w%m.p[i] {
				t.Errorf("the word %d modulo %d is %d", w, m.p[i], a)
			}
		}
	}
}
