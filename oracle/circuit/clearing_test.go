package circuit

import (
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"testing"
)

// TestGrading: what is derived of gradings, field by field.
func TestGrading(t *testing.T) {
	b := NewBuilder()
	x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
	one := b.Compile(diff(x, y, z))
	two := b.Compile(mixed(x, y, z), z, x.Sub(x))
	none := NewBuilder().Compile()
	for _, row := range []struct {
		why string
		p   *Program
		of  [][]int
		g   grading
	}{
		{"none", one, nil, grading{
			outs: [][]int{nil}, sum: []int{0, 0, 0}, home: []int{0, 0, 0}, pure: [][]int{},
		}},
		{"none, of nothing", none, nil, grading{outs: [][]int{}, pure: [][]int{}}},
		{"one", one, [][]int{{1, 1, 2}}, grading{
			ok: true, outs: [][]int{{2}}, sum: []int{1, 1, 2}, home: []int{0, 0, 0}, pure: [][]int{{0, 1, 2}},
		}},
		{"two: z is at home where its weight is least", two, [][]int{{1, 0, 2}, {0, 1, 1}}, grading{
			ok: true, outs: [][]int{{2, 1}, {2, 1}, {0, 0}}, sum: []int{1, 1, 3}, home: []int{0, 1, 1}, pure: [][]int{{0}, {1}}, mixed: []int{2},
		}},
		{"in the other order", two, [][]int{{0, 1, 1}, {1, 0, 2}}, grading{
			ok: true, outs: [][]int{{1, 2}, {1, 2}, {0, 0}}, sum: []int{1, 1, 3}, home: []int{1, 0, 0}, pure: [][]int{{1}, {0}}, mixed: []int{2},
		}},
		{"in the first of two equal ones", one, [][]int{{1, 0, 1}, {0, 1, 1}}, grading{
			ok: true, outs: [][]int{{1, 1}}, sum: []int{1, 1, 2}, home: []int{0, 1, 0}, pure: [][]int{{0}, {1}}, mixed: []int{2},
		}},
		{"not homogeneous under the first", one, [][]int{{1, 1, 1}, {1, 1, 2}}, grading{
			outs: [][]int{{2, 2}}, sum: []int{2, 2, 3}, home: []int{0, 0, 0}, pure: [][]int{nil, nil}, mixed: []int{0, 1, 2},
		}},
		{"z has no weight", two, [][]int{{0, 0, 0}}, grading{
			outs: [][]int{{0}, {0}, {0}}, sum: []int{0, 0, 0}, home: []int{0, 0, 0}, pure: [][]int{nil},
		}},
	} {
		row.g.of = row.of
		if got := newGrading(row.p, row.of); !reflect.DeepEqual(*got, row.g) {
			t.Errorf("%s: %+v, want %+v", row.why, *got, row.g)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a negative weight is taken")
		}
	}()
	newGrading(one, [][]int{{1, -1, 0}})
}

// TestGradingSame: inputs with the same weights in all gradings.
func TestGradingSame(t *testing.T) {
	g := &grading{of: [][]int{{1, 1, 1, 2}, {0, 0, 3, 0}}}
	for v := range 4 {
		for u := range 4 {
			if want := v == u || v+u == 1; g.same(v, u) != want {
				t.Errorf("inputs %d and %d: %v", v, u, !want)
			}
		}
	}
}

// TestLog: the least k with n <= 2^k, by its definition around powers of two.
func TestLog(t *testing.T) {
	for _, k := range []int{1, 2, 5, 63, 64, 65, 200} {
		p := new(big.Int).Lsh(big.NewInt(1), uint(k))
		below, above := new(big.Int).Sub(p, big.NewInt(1)), new(big.Int).Add(p, big.NewInt(1))
		want := k
		if k == 1 {
			want = 0
		}
		if log(below) != want || log(p) != k || log(above) != k+1 {
			t.Errorf("around 2^%d: %d, %d, %d", k, log(below), log(p), log(above))
		}
		if one(above) || one(p) || one(new(big.Int).Neg(above)) {
			t.Errorf("2^%d, 2^%[1]d + 1 or its negative is taken for 1", k)
		}
	}
	if !one(big.NewInt(1)) || one(big.NewInt(0)) || one(big.NewInt(-1)) || one(big.NewInt(3)) {
		t.Error("1 and others")
	}
}

// TestCommonDenominators: D_g is the least common multiple of the denominators of the inputs at home in g, for denominators that
// are equal, divide one another, share factors or none; the cofactors bring each input over it. The multiple is given up as soon as its power is above the
// limit, not at it.
func TestCommonDenominators(t *testing.T) {
	weights := [][]int{{1, 0, 2, 1, 3}, {0, 1, 1, 0, 4}}
	g := &grading{of: weights, home: []int{0, 1, 1, 0, 0}}
	outs := []int{3, 2}
	rng := rand.New(rand.NewPCG(11, 12))
	denominators := []func() int64{
		func() int64 { return 1 }, func() int64 { return 6 }, func() int64 { return 1 << rng.IntN(5) },
		func() int64 { return rng.Int64N(12) + 1 }, func() int64 { return rng.Int64N(1<<62) + 1 },
	}
	c := newClearing(5, 2)
	for trial := range 500 {
		in := make([]*big.Rat, 5)
		lcm := []*big.Int{big.NewInt(1), big.NewInt(1)}
		for v := range in {
			in[v] = big.NewRat(rng.Int64N(1<<40), denominators[(trial+v*(trial%2))%len(denominators)]())
			l, den := lcm[g.home[v]], in[v].Denom()
			gcd := new(big.Int).GCD(nil, nil, l, den)
			l.Mul(l, den).Quo(l, gcd)
		}
		if !c.common(in, g, outs, math.Inf(1)) || c.d[0].Cmp(lcm[0]) != 0 || c.d[1].Cmp(lcm[1]) != 0 {
			t.Fatalf("of %v: %v, %v, want %v", in, &c.d[0], &c.d[1], lcm)
		}
		power := float64(3*log(lcm[0]) + 2*log(lcm[1]))
		if c.power(outs) != power {
			t.Fatalf("of %v: power %v, want %v", in, c.power(outs), power)
		}
		c.cofactors(in, g)
		for v, x := range in {
			if n := new(big.Int).Mul(&c.cofactor[v], x.Denom()); n.Cmp(lcm[g.home[v]]) != 0 {
				t.Fatalf("of %v: cofactor %d is %v", in, v, &c.cofactor[v])
			}
		}
		if !c.common(in, g, outs, power) || power > 0 && c.common(in, g, outs, power-1) {
			t.Fatalf("of %v: limit %v", in, power)
		}
		c.measure(in)
		for v, x := range in {
			if c.logs[v] != log(x.Denom()) {
				t.Fatalf("of %v: log2 of denominator %d: %d", in, v, c.logs[v])
			}
		}
	}
}
