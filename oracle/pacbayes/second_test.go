package pacbayes

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestSecondMoment: with fair signs for the noise, E t2(v)^2 is the mean of the squared loss over all 2^(L d) sign patterns, with
// the loss at each from its definition; at odd widths too, where a sign that every factor has is not lost.
func TestSecondMoment(t *testing.T) {
	const depth = 2
	r := big.NewRat
	w := [][]*big.Rat{{r(1, 2), r(-3, 1), r(1, 7)}, {r(2, 3), r(1, 5), r(-2, 1)}}
	target := []*big.Rat{r(7, 4), r(-1, 3), r(2, 5)}
	sigma := [][]*big.Rat{{r(2, 1), r(-1, 2), r(1, 3)}, {r(-1, 2), r(3, 1), r(1, 1)}, {r(1, 3), r(1, 1), r(5, 2)}}
	e, tau2 := r(3, 7), r(5, 6)
	for width := 1; width <= 3; width++ {
		weights, cov := make([][]*big.Rat, depth), make([][]*big.Rat, width)
		for l := range weights {
			weights[l] = w[l][:width]
		}
		for i := range cov {
			cov[i] = sigma[i][:width]
		}
		b := circuit.NewBuilder()
		s := definition.NewSymbols(b, depth, width, false)
		prog := b.Compile(SecondMoment(b, s, definition.Rademacher()))
		got := circuit.NewMachine(circuit.Rats{}, prog).Run(definition.Inputs(nil, weights, target[:width], cov, false, e, tau2))[0]

		sum := new(big.Rat)
		for pattern := range 1 << (depth * width) {
			u := make([]*big.Rat, width)
			for i := range u {
				q := r(1, 1)
				for l := range depth {
					v := new(big.Rat).Set(e)
					if pattern>>(l*width+i)&1 == 1 {
						v.Neg(v)
					}
					q.Mul(q, v.Add(v, weights[l][i]))
				}
				u[i] = q.Sub(target[i], q)
			}
			loss := new(big.Rat).Set(tau2)
			for i := range u {
				for j := range u {
					x := new(big.Rat).Mul(u[i], u[j])
					loss.Add(loss, x.Mul(x, cov[i][j]))
				}
			}
			sum.Add(sum, loss.Mul(loss, loss))
		}
		sum.Quo(sum, r(1<<(depth*width), 1))
		if got.Cmp(sum) != 0 {
			t.Errorf("width %d: E t2^2 = %v, the enumeration gives %v", width, got.RatString(), sum.RatString())
		}
	}
}

// TestSquaredLoss: exact where the budget is a rational: 1/3 + 1/2 * 3/4 + (1/5)/(1/2) = 133/120.
func TestSquaredLoss(t *testing.T) {
	c := interval.NewContext(100)
	budget := c.SetRat(interval.New(), big.NewRat(1, 5))
	z := SquaredLoss(c, interval.New(), big.NewRat(1, 2), big.NewRat(1, 3), big.NewRat(3, 4), budget)
	// three roundings of numbers below 2: at most 8 units of 2^-100
	if !z.Contains(big.NewRat(133, 120)) || z.RelBits() < 97 {
		t.Errorf("%v", z)
	}
}
