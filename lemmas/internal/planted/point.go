package planted

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
)

// Target returns (t^2 + e^2)^(L-1) / t^(L-2), the |b| for which the modulus t > 0 is stationary at depth L >= 2.
func Target(depth int, t, e *big.Rat) *big.Rat {
	u := new(big.Rat).Mul(t, t)
	b := Pow(u.Add(u, new(big.Rat).Mul(e, e)), depth-1)
	return b.Quo(b, Pow(t, depth-2))
}

// Pow returns x^n for n >= 0.
func Pow(x *big.Rat, n int) *big.Rat {
	k := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), k, nil), new(big.Int).Exp(x.Denom(), k, nil))
}

// Point is a planted stationary point of one coordinate.
type Point struct {
	Depth   int
	T       *big.Rat   // common modulus, > 0
	Weights []*big.Rat // +-t
	Target  *big.Rat   // sign of the product of the weights
	Noise   *big.Rat
	Scale   *big.Rat
}

// Of plants the point of an instance with d = 1: t = |w_1|, the signs are those of the weights (0 counts as +), e and s are
// the instance's; the instance's own target is replaced by the one that makes the point stationary. w_1 and e must not be 0.
func Of(in *generators.Instance) Point {
	p := Point{Depth: in.Depth(), T: new(big.Rat).Abs(in.Weights[0][0]), Noise: in.Noise, Scale: in.Scale(0)}
	p.Target = Target(p.Depth, p.T, p.Noise)
	p.Weights = make([]*big.Rat, p.Depth)
	for l := range p.Weights {
		p.Weights[l] = new(big.Rat).Set(p.T)
		if in.Weights[l][0].Sign() < 0 {
			p.Weights[l].Neg(p.T)
			p.Target.Neg(p.Target)
		}
	}
	return p
}

// Z returns z = u/e^2.
func (p Point) Z() *big.Rat {
	z := new(big.Rat).Quo(p.T, p.Noise)
	return z.Mul(z, z)
}

// U returns u = t^2.
func (p Point) U() *big.Rat { return new(big.Rat).Mul(p.T, p.T) }
