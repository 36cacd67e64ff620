package moments

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/definition"
)

// FuzzClosedForm holds the closed form of Lemma 2.1 against the moments of the stochastic gradient, at L = 2 or 3, d = 2, a
// full Sigma, and against the second moment of fair signs: E g = -2 p_-l [Sigma (b-p)]_i + 2 s w (P_-l - p_-l^2) for both
// variants, and E g^2 >= (E g)^2 (Jensen), with equality only where the gradient is constant.
func FuzzClosedForm(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add([]byte{0, 0, 0, 200, 0, 255, 128, 1, 0, 0, 0, 3})
	f.Add([]byte{255, 1, 255, 1, 255, 1, 127, 129, 0, 16, 8, 4})
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 12 {
			return
		}
		at := 0
		next := func() *big.Rat {
			x := big.NewRat(int64(int8(data[at])), 1+int64(data[(at+5)%12]%16))
			at = (at + 1) % 12
			return x
		}
		depth := 2 + int(data[11]%2)
		m := definition.Model{Noise: next(), Tau2: new(big.Rat).SetInt64(int64(data[3]))}
		for range depth {
			m.Weights = append(m.Weights, []*big.Rat{next(), next()})
		}
		m.Target = []*big.Rat{next(), next()}
		x, y := next(), next()
		xy := mul(x, y)
		m.Sigma = [][]*big.Rat{{mul(x, x), xy}, {xy, add(mul(y, y), big.NewRat(1, 2))}}
		for _, v := range []Variant{NoiseOnly, OneSample} {
			got, err := Evaluate(m, v)
			if err != nil {
				t.Fatal(err)
			}
			for l := range depth {
				for i := range 2 {
					if want := lemma21(m, l, i); got.Mean[l][i].Cmp(want) != 0 {
						t.Errorf("%v, weight (%d,%d): E g = %s, the closed form is %s at %+v", v, l, i, got.Mean[l][i].RatString(), want.RatString(), m)
					}
					if got.Second[l][i].Cmp(mul(got.Mean[l][i], got.Mean[l][i])) < 0 {
						t.Errorf("%v, weight (%d,%d): E g^2 = %s is less than the square of E g = %s", v, l, i, got.Second[l][i].RatString(), got.Mean[l][i].RatString())
					}
				}
			}
		}
	})
}

// lemma21 is the closed form, term by term.
func lemma21(m definition.Model, l, i int) *big.Rat {
	e2 := mul(m.Noise, m.Noise)
	sum := new(big.Rat)
	for j := range m.Target {
		p := big.NewRat(1, 1)
		for _, row := range m.Weights {
			p.Mul(p, row[j])
		}
		sum.Add(sum, mul(m.Sigma[i][j], sub(m.Target[j], p)))
	}
	p, all := big.NewRat(1, 1), big.NewRat(1, 1)
	for k, row := range m.Weights {
		if k != l {
			p.Mul(p, row[i])
			all.Mul(all, add(mul(row[i], row[i]), e2))
		}
	}
	g := mul(p, sum)
	g.Sub(mul(mul(m.Sigma[i][i], m.Weights[l][i]), sub(all, mul(p, p))), g)
	return g.Add(g, g)
}
