package numeric

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// exactScaled is the number itself, m 2^k.
func exactScaled(x scaled) *big.Float { return new(big.Float).SetMantExp(bf(x.m), x.k) }

// roundScaled is the correctly rounded 53-bit value of an exact number x > 0 with unbounded exponents.
func roundScaled(x *big.Float) scaled {
	y := new(big.Float).SetPrec(53).SetMode(big.ToNearestEven).Set(x)
	m := new(big.Float)
	k := y.MantExp(m)
	f, _ := m.Float64()
	return scaled{f, k}
}

// TestScaledOperations: each operation is the exact one, rounded once, in the only representation with m in [1/2, 1). The mantissas
// include 1/2 and the number below 1, where products and quotients change their exponent; exponents are equal, near, 53 apart and far
// beyond the range of float64. 512 bits hold each product and each sum of numbers less than 400 apart exactly; of numbers farther
// apart the sum rounds to the larger.
func TestScaledOperations(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	mantissas := []float64{0.5, 1 - unitRoundoff, 0.75, 0.5 + unitRoundoff}
	for range 6 {
		mantissas = append(mantissas, 0.5+r.Float64()/2)
	}
	const prec = 512
	wide := func(x scaled) *big.Float { return new(big.Float).SetPrec(prec).Set(exactScaled(x)) }
	for _, base := range []int{0, 1500, -70_000} {
		for _, gap := range []int{0, 1, -1, 2, 52, 53, 54, -53, -54, 390, 999, 1000, 1001, 1074, 1075, -1001, 5000, -5000} {
			for _, m := range mantissas {
				for _, n := range mantissas {
					x, y := scaled{m, base}, scaled{n, base - gap}
					z := new(big.Float).SetPrec(prec)
					if got, want := x.mul(y), roundScaled(z.Mul(wide(x), wide(y))); got != want {
						t.Fatalf("%v * %v = %v, want %v", x, y, got, want)
					}
					if got, want := x.quo(y), roundScaled(z.Quo(wide(x), wide(y))); got != want {
						t.Fatalf("%v / %v = %v, want %v", x, y, got, want)
					}
					want := roundScaled(z.Add(wide(x), wide(y)))
					if gap > 390 {
						want = x
					} else if gap < -390 {
						want = y
					}
					if got := x.add(y); got != want {
						t.Fatalf("%v + %v = %v, want %v", x, y, got, want)
					}
				}
			}
		}
	}
	// A zero has any exponent and adds nothing, wherever it is.
	for _, k := range []int{-1100, -3, 0, 3, 1100} {
		x := scaled{0.625, k}
		for _, zero := range []scaled{{}, {0, 2000}, {0, -2000}} {
			if x.add(zero) != x || zero.add(x) != x || zero.add(zero).m != 0 {
				t.Errorf("%v + %v = %v, %v", x, zero, x.add(zero), zero.add(x))
			}
			if z := x.mul(zero); z.float() != 0 {
				t.Errorf("%v * %v = %v", x, zero, z)
			}
		}
	}
}

// TestScaledPowers: (3/4)^n and (5/8)^n have at most 2n + 1 bits, so every product is exact for n <= 21; beyond, and for full
// mantissas, the relative error is at most gamma_{n-1}.
func TestScaledPowers(t *testing.T) {
	for _, x := range []scaled{{0.75, 0}, {0.625, -3}, {0.5, 7}, {1 - unitRoundoff, 40}, {0.6180339887498949, -1000}} {
		for n := 1; n <= 200; n++ {
			got, want := x.powi(n), new(big.Float).SetPrec(prec200).SetInt64(1)
			for range n {
				want.Mul(want, exactScaled(x))
			}
			d := new(big.Float).SetPrec(prec200).Sub(exactScaled(got), want)
			limit := new(big.Float).SetPrec(prec200).Mul(want, bf(gamma(n-1)))
			if n <= 21 && (x.m == 0.75 || x.m == 0.625) {
				limit.SetInt64(0)
			}
			if d.Abs(d).Cmp(limit) > 0 {
				t.Fatalf("%v^%d = %v, want %v", x, n, got, want.Text('g', 20))
			}
			if !(got.m >= 0.5 && got.m < 1) {
				t.Fatalf("%v^%d = %v is not normal", x, n, got)
			}
		}
	}
}

// prec200 holds 200 factors of 53 bits.
const prec200 = 200*53 + 64

// TestScaledRoots: the b-th power of x^(a/b) is x^a. The logarithm is off by a few u of an exponent below 2 in magnitude, so the
// root by 2^-49 at most, its b-th power by b times that and the rounding of two powers.
func TestScaledRoots(t *testing.T) {
	for _, b := range []int{1, 2, 3, 5, 31, 62, 64} {
		for _, a := range []int{-2, 1, 2} {
			for _, x := range []scaled{{0.5, 0}, {0.7, 1}, {0.9, -1}, {0.6, 63}, {0.51, 65_537}, {0.99, -70_000}} {
				y := x.root(a, b)
				left, right := y.powi(b), x.powi(max(a, -a))
				if a < 0 {
					right = toScaled(1).quo(right)
				}
				if q := left.quo(right).float(); !(math.Abs(q-1) <= float64(b)*0x1p-48) {
					t.Errorf("%v^(%d/%d) = %v: its power is off by the factor %v", x, a, b, y, q)
				}
			}
		}
	}
}

// TestGamma: gamma is n u / (1 - n u) from above, and not more than 2^-48 of it higher.
func TestGamma(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 7, 64, 448, 4096, 1 << 20, 1 << 30, 1 << 45, 1 << 51} {
		x := big.NewRat(int64(n), 1<<53)
		x.Quo(x, new(big.Rat).Sub(big.NewRat(1, 1), x))
		tight(t, "gamma", gamma(n), x, 0x1p-48)
	}
}

// TestCompound: s + s^2 from above, and not more than 2^-48 of it higher, up to s = 1/4; it is at least e^s - 1 there, since that is
// s + s^2/2 + s^3/6 + ... Beyond there is no bound.
func TestCompound(t *testing.T) {
	for _, s := range []float64{0, 0x1p-60, 0x1p-53, 1e-9, 0.1, 0.2499, 0.25} {
		x := rat(s)
		tight(t, "compound", compound(s), x.Add(x, new(big.Rat).Mul(x, x)), 0x1p-48)
		if compound(s) < math.Expm1(s) {
			t.Errorf("compound(%v) = %v is below exp(s) - 1", s, compound(s))
		}
	}
	for _, s := range []float64{math.Nextafter(0.25, 1), 1, math.Inf(1), math.NaN()} {
		if x := compound(s); !math.IsInf(x, 1) {
			t.Errorf("compound(%v) = %v, want no bound", s, x)
		}
	}
}

// tight checks want <= got <= want (1 + slack): a bound that holds and is not wasteful.
func tight(t *testing.T, what string, got float64, want *big.Rat, slack float64) {
	t.Helper()
	if !isFinite(got) {
		t.Errorf("%s = %v, want %s", what, got, want.FloatString(20))
		return
	}
	top := new(big.Rat).Mul(want, new(big.Rat).Add(big.NewRat(1, 1), rat(slack)))
	if g := rat(got); g.Cmp(want) < 0 || g.Cmp(top.Add(top, rat(tiny))) > 0 {
		w, _ := want.Float64()
		t.Errorf("%s = %v is not just above %v: relative excess %v", what, got, w, (got-w)/w)
	}
}
