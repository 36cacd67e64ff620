package diffeomorphism

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
)

// saddleSample counts the eigenvalues of exact Hessians at exact stationary points, the planted one and the origin, and looks for the
// direction in which descent leaves a saddle.
func saddleSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: planted.Space(2, 7), Cases: claim.Count{Quick: 70, Default: 700, Deep: 35000}, MinValid: 8,
		NewJudge: func() claim.Judge {
			values := planted.Table{}
			return func(c *claim.Case) claim.Outcome {
				p := planted.Of(c.Instance)
				v := values.At(p.Depth).At(p.Weights, p.Target, p.Scale, p.Noise)
				if !planted.IsZero(v.Gradient) {
					return claim.Violate("not stationary", 0, "the gradient at the planted point is %v", v.Gradient)
				}
				side := p.Z().Cmp(big.NewRat(int64(p.Depth-2), int64(p.Depth)))
				want := s.stationary(p.Depth, side)
				if got := count(v.Hessian); got != want {
					return claim.Violate("inertia", 0, "z = %s: negative, zero and positive eigenvalues %v, want %v", proof.Clip(p.Z()), got, want)
				}
				if want.negative > 0 {
					if bad := leaves(v.Hessian, p.Weights); bad != "" {
						return claim.Violate("no escape", 0, "%s", bad)
					}
				}
				zero := make([]*big.Rat, p.Depth)
				for l := range zero {
					zero[l] = new(big.Rat)
				}
				// At L = 2 a planted target has |b| > e^2: the origin is looked at with |b| = e^2 and with a smaller target, too.
				e2 := new(big.Rat).Mul(p.Noise, p.Noise)
				small := new(big.Rat).Quo(p.U(), new(big.Rat).Add(p.U(), e2))
				for _, b := range []*big.Rat{p.Target, e2, small.Mul(small, e2)} {
					at0 := values.At(p.Depth).At(zero, b, p.Scale, p.Noise)
					origin := s.origin(p.Depth, new(big.Rat).Abs(b).Cmp(e2))
					if got := count(at0.Hessian); got != origin {
						return claim.Violate("inertia at the origin", 0, "b = %s, e^2 = %s: negative, zero and positive eigenvalues %v, want %v", proof.Clip(b), proof.Clip(e2), got, origin)
					}
				}
				return claim.Hold()
			}
		},
	}
}

func count(h [][]*big.Rat) inertia {
	n, z, p := planted.Inertia(h)
	return inertia{n, z, p}
}

// leaves decides that H w = lambda w with lambda < 0, so that DG w = (1 - alpha lambda) w with 1 - alpha lambda > 1 for every alpha > 0; ""
// if so.
func leaves(h [][]*big.Rat, w []*big.Rat) string {
	var lambda *big.Rat
	for l, row := range h {
		sum, t := new(big.Rat), new(big.Rat)
		for m, x := range row {
			sum.Add(sum, t.Mul(x, w[m]))
		}
		sum.Quo(sum, w[l])
		switch {
		case sum.Sign() >= 0:
			return fmt.Sprintf("(H w)_%d / w_%d = %s is not negative", l+1, l+1, proof.Clip(sum))
		case lambda != nil && sum.Cmp(lambda) != 0:
			return "w is not an eigenvector"
		}
		lambda = sum
	}
	return ""
}
