package prove_test

import (
	"context"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// poly builds a function of the named number of variables.
func poly(n int, f func(b *circuit.Builder, x []circuit.Node) circuit.Node) *prove.Function {
	b := circuit.NewBuilder()
	x := b.Vars("x", n)
	return prove.Polynomial(b, f(b, x), x...)
}

// motzkin is x^4 y^2 + x^2 y^4 - 3 x^2 y^2 + 1 >= 0, zero exactly at |x| = |y| = 1; not a sum of squares (Motzkin 1967).
func motzkin(b *circuit.Builder, x, y circuit.Node) circuit.Node {
	q := x.Sqr().Mul(y.Sqr())
	return q.Mul(x.Sqr().Add(y.Sqr()).Sub(b.Int(3))).Add(b.Int(1))
}

func cube(n int, lo, hi string) []prove.Range {
	box := make([]prove.Range, n)
	for i := range box {
		box[i] = prove.Between(lo, hi)
	}
	return box
}

var positiveCases = []struct {
	name, why string
	f         *prove.Function
	box       []prove.Range
	weak      bool
	want      prove.Verdict
	lower     float64 // the true minimum is at least this (proved cases): the certified bound must not exceed it
	min       float64 // the true minimum
}{
	{
		name: "motzkin+1/1000", why: "close to zero at four points, not a sum of squares",
		f: poly(2, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return motzkin(b, x[0], x[1]).Times(1000).Add(b.Int(1))
		}),
		box: cube(2, "-2", "2"), want: prove.Proved, min: 1,
	},
	{
		name: "motzkin-1/10^12", why: "negative only within 10^-6 of four points",
		f: poly(2, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return motzkin(b, x[0], x[1]).Times(1e12).Sub(b.Int(1))
		}),
		box: cube(2, "-2", "17/9"), want: prove.Refuted,
	},
	{
		name: "motzkin", why: "zero at a point that no cut hits at once, but the search reaches it: f > 0 is false",
		f: poly(2, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return motzkin(b, x[0], x[1])
		}),
		box: cube(2, "0", "2"), want: prove.Refuted,
	},
	{
		name: "x(1-x)>=0", why: "tight on both faces, which interval arithmetic sees exactly",
		f: poly(1, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return x[0].Mul(b.Int(1).Sub(x[0]))
		}),
		box: cube(1, "0", "1"), weak: true, want: prove.Proved, min: 0,
	},
	{
		name: "x(1-x)>0", why: "the same, strictly: false at the ends",
		f: poly(1, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return x[0].Mul(b.Int(1).Sub(x[0]))
		}),
		box: cube(1, "0", "1"), want: prove.Refuted,
	},
	{
		name: "(x-y)^2+10^-12", why: "a valley along a line, needs the mean-value form",
		f: poly(2, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return x[0].Sub(x[1]).Sqr().Times(1e6).Add(b.Int(1))
		}),
		box: cube(2, "-1", "1"), want: prove.Proved, min: 1,
	},
	{
		name: "beyond float64", why: "3x - 3y + 1 on points with x - y = -1/3 + 10^-40: needs 256 bits",
		f: poly(2, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return x[0].Sub(x[1]).Times(3).Add(b.Int(1))
		}),
		box: []prove.Range{
			prove.Between("1/7", "1/7"),
			prove.Between("1/10", "4761904761904761904761904761904761904761/10000000000000000000000000000000000000000"),
		}, want: prove.Proved, min: 1e-38,
	},
	{
		name: "a point", why: "a box that is one point",
		f: poly(1, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return x[0].Times(3).Sub(b.Int(1))
		}),
		box: cube(1, "1/3", "1/3"), want: prove.Refuted,
	},
	{
		name: "weak point", why: "3x - 1 >= 0 at x = 1/3, which no binary number is: not decided by intervals, not refuted either",
		f: poly(1, func(b *circuit.Builder, x []circuit.Node) circuit.Node {
			return x[0].Times(3).Sub(b.Int(1))
		}),
		box: cube(1, "1/3", "1/3"), weak: true, want: prove.Proved, min: 0,
	},
	{
		name: "tiny", why: "-x at the point 2^-1100, which float64 takes for 0",
		f:   poly(1, func(_ *circuit.Builder, x []circuit.Node) circuit.Node { return x[0].Neg() }),
		box: []prove.Range{prove.At(new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 1100)))}, weak: true, want: prove.Refuted,
	},
	{
		name: "weak, refuted", why: "x^2 - 1 is negative inside only",
		f:   poly(1, func(b *circuit.Builder, x []circuit.Node) circuit.Node { return x[0].Sqr().Sub(b.Int(1)) }),
		box: cube(1, "-1", "1"), weak: true, want: prove.Refuted,
	},
}

func TestDecide(t *testing.T) {
	for _, c := range positiveCases {
		t.Run(c.name, func(t *testing.T) {
			run := prove.Positive
			if c.weak {
				run = prove.NonNegative
			}
			r, err := run(context.Background(), c.f, c.box, prove.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Log(r)
			if r.Verdict != c.want {
				t.Fatalf("%s (%s)", r, c.why)
			}
			if r.Verdict == prove.Proved && r.Lower > c.min {
				t.Errorf("lower bound %g above the minimum %g", r.Lower, c.min)
			}
		})
	}
}

func TestSmooth(t *testing.T) {
	// e^x - 1 - x >= 0 with equality at 0: positive on [1/10, 10], tight at 0.
	f := prove.Smooth(1, func(c *interval.Context, f *interval.Interval, grad, x []*interval.Interval) {
		c.Expm1(f, x[0])
		if grad != nil {
			c.Set(grad[0], f)
		}
		c.Sub(f, f, x[0])
	})
	r, err := prove.Positive(context.Background(), f, cube(1, "1/10", "10"), prove.Options{})
	if err != nil || r.Verdict != prove.Proved {
		t.Fatal(r, err)
	}
	// e^(1/10) - 11/10 = 0.00517...: monotone, so that the bound is the value at the left end, rounded down.
	if !(0.0051709 < r.Lower && r.Lower < 0.0051710) {
		t.Error(r)
	}
	r, err = prove.Positive(context.Background(), f, cube(1, "-1", "1"), prove.Options{MaxBoxes: 1000})
	if err != nil || r.Verdict == prove.Proved {
		t.Fatal(r, err)
	}
	if _, err := prove.Positive(context.Background(), f, []prove.Range{{Lo: big.NewRat(1, 1), Hi: big.NewRat(0, 1)}}, prove.Options{}); err == nil {
		t.Error("an empty box was accepted")
	}
}
