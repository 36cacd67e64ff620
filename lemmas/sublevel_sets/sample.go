package sublevel_sets

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
)

// space is one coordinate of the linear diagonal model.
func space() generators.Space {
	return generators.NewSpace(generators.Domain{
		MinDepth: 2, MaxDepth: 8, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true,
	})
}

func sample(judge func(c *claim.Case, values planted.Table) claim.Outcome, marginIs string) *claim.Sample {
	return &claim.Sample{
		Space: space(), Cases: claim.Count{Quick: 340, Default: 3400, Deep: 170000}, MinValid: 4, MarginIs: marginIs,
		NewJudge: func() claim.Judge {
			values := planted.Table{}
			return func(c *claim.Case) claim.Outcome { return judge(c, values) }
		},
	}
}

// value is F at the instance, from the definition.
func value(c *claim.Case, values planted.Table) *big.Rat {
	w := make([]*big.Rat, c.Depth())
	for l := range w {
		w[l] = c.Weights[l][0]
	}
	return values.At(c.Depth()).At(w, c.Target[0], c.Scale(0), c.Noise).Value
}

// lowerSample decides F >= constant + root sqrt P.
func lowerSample(s statement) *claim.Sample {
	return sample(func(c *claim.Case, values planted.Table) claim.Outcome {
		f := value(c, values)
		prod := big.NewRat(1, 1)
		for l := range c.Weights {
			prod.Mul(prod, weighed(c.Weights[l][0], c.Noise, 0))
		}
		constant, root := s.lower(c.Scale(0), c.Target[0], prod)
		diff := new(big.Rat).Sub(f, constant)
		neg := new(big.Rat).Neg(root)
		c.Trace("F", f.RatString())
		c.Trace("P", prod.RatString())
		if !atLeast(diff, neg, prod) {
			return claim.Violate("bound fails", 0, "F = %s is below %s + %s sqrt(%s)", proof.Clip(f), proof.Clip(constant), proof.Clip(root), proof.Clip(prod))
		}
		return claim.HoldBy(slack(diff, neg, prod, f))
	}, "(F - s (sqrt P - |b|)^2) / F, rounded; 0 where b = 0")
}

// radiusSample decides radius2 <= (|b| + sqrt(F/s))^2 for every layer.
func radiusSample(s statement) *claim.Sample {
	return sample(func(c *claim.Case, values planted.Table) claim.Outcome {
		n := value(c, values)
		n.Quo(n, c.Scale(0))
		b := new(big.Rat).Abs(c.Target[0])
		b2n := new(big.Rat).Mul(b, b)
		b2n.Add(b2n, n)
		worst := 1.0
		for l := range c.Weights {
			r := s.radius2(c.Depth(), c.Weights[l][0], c.Noise)
			// b^2 + n - r + 2 |b| sqrt n >= 0
			diff := new(big.Rat).Sub(b2n, r)
			twice := new(big.Rat).Mul(b, big.NewRat(2, 1))
			if !atLeast(diff, twice, n) {
				return claim.Violate("bound fails", 0, "layer %d: %s exceeds (%s + sqrt(%s))^2", l+1, proof.Clip(r), proof.Clip(b), proof.Clip(n))
			}
			worst = min(worst, slack(diff, twice, n, b2n))
		}
		return claim.HoldBy(worst)
	}, "((|b| + sqrt(F/s))^2 - (w^2+e^2) e^(2(L-1))) / (b^2 + F/s), rounded, at most 1")
}

// slack is (x + y sqrt z)/scale, known to be nonnegative, rounded to a float64 for the report: with 200 bits the cancellation of x
// and y sqrt z leaves the figure meaningless only below 2^-140, where it shows as 0.
func slack(x, y, z, scale *big.Rat) float64 {
	float := func(r *big.Rat) *big.Float { return new(big.Float).SetPrec(200).SetRat(r) }
	v := float(z)
	v.Sqrt(v)
	v.Mul(v, float(y))
	v.Add(v, float(x))
	if scale.Sign() == 0 || v.Sign() <= 0 {
		return 0
	}
	f, _ := v.Quo(v, float(scale)).Float64()
	return f
}
