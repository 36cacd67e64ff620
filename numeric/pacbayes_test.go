package numeric_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

func exactly(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }

// within checks that a certified enclosure of the exact value lies within bound of x.
func within(t *testing.T, name string, x, bound float64, exact *interval.Interval) {
	t.Helper()
	lo, hi, ok := exact.Rats()
	b := exactly(bound)
	if !ok || new(big.Rat).Sub(exactly(x), lo).Cmp(b) > 0 || new(big.Rat).Sub(hi, exactly(x)).Cmp(b) > 0 {
		t.Errorf("%s: %v, bound %v, exact %v", name, x, bound, exact)
	}
}

func TestPACBayesBounds(t *testing.T) {
	cases := 2000
	if testing.Short() {
		cases = 200
	}
	rng := rand.New(rand.NewPCG(7, 7))
	c, z := interval.NewContext(192), interval.New()
	unit := func() float64 { // spread over scales, both ends included
		x := math.Exp(-40 * rng.Float64() * rng.Float64())
		if rng.IntN(2) == 0 {
			x = 1 - x
		}
		return x
	}
	for k := range cases {
		q, p := unit(), unit()
		if k%7 == 0 {
			p = math.Nextafter(q, 2)
		}
		if p > 0 && p < 1 {
			got, bound, err := numeric.BinaryKL(q, p)
			if err != nil {
				t.Fatal(err)
			}
			if err := pacbayes.BinaryKL(c, z, exactly(q), exactly(p)); err != nil {
				t.Fatal(err)
			}
			within(t, fmt.Sprintf("kl(%v||%v)", q, p), got, bound, z)
		}
		b := 50 * unit() * unit()
		inv, bound, err := numeric.KLInverse(q, b)
		if err != nil {
			t.Fatal(err)
		}
		exact, err := pacbayes.KLInverse(exactly(q), c.SetRat(interval.New(), exactly(b)), 128)
		if err != nil {
			t.Fatal(err)
		}
		within(t, fmt.Sprintf("kl^-1(%v, %v)", q, b), inv, bound+0x1p-100, exact)
		// Tight: the error is at most a few evaluation errors over the slope, and the slope at distance s from q is at least 4 s >= sqrt(b).
		if b > 1e-4 && bound > 0x1p-40 {
			t.Errorf("kl^-1(%v, %v): the bound %v is wide", q, b, bound)
		}
		e, sp := math.Exp(8*rng.NormFloat64()), math.Exp(4*rng.NormFloat64())
		switch k % 5 {
		case 0:
			sp = e * (1 + 0x1p-30)
		case 1:
			sp = e
		}
		theta, theta0 := []float64{rng.NormFloat64(), q}, []float64{p, -rng.NormFloat64()}
		kl, bound, err := numeric.GaussianKL(theta, theta0, e, sp)
		if err != nil {
			t.Fatal(err)
		}
		g := pacbayes.Gaussians{Theta: rats(theta), Theta0: rats(theta0), Noise: exactly(e), Prior: exactly(sp)}
		within(t, fmt.Sprintf("KL at e = %v, sp = %v", e, sp), kl, bound, g.KL(c, z))
		cc := 0.01 + 5*rng.Float64()
		got := numeric.CatoniBound(cc, q, b)
		within(t, "Catoni", got, 16*0x1p-53*got+0x1p-1074, pacbayes.Catoni(c, z, exactly(cc), exactly(q), c.SetRat(interval.New(), exactly(b))))
		got = numeric.SquareRootBound(q, b)
		within(t, "square root", got, 3*0x1p-53*got, pacbayes.SquareRoot(c, z, exactly(q), c.SetRat(interval.New(), exactly(b))))
	}
}

func rats(xs []float64) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for i, x := range xs {
		out[i] = exactly(x)
	}
	return out
}

func TestPACBayesErrors(t *testing.T) {
	one := []float64{1}
	for _, r := range []struct {
		why string
		run func() error
	}{
		{"no entries", func() error { _, _, err := numeric.GaussianKL(nil, nil, 1, 1); return err }},
		{"lengths differ", func() error { _, _, err := numeric.GaussianKL(one, nil, 1, 1); return err }},
		{"no noise", func() error { _, _, err := numeric.GaussianKL(one, one, 0, 1); return err }},
		{"NaN prior", func() error { _, _, err := numeric.GaussianKL(one, one, 1, math.NaN()); return err }},
		{"infinite mean", func() error { _, _, err := numeric.GaussianKL([]float64{math.Inf(1)}, one, 1, 1); return err }},
		{"p = 1", func() error { _, _, err := numeric.BinaryKL(0.5, 1); return err }},
		{"q NaN", func() error { _, _, err := numeric.BinaryKL(math.NaN(), 0.5); return err }},
		{"negative budget", func() error { _, _, err := numeric.KLInverse(0.5, -1); return err }},
		{"risk above 1", func() error { _, _, err := numeric.KLInverse(1.5, 1); return err }},
		{"n = 0", func() error { _, err := numeric.BoundCurve(0, 1, 0.05, 1, []int{0}); return err }},
		{"delta 0", func() error { _, err := numeric.BoundCurve(0, 1, 0, 1, []int{1}); return err }},
		{"ragged data", func() error {
			_, _, err := numeric.EmpiricalGibbs([][]float64{one, nil}, []float64{1, 1}, [][]float64{one}, 1)
			return err
		}},
		{"no data", func() error { _, _, err := numeric.EmpiricalGibbs(nil, nil, [][]float64{one}, 1); return err }},
		{"ragged layers", func() error {
			_, _, err := numeric.EmpiricalGibbs([][]float64{one}, one, [][]float64{one, nil}, 1)
			return err
		}},
	} {
		if r.run() == nil {
			t.Errorf("%s: want an error", r.why)
		}
	}
}

// The bounds fall with n at a fixed divergence from where the logarithm of n no longer counts, and the kl inverse is the smallest.
func TestBoundCurve(t *testing.T) {
	curve, err := numeric.BoundCurve(0.1, 20, 0.05, 1, []int{10, 100, 1000, 10000, 100000})
	if err != nil {
		t.Fatal(err)
	}
	for k, x := range curve {
		if x.KLInverse > x.SquareRoot || (k > 0 && !(x.KLInverse < curve[k-1].KLInverse && x.Catoni < curve[k-1].Catoni && x.SquareRoot < curve[k-1].SquareRoot)) {
			t.Errorf("%+v", curve)
		}
	}
}

// By hand: L = 1, x = (1, 2), y = 3, w = (1, 1/2), e = 1/2: (3 - 2)^2 + (1 + 4)/4 = 9/4; with two layers (1, 1/2), (2, 1):
// p = (2, 1/2), V = (5/4 17/4 - 4, 1/2 5/4 - 1/4) = (21/16, 3/8) and 0 + 21/16 + 4 3/8 = 45/16.
func TestEmpiricalGibbsByHand(t *testing.T) {
	x, y := [][]float64{{1, 2}}, []float64{3}
	for _, r := range []struct {
		layers [][]float64
		want   float64
	}{{[][]float64{{1, 0.5}}, 2.25}, {[][]float64{{1, 0.5}, {2, 1}}, 45.0 / 16}} {
		got, bound, err := numeric.EmpiricalGibbs(x, y, r.layers, 0.5)
		if err != nil || got != r.want || bound > 1e-13 {
			t.Errorf("%v: %v, bound %v, %v; want %v", r.layers, got, bound, err, r.want)
		}
	}
}

func TestKLInverseDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { _, _, _ = numeric.KLInverse(0.3, 0.2) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func ExampleKLInverse() {
	p, _, err := numeric.KLInverse(0.25, 0.02)
	fmt.Printf("%.6f %v; square root %.6f\n", p, err, numeric.SquareRootBound(0.25, 0.02))
	// Output: 0.342455 <nil>; square root 0.350000
}
