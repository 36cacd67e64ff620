package circuit

import (
	"math/big"
	"math/bits"
	"math/rand/v2"
	"testing"
)

// TestLoader: what the steps of the loader compute, for integers of no, one and several digits, of both signs, at the ends of what a word is
// taken as, and next to multiples of a modulus.
func TestLoader(t *testing.T) {
	var numbers []*big.Int
	for _, w := range []uint64{0, 1, 2, 1<<52 - 1, 1 << 52, 1<<62 - 57, plainWord - 1, plainWord, plainWord + 1, 1<<64 - 1} {
		n := new(big.Int).SetUint64(w)
		numbers = append(numbers, n, new(big.Int).Neg(n), new(big.Int).Lsh(n, 64), new(big.Int).Lsh(n, 70))
	}
	rng := rand.New(rand.NewPCG(21, 22))
	for k := range 12 { // one to three digits
		n := new(big.Int).SetUint64(rng.Uint64())
		for range k % 3 {
			n.Add(n.Lsh(n, 64), new(big.Int).SetUint64(rng.Uint64()))
		}
		numbers = append(numbers, n, new(big.Int).Neg(n))
	}
	everyKind(t, func(t *testing.T, m *block) {
		t.Helper()
		const x, z, registers = 0, 1, 2
		total := int32(registers)
		l := newLoader(m.vector, func() int32 { total++; return total - 1 })
		regs := make([]lanes, total)
		regs[l.one], regs[l.r2], regs[l.radix] = m.one, m.r2, m.radix
		r := new(big.Int).Lsh(big.NewInt(1), montgomeryBits(m.vector))
		check := func(what string, n *big.Int, at int32, want func(i int, p *big.Int) *big.Int) {
			t.Helper()
			m.run(regs, l.code)
			l.code = nil
			for i := range m.active() {
				p := new(big.Int).SetUint64(m.p[i])
				w := want(i, p)
				if got := regs[at][i]; got > m.largest(i) || canonical(m, i, got) != w.Mod(w, p).Uint64() {
					t.Fatalf("%s, %d modulo %d: %d, want %d", what, n, p, canonical(m, i, got), w)
				}
			}
		}
		over := func(n, p *big.Int) *big.Int { return new(big.Int).Mul(n, new(big.Int).ModInverse(r, p)) }
		for _, n := range numbers {
			l.set(z, n)
			check("set", n, z, func(int, *big.Int) *big.Int { return new(big.Int).Set(n) })
			l.setOverR(z, n)
			check("set over R", n, z, func(_ int, p *big.Int) *big.Int { return over(n, p) })
			for _, regs[x] = range edges(m) {
				value := func(i int) *big.Int { return new(big.Int).SetUint64(canonical(m, i, regs[x][i])) }
				l.mulOverR(z, x, n)
				if short := n.IsUint64() && n.Sign() > 0 && (m.vector || n.Uint64() < plainWord); (len(l.code) == 1) != short {
					t.Fatalf("a product with %d takes %d steps", n, len(l.code))
				}
				check("product over R", n, z, func(i int, p *big.Int) *big.Int { return over(new(big.Int).Mul(n, value(i)), p) })
			}
		}
		for _, regs[x] = range edges(m) {
			value := func(i int) *big.Int { return new(big.Int).SetUint64(canonical(m, i, regs[x][i])) }
			for n := 1; n < 18; n++ {
				at := l.power(z, x, n)
				if (at == x) != (n == 1) || (at == z) != (n > 1) || len(l.code) != bits.Len(uint(n))+bits.OnesCount(uint(n))-2 {
					t.Fatalf("power %d is in %d after %d steps", n, at, len(l.code))
				}
				check("power", big.NewInt(int64(n)), at, func(i int, p *big.Int) *big.Int { return new(big.Int).Exp(value(i), big.NewInt(int64(n)), p) })
			}
			if l.mul(z, x, l.one) != x || l.mul(z, l.one, x) != x || l.mul(z, l.one, l.one) != l.one || len(l.code) != 0 {
				t.Fatal("a product with one takes a step")
			}
			if at := l.mul(z, x, x); at != z {
				t.Fatal("a product is somewhere else")
			}
			check("square", nil, z, func(i int, _ *big.Int) *big.Int { return new(big.Int).Mul(value(i), value(i)) })
		}
	})
}
