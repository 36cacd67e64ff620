package circuit

import (
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
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

// rats reads rational numbers.
func rats(texts ...string) []*big.Rat {
	in := make([]*big.Rat, len(texts))
	for k, s := range texts {
		in[k], _ = new(big.Rat).SetString(s)
	}
	return in
}

// TestBoundByHand: radii and bounds of instances worked out by hand. An input n/q has the size (bits of n) - (bits of q) + 1. A
// bound is the bits of the norm, 1, and the radii times the weights or the positive sizes times the degrees.
func TestBoundByHand(t *testing.T) {
	for _, row := range []struct {
		why     string
		f       func(x, y, z Node) Node
		weights [][]int
		in      []*big.Rat
		radius  []float64
		log2    float64
	}{
		// sizes 0, 1, 3; norm 2 has two bits
		{"x y - z without a grading", diff, nil, rats("1/3", "2/3", "5"), nil, 2 + 1 + 0 + 1 + 3},
		{"small inputs count as 1", diff, nil, rats("1/1024", "5", "-1/7"), nil, 2 + 1 + 0 + 3 + 0},
		{"degrees count", func(x, y, _ Node) Node { return x.Pow(3).Mul(y.Sqr()) }, nil, rats("4", "3", "1"), nil, 1 + 1 + 3*3 + 2*2},
		{"one grading: the largest size over the weight", diff, [][]int{{1, 1, 2}}, rats("1/3", "2/3", "5"), []float64{1.5}, 2 + 1 + 1.5*2},
		{"the first decides", diff, [][]int{{1, 1, 2}}, rats("64", "2/3", "5"), []float64{7}, 2 + 1 + 7*2},
		{"all small: sizes -9, -8, -19", diff, [][]int{{1, 1, 2}}, rats("1/1024", "-1/512", "1/1048576"), []float64{-8}, 2 + 1 - 16},
		{"a zero doesn't count", diff, [][]int{{1, 1, 2}}, rats("0", "1/512", "1/1048576"), []float64{-8}, 2 + 1 - 16},
		{"nor the last one", diff, [][]int{{1, 1, 2}}, rats("1/1024", "1/512", "0"), []float64{-8}, 2 + 1 - 16},
		{"nothing but zeros", diff, [][]int{{1, 1, 2}}, rats("0", "0", "0"), []float64{0}, 2 + 1},
		// x^2 y + z; sizes 11, -4, 41: 41 - 2 11 - (-4) = 23 are missing, which widens the first by 23/2
		{"a mixed input widens where its weight is largest", mixed, [][]int{{1, 0, 2}, {0, 1, 1}}, rats("1024", "1/32", "1099511627776"),
			[]float64{22.5, -4}, 2 + 1 + 2*22.5 - 4},
		{"the gradings exchanged", mixed, [][]int{{0, 1, 1}, {1, 0, 2}}, rats("1024", "1/32", "1099511627776"),
			[]float64{-4, 22.5}, 2 + 1 + 2*22.5 - 4},
		{"nothing is missing", mixed, [][]int{{1, 0, 2}, {0, 1, 1}}, rats("1024", "1/32", "7"), []float64{11, -4}, 2 + 1 + 2*11 - 4},
		{"a mixed zero widens nothing", mixed, [][]int{{1, 0, 2}, {0, 1, 1}}, rats("1/1024", "1/32", "0"), []float64{-9, -4}, 2 + 1 - 2*9 - 4},
		// x y - z; sizes 1, 1, 10: 8 are missing
		{"the first of equal weights", diff, [][]int{{1, 0, 1}, {0, 1, 1}}, rats("1", "1", "1000"), []float64{9, 1}, 2 + 1 + 10},
		{"mixed inputs alone", diff, [][]int{{1, 1, 2}, {1, 1, 2}}, rats("3", "3", "1"), []float64{2, 0}, 2 + 1 + 4},
	} {
		b := NewBuilder()
		p := b.Compile(row.f(b.Var("x"), b.Var("y"), b.Var("z")))
		size := newBound(p, newGrading(p, row.weights))
		size.measure(rats("7/3", "11", "1/1000")) // nothing of it stays
		size.measure(row.in)
		if !slices.Equal(size.radius, row.radius) || size.log2(0) != row.log2 {
			t.Errorf("%s: radii %v, want %v; bound %v, want %v", row.why, size.radius, row.radius, size.log2(0), row.log2)
		}
	}
}

func diff(x, y, z Node) Node { return x.Mul(y).Sub(z) }

func mixed(x, y, z Node) Node { return x.Sqr().Mul(y).Add(z) }

// TestBoundTerms: the variables of an output with their degrees, and no others.
func TestBoundTerms(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	p := b.Compile(x.Mul(y).Mul(y), b.Int(7), y)
	if got, want := newBound(p, newGrading(p, nil)).degrees, [][]term{{{0, 1}, {1, 2}}, nil, {{1, 1}}}; !reflect.DeepEqual(got, want) {
		t.Errorf("terms %v, want %v", got, want)
	}
}
