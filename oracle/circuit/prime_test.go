package circuit

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// kinds lists the ways to work with residues that this processor has: without vector instructions, and with them.
func kinds() []bool {
	if hasVector {
		return []bool{false, true}
	}
	return []bool{false}
}

// montgomeryBits is log2 R.
func montgomeryBits(vector bool) uint {
	if vector {
		return 52
	}
	return 64
}

// largest is the largest number that the residues modulo prime i may be.
func (m *block) largest(i int) uint64 {
	if m.vector {
		return m.p[i] - 1
	}
	return 2 * m.p[i]
}

// TestPrimes: a table holds all primes below 2^size from the first to the last, each with more bits than is counted on, and as many as
// MaxZeroBits needs; the Montgomery constants are what they are said to be.
func TestPrimes(t *testing.T) {
	for _, vector := range []bool{false, true} {
		size, least, table := 62, primeBits, primeOffsets[:]
		if vector {
			size, least, table = 52, vectorPrimeBits, vectorOffsets[:]
		}
		two := func(k uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), k) }
		in := map[uint64]bool{}
		for _, b := range newBlocks(vector) {
			if b.vector != vector || b.half {
				t.Errorf("vector %v: a block with vector %v, half %v", vector, b.vector, b.half)
			}
			for i, p := range b.p {
				n := new(big.Int).SetUint64(p)
				in[p] = true
				if math.Log2(float64(p)) < least || p >= 1<<size || b.twice[i] != 2*p {
					t.Errorf("vector %v: modulus %d", vector, p)
				}
				r := two(montgomeryBits(vector))
				if new(big.Int).SetUint64(b.inv[i]).Cmp(new(big.Int).ModInverse(n, r)) != 0 {
					t.Errorf("inverse of %d: %d", p, b.inv[i])
				}
				square, word := new(big.Int).Mul(r, r), new(big.Int).Lsh(r, 64)
				if new(big.Int).Mod(r, n).Uint64() != b.one[i] || square.Mod(square, n).Uint64() != b.r2[i] || word.Mod(word, n).Uint64() != b.radix[i] {
					t.Errorf("powers of R modulo %d", p)
				}
			}
		}
		if len(in) != len(table) || float64(len(in))*least < MaxZeroBits {
			t.Errorf("vector %v: %d of %d primes are in blocks, which decide %v bits", vector, len(in), len(table), float64(len(in))*least)
		}
		for c := uint64(1); c <= uint64(table[len(table)-1]); c++ {
			p := uint64(1)<<size - c
			if new(big.Int).SetUint64(p).ProbablyPrime(0) != in[p] {
				t.Errorf("2^%d - %d", size, c)
			}
		}
	}
	for _, c := range primeOffsets { // plainWord is at most 2p
		if plainWord > 1<<63-2*uint64(c) {
			t.Errorf("plainWord is above 2 (2^62 - %d)", c)
		}
	}
}

// canonical is the integer below p whose residue is a.
func canonical(m *block, i int, a uint64) uint64 {
	n := new(big.Int).SetUint64(a)
	p := new(big.Int).SetUint64(m.p[i])
	rInv := new(big.Int).ModInverse(new(big.Int).Lsh(big.NewInt(1), montgomeryBits(m.vector)), p)
	return n.Mul(n, rInv).Mod(n, p).Uint64()
}

// everyKind calls f with the first and the last block, with and without vector instructions, all lanes or half of them active.
func everyKind(t *testing.T, f func(t *testing.T, m *block)) {
	t.Helper()
	for _, vector := range kinds() {
		blocks := newBlocks(vector)
		for _, m := range []*block{&blocks[0], &blocks[len(blocks)-1]} {
			f(t, m)
			if !vector {
				m.half = true
				f(t, m)
			}
		}
	}
}

// edges are residues at the ends of the range and inside, the same in all lanes or not.
func edges(m *block) []lanes {
	rng := rand.New(rand.NewPCG(15, 16))
	var all []lanes
	for _, f := range []func(i int) uint64{
		func(int) uint64 { return 0 }, func(int) uint64 { return 1 }, func(i int) uint64 { return m.p[i] - 1 },
		func(i int) uint64 { return min(m.p[i], m.largest(i)) }, func(i int) uint64 { return min(m.p[i]+1, m.largest(i)) },
		func(i int) uint64 { return m.largest(i) - 1 }, m.largest,
		func(i int) uint64 { return []uint64{0, m.p[i] / 2, m.largest(i)}[i%3] },
		func(i int) uint64 { return m.p[i] / 2 }, func(i int) uint64 { return m.p[i]/2 + 1 },
		func(i int) uint64 { return rng.Uint64N(m.largest(i)) }, func(i int) uint64 { return rng.Uint64N(m.largest(i)) },
	} {
		var x lanes
		for i := range x {
			x[i] = f(i)
		}
		all = append(all, x)
	}
	return all
}

// TestSteps compares each operation with math/big, for residues and words at the ends of their ranges, into a register of its own and
// into an operand's. Lanes that are not active may hold anything.
func TestSteps(t *testing.T) {
	words := []uint64{0, 1, 2, 1<<52 - 1, 1 << 52, 1<<52 + 1, 1<<62 - 1, plainWord - 1, plainWord, 1<<63 - 1, 1 << 63, 1<<64 - 3, 1<<64 - 1}
	everyKind(t, func(t *testing.T, m *block) {
		t.Helper()
		r := new(big.Int).Lsh(big.NewInt(1), montgomeryBits(m.vector))
		check := func(what string, op laneOp, x, y *lanes, w uint64) {
			t.Helper()
			for z := range int32(3) {
				regs := []lanes{*x, *y, {1, 2, 3}}
				m.run(regs, []laneStep{{op: op, z: z, x: 0, y: 1, w: w}})
				for i, got := range regs[z][:m.active()] {
					p := new(big.Int).SetUint64(m.p[i])
					a, b, word := new(big.Int).SetUint64(x[i]), new(big.Int).SetUint64(y[i]), new(big.Int).SetUint64(w)
					inverse := new(big.Int).ModInverse(r, p)
					var want *big.Int
					switch op {
					case laneAdd:
						want = a.Add(a, b)
					case laneSub:
						want = a.Sub(a, b)
					case laneMul:
						want = a.Mul(a, b).Mul(a, inverse)
					case laneMulWord:
						want = a.Mul(a, word).Mul(a, inverse)
					default:
						want = word
					}
					if got > m.largest(i) || got%m.p[i] != want.Mod(want, p).Uint64() {
						t.Fatalf("%s of %d, %d, %d modulo %d, vector %v: %d, want %d", what, x[i], y[i], w, m.p[i], m.vector, got, want)
					}
				}
			}
		}
		for _, x := range edges(m) {
			for _, y := range edges(m) {
				check("sum", laneAdd, &x, &y, 0)
				check("difference", laneSub, &x, &y, 0)
				check("product", laneMul, &x, &y, 0)
			}
			for _, w := range words {
				check("word", laneWord, &x, &x, w)
				if m.vector || w < plainWord {
					check("product with a word", laneMulWord, &x, &x, w)
				}
			}
		}
	})
}

// TestRunInOrder: steps see what steps before them left; no step, nothing.
func TestRunInOrder(t *testing.T) {
	everyKind(t, func(t *testing.T, m *block) {
		t.Helper()
		regs := []lanes{m.one, {}, m.one}
		m.run(regs, nil)
		code := []laneStep{{op: laneAdd, z: 1, x: 0, y: 0}, {op: laneMul, z: 1, x: 1, y: 1}, {op: laneSub, z: 2, x: 1, y: 2}, {op: laneAdd, z: 1, x: 2, y: 2}}
		m.run(regs, code[:3]) // 2, 4, 4 - 1
		for i := range m.active() {
			if canonical(m, i, regs[1][i]) != 4 || canonical(m, i, regs[2][i]) != 3 || regs[0] != m.one {
				t.Errorf("vector %v, half %v: %d, %d", m.vector, m.half, canonical(m, i, regs[1][i]), canonical(m, i, regs[2][i]))
			}
		}
	})
}

// TestInvert: x times 1/x is 1, and 1/0 is 0.
func TestInvert(t *testing.T) {
	everyKind(t, func(t *testing.T, m *block) {
		t.Helper()
		for _, x := range edges(m) {
			regs := []lanes{x, {}}
			m.invert(&regs[1], &regs[0])
			m.run(regs, []laneStep{{op: laneMul, z: 1, x: 0, y: 1}})
			for i := range m.active() {
				want := uint64(1)
				if x[i]%m.p[i] == 0 {
					want = 0
				}
				if canonical(m, i, regs[1][i]) != want {
					t.Errorf("1/%d modulo %d", x[i], m.p[i])
				}
			}
		}
	})
}

// TestZeros: zero has up to three forms, nothing else is taken for it, every active lane counts and no other.
func TestZeros(t *testing.T) {
	everyKind(t, func(t *testing.T, m *block) {
		t.Helper()
		n := m.active()
		var x lanes
		for i := range x {
			if x[i] = uint64(i%3) * m.p[i]; m.vector {
				x[i] = 0
			}
		}
		if !m.zero(&x) || !m.someZero(&x) {
			t.Error("0, p and 2p are not all taken for zero")
		}
		for _, other := range []func(i int) uint64{
			func(int) uint64 { return 1 }, func(i int) uint64 { return m.p[i] - 1 }, func(i int) uint64 { return max(m.p[i]+1, m.largest(i)-1) % m.largest(i) },
			func(i int) uint64 { return m.largest(i) - 1 }, func(int) uint64 { return 1 << 51 },
		} {
			for lane := range x {
				y := x
				z := lanes{}
				for i := range z {
					z[i] = other(i)
				}
				y[lane], z[lane] = z[lane], x[lane]
				if got, want := m.zero(&y), lane >= n; got != want {
					t.Errorf("all zero but lane %d with %d, half %v: zero is %v", lane, y[lane], m.half, got)
				}
				if got, want := m.someZero(&z), lane < n; got != want {
					t.Errorf("zero in lane %d only, half %v: some zero is %v", lane, m.half, got)
				}
			}
		}
	})
}
