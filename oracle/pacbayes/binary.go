package pacbayes

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

var one = big.NewRat(1, 1) // never changed

// BinaryKL sets z to an enclosure of
//
//	kl(q||p) = q log(q/p) + (1-q) log((1-q)/(1-p)),   0 log 0 = 0,
//
// the divergence of two laws on two points. Domain: q and p in [0, 1], and p in (0, 1) unless p = q; elsewhere the divergence is infinite or
// undefined and the error says so. kl(q||q) is the point 0. Near p = q the two terms cancel: the absolute, not the relative, error
// is a few units of the working precision. Source: MATH.md, PAC-Bayes 3.
func BinaryKL(c *interval.Context, z *interval.Interval, q, p *big.Rat) error {
	for _, f := range []struct {
		name string
		x    *big.Rat
	}{{"q", q}, {"p", p}} {
		if f.x.Sign() < 0 || f.x.Cmp(one) > 0 {
			return fmt.Errorf("pacbayes: %s = %s: want a number in [0, 1]", f.name, clip(f.x.RatString()))
		}
	}
	if q.Cmp(p) == 0 {
		c.SetInt64(z, 0)
		return nil
	}
	if p.Sign() == 0 || p.Cmp(one) == 0 {
		return fmt.Errorf("pacbayes: p = %s and q = %s: the divergence is infinite", p.RatString(), clip(q.RatString()))
	}
	sum, term := interval.New(), interval.New()
	for _, side := range [2][2]*big.Rat{{q, p}, {new(big.Rat).Sub(one, q), new(big.Rat).Sub(one, p)}} {
		if side[0].Sign() == 0 {
			continue
		}
		c.SetRat(term, new(big.Rat).Quo(side[0], side[1]))
		c.Log(term, term)
		c.MulRat(term, term, side[0])
		c.Add(sum, sum, term)
	}
	c.Set(z, sum)
	return c.Err()
}

// clip shortens a text for an error message.
func clip(s string) string {
	const longest = 60
	if len(s) > longest {
		return s[:longest] + "..."
	}
	return s
}
