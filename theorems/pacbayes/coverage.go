package pacbayes

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

// A coverage case draws dataSets data sets at confidence 1 - delta, delta = 1/20, and is refuted at the exact threshold of error alarm. With at most 1,000
// cases in a profile the error of the whole is below 1e-9.
const (
	dataSets = 200
	delta    = 0.05
	alarm    = 1e-12
)

func threshold() int {
	return pacbayes.Threshold(dataSets, rat(1, 20), new(big.Rat).SetFrac(big.NewInt(1), big.NewInt(1_000_000_000_000)))
}

// setting is the space of coverage cases: the numbers of the setting are constants of the code, the randomness is the case's own stream, and the instance
// is fixed, so that there is nothing to shrink.
func setting(names ...string) generators.Space {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 2, MinWidth: 1, MaxWidth: 1, Diagonal: true, ZeroTau2: true, Dyadic: true,
		Extra: []generators.Constraint{{Text: "all entries 1 (the setting is in the scope; the data come from the case's stream)", Holds: allOnes}},
	}
	var regimes []generators.Regime
	for _, name := range names {
		g := generators.RegimeNamed(d, generators.Unit)[0].With(func(_ *rand.Rand, in *generators.Instance) {
			for _, row := range append(append([][]*big.Rat{in.Target}, in.Weights...), in.Sigma...) {
				for _, x := range row {
					x.SetInt64(1)
				}
			}
		}) // the regime has e = 1
		g.Name = name
		regimes = append(regimes, g)
	}
	return generators.NewSpace(d, regimes...)
}

func allOnes(in *generators.Instance) bool {
	one := rat(1, 1)
	ok := in.Noise.Cmp(one) == 0
	for _, row := range append(append([][]*big.Rat{in.Target}, in.Weights...), in.Sigma...) {
		for _, x := range row {
			ok = ok && x.Cmp(one) == 0
		}
	}
	return ok
}

// judgeCoverage counts certain failures. fails reports one data set: whether the bound certainly fails on it, and by how much it held otherwise.
func judgeCoverage(c *claim.Case, limit int, fails func() (bool, error)) claim.Outcome {
	count := 0
	for range dataSets {
		f, err := fails()
		if err != nil {
			return claim.Undecide("%v", err)
		}
		if f {
			count++
		}
	}
	c.Trace("failures", count)
	c.Trace("threshold", limit)
	if count >= limit {
		return claim.Violate("coverage", float64(count)/dataSets, "the bound failed on %d of %d data sets; %d are refuted at error %g", count, dataSets, limit, alarm)
	}
	return claim.HoldBy(1 - float64(count)/float64(limit))
}

// divergence is share times KL for a mean of squared norm norm2 about the prior's, in d dimensions; x = e^2/sp^2.
func (s statement) divergence(d int, x, norm2, sp float64) float64 {
	kl := norm2 / (sp * sp) / 2
	if !s.noDim {
		kl += float64(d) * (x - 1 - math.Log(x)) / 2
	}
	f, _ := s.share.Float64()
	return f * kl
}

// riskMoments returns the mean and the variance under the posterior N(theta, e^2 I) in d dimensions of the risk 1 + |v|^2, that of X ~ N(0, I) and Y = noise
// of variance 1. The v_i are independent and v_i^2 = (theta_i + e xi)^2 has the variance 2 e^4 + 4 e^2 theta_i^2.
func riskMoments(d int, e2, norm2 float64) (mean, variance float64) {
	return 1 + norm2 + float64(d)*e2, 2*float64(d)*e2*e2 + 4*e2*norm2
}

// thresholdSteps checks the table of MATH.md: the statement's threshold is at most the error, and one less is not.
func (s statement) thresholdSteps(claim.Profile) []claim.Step {
	return []claim.Step{{Name: "table", Scope: "rate 1/20, error 1e-9", Run: func(context.Context) claim.StepResult {
		rate, alpha := rat(1, 20), rat(1, 1_000_000_000)
		r := claim.StepResult{Method: "enumeration", Verdict: claim.Proved}
		for _, n := range []int{7, 100, 200, 500, 1000, 2000} {
			c := s.reject(n, rate, alpha)
			r.Points++
			r.Stats = append(r.Stats, claim.Value{Name: fmt.Sprintf("N = %d", n), Value: fmt.Sprint(c)})
			if !least(n, c, rate, alpha) {
				r.Verdict, r.Detail = claim.Refuted, fmt.Sprintf("N = %d: %d is not the least threshold of error 1e-9", n, c)
				return r
			}
		}
		return r
	}}}
}

// least reports whether c is the least threshold of error alpha.
func least(n, c int, rate, alpha *big.Rat) bool {
	return pacbayes.Tail(n, c, rate).Cmp(alpha) <= 0 && pacbayes.Tail(n, c-1, rate).Cmp(alpha) > 0
}
