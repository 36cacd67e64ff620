package planted

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// Univariate is a polynomial in one variable; coefficient k belongs to the power k.
type Univariate struct{ C []*big.Rat }

// Univariates is the ring Q[x]. A circuit evaluated over it with one input x and the others constant becomes a polynomial in x, to which
// Sturm's theorem applies: so the roots that are counted are those of the definition's own derivative.
type Univariates struct{}

var _ circuit.Ring[*Univariate] = Univariates{}

// New returns 0.
func (Univariates) New() *Univariate { return &Univariate{} }

// SetInt sets z to n.
func (Univariates) SetInt(z *Univariate, n int64) { z.C = []*big.Rat{big.NewRat(n, 1)} }

// Constant returns the polynomial x, a number.
func Constant(x *big.Rat) *Univariate { return &Univariate{[]*big.Rat{x}} }

// Monomial returns c x^k.
func Monomial(c *big.Rat, k int) *Univariate {
	z := &Univariate{make([]*big.Rat, k+1)}
	for i := range z.C {
		z.C[i] = new(big.Rat)
	}
	z.C[k] = c
	return z
}

// combine sets z = x + sign y.
func combine(z, x, y *Univariate, sub bool) {
	z.C = make([]*big.Rat, max(len(x.C), len(y.C)))
	for k := range z.C {
		z.C[k] = new(big.Rat)
		if k < len(x.C) {
			z.C[k].Set(x.C[k])
		}
		switch {
		case k >= len(y.C):
		case sub:
			z.C[k].Sub(z.C[k], y.C[k])
		default:
			z.C[k].Add(z.C[k], y.C[k])
		}
	}
}

// Add sets z to x + y.
func (Univariates) Add(z, x, y *Univariate) { combine(z, x, y, false) }

// Sub sets z to x - y.
func (Univariates) Sub(z, x, y *Univariate) { combine(z, x, y, true) }

// Mul sets z to x y.
func (Univariates) Mul(z, x, y *Univariate) {
	z.C = nil
	if len(x.C) == 0 || len(y.C) == 0 {
		return
	}
	z.C = make([]*big.Rat, len(x.C)+len(y.C)-1)
	for k := range z.C {
		z.C[k] = new(big.Rat)
	}
	t := new(big.Rat)
	for i, a := range x.C {
		if a.Sign() == 0 {
			continue
		}
		for j, b := range y.C {
			if b.Sign() != 0 {
				z.C[i+j].Add(z.C[i+j], t.Mul(a, b))
			}
		}
	}
}

// WithoutZeros divides x by the highest power of the variable in it and returns that power: x^k divides out the root 0. The zero
// polynomial is returned as it is.
func (x *Univariate) WithoutZeros() (*Univariate, int) {
	for k, c := range x.C {
		if c.Sign() != 0 {
			return &Univariate{x.C[k:]}, k
		}
	}
	return x, 0
}

// Poly returns x for package sturm.
func (x *Univariate) Poly() (*sturm.Poly, error) { return sturm.New(x.C...) }
