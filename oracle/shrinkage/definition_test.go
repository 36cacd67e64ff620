package shrinkage_test

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// definition evaluates one coordinate of L_R from its definition, the expected loss s E (b - prod (w_l + e xi_l))^2 + const, and its derivatives by
// differentiating the loss under the expectation. The loss is a polynomial of degree 2 in every xi_l, and the two-point Gauss-Hermite rule
// (nodes -1, +1, weights 1/2) integrates polynomials up to degree 3 against the standard normal law exactly; so the expectation is the mean over
// the 2^L sign vectors. No formula of the package is used.
type definition struct {
	c       *interval.Context
	depth   int
	b, e, s *interval.Interval
	value   *interval.Interval
	grad    []*interval.Interval
	hess    [][]*interval.Interval
}

func newDefinition(c *interval.Context, p shrinkage.Problem) *definition {
	d := &definition{c: c, depth: p.Depth}
	d.b = c.SetRat(interval.New(), p.Target)
	d.e = c.SetRat(interval.New(), p.Noise)
	d.s = c.SetRat(interval.New(), p.Scale)
	return d
}

// at fills value, grad and hess on the box w.
func (d *definition) at(w []*interval.Interval) {
	c, n := d.c, d.depth
	d.value = interval.New()
	d.grad = make([]*interval.Interval, n)
	d.hess = make([][]*interval.Interval, n)
	for l := range n {
		d.grad[l] = interval.New()
		d.hess[l] = make([]*interval.Interval, n)
		for m := range n {
			d.hess[l][m] = interval.New()
		}
	}
	v := make([]*interval.Interval, n)
	t := interval.New()
	// product of v over all layers but i and j
	without := func(i, j int) *interval.Interval {
		z := c.SetInt64(interval.New(), 1)
		for k := range n {
			if k != i && k != j {
				c.Mul(z, z, v[k])
			}
		}
		return z
	}
	for signs := range 1 << n {
		for l := range n {
			v[l] = interval.New()
			if signs>>l&1 == 1 {
				c.Add(v[l], w[l], d.e)
			} else {
				c.Sub(v[l], w[l], d.e)
			}
		}
		rest := c.Sub(interval.New(), d.b, without(-1, -1)) // b - prod v
		c.Add(d.value, d.value, c.Sqr(t, rest))
		for l := range n {
			one := without(l, l)
			c.Mul(t, rest, one)
			c.Sub(d.grad[l], d.grad[l], c.MulInt64(t, t, 2))
			for m := range n {
				if m == l {
					c.Sqr(t, one)
				} else {
					c.Mul(t, one, without(m, m))
					c.Sub(t, t, c.Mul(interval.New(), rest, without(l, m)))
				}
				c.Add(d.hess[l][m], d.hess[l][m], c.MulInt64(t, t, 2))
			}
		}
	}
	scale := func(x *interval.Interval) { c.MulPow2(x, c.Mul(x, x, d.s), -n) }
	scale(d.value)
	for l := range n {
		scale(d.grad[l])
		for m := range n {
			scale(d.hess[l][m])
		}
	}
}

// krawczyk proves that the gradient vanishes exactly once in the box mid +- rad and returns a narrow box that holds that point:
// K = mid - C grad(mid) + (I - C Hess(box)) (box - mid) inside the box, C an approximate inverse of the Hessian at mid.
func (d *definition) krawczyk(mid []*big.Float, rad *big.Float) ([]*interval.Interval, error) {
	c, n := d.c, d.depth
	point, box, delta := make([]*interval.Interval, n), make([]*interval.Interval, n), interval.New()
	if err := c.SetBounds(delta, new(big.Float).Neg(rad), rad); err != nil {
		return nil, err
	}
	for l := range n {
		point[l] = c.SetFloat(interval.New(), mid[l])
		box[l] = c.Add(interval.New(), point[l], delta)
	}
	d.at(point)
	inverse := invert(d.hess)
	grad := d.grad
	d.at(box)
	out := make([]*interval.Interval, n)
	t, f := interval.New(), interval.New()
	for l := range n {
		out[l] = c.Set(interval.New(), point[l])
		for m := range n {
			c.SetFloat64(f, inverse[l][m])
			c.Sub(out[l], out[l], c.Mul(t, f, grad[m]))
			// (I - C H)_{lm} delta
			sum := c.SetInt64(interval.New(), map[bool]int64{true: 1}[l == m])
			for k := range n {
				c.SetFloat64(f, inverse[l][k])
				c.Sub(sum, sum, c.Mul(t, f, d.hess[k][m]))
			}
			c.Add(out[l], out[l], c.Mul(sum, sum, delta))
		}
		if !box[l].ContainsInterval(out[l]) {
			return nil, fmt.Errorf("Krawczyk: layer %d leaves the box", l)
		}
	}
	return out, nil
}

// invert is Gauss-Jordan elimination in float64; any matrix is valid as the preconditioner.
func invert(h [][]*interval.Interval) [][]float64 {
	n := len(h)
	a, z := make([][]float64, n), make([][]float64, n)
	for i := range n {
		a[i], z[i] = make([]float64, n), make([]float64, n)
		z[i][i] = 1
		for j := range n {
			a[i][j], _ = h[i][j].Mid().Float64()
		}
	}
	for i := range n {
		p := i
		for j := i + 1; j < n; j++ {
			if abs(a[j][i]) > abs(a[p][i]) {
				p = j
			}
		}
		a[i], a[p], z[i], z[p] = a[p], a[i], z[p], z[i]
		for j := range n {
			if j == i {
				continue
			}
			f := a[j][i] / a[i][i]
			for k := range n {
				a[j][k] -= f * a[i][k]
				z[j][k] -= f * z[i][k]
			}
		}
	}
	for i := range n {
		for k := range n {
			z[i][k] /= a[i][i]
		}
	}
	return z
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
