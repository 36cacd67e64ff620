package circuit

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// log2Below returns an integer k with 2^k <= |x|.
func log2Below(x *big.Rat) int {
	return x.Num().BitLen() - 1 - x.Denom().BitLen()
}

// TestBound: the bound is never below the value, for inputs of very different sizes, of either sign and zero. It uses the
// gradings: at inputs of the size 2^(s a_v) it is s W and the coefficients, but for the two bits that each unit of weight can
// lose to the length of the numbers.
func TestBound(t *testing.T) {
	b := NewBuilder()
	x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
	program := b.Compile(x.Pow(4).Times(-3).Add(x.Mul(y).Mul(z)).Sub(z.Sqr().Times(5)), x.Mul(z).Sub(x.Sub(y).Pow(3)), x.Sub(x))
	rng := rand.New(rand.NewPCG(8, 9))
	for _, row := range []struct {
		why     string
		weights [][]int
		ok      bool
	}{
		{"no grading", nil, false},
		{"one", [][]int{{1, 1, 2}}, true},
		{"a multiple of it", [][]int{{2, 2, 4}}, true},
		{"another one beside it", [][]int{{1, 1, 2}, {3, 3, 6}}, true},
		{"not homogeneous", [][]int{{1, 2, 3}}, false},
		{"an input without a weight", [][]int{{0, 0, 0}}, false},
	} {
		g := newGrading(program, row.weights)
		if g.ok != row.ok {
			t.Fatalf("%s: homogeneous %v", row.why, g.ok)
		}
		size := newBound(program, g)
		draw := func(scale int) *big.Rat {
			n := big.NewInt(rng.Int64N(1<<40) - 1<<39)
			d := big.NewInt(rng.Int64N(1<<40) + 1)
			if scale >= 0 {
				n.Lsh(n, uint(scale))
			} else {
				d.Lsh(d, uint(-scale))
			}
			return new(big.Rat).SetFrac(n, d)
		}
		for i := range 500 {
			in := []*big.Rat{draw(rng.IntN(400) - 200), draw(rng.IntN(400) - 200), draw(rng.IntN(800) - 400)}
			if i%10 == 0 {
				in[i/10%3] = new(big.Rat)
			}
			size.measure(in)
			for k, f := range NewMachine(Rats{}, program).Run(in)[:2] {
				if f.Sign() != 0 && size.log2(k) < float64(log2Below(f)) {
					t.Fatalf("%s, at %v: output %d is %v, above the bound 2^%v", row.why, in, k, f.FloatString(3), size.log2(k))
				}
			}
		}
		if len(g.mixed) > 0 || !row.ok { // with no input of one grading alone, a radius starts at 1
			continue
		}
		for _, s := range []int{-300, 0, 300} {
			power := func(k int) *big.Rat {
				p := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(max(k, -k))))
				if k < 0 {
					p.Inv(p)
				}
				return p
			}
			size.measure([]*big.Rat{power(s), power(s), power(2 * s)})
			if got, most := size.log2(0), float64(4*s+4*1+4+1); got > most {
				t.Errorf("%s, size 2^%d: bound 2^%v, want at most 2^%v", row.why, s, got, most)
			}
		}
	}
	if size := newBound(program, newGrading(program, nil)); size.norms[2] != 0 {
		t.Errorf("the norm of 0 has %v bits", size.norms[2])
	}
}

// TestMixedWeights: a grading of two kinds in which one input has a weight in both and is far larger than the others ask for:
// it widens a radius, and the bound stays above the value.
func TestMixedWeights(t *testing.T) {
	b := NewBuilder()
	w, s, tau := b.Var("w"), b.Var("Sigma"), b.Var("tau2")
	program := b.Compile(w.Sqr().Mul(s).Add(tau))
	g := newGrading(program, [][]int{{1, 0, 2}, {0, 1, 1}})
	if !g.ok || len(g.mixed) != 1 || g.mixed[0] != 2 {
		t.Fatalf("grading %+v", g)
	}
	size := newBound(program, g)
	for _, k := range []int{-400, -1, 0, 1, 400} {
		huge := big.NewRat(1, 1)
		if k < 0 {
			huge.SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(-k)))
		} else {
			huge.SetInt(new(big.Int).Lsh(big.NewInt(1), uint(k)))
		}
		in := []*big.Rat{big.NewRat(3, 8), big.NewRat(-1, 100), huge}
		size.measure(in)
		if f := NewMachine(Rats{}, program).Run(in)[0]; size.log2(0) < float64(log2Below(f)) {
			t.Errorf("tau2 = 2^%d: %v is above 2^%v", k, f, size.log2(0))
		}
	}
}
