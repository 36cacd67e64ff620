package interval

import (
	"fmt"
	"math/big"
	"testing"
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
