package planted

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// but is the product of f over all weights except those left out (-1: none).
func but(w []*big.Rat, l, m int, f func(x *big.Rat) *big.Rat) *big.Rat {
	p := big.NewRat(1, 1)
	for k, x := range w {
		if k != l && k != m {
			p.Mul(p, f(x))
		}
	}
	return p
}

func mul(xs ...*big.Rat) *big.Rat {
	p := big.NewRat(1, 1)
	for _, x := range xs {
		p.Mul(p, x)
	}
	return p
}

func sub(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }

// Value, gradient and Hessian at unequal weights, against the closed forms s (b^2 - 2 b p + P), 2 s (w_l P_-l - b p_-l), 2 s P_-l and
// 2 s (2 w_l w_m P_-lm - b p_-lm), with P over w^2 + e^2.
func TestValuesAgainstClosedForms(t *testing.T) {
	table := Table{}
	b, s, e := big.NewRat(-5, 3), big.NewRat(7, 2), big.NewRat(2, 5)
	all := []*big.Rat{big.NewRat(2, 1), big.NewRat(-3, 2), big.NewRat(5, 7), big.NewRat(1, 3)}
	plain := func(x *big.Rat) *big.Rat { return x }
	noisy := func(x *big.Rat) *big.Rat { return new(big.Rat).Add(mul(x, x), mul(e, e)) }
	two := big.NewRat(2, 1)
	for depth := 1; depth <= len(all); depth++ {
		w := all[:depth]
		c := table.At(depth)
		if table.At(depth) != c || len(table) != depth {
			t.Errorf("L = %d: the evaluator is made anew", depth)
		}
		v := c.At(w, b, s, e)
		same := func(what string, got, want *big.Rat) {
			t.Helper()
			if got.Cmp(want) != 0 {
				t.Errorf("L = %d: %s is %s, want %s", depth, what, got.RatString(), want.RatString())
			}
		}
		value := sub(mul(b, b), mul(two, b, but(w, -1, -1, plain)))
		same("value", v.Value, mul(s, value.Add(value, but(w, -1, -1, noisy))))
		for l := range w {
			same("gradient", v.Gradient[l], mul(two, s, sub(mul(w[l], but(w, l, l, noisy)), mul(b, but(w, l, l, plain)))))
			for m := range w {
				want := mul(two, s, but(w, l, l, noisy))
				if m != l {
					want = mul(two, s, sub(mul(two, w[l], w[m], but(w, l, m, noisy)), mul(b, but(w, l, m, plain))))
				}
				same("Hessian", v.Hessian[l][m], want)
			}
		}
	}
}

func TestIsZero(t *testing.T) {
	for _, c := range []struct {
		v    []*big.Rat
		want bool
	}{{nil, true}, {rats(0, 0), true}, {rats(0, 1), false}, {rats(-1, 0), false}} {
		if got := IsZero(c.v); got != c.want {
			t.Errorf("%v: %v", c.v, got)
		}
	}
}

// On the line w = (sigma t, t, ..., t) both programs say the same, at any t, as a number and as a polynomial.
func TestLineAgainstValues(t *testing.T) {
	b, s, e, x := big.NewRat(5, 3), big.NewRat(7, 2), big.NewRat(2, 5), big.NewRat(3, 4)
	for depth := 2; depth <= 5; depth++ {
		line := Line(depth)
		for _, sigma := range []int64{1, -1} {
			w := make([]*big.Rat, depth)
			for l := range w {
				w[l] = x
			}
			w[0] = mul(big.NewRat(sigma, 1), x)
			want := New(depth).At(w, b, s, e)
			in := LineInputs(depth, new(big.Rat), x, big.NewRat(sigma, 1), b, s, e)
			if len(in) != depth+9 {
				t.Fatalf("L = %d: %d inputs", depth, len(in))
			}
			got := circuit.NewMachine(circuit.Rats{}, line).Run(in)
			if got[0].Cmp(want.Gradient[0]) != 0 || got[1].Cmp(want.Value) != 0 {
				t.Errorf("L = %d, sigma = %d: gradient %s, value %s, want %s, %s", depth, sigma, got[0].RatString(), got[1].RatString(), want.Gradient[0].RatString(), want.Value.RatString())
			}
			// t divides the gradient: once at b != 0, L >= 3.
			p := GradientPolynomial(line, depth, sigma, b, s, e)
			sum := new(big.Rat)
			for k := len(p.C) - 1; k >= 0; k-- {
				sum.Add(mul(sum, x), p.C[k])
			}
			if mul(sum, x).Cmp(want.Gradient[0]) != 0 {
				t.Errorf("L = %d, sigma = %d: the polynomial gives %s, want %s", depth, sigma, mul(sum, x).RatString(), want.Gradient[0].RatString())
			}
		}
	}
}

// The signs are those of the weights, 0 counts as +; the target has the sign of the product.
func TestOf(t *testing.T) {
	for _, c := range []struct {
		w, want []int64
		sign    int
	}{
		{[]int64{2, 5, 1}, []int64{2, 2, 2}, 1},
		{[]int64{-2, 5, 0}, []int64{-2, 2, 2}, -1},
		{[]int64{2, -5, -7}, []int64{2, -2, -2}, 1},
		{[]int64{-3, -1, -7}, []int64{-3, -3, -3}, -1},
	} {
		in := generators.NewInstance("test", len(c.w), 1)
		for l, w := range c.w {
			in.Weights[l][0].SetInt64(w)
		}
		in.Noise.SetFrac64(1, 2)
		in.Sigma[0][0].SetInt64(9)
		p := Of(in)
		modulus := big.NewRat(max(c.w[0], -c.w[0]), 1)
		for l, w := range c.want {
			if p.Weights[l].Cmp(big.NewRat(w, 1)) != 0 {
				t.Errorf("%v: weight %d is %s", c.w, l+1, p.Weights[l].RatString())
			}
		}
		b := Target(3, modulus, in.Noise)
		if b.Mul(b, big.NewRat(int64(c.sign), 1)).Cmp(p.Target) != 0 || p.T.Cmp(modulus) != 0 || p.Depth != 3 || p.Scale.Cmp(big.NewRat(9, 1)) != 0 {
			t.Errorf("%v: target %s, t = %s, L = %d, s = %s", c.w, p.Target.RatString(), p.T.RatString(), p.Depth, p.Scale.RatString())
		}
		u := mul(modulus, modulus)
		if p.U().Cmp(u) != 0 || p.Z().Cmp(mul(u, big.NewRat(4, 1))) != 0 { // e^2 = 1/4
			t.Errorf("%v: u = %s, z = %s", c.w, p.U().RatString(), p.Z().RatString())
		}
		if v := New(3).At(p.Weights, p.Target, p.Scale, p.Noise); !IsZero(v.Gradient) {
			t.Errorf("%v: not stationary: %v", c.w, v.Gradient)
		}
	}
}
