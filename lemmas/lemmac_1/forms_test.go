package lemmac_1

import (
	"context"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

func mul(xs ...*big.Rat) *big.Rat {
	p := big.NewRat(1, 1)
	for _, x := range xs {
		p.Mul(p, x)
	}
	return p
}

func add(xs ...*big.Rat) *big.Rat {
	p := new(big.Rat)
	for _, x := range xs {
		p.Add(p, x)
	}
	return p
}

func quo(x, y *big.Rat) *big.Rat { return new(big.Rat).Quo(x, y) }

// at evaluates a form; the variables have the order in which they were made.
func (f form) at(t *testing.T, xs []*big.Rat) *big.Rat {
	t.Helper()
	if len(xs) != len(f.vars) {
		t.Fatalf("%s has %d variables, want %d", f.name, len(f.vars), len(xs))
	}
	for k, x := range xs {
		if r := f.box[k]; x.Cmp(r.Lo) < 0 || x.Cmp(r.Hi) > 0 {
			t.Fatalf("%s: variable %d is %s, outside its range", f.name, k, x.RatString())
		}
	}
	return circuit.NewMachine(circuit.Rats{}, f.c.Compile(f.f)).Run(xs)[0]
}

// The forms that branch and bound proves are the inequalities of the lemma: at random weights of the box |w_l| <= M (e = s = 1), with gradient and Hessian
// from the definition,
//
//	(M - w_1(1)) / M = boxForm,     K - H_11 - sum_m sigma_m H_1m = 2 (M^2+1)^(L-1) row + 2 |b| M^(L-2) rowTarget.
func TestFormsAreTheInequalities(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	one, two := big.NewRat(1, 1), big.NewRat(2, 1)
	share := func() *big.Rat { return big.NewRat(rng.Int63n(41)-20, 20) } // in [-1, 1]
	table := planted.Table{}
	for n := range 60 {
		depth := 2 + n%4
		k := NewConstants(depth)
		m, theta, tb := big.NewRat(1+rng.Int63n(30), 10), big.NewRat(rng.Int63n(11), 10), share()
		sum := add(mul(m, m), one) // M^2 + 1
		w, ts := make([]*big.Rat, depth), make([]*big.Rat, depth)
		for l := range w {
			ts[l] = share()
			w[l] = mul(m, ts[l])
		}
		// The box.
		b := mul(tb, m, planted.Pow(two, depth-1))
		alpha := quo(theta, k.StepInverse(one, one, m))
		box := []*big.Rat{ts[0], theta, tb}
		for _, x := range w[1:] {
			square := add(mul(x, x), one)
			box = append(box, quo(square, sum), quo(mul(two, x.Abs(x)), square)) // |w_m|: the sign of the product is that of tb
		}
		v := table.At(depth).At(w, b, one, one)
		next := add(w[0], mul(alpha, v.Gradient[0], big.NewRat(-1, 1)))
		if got, want := boxForm(depth).at(t, box), quo(add(m, mul(next, big.NewRat(-1, 1))), m); got.Cmp(want) != 0 {
			t.Fatalf("L = %d, w = %v: box form %s, want %s", depth, w, got.RatString(), want.RatString())
		}
		// The row sum, t >= 0.
		w[0].Abs(w[0])
		beta := orbit.MaxAbs(b)
		h := table.At(depth).At(w, beta, one, one).Hessian
		row, target := []*big.Rat{quo(mul(m, m), sum)}, []*big.Rat(nil)
		for _, x := range w {
			row = append(row, quo(x, m))
		}
		left := add(k.K(one, beta, one, m), mul(h[0][0], big.NewRat(-1, 1)))
		for j := 1; j < depth; j++ {
			sigma := share()
			row = append(row, sigma)
			r := mul(sigma)
			for l := 1; l < depth; l++ {
				if l != j {
					r = mul(r, quo(w[l], m))
				}
			}
			target = append(target, r)
			left.Sub(left, mul(sigma, h[0][j]))
		}
		forms := rowForms(depth)
		right := add(mul(two, planted.Pow(sum, depth-1), forms[0].at(t, row)), mul(two, beta, planted.Pow(m, depth-2), forms[1].at(t, target)))
		if left.Cmp(right) != 0 {
			t.Fatalf("L = %d, w = %v: row %s, want %s", depth, w, right.RatString(), left.RatString())
		}
	}
}

// TestStep: the verdicts of branch and bound on [0, 1].
func TestStep(t *testing.T) {
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		reason string
		ctx    context.Context
		f      func(c *circuit.Builder, x circuit.Node) circuit.Node
		want   claim.Verdict
	}{
		{"x", t.Context(), func(_ *circuit.Builder, x circuit.Node) circuit.Node { return x }, claim.Proved},
		{"x - 1/2", t.Context(), func(c *circuit.Builder, x circuit.Node) circuit.Node { return x.Times(2).Sub(c.Int(1)) }, claim.Refuted},
		{"9x^2 - 6x + 1, which touches 0 at a number that no cut meets", t.Context(), func(c *circuit.Builder, x circuit.Node) circuit.Node {
			return x.Sqr().Times(9).Sub(x.Times(6)).Add(c.Int(1))
		}, claim.Undecided},
		{"stopped", canceled, func(_ *circuit.Builder, x circuit.Node) circuit.Node { return x }, claim.Undecided},
	} {
		f := form{name: "test", c: circuit.NewBuilder()}
		f.f = c.f(f.c, f.variable("x", unit()))
		if r := f.step(2, "").Run(c.ctx); r.Verdict != c.want || (r.Detail == "") != (c.want == claim.Proved) {
			t.Errorf("%s: %+v", c.reason, r)
		}
	}
}
