package circuit

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// TestPlan: the bits of C |f(x)| and the choice of C, by hand. Without scaling that is the largest, over the outputs, of the bound
// (TestBoundByHand) and the logs of the denominators times the degrees; with scaling, of the bound and the logs of the D_g times
// the weights. Scaling is chosen unless it takes more bits.
func TestPlan(t *testing.T) {
	outputs := func(fs ...func(x, y, z Node) Node) []func(x, y, z Node) Node { return fs }
	times := func(c int64) func(x, y, z Node) Node { return func(x, _, _ Node) Node { return x.Times(c) } }
	cube := func(_, y, _ Node) Node { return y.Pow(3) }
	nothing := func(x, _, _ Node) Node { return x.Sub(x) }
	squares := func(x, y, _ Node) Node { return x.Sqr().Add(y.Sqr()) }
	one, two := [][]int{{1, 1, 2}}, [][]int{{1, 0, 2}, {0, 1, 1}}
	for _, row := range []struct {
		why    string
		fs     []func(x, y, z Node) Node
		of     [][]int
		in     []*big.Rat
		bits   float64
		scaled bool
	}{
		// bound 2 + 1 + 0 + 1 + 3, denominators 2 + 2 + 0
		{"no grading", outputs(diff), nil, rats("1/3", "2/3", "5"), 7 + 4, false},
		{"degrees of denominators", outputs(cube), nil, rats("1/3", "2/5", "5"), 1 + 1 + 0 + 3*3, false},
		// radius 3/2, bound 2 + 1 + 3; 3^2 takes four bits too
		{"the same bits: scaled", outputs(diff), one, rats("1/3", "2/3", "5"), 6 + 4, true},
		// radius 1/2, bound 4; denominators 2 + 3; 15^2 takes 8
		{"coprime denominators", outputs(diff), one, rats("1/3", "1/5", "1"), 4 + 5, false},
		// radius 0: 3; denominators 4 + 4; 3^2 takes 4
		{"fewer bits: scaled", outputs(squares), one, rats("1/3", "-1/3", "0"), 3 + 4, true},
		{"not homogeneous", outputs(squares), [][]int{{1, 2, 1}}, rats("1/3", "-1/3", "0"), 3 + 8, false},
		// radii 0 + 2/2 and -1; bound 2 + 1 + 2 - 1; denominators 2 2 + 3 + 3; 3^2 5 takes 4 + 3
		{"two gradings", outputs(mixed), two, rats("1/3", "1/5", "7/5"), 4 + 7, true},
		// radii 0 + 3/2 and -1; bound 2 + 1 + 3 - 1; 3^2 35 takes 4 + 6
		{"two gradings, coprime", outputs(mixed), two, rats("1/3", "1/5", "9/7"), 5 + 4 + 3 + 3, true},
		// radii 3/2 and -2; bound 2 + 1 + 3 - 2; 143 takes 8
		{"two gradings, coprime, a zero", outputs(mixed), two, rats("0", "1/11", "12/13"), 4 + 4 + 4, true},
		// radii 2/2 and -1; bound 2 + 1 + 2 - 1; 45 takes 6, of 3 + 4
		{"two gradings, one bit fewer", outputs(mixed), two, rats("0", "1/5", "10/9"), 4 + 6, true},
		// Sizes -2 and 1, radius 1. 4x: 3 + 1 + 1 + 3, and 3 bits of 8^1; y^3: 1 + 1 + 3, and 9 bits of 8^3.
		{"another output has more bits when scaled", outputs(times(4), cube), one, rats("1/8", "1", "0"), 8, false},
		{"the other output first", outputs(cube, times(4)), one, rats("1/8", "1", "0"), 8, false},
		// 2^9 x: 10 + 1 + 1 + 3 = 15; y^3 scaled: 14
		{"as many as another output takes unscaled", outputs(times(1<<9), cube), one, rats("1/8", "1", "0"), 15, true},
		{"the same without a grading", outputs(times(1<<9), cube), nil, rats("1/8", "1", "0"), 14, false},
		// 2^8 x: 9 + 1 + 1 + 3 = 14, which y^3 takes when scaled
		{"exactly as many", outputs(times(1<<8), cube), one, rats("1/8", "1", "0"), 14, true},
		{"one fewer", outputs(times(1<<7), cube), one, rats("1/8", "1", "0"), 13, false},
		{"an output that is 0 counts for nothing", outputs(nothing, diff, nothing), one, rats("1/3", "2/3", "5"), 10, true},
		{"nor without a grading", outputs(nothing, diff, nothing), nil, rats("1/3", "2/3", "5"), 11, false},
		{"nothing but 0", outputs(nothing, nothing), one, rats("1/3", "2/3", "5"), math.Inf(-1), false},
		{"no output", nil, one, rats("1/3", "2/3", "5"), math.Inf(-1), false},
		// radius -99, denominators 100 + 100 + 0: the only monomial that is left has a factor 0
		{"below 0: f(x) = 0", outputs(diff), one, rats("0", "1/1267650600228229401496703205376", "0"), 2 + 1 - 198 + 100, false},
	} {
		b := NewBuilder()
		x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
		var outs []Node
		for _, f := range row.fs {
			outs = append(outs, f(x, y, z))
		}
		test := NewZeroTest(b.Compile(outs...), row.of...)
		test.plan(rats("1/7", "8/9", "10/11")) // nothing of it stays
		if bits, scaled := test.plan(row.in); bits != row.bits || scaled != row.scaled {
			t.Errorf("%s: %v bits, scaled %v, want %v, %v", row.why, bits, scaled, row.bits, row.scaled)
		}
	}
}

// TestBlocksUsed: a block decides primeBits primeLanes = 495.92 bits, with vector instructions 415.92. x - y with x = y = 2^(n-1) has the size n and the bound
// 3 + n in one grading: the block that is filled last is the one that this asks for, and beyond the last one nothing is decided.
func TestBlocksUsed(t *testing.T) {
	b := NewBuilder()
	x, y := b.Var("x"), b.Var("y")
	p := b.Compile(x.Sub(y).Times(1))
	for _, row := range []struct {
		vector     bool
		size, last int
	}{
		{false, 1, 0}, {false, 492, 0}, {false, 493, 1}, {false, 988, 1}, {false, 989, 2}, {false, 15866, 31}, {false, 15867, -1}, {false, 20000, -1},
		{true, 1, 0}, {true, 412, 0}, {true, 413, 1}, {true, 828, 1}, {true, 829, 2}, {true, 15866, 38}, {true, 15867, -1}, {true, 20000, -1},
	} {
		if row.vector && !hasVector {
			continue
		}
		n := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(row.size-1)))
		test := newZeroTest(row.vector, p, [][]int{{1, 1}})
		zero, ok := test.Zero([]*big.Rat{n, n})
		if decided := row.last >= 0; zero != decided || ok != decided || test.entered != row.last {
			t.Errorf("size %d, vector %v: zero %v, ok %v, last block %d, want %d", row.size, row.vector, zero, ok, test.entered, row.last)
		}
	}
	// What is not zero is decided by the first block.
	test := NewZeroTest(p, []int{1, 1})
	n := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 9000))
	if zero, ok := test.Zero([]*big.Rat{n, big.NewRat(1, 1)}); zero || !ok || test.entered != 0 {
		t.Errorf("2^9000 - 1: zero %v, ok %v, last block %d", zero, ok, test.entered)
	}
}

// TestMaxZeroBits: a bound of exactly MaxZeroBits = 15869.44 is refused. y has weight 1, and x, of weight 25 and size s, sets the
// radius s/25: y takes the bits 2 + s/25, without denominators.
func TestMaxZeroBits(t *testing.T) {
	const s = 25*15867 + 11
	b := NewBuilder()
	b.Var("x")
	test := NewZeroTest(b.Compile(b.Var("y")), []int{25, 1})
	for size, ok := range map[int]bool{s - 1: true, s: false, s + 1: false} {
		in := []*big.Rat{new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(size-1))), new(big.Rat)}
		if bits, _ := test.plan(in); size == s && bits != MaxZeroBits {
			t.Errorf("%v bits, want %v", bits, MaxZeroBits)
		}
		if zero, got := test.Zero(in); got != ok || zero != ok {
			t.Errorf("size %d: zero %v, ok %v", size, zero, got)
		}
	}
}

// TestPlanHolds: C f(x) is an integer and at most 2^(bits - 1) in size, whichever C is chosen: the statement that the number of
// primes rests on, for inputs of all sizes. C is recomputed from its definition. The logarithm taken in float64 is off by less
// than 2^-30.
func TestPlanHolds(t *testing.T) {
	b := NewBuilder()
	x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
	p := b.Compile(mixed(x, y, z).Sqr().Sub(z.Mul(z).Times(3)), mixed(x, y, z).Times(100), x.Sqr().Mul(y))
	degrees, machine := p.Degrees(), NewMachine(Rats{}, p)
	rng := rand.New(rand.NewPCG(19, 20))
	count := map[bool]int{}
	for _, gradings := range [][][]int{nil, {{1, 1, 3}}, {{2, 1, 5}}, {{1, 0, 2}, {0, 1, 1}}, {{1, 2, 4}, {0, 1, 1}}, {{1, 0, 2}, {1, 1, 3}, {0, 1, 1}}} {
		test := NewZeroTest(p, gradings...)
		for i := range 400 {
			in := make([]*big.Rat, 3)
			for v := range in {
				den := []int64{1, 1 << 30, 720, 1 << rng.IntN(60), rng.Int64N(1<<62) + 1}[i%5]
				in[v] = big.NewRat(rng.Int64N(1<<rng.IntN(60)+1)-rng.Int64N(1<<rng.IntN(30)), den)
			}
			if i%9 == 0 {
				in[i/9%3].SetInt64(0)
			}
			bits, scaled := test.plan(in)
			count[scaled]++
			for k, f := range machine.Run(in) {
				c := big.NewInt(1)
				if scaled {
					for g, w := range test.graded.outs[k] {
						c.Mul(c, power(new(big.Rat).SetInt(&test.clear.d[g]), true, w).Num())
					}
				} else {
					for v, d := range degrees[k].Var {
						c.Mul(c, power(new(big.Rat).SetInt(in[v].Denom()), true, d).Num())
					}
				}
				n := new(big.Rat).Mul(f, new(big.Rat).SetInt(c))
				if !n.IsInt() {
					t.Fatalf("gradings %v, at %v: C = %v doesn't clear %v", gradings, in, c, f)
				}
				mantissa := new(big.Float)
				exponent := new(big.Float).SetRat(n.Abs(n)).MantExp(mantissa)
				if m, _ := mantissa.Float64(); n.Sign() != 0 && float64(exponent)+math.Log2(m) > bits-1+1e-9 {
					t.Fatalf("gradings %v, at %v: C f(x) = %v, above 2^(%v - 1)", gradings, in, n, bits)
				}
			}
		}
	}
	if count[true] < 500 || count[false] < 500 {
		t.Errorf("scaled or not: %v", count)
	}
}
