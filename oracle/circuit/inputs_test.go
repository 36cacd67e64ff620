package circuit

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestInputs: the registers hold the residues that they are said to hold, input by input and prime by prime: of
// prod (D_g/R)^a_gv x_v with the least common multiples D_g (scaled), of D^a_v x_v with D the product of the denominators over R for
// each that is not 1 and a_v the sum of the weights (not scaled), of x_v (no grading). They are computed here with rationals. What no
// output depends on stays as it is, and its denominator is in no D.
func TestInputs(t *testing.T) {
	b := NewBuilder()
	vars := b.Vars("x", 6)
	p := b.Compile(b.Prod(vars[:5]...)) // homogeneous under every grading; x_6 is not in it
	rng := rand.New(rand.NewPCG(13, 14))
	denominators := []func() int64{
		func() int64 { return 1 }, func() int64 { return 6 }, func() int64 { return 1 << rng.IntN(40) },
		func() int64 { return rng.Int64N(12) + 1 }, func() int64 { return rng.Int64N(1<<62) + 1 },
	}
	everyKind(t, func(t *testing.T, m *block) {
		t.Helper()
		for _, gradings := range [][][]int{
			nil,
			{{1, 1, 1, 1, 1, 1}},
			{{1, 2, 2, 3, 1, 5}},
			{{3, 4, 4, 6, 8, 1}},
			{{1, 0, 2, 2, 3, 1}, {0, 1, 1, 1, 4, 0}},
			{{0, 0, 3, 1, 1, 2}, {1, 2, 2, 0, 0, 1}},
			{{1, 1, 0, 0, 0, 0}, {0, 0, 1, 1, 1, 3}, {1, 2, 1, 2, 3, 2}},
		} {
			test := newZeroTest(m.vector, p, gradings)
			if test.graded.ok != (gradings != nil) {
				t.Fatalf("gradings %v", gradings)
			}
			for k := range test.blocks {
				if test.blocks[k].p == m.p {
					test.enter(k)
				}
			}
			test.regs[5] = lanes{1, 2, 3, 4, 5, 6, 7, 8}
			untouched := test.regs[5]
			check := func(what string, in []*big.Rat, want func(v int) *big.Rat) {
				t.Helper()
				if test.regs[5] != untouched {
					t.Fatalf("%s, gradings %v: an input that is not used is %d", what, gradings, test.regs[5])
				}
				for v, x := range in[:5] {
					scaled := new(big.Rat).Mul(x, want(v))
					for i, residue := range test.regs[v][:m.active()] {
						prime := new(big.Int).SetUint64(m.p[i])
						n := new(big.Int).ModInverse(scaled.Denom(), prime)
						n.Mul(n, scaled.Num()).Mod(n, prime)
						if canonical(m, i, residue) != n.Uint64() || residue > m.largest(i) {
							t.Fatalf("%s, gradings %v, at %v: input %d modulo %v is %d, want %v", what, gradings, in, v, prime, residue, n)
						}
					}
				}
			}
			overR := func(d *big.Int) *big.Rat {
				return new(big.Rat).SetFrac(d, new(big.Int).Lsh(big.NewInt(1), montgomeryBits(m.vector)))
			}
			for trial := range 60 {
				in := make([]*big.Rat, 6)
				product := big.NewRat(1, 1)
				for v := range in {
					in[v] = big.NewRat(rng.Int64N(1<<40)-1<<39, denominators[(trial+v*(trial%2))%len(denominators)]())
					if trial%4 == 3 { // several words
						in[v].Mul(in[v], in[v]).Mul(in[v], in[v])
					}
					if v < 5 && !in[v].IsInt() {
						product.Mul(product, overR(in[v].Denom()))
					}
				}
				test.load.code = nil
				d := test.loadResidues(in)
				m.run(test.regs, test.load.code)
				if !test.graded.ok {
					test.divide(m, d)
				}
				check("not scaled", in, func(v int) *big.Rat { return power(product, test.graded.ok, test.graded.sum[v]) })
				if !test.graded.ok {
					continue
				}
				test.clear.measure(in)
				test.clear.common(in, test.graded, test.graded.outs[0], 1e9)
				test.clear.cofactors(in, test.graded)
				test.load.code = nil
				test.loadIntegers(in)
				m.run(test.regs, test.load.code)
				check("scaled", in, func(v int) *big.Rat {
					all := big.NewRat(1, 1)
					whole := new(big.Rat).Set(in[v])
					for g, weights := range gradings {
						all.Mul(all, power(overR(&test.clear.d[g]), true, weights[v]))
						whole.Mul(whole, power(new(big.Rat).SetInt(&test.clear.d[g]), true, weights[v]))
					}
					if !whole.IsInt() {
						t.Fatalf("gradings %v, at %v: input %d is scaled to %v", gradings, in, v, whole)
					}
					return all
				})
			}
		}
	})
}

// power is d^n, or 1 if it is not to be used.
func power(d *big.Rat, used bool, n int) *big.Rat {
	z := big.NewRat(1, 1)
	for range n {
		if used {
			z.Mul(z, d)
		}
	}
	return z
}

// TestNoDenominators: integers are loaded without a product that does nothing: n/R and a product with R^2 for each.
func TestNoDenominators(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	for _, gradings := range [][][]int{nil, {{1, 2}}} {
		test := NewZeroTest(b.Compile(x.Mul(y)), gradings...)
		if d := test.loadResidues(rats("3", "5")); d != test.load.one || len(test.load.code) != 4 {
			t.Errorf("gradings %v: %d steps, D is in %d", gradings, len(test.load.code), d)
		}
	}
}

// TestConstantRegisters: the constants follow the inputs, in each block that is used, in every lane, since the next point may need them.
func TestConstantRegisters(t *testing.T) {
	for _, vector := range kinds() {
		b := NewBuilder()
		x, y := b.Var("x"), b.Var("y")
		test := newZeroTest(vector, b.Compile(x.Mul(b.Int(3)), y.Add(b.Int(-5))), nil)
		for _, k := range []int{0, 2, 2, 1, 0} {
			m := &test.blocks[k]
			m.half = !vector && k != 1
			test.enter(k)
			for j, want := range []int64{3, -5} {
				for i, r := range test.regs[2+j] {
					p := new(big.Int).SetUint64(m.p[i])
					if n := new(big.Int).Mod(big.NewInt(want), p); canonical(m, i, r) != n.Uint64() {
						t.Errorf("block %d, prime %d: constant %d is %d", k, i, want, r)
					}
				}
			}
		}
	}
}
