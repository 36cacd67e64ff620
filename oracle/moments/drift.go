package moments

import "math/big"

// Drift is the expected imbalance after one step, a polynomial in the step size alpha:
//
//	E D^+ = D + First alpha + Second alpha^2,   D = w_l^2 - w_m^2,
//	First = -2 (w_l E g_l - w_m E g_m),   Second = E g_l^2 - E g_m^2.
type Drift struct{ Imbalance, First, Second *big.Rat }

// Drift returns the drift of the imbalance of layers l and m at coordinate i, from 0; an index out of range panics.
func (v *Values) Drift(l, m, i int) Drift {
	wl, wm := v.w[l][i], v.w[m][i]
	return Drift{
		Imbalance: sub(mul(wl, wl), mul(wm, wm)),
		First:     times(-2, sub(mul(wl, v.Mean[l][i]), mul(wm, v.Mean[m][i]))),
		Second:    sub(v.Second[l][i], v.Second[m][i]),
	}
}

// At returns E D^+ for the step size alpha.
func (d Drift) At(alpha *big.Rat) *big.Rat {
	x := add(d.First, mul(d.Second, alpha))
	return x.Add(x.Mul(x, alpha), d.Imbalance)
}

// Norm2 returns E |g|^2, the sum over all weights.
func (v *Values) Norm2() *big.Rat {
	sum := new(big.Rat)
	for _, row := range v.Second {
		for _, x := range row {
			sum.Add(sum, x)
		}
	}
	return sum
}
