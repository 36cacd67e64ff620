package interval

import (
	"fmt"
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/growth"
)

// benchDigits are the precisions of the performance table.
var benchDigits = []int{100, 1000, 10000}

// benchArgument is 2^-p floor(2^p sqrt 3) -like: a full-precision point whose bits
// follow no pattern, near 1.32 (the peers were measured on numbers of this size).
func benchArgument(c *Context) *Interval {
	z := New()
	c.SetInt64(z, 3)
	c.Root(z, z, 4)
	m := z.Mid()
	c.SetFloat(z, m)
	c.SetFloat(z, z.Lo())
	return z
}

func BenchmarkFunctions(b *testing.B) {
	for _, d := range benchDigits {
		c := NewContext(DigitsToPrec(d))
		x, z := benchArgument(c), New()
		for _, f := range []struct {
			name string
			run  func()
		}{
			{"exp", func() { c.Exp(z, x) }},
			{"log", func() { c.Log(z, x) }},
			{"root5", func() { c.Root(z, x, 5) }},
			{"sqrt", func() { c.Sqrt(z, x) }},
		} {
			b.Run(fmt.Sprintf("%s/%d", f.name, d), func(b *testing.B) {
				f.run()
				b.ReportAllocs()
				for b.Loop() {
					f.run()
				}
			})
		}
	}
}

func BenchmarkArithmetic(b *testing.B) {
	for _, d := range benchDigits {
		c := NewContext(DigitsToPrec(d))
		x, z := benchArgument(c), New()
		y := c.SetRat(New(), big.NewRat(-22, 7))
		for _, f := range []struct {
			name string
			run  func()
		}{
			{"add", func() { c.Add(z, x, y) }},
			{"mul", func() { c.Mul(z, x, y) }},
			{"sqr", func() { c.Sqr(z, y) }},
			{"div", func() { c.Div(z, x, y) }},
			{"pow7", func() { c.Pow(z, y, 7) }},
		} {
			b.Run(fmt.Sprintf("%s/%d", f.name, d), func(b *testing.B) {
				f.run()
				b.ReportAllocs()
				for b.Loop() {
					f.run()
				}
			})
		}
	}
}

// BenchmarkText prints 10,000 digits.
func BenchmarkText(b *testing.B) {
	c := NewContext(DigitsToPrec(10000))
	x := benchArgument(c)
	for b.Loop() {
		x.Text(10000)
	}
}

// BenchmarkFloor is the floor: one product of two mantissas.
func BenchmarkFloor(b *testing.B) {
	for _, d := range benchDigits {
		n := new(big.Int).Exp(big.NewInt(3), big.NewInt(int64(float64(d)*2.0959)), nil)
		m := new(big.Int).Exp(big.NewInt(7), big.NewInt(int64(float64(d)*1.1833)), nil)
		z := new(big.Int)
		b.Run(fmt.Sprint("mul/", d), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				z.Mul(n, m)
			}
		})
	}
}

// BenchmarkFunctionsGrowth fits time = c digits^x over 1,000 to 16,000 digits and reports x. Karatsuba's product has 1.58.
func BenchmarkFunctionsGrowth(b *testing.B) {
	for _, f := range []struct {
		name string
		run  func(c *Context, z, x *Interval)
	}{
		{"exp", func(c *Context, z, x *Interval) { c.Exp(z, x) }},
		{"log", func(c *Context, z, x *Interval) { c.Log(z, x) }},
		{"root5", func(c *Context, z, x *Interval) { c.Root(z, x, 5) }},
		{"mul", func(c *Context, z, x *Interval) { c.Mul(z, x, x) }},
	} {
		b.Run(f.name, func(b *testing.B) {
			var sizes, costs []float64
			for _, d := range []int{1000, 2000, 4000, 8000, 16000} {
				c := NewContext(DigitsToPrec(d))
				x, z := benchArgument(c), New()
				f.run(c, z, x) // the first call builds the table of logarithms
				best := math.Inf(1)
				for range b.N {
					best = min(best, growth.Best(12, func() { f.run(c, z, x) }))
				}
				sizes, costs = append(sizes, float64(d)), append(costs, best)
				if d == 16000 {
					b.ReportMetric(float64(z.RelBits()), "bits")
				}
			}
			b.ReportMetric(growth.Exponent(sizes, costs), "exponent")
		})
	}
}
