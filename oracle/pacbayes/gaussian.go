package pacbayes

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Gaussians is a posterior Q = N(theta, e^2 I) and a prior P = N(theta_0, sp^2 I) of one dimension D.
type Gaussians struct {
	Theta, Theta0 []*big.Rat // of length D >= 1
	Noise, Prior  *big.Rat   // e > 0 and sp > 0, standard deviations
}

// Validate returns an error that names the field that leaves the domain.
func (g Gaussians) Validate() error {
	switch {
	case len(g.Theta) == 0:
		return fmt.Errorf("theta: no entries, want at least one")
	case len(g.Theta) != len(g.Theta0):
		return fmt.Errorf("theta_0: %d entries, theta has %d", len(g.Theta0), len(g.Theta))
	case g.Noise == nil || g.Noise.Sign() <= 0:
		return fmt.Errorf("noise = %s: want a positive number (at noise 0 the divergence is infinite)", text(g.Noise))
	case g.Prior == nil || g.Prior.Sign() <= 0:
		return fmt.Errorf("prior = %s: want a positive number", text(g.Prior))
	}
	return nil
}

func text(x *big.Rat) string {
	if x == nil {
		return "nothing"
	}
	return clip(x.RatString())
}

// Parts returns KL = E_Q log(dQ/dP) = rational + (D/2) log(ratio), ratio = sp^2/e^2, from the definition: with v ~ Q,
//
//	log(dQ/dP)(v) = sum_i [ log sp - log e - (v_i - theta_i)^2 / (2 e^2) + (v_i - theta_0i)^2 / (2 sp^2) ],
//
// and E (v_i - a)^2 = sum_k C(2,k) (theta_i - a)^(2-k) e^k E xi^k from the moments 1, 0, 1 of a standard normal xi. The Gaussians must be valid.
func (g Gaussians) Parts() (rational, ratio *big.Rat) {
	moment := func(shift *big.Rat) *big.Rat { // E (shift + e xi)^2
		sum := new(big.Rat)
		for k, m := range [...]int64{1, 0, 1} {
			term := big.NewRat(m*[...]int64{1, 2, 1}[k], 1)
			for range 2 - k {
				term.Mul(term, shift)
			}
			for range k {
				term.Mul(term, g.Noise)
			}
			sum.Add(sum, term)
		}
		return sum
	}
	own := new(big.Rat).Mul(g.Noise, g.Noise)
	prior := new(big.Rat).Mul(g.Prior, g.Prior)
	rational = new(big.Rat)
	half := big.NewRat(1, 2)
	for i, x := range g.Theta {
		a := moment(new(big.Rat).Sub(x, x)) // v - theta = e xi
		b := moment(new(big.Rat).Sub(x, g.Theta0[i]))
		b.Quo(b, prior)
		b.Sub(b, a.Quo(a, own))
		rational.Add(rational, b.Mul(b, half))
	}
	return rational, prior.Quo(prior, own)
}

// KL sets z to an enclosure of E_Q log(dQ/dP). Source: MATH.md, PAC-Bayes 1 and S.14, from the definition (Parts).
func (g Gaussians) KL(c *interval.Context, z *interval.Interval) *interval.Interval {
	rational, ratio := g.Parts()
	t := c.SetRat(interval.New(), ratio)
	c.MulRat(t, c.Log(t, t), big.NewRat(int64(len(g.Theta)), 2))
	return c.AddRat(z, t, rational)
}
