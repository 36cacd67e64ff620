package pacbayes

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestQuadratureChoices: with a = x + 1/2, the width 2h of a panel in units of 1/sqrt(a) is from 1/16 to 1/2 and a power of 2 in itself, the
// panels end at T with T sqrt(a) >= sqrt(prec) and no further than the number of them needs, and the order is prec/4 + 8.
func TestQuadratureChoices(t *testing.T) {
	for _, prec := range []uint{64, 81, 200, 1024} {
		for _, as := range []string{"1/2", "0.75", "1", "3", "4", "5/3", "7", "1000", "12345678901234567890"} {
			q := newQuadrature(interval.NewContext(prec), rat(t, as))
			a, _ := rat(t, as).Float64()
			h, _ := q.half.Float64()
			if w := 2 * h * math.Sqrt(a); w < 1.0/16 || w > 0.5 || q.half.Num().Int64() != 1 || math.Exp2(math.Round(math.Log2(h))) != h {
				t.Errorf("a = %s: panels of %v / sqrt(a), h = %s", as, w, q.half)
			}
			root := int(math.Ceil(math.Sqrt(float64(prec))))
			if q.panels != 16*root || q.order != int(prec/4)+8 || len(q.point) != q.order+1 || len(q.panelIv) != q.order+1 {
				t.Errorf("%d bits: %d panels of order %d, with %d and %d coefficients", prec, q.panels, q.order, len(q.point), len(q.panelIv))
			}
			near(t, "a", q.a, a, 0)
			near(t, "2 a", q.twoA, 2*a, 0)
		}
	}
}

// TestTaylorCoefficients: exp(-a (m+s)^2) = exp(-a m^2) exp(-2am s) exp(-a s^2), so that the coefficient of s^j is exp(-a m^2) times the
// sum of (-2am)^(j-2i)/(j-2i)! (-a)^i/i!, exactly.
func TestTaylorCoefficients(t *testing.T) {
	c := interval.NewContext(128)
	for _, as := range []string{"1/2", "3", "0.77"} {
		for _, ms := range []string{"0", "1/8", "2/3", "5"} {
			a, m := rat(t, as), rat(t, ms)
			q := newQuadrature(c, a)
			g := series(12)
			q.coefficients(g, c.SetRat(interval.New(), m))
			scale := c.SetRat(interval.New(), new(big.Rat).Neg(new(big.Rat).Mul(a, new(big.Rat).Mul(m, m))))
			c.Exp(scale, scale)
			am := new(big.Rat).Mul(a, m)
			for j := range g {
				sum := new(big.Rat)
				for i := 0; 2*i <= j; i++ {
					term := big.NewRat(1, 1)
					for k := 1; k <= j-2*i; k++ {
						term.Mul(term, new(big.Rat).Mul(am, big.NewRat(-2, int64(k))))
					}
					for k := 1; k <= i; k++ {
						term.Mul(term, new(big.Rat).Mul(a, big.NewRat(-1, int64(k))))
					}
					sum.Add(sum, term)
				}
				want := c.MulRat(interval.New(), scale, sum)
				// 12 steps of the recurrence, each with a few roundings of numbers up to 2^10 times the scale
				if !c.Sub(interval.New(), g[j], want).ContainsZero() || g[j].RelBits() < 90 && sum.Sign() != 0 {
					t.Errorf("a = %s, m = %s, j = %d: %v, want %v", as, ms, j, g[j], want)
				}
			}
		}
	}
}

// panelFloat is the integral of exp(-a y^2) over [x, y].
func panelFloat(a, x, y float64) float64 {
	r := math.Sqrt(a)
	return math.Sqrt(math.Pi) / (2 * r) * (math.Erf(r*y) - math.Erf(r*x))
}

// TestPanel: the integral over [2kh, 2(k+1)h] against the error function, at the order chosen and at low ones, where the remainder, from
// -max|R| to max|R| times 2 h^(K+1)/(K+1), is most of the width.
func TestPanel(t *testing.T) {
	for _, as := range []string{"1/2", "2", "9"} {
		for _, order := range []int{2, 3, 4, 5, 24} {
			for _, k := range []int{0, 1, 7} {
				c := interval.NewContext(100)
				q := newQuadrature(c, rat(t, as))
				q.order, q.point, q.panelIv = order, series(order+1), series(order+1)
				z := interval.New()
				q.panel(z, k)
				a, _ := rat(t, as).Float64()
				h, _ := q.half.Float64()
				want := panelFloat(a, 2*float64(k)*h, 2*float64(k+1)*h)
				lo, hi := z.Float64()
				slack := 1e-14 * math.Sqrt(math.Pi/a) // of the difference of two values of Erf
				if lo > want+slack || hi < want-slack {
					t.Errorf("a = %s, order %d, panel %d: [%v, %v] misses %v", as, order, k, lo, hi, want)
				}
				l, u := q.panelIv[order].Float64()
				remainder := 2 * math.Pow(h, float64(order+1)) / float64(order+1) * 2 * math.Max(math.Abs(l), math.Abs(u))
				if w, _ := z.Width().Float64(); math.Abs(w-remainder) > 1e-9*remainder+1e-25 {
					t.Errorf("a = %s, order %d, panel %d: width %v, the remainder has %v", as, order, k, w, remainder)
				}
			}
		}
	}
}

// TestTail: beyond T the integral is between 0 and exp(-a T^2)/(2 a T).
func TestTail(t *testing.T) {
	for _, as := range []string{"1/2", "2", "9"} {
		for _, panels := range []int{1, 3, 20} {
			q := newQuadrature(interval.NewContext(100), rat(t, as))
			q.panels = panels
			z := interval.New()
			q.tail(z)
			a, _ := rat(t, as).Float64()
			h, _ := q.half.Float64()
			end := 2 * float64(panels) * h
			want := math.Exp(-a*end*end) / (2 * a * end)
			lo, hi := z.Float64()
			if lo != 0 || math.Abs(hi-want) > 1e-13*want || want < panelFloat(a, end, math.Inf(1)) {
				t.Errorf("a = %s, T = %v: [%v, %v], want [0, %v]", as, end, lo, hi, want)
			}
		}
	}
}

// TestIntegral: few panels leave a tail that can be seen; the enclosure has the whole integral, sqrt(pi/a)/2, and is as wide as the tail's bound.
func TestIntegral(t *testing.T) {
	for _, as := range []string{"1/2", "2", "9"} {
		for _, panels := range []int{1, 4, 16} {
			q := newQuadrature(interval.NewContext(100), rat(t, as))
			q.panels = panels
			z, tail := interval.NewContext(100).SetInt64(interval.New(), 5), interval.New()
			q.integral(z)
			q.tail(tail)
			a, _ := rat(t, as).Float64()
			want := math.Sqrt(math.Pi/a) / 2
			lo, hi := z.Float64()
			_, most := tail.Float64()
			if lo > want || hi < want || math.Abs(hi-lo-most) > 1e-9*most {
				t.Errorf("a = %s, %d panels: [%v, %v], want %v and a width of %v", as, panels, lo, hi, want, most)
			}
		}
	}
}

// TestWeightLimits: lambda t2 from 0 to 2^64.
func TestWeightLimits(t *testing.T) {
	for _, r := range []struct {
		x  string
		ok bool
	}{{"0", true}, {"-1/9", false}, {"18446744073709551616", true}, {"18446744073709551617", false}} {
		if err := SquaredLaplace(interval.NewContext(64), interval.New(), rat(t, r.x)); (err == nil) != r.ok {
			t.Errorf("x = %s: %v", r.x, err)
		}
	}
}
