package pacbayes

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The table of MATH.md: rate 0.05, false alarm 1e-9.
func TestThresholdTable(t *testing.T) {
	rate, alpha := big.NewRat(1, 20), rat(t, "1e-9")
	for _, r := range [][2]int{{7, 7}, {100, 23}, {200, 34}, {500, 60}, {1000, 97}, {2000, 164}} {
		n, want := r[0], r[1]
		if got := Threshold(n, rate, alpha); got != want {
			t.Errorf("N = %d: threshold %d, want %d", n, got, want)
		}
		if Tail(n, want, rate).Cmp(alpha) > 0 || Tail(n, want-1, rate).Cmp(alpha) <= 0 {
			t.Errorf("N = %d: %d is not the least threshold", n, want)
		}
	}
	if got := Threshold(6, rate, alpha); got != 7 {
		t.Errorf("6 trials can't reject at 1e-9 (0.05^6 = 1.6e-8): threshold %d, want 7", got)
	}
	sum := new(big.Rat) // of all probabilities
	for k := range 21 {
		sum.Add(sum, new(big.Rat).Sub(Tail(20, k, rate), Tail(20, k+1, rate)))
	}
	if sum.Cmp(one) != 0 || Tail(20, 0, rate).Cmp(one) != 0 {
		t.Errorf("the probabilities add up to %s", sum.RatString())
	}
}

func TestXi(t *testing.T) {
	for n, want := range map[int]string{1: "2", 2: "5/2", 3: "26/9", 4: "103/32"} {
		if got := Xi(n); got.Cmp(rat(t, want)) != 0 {
			t.Errorf("xi(%d) = %s, want %s", n, got.RatString(), want)
		}
	}
}

// The quadrature against (1+2x)^(-1/2), which it doesn't know.
func TestSquaredLaplace(t *testing.T) {
	for _, r := range []struct{ x, why string }{
		{"0", "no weight: the integral of a density"}, {"3/2", "1/2 exactly"}, {"1e-20", "hardly any"}, {"1000000", "narrow"}, {"40", "1/9"}, {"0.3", "plain"},
		{"18446744073709551615", "the largest"},
	} {
		for _, prec := range []uint{64, 200} {
			if prec == 200 && testing.Short() && r.x != "0.3" {
				continue
			}
			c := interval.NewContext(prec)
			z := interval.New()
			if err := SquaredLaplace(c, z, rat(t, r.x)); err != nil {
				t.Errorf("%s: %v", r.why, err)
				continue
			}
			x := rat(t, r.x)
			d := interval.NewContext(prec + 64)
			want := d.SetRat(interval.New(), new(big.Rat).Inv(new(big.Rat).Add(one, new(big.Rat).Add(x, x))))
			d.Sqrt(want, want)
			if !z.ContainsInterval(want) {
				t.Errorf("%s: %v misses %v", r.why, z, want)
			}
			if got := z.RelBits(); got < int(prec)-20 {
				t.Errorf("%s: %d correct bits at %d", r.why, got, prec)
			}
		}
	}
	if err := SquaredLaplace(interval.NewContext(64), interval.New(), big.NewRat(-1, 3)); err == nil {
		t.Error("a negative weight: want an error")
	}
	if err := SquaredLaplace(interval.NewContext(64), interval.New(), new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 70))); err == nil {
		t.Error("a weight beyond 2^64: want an error")
	}
}

// The divergence of Gaussians at values known by hand: equal laws 0; one coordinate moved by 1 at e = sp = 1: 1/2; e = 1, sp = 2: log 2 - 3/8.
func TestGaussianKL(t *testing.T) {
	c := interval.NewContext(128)
	zero, unit := []*big.Rat{new(big.Rat)}, []*big.Rat{big.NewRat(1, 1)}
	g := Gaussians{Theta: unit, Theta0: unit, Noise: big.NewRat(2, 3), Prior: big.NewRat(2, 3)}
	if z := g.KL(c, interval.New()); !z.IsPoint() || z.Lo().Sign() != 0 {
		t.Errorf("equal laws: %v", z)
	}
	g = Gaussians{Theta: unit, Theta0: zero, Noise: unit[0], Prior: unit[0]}
	if z := g.KL(c, interval.New()); !z.Contains(big.NewRat(1, 2)) || z.RelBits() < 120 {
		t.Errorf("moved by one: %v", z)
	}
	g = Gaussians{Theta: zero, Theta0: zero, Noise: unit[0], Prior: big.NewRat(2, 1)}
	want := c.AddRat(interval.New(), c.Ln2(interval.New()), big.NewRat(-3, 8))
	if z := g.KL(c, interval.New()); c.Sub(interval.New(), z, want).ContainsZero() != true || z.RelBits() < 120 {
		t.Errorf("half as wide: %v, want %v", z, want)
	}
	for _, bad := range []Gaussians{
		{}, {Theta: unit, Theta0: nil, Noise: unit[0], Prior: unit[0]}, {Theta: unit, Theta0: zero, Noise: zero[0], Prior: unit[0]},
		{Theta: unit, Theta0: zero, Noise: unit[0], Prior: big.NewRat(-1, 1)}, {Theta: unit, Theta0: zero, Prior: unit[0]},
	} {
		if bad.Validate() == nil {
			t.Errorf("%+v: want an error", bad)
		}
	}
}

func TestBinaryKLDomain(t *testing.T) {
	c, z := interval.NewContext(64), interval.New()
	for _, r := range [][2]string{{"1/2", "0"}, {"1/2", "1"}, {"-1", "1/2"}, {"1/2", "2"}, {"0", "1"}, {"1", "0"}} {
		if err := BinaryKL(c, z, rat(t, r[0]), rat(t, r[1])); err == nil {
			t.Errorf("kl(%s||%s) = %v, want an error", r[0], r[1], z)
		}
	}
	for _, r := range []string{"0", "1", "1/3"} {
		if err := BinaryKL(c, z, rat(t, r), rat(t, r)); err != nil || z.Lo().Sign() != 0 || !z.IsPoint() {
			t.Errorf("kl(%s||%s) = %v, %v; want 0", r, r, z, err)
		}
	}
}
