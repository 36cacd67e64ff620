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
		for _, row := range []struct {
			n    *big.Int
			want int
			is   bool
		}{{below, want, k == 1}, {p, k, true}, {above, k + 1, false}} {
			if got, is := log(row.n); got != row.want || is != row.is {
				t.Errorf("around 2^%d: log %v is %d, a power of two: %v", k, row.n, got, is)
			}
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
	c := newClearing([]int{0, 1, 2, 3, 4}, 5, 2)
	for trial := range 500 {
		in := make([]*big.Rat, 5)
		lcm := []*big.Int{big.NewInt(1), big.NewInt(1)}
		for v := range in {
			in[v] = big.NewRat(rng.Int64N(1<<40), denominators[(trial+v*(trial%2))%len(denominators)]())
			l, den := lcm[g.home[v]], in[v].Denom()
			gcd := new(big.Int).GCD(nil, nil, l, den)
			l.Mul(l, den).Quo(l, gcd)
		}
		c.measure(in)
		if !c.common(in, g, outs, math.Inf(1)) || c.d[0].Cmp(lcm[0]) != 0 || c.d[1].Cmp(lcm[1]) != 0 {
			t.Fatalf("of %v: %v, %v, want %v", in, &c.d[0], &c.d[1], lcm)
		}
		size0, _ := log(lcm[0])
		size1, _ := log(lcm[1])
		power := float64(3*size0 + 2*size1)
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
		for v, x := range in {
			if k, dyadic := log(x.Denom()); c.logs[v] != k || c.dyadic[v] != dyadic {
				t.Fatalf("of %v: log2 of denominator %d: %d", in, v, c.logs[v])
			}
		}
	}
}

// TestCommonFactors: when the multiple is given up. A denominator that divides the multiple so far is seen however long it is; of another one, a
// common factor is looked for unless one of more than commonBits bits were needed. Primes near 2^20 and 2^40, limits in bits at weight 1.
func TestCommonFactors(t *testing.T) {
	const p, q, r = 1<<40 - 87, 1<<20 - 3, 1<<20 - 5
	long := new(big.Int).Mul(big.NewInt(p), big.NewInt(p)) // two words
	n := func(fs ...int64) *big.Int {
		z := big.NewInt(1)
		for _, f := range fs {
			z.Mul(z, big.NewInt(f))
		}
		return z
	}
	for _, row := range []struct {
		why   string
		dens  []*big.Int
		limit float64
		want  *big.Int // nil: given up
	}{
		{"equal", []*big.Int{n(p), n(p), n(p)}, 40, n(p)},
		{"equal, of two words", []*big.Int{long, long}, 80, long},
		// 20 + 40 - 16 = 44
		{"the first divides the second", []*big.Int{n(q), n(q, r)}, 44, n(q, r)},
		{"the first divides the second, no room to see it", []*big.Int{n(q), n(q, r)}, 43, nil},
		{"the second divides the first", []*big.Int{n(q, r), n(q), n(r)}, 40, n(q, r)},
		{"a divisor of two words", []*big.Int{new(big.Int).Mul(long, long), long}, 160, new(big.Int).Mul(long, long)},
		{"a common factor that does not matter", []*big.Int{n(q, 3), n(q, 5)}, 60, n(q, 15)},
		// 22 + 23 - 16 = 29
		{"a common factor of 20 bits, room for one of 16", []*big.Int{n(q, 3), n(q, 5)}, 29, n(q, 15)},
		{"a common factor of 20 bits, no room", []*big.Int{n(q, 3), n(q, 5)}, 28, nil},
		{"room for no factor", []*big.Int{n(q), n(r)}, 39, nil},
		{"room for both", []*big.Int{n(q), n(r)}, 40, n(q, r)},
		{"two words and one, coprime", []*big.Int{long, n(q)}, 100, new(big.Int).Mul(long, n(q))},
		{"one and two words with a common factor", []*big.Int{n(p, 3), long}, 200, new(big.Int).Mul(long, n(3))},
		{"powers of two", []*big.Int{n(1 << 40), n(1 << 20), n(1 << 41)}, 41, n(1 << 41)},
		{"powers of two, one bit too long", []*big.Int{n(1 << 40), n(1 << 20), n(1 << 41)}, 40, nil},
		{"a power of two, then another number", []*big.Int{n(1 << 40), n(3)}, 42, n(1<<40, 3)},
		{"another number, then a power of two", []*big.Int{n(3), n(1 << 40)}, 42, n(1<<40, 3)},
		{"a power of two of two words", []*big.Int{n(1<<40, 1<<40), n(1 << 40)}, 80, n(1<<40, 1<<40)},
	} {
		var in []*big.Rat
		g := &grading{of: [][]int{{}}}
		var used []int
		for v, den := range row.dens {
			in = append(in, new(big.Rat).SetFrac(big.NewInt(1), den))
			g.home, used = append(g.home, 0), append(used, v)
		}
		c := newClearing(used, len(in), 1)
		c.measure(in)
		if ok := c.common(in, g, []int{1}, row.limit); ok != (row.want != nil) || ok && c.d[0].Cmp(row.want) != 0 {
			t.Errorf("%s: %v, ok %v, want %v", row.why, &c.d[0], ok, row.want)
		}
	}
}

// TestUnusedDenominators: an input that no output depends on is in no multiple.
func TestUnusedDenominators(t *testing.T) {
	in := rats("1/3", "1/5", "1/7")
	c := newClearing([]int{0, 2}, 3, 1)
	c.measure(in)
	if !c.common(in, &grading{home: []int{0, 0, 0}}, []int{1}, 100) || c.d[0].Int64() != 21 {
		t.Errorf("multiple %v", &c.d[0])
	}
}
