package prove_test

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// Planted minima: f = sum_i k_i (q x_i - a_i)^2 + x_1 x_2-free integer c, multiplied out, so that its minimum c at a/q is hidden.
// Positive must prove c > 0 with a bound in (0, c], and refute c < 0; for c = 0 it must not prove.
func TestPlantedMinimum(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	got := map[prove.Verdict]int{}
	for range 150 {
		n := 1 + r.IntN(3)
		c := int64(r.IntN(3) - 1)
		q := int64(2 + r.IntN(30))
		f := poly(n, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			sum := b.Int(c)
			for i := range x {
				k, a := int64(1+r.IntN(5)), int64(r.IntN(61)-30)
				sq := x[i].Sqr().Times(q * q).Sub(x[i].Times(2 * q * a)).Add(b.Int(a * a))
				sum = sum.Add(sq.Times(k))
			}
			return sum
		})
		res, err := prove.Positive(context.Background(), f, cube(n, "-20", "19"), prove.Options{MaxBoxes: 3000})
		if err != nil {
			t.Fatal(err)
		}
		got[res.Verdict]++
		switch {
		case c > 0 && (res.Verdict != prove.Proved || !(res.Lower > 0 && res.Lower <= float64(c))):
			t.Errorf("minimum %d: %v", c, res)
		case c < 0 && (res.Verdict != prove.Refuted || res.Value.Sign() > 0):
			t.Errorf("minimum %d: %v", c, res)
		case c == 0 && res.Verdict == prove.Proved:
			t.Errorf("minimum 0: %v", res)
		}
	}
	if got[prove.Proved] < 30 || got[prove.Refuted] < 30 {
		t.Errorf("verdicts %v: too few of one kind", got)
	}
}

// Values beyond the reach of float64: x^4 - 4 x^2 + 4 + c = (x^2-2)^2 + c near sqrt 2, with c = 10^-30 proved at a higher precision
// and c = -10^-30 refuted.
func TestPrecisionGrows(t *testing.T) {
	b := circuit.NewBuilder()
	x, c := b.Var("x"), b.Var("c")
	f := prove.Polynomial(b, x.Pow(4).Sub(x.Sqr().Times(4)).Add(b.Int(4)).Add(c), x, c)
	near := prove.Between("1.41421356237309504", "1.41421356237309505")
	res, err := prove.Positive(context.Background(), f, []prove.Range{near, prove.Between("1e-30", "1e-29")}, prove.Options{})
	if err != nil || res.Verdict != prove.Proved || res.Prec < 128 || res.Precise == 0 || !(0 < res.Lower && res.Lower <= 1.1e-30) {
		t.Errorf("%v, %v", res, err)
	}
	res, err = prove.Positive(context.Background(), f, []prove.Range{near, prove.Between("1e-30", "1e-29")}, prove.Options{MaxPrec: 53, MaxBoxes: 2000})
	if err != nil || res.Verdict != prove.Undecided || res.Reason == "" || len(res.Part) != 2 {
		t.Errorf("at 53 bits: %v, %v", res, err)
	}
	res, err = prove.Positive(context.Background(), f, []prove.Range{near, prove.Between("-1e-30", "1e-30")}, prove.Options{})
	if err != nil || res.Verdict != prove.Refuted || res.Value.Sign() > 0 {
		t.Errorf("%v, %v", res, err)
	}
}

func TestBudgetAndErrors(t *testing.T) {
	f := poly(2, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
		return motzkin(b, x[0], x[1]).Times(1e9).Add(b.Int(1))
	})
	box := cube(2, "-2", "17/9")
	res, err := prove.Positive(context.Background(), f, box, prove.Options{MaxBoxes: 10})
	if err != nil || res.Verdict != prove.Undecided || res.Boxes != 10 || !strings.Contains(res.Reason, "budget of 10") {
		t.Errorf("%v, %v", res, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	res, err = prove.Positive(ctx, f, box, prove.Options{})
	if !errors.Is(err, context.Canceled) || res.Verdict != prove.Undecided {
		t.Errorf("%v, %v", res, err)
	}
	for _, c := range []struct {
		box  []prove.Range
		opt  prove.Options
		want string
	}{
		{box[:1], prove.Options{}, "1 ranges for 2 variables"},
		{[]prove.Range{box[0], {}}, prove.Options{}, "box[1]: an endpoint is missing"},
		{[]prove.Range{box[0], {Lo: big.NewRat(1, 1), Hi: new(big.Rat)}}, prove.Options{}, "box[1]: 1 > 0"},
		{[]prove.Range{box[0], prove.Between("0", "1e3000")}, prove.Options{}, "box[1]: an endpoint of"},
		{box, prove.Options{MaxBoxes: -1}, "MaxBoxes = -1"},
		{box, prove.Options{MaxPrec: 52}, "MaxPrec = 52"},
	} {
		if _, err := prove.Positive(context.Background(), f, c.box, c.opt); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// Unbounded: at rational t the new polynomial is t^k times the old one at x = a ± (1-t)/t, k the formal degree.
func TestUnboundedIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	b := circuit.NewBuilder()
	x, y, z := b.Var("x"), b.Var("y"), b.Var("z")
	f := x.Pow(3).Mul(y).Sub(y.Sqr().Mul(z).Times(5)).Add(x.Sub(z).Pow(2)).Sub(b.Int(7))
	p := b.Compile(f)
	deg := p.Degrees()[0].Var
	rays := []prove.Ray{{Var: 0, From: 2}, {Var: 1, From: -3, Down: true}}
	nb, g, _ := prove.Unbounded(p, rays...)
	q := nb.Compile(g)
	eval := func(p *circuit.Program, in ...*big.Rat) *big.Rat {
		return new(big.Rat).Set(circuit.NewMachine(circuit.Rats{}, p).Run(in)[0])
	}
	for range 50 {
		s, u, w := big.NewRat(int64(1+r.IntN(9)), 9), big.NewRat(int64(1+r.IntN(7)), 7), big.NewRat(int64(r.IntN(99)-50), 8)
		carry := func(a int64, t *big.Rat, sign int64) *big.Rat { // a + sign (1-t)/t
			v := new(big.Rat).Sub(big.NewRat(1, 1), t)
			v.Mul(v.Quo(v, t), big.NewRat(sign, 1))
			return v.Add(v, big.NewRat(a, 1))
		}
		want := eval(p, carry(2, s, 1), carry(-3, u, -1), w)
		for range deg[0] {
			want.Mul(want, s)
		}
		for range deg[1] {
			want.Mul(want, u)
		}
		if got := eval(q, s, u, w); got.Cmp(want) != 0 {
			t.Fatalf("g(%s, %s, %s) = %s, want %s", s, u, w, got, want)
		}
	}
}

func TestUnboundedDecides(t *testing.T) {
	for _, c := range []struct {
		why  string
		f    func(b *circuit.Builder, x circuit.Node) circuit.Node
		ray  prove.Ray
		want prove.Verdict
	}{
		{"(x-1)^2 + 1 for x >= 0", func(b *circuit.Builder, x circuit.Node) circuit.Node {
			return x.Sqr().Sub(x.Times(2)).Add(b.Int(2))
		}, prove.Ray{}, prove.Proved},
		{"the same for x <= 0", func(b *circuit.Builder, x circuit.Node) circuit.Node {
			return x.Sqr().Sub(x.Times(2)).Add(b.Int(2))
		}, prove.Ray{Down: true}, prove.Proved},
		{"x^3 - 1000 x^2 + 1 is negative only far out", func(b *circuit.Builder, x circuit.Node) circuit.Node {
			return x.Pow(3).Sub(x.Sqr().Times(1000)).Add(b.Int(1))
		}, prove.Ray{}, prove.Refuted},
		{"and positive from 1000 on", func(b *circuit.Builder, x circuit.Node) circuit.Node {
			return x.Pow(3).Sub(x.Sqr().Times(1000)).Add(b.Int(1))
		}, prove.Ray{From: 1000}, prove.Proved},
		{"x^3 for x <= 5", func(_ *circuit.Builder, x circuit.Node) circuit.Node { return x.Pow(3) }, prove.Ray{From: 5, Down: true}, prove.Refuted},
	} {
		b := circuit.NewBuilder()
		x := b.Var("x")
		nb, g, vars := prove.Unbounded(b.Compile(c.f(b, x)), c.ray)
		res, err := prove.Positive(context.Background(), prove.Polynomial(nb, g, vars...), cube(1, "0", "1"), prove.Options{})
		if err != nil || res.Verdict != c.want {
			t.Errorf("%s: %v, %v", c.why, res, err)
		}
	}
}

func BenchmarkPositive(b *testing.B) {
	f := poly(2, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
		return motzkin(b, x[0], x[1]).Times(1e4).Add(b.Int(1))
	})
	box := cube(2, "-2", "17/9")
	boxes := 0
	b.ReportAllocs()
	for range b.N {
		r, err := prove.Positive(context.Background(), f, box, prove.Options{})
		if err != nil || r.Verdict != prove.Proved {
			b.Fatal(r, err)
		}
		boxes += r.Boxes
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(boxes), "ns/box")
}
