package pacbayes

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// SquaredLaplace sets z to an enclosure of
//
//	E exp(-lambda r^2),   r ~ N(0, t2),
//
// by validated quadrature of the definition; the closed form (1 + 2 lambda t2)^(-1/2) is nowhere used. With r = sqrt(t2) y and
// a = 1/2 + lambda t2 it is
//
//	2 / sqrt(2 pi) * I,   I = integral of exp(-a y^2) over [0, infinity).
//
// Domain: x = lambda t2 >= 0 rational and at most 2^64. On a panel [m-h, m+h] the Taylor coefficients g_j of exp(-a y^2) obey
// (j+1) g_{j+1} = -2 a (m g_j + g_{j-1}), so the panel's integral is the sum of 2 h^(j+1) g_j/(j+1) over even j < K plus a remainder:
// the K-th coefficient at some point of the panel times 2 h^(K+1)/(K+1), from the same recurrence over the whole panel as an
// interval. Beyond T the tail lies in [0, exp(-a T^2)/(2 a T)]. Source: MATH.md, PAC-Bayes 4.
func SquaredLaplace(c *interval.Context, z *interval.Interval, x *big.Rat) error {
	if x.Sign() < 0 || x.Cmp(maxWeight) > 0 {
		return fmt.Errorf("pacbayes: lambda t2 = %s: want a number from 0 to 2^64", clip(x.RatString()))
	}
	newQuadrature(c, new(big.Rat).Add(x, big.NewRat(1, 2))).integral(z)
	root := c.Pi(interval.New())
	c.MulPow2(root, root, -1) // 2/sqrt(2 pi) = 1/sqrt(pi/2)
	c.Div(z, z, c.Sqrt(root, root))
	return c.Err()
}

// maxWeight is 2^64; never changed.
var maxWeight = new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 64))

// quadrature integrates exp(-a y^2). In units of 1/sqrt(a) the half width h is about 1/8 and T about sqrt(prec log 2) + 1, so that the tail is
// below 2^-prec; with order K the remainder is about h^K times the K-th Taylor coefficient, at most 2^(K/2)/sqrt(K!), and K = prec/4 + 8 is
// plenty: only the width of the result depends on these choices, not its truth.
type quadrature struct {
	c              *interval.Context
	twoA           *interval.Interval // 2 a
	a              *interval.Interval
	half           *big.Rat // h
	panels, order  int
	point, panelIv []*interval.Interval // coefficients at the middle, over the panel
	t, u           *interval.Interval
}

func newQuadrature(c *interval.Context, a *big.Rat) *quadrature {
	// 2^-s <= 1/sqrt(a) < 2^(2-s), s = half of the bits of a, rounded.
	s := a.Num().BitLen() - a.Denom().BitLen() // at least -1, as a >= 1/2; the half below is then 0
	h := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(8), uint((s+1)/2)))
	q := &quadrature{
		c: c, half: h, order: int(c.Prec())/4 + 8,
		a: c.SetRat(interval.New(), a), twoA: c.SetRat(interval.New(), new(big.Rat).Add(a, a)),
		t: interval.New(), u: interval.New(),
	}
	// T sqrt(a) >= T 2^((s-1)/2) >= sqrt(prec): panels of width 2h = 2^(-2-(s+1)/2), so that sqrt(a) 2h >= 1/16.
	root := 1
	for root*root < int(c.Prec()) {
		root++
	}
	q.panels = 16 * root
	q.point, q.panelIv = series(q.order+1), series(q.order+1)
	return q
}

func series(n int) []*interval.Interval {
	out := make([]*interval.Interval, n)
	for k := range out {
		out[k] = interval.New()
	}
	return out
}

// integral sets z to the integral over [0, infinity): the panels and the tail.
func (q *quadrature) integral(z *interval.Interval) {
	part := interval.New()
	q.c.SetInt64(z, 0)
	for k := range q.panels {
		q.panel(part, k)
		q.c.Add(z, z, part)
	}
	q.tail(part)
	q.c.Add(z, z, part)
}

// panel sets z to the integral over [2kh, 2(k+1)h].
func (q *quadrature) panel(z *interval.Interval, k int) {
	c := q.c
	step := func(n int) *big.Rat { return new(big.Rat).Mul(q.half, big.NewRat(int64(n), 1)) }
	m := c.SetRat(interval.New(), step(2*k+1))
	whole := interval.New()
	if err := c.SetRatBounds(whole, step(2*k), step(2*k+2)); err != nil {
		panic("pacbayes: " + err.Error())
	}
	q.coefficients(q.point, m)
	q.coefficients(q.panelIv, whole)
	h := c.SetRat(interval.New(), q.half)
	power := c.Set(interval.New(), h)
	c.SetInt64(z, 0)
	for j := 0; j <= q.order; j++ {
		g := q.point[j]
		if j == q.order {
			// g(y) = sum_{j<K} g_j (y-m)^j + R (y-m)^K with R in the panel's coefficient; |integral of R (y-m)^K| is at most
			// max|R| 2 h^(K+1)/(K+1), with either sign when K is odd: take R and the interval of both signs.
			g = c.Hull(q.u, q.panelIv[j], c.Neg(q.t, q.panelIv[j]))
		} else if j%2 == 1 {
			c.Mul(q.t, power, h)
			c.Set(power, q.t)
			continue
		}
		c.Mul(q.t, g, power)
		c.Div(q.t, q.t, c.SetInt64(interval.New(), int64(j+1)))
		c.MulPow2(q.t, q.t, 1)
		c.Add(z, z, q.t)
		c.Mul(q.t, power, h)
		c.Set(power, q.t)
	}
}

// coefficients fills g with the Taylor coefficients of exp(-a y^2) at y.
func (q *quadrature) coefficients(g []*interval.Interval, y *interval.Interval) {
	c := q.c
	c.Sqr(q.t, y)
	c.Mul(q.t, q.t, q.a)
	c.Exp(g[0], c.Neg(q.t, q.t))
	n := interval.New()
	for j := 0; j+1 < len(g); j++ {
		c.Mul(q.t, y, g[j])
		if j > 0 {
			c.Add(q.t, q.t, g[j-1])
		}
		c.Mul(q.t, q.t, q.twoA)
		c.Div(g[j+1], q.t, c.SetInt64(n, int64(-j-1)))
	}
}

// tail sets z to [0, exp(-a T^2)/(2 a T)] with T the end of the panels.
func (q *quadrature) tail(z *interval.Interval) {
	c := q.c
	end := c.SetRat(interval.New(), new(big.Rat).Mul(q.half, big.NewRat(int64(2*q.panels), 1)))
	c.Sqr(q.t, end)
	c.Mul(q.t, q.t, q.a)
	c.Exp(z, c.Neg(q.t, q.t))
	c.Mul(q.t, q.twoA, end)
	c.Div(z, z, q.t)
	c.Hull(z, z, c.SetInt64(q.u, 0))
}
