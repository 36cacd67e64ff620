package pacbayes

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
)

// The kl bound on an instance where it is nearly sharp: n = d = 20, X ~ N(0, I), Y pure noise of variance 1 (b = 0), L = 1, posterior mean the
// interpolating theta = X^-1 Y, loss min(1, r^2/clip^2). The empirical Gibbs risk is almost 0 and the true one almost 1, so that about all of KL is needed:
// with clip much smaller than the residuals kl(emp||true) grows like (1/2) log(t2/clip^2), and KL/n like (1/2) log(sp^2/e^2).
const (
	size  = 20
	clip  = 1e-6   // the smaller, the larger the share of KL that is needed: 3/4 is too little
	noise = 4.4e-8 // e sqrt(d) is a fifth of clip
	prior = 3.0
)

func (s statement) boundedSample() *claim.Sample {
	return &claim.Sample{
		Space: setting("interpolator"), Cases: claim.Count{Quick: 4, Default: 12, Deep: 500}, MinValid: 4, FalseAlarm: alarm,
		MarginIs: "1 - failures / threshold",
		NewJudge: func() claim.Judge {
			limit := threshold()
			return func(c *claim.Case) claim.Outcome {
				rng := c.Rand()
				return judgeCoverage(c, limit, func() (bool, error) { return s.interpolate(rng) })
			}
		},
	}
}

// clipped is E min(1, g^2/clip^2) for g ~ N(0, v): with a = clip/sqrt(v),
// P(|z| > a) + (P(|z| < a) - 2 a phi(a))/a^2. It rises in v and is concave in v, being an average of min(1, v z^2/clip^2).
func clipped(v float64) float64 {
	a := clip / math.Sqrt(v)
	in := math.Erf(a / math.Sqrt2)
	if a < 0x1p-10 { // in - 2 a phi(a) = sqrt(2/pi) a^3/3 (1 - O(a^2)): at most that
		return math.Erfc(a/math.Sqrt2) + math.Sqrt(2/math.Pi)*a/3
	}
	return math.Erfc(a/math.Sqrt2) + (in-math.Sqrt(2/math.Pi)*a*math.Exp(-a*a/2))/(a*a)
}

// interpolate draws one data set. Certain failures only:
//
//   - empirical risk, from above: at sample k the residual is N(m, e^2 |x_k|^2), m the rounding error of the solution, and the loss has slope at most
//     2/clip in m;
//   - true risk, from below: t2(v) = 1 + |v|^2 has mean T and standard deviation D under Q; G = clipped is concave with G(0) = 0, so G(t) >= G(T)
//     min(1, t/T), and E min(1, t/T) = 1 - E (T-t)_+/T >= 1 - D/(2T).
//
// Float64 errors are some 1e-15 in the true risk, of whose distance to 1 the bound costs a tenth, and some 1e-12/clip in the empirical one: they move kl by less than
// 1e-3, and the bound of the true risk by 1/20 at least.
func (s statement) interpolate(rng *rand.Rand) (fails bool, err error) {
	x, y := interpolator(rng)
	var theta mat.VecDense
	err = theta.SolveVec(x, y)
	if err == nil {
		fails, err = s.missed(empiricalAbove(x, y, &theta), mat.Dot(&theta, &theta))
	}
	return fails, err // an error: condition above 10^16, which has a probability of some 10^-14 (Edelman: about 2 d/10^16)
}

// interpolator draws X and Y.
func interpolator(rng *rand.Rand) (x *mat.Dense, y *mat.VecDense) {
	x, y = mat.NewDense(size, size, nil), mat.NewVecDense(size, nil)
	for k := range size {
		for i := range size {
			x.Set(k, i, rng.NormFloat64())
		}
		y.SetVec(k, rng.NormFloat64())
	}
	return x, y
}

// empiricalAbove bounds the empirical Gibbs risk.
func empiricalAbove(x *mat.Dense, y, theta *mat.VecDense) float64 {
	sum := 0.0
	for k := range size {
		row := x.RowView(k)
		m := y.AtVec(k) - mat.Dot(row, theta)
		sum += clipped(noise*noise*mat.Dot(row, row)) + 2*math.Abs(m)/clip
	}
	return sum / size
}

// trueBelow bounds the true Gibbs risk, |theta|^2 = norm2.
func trueBelow(norm2 float64) float64 {
	mean, variance := riskMoments(size, noise*noise, norm2)
	return clipped(mean) * (1 - math.Sqrt(variance)/(2*mean))
}

// missed reports whether the bound certainly fails at an empirical risk of at most emp.
func (s statement) missed(emp, norm2 float64) (bool, error) {
	return beyond(emp, trueBelow(norm2), budget(s.divergence(size, noise*noise/(prior*prior), norm2, prior)))
}

// beyond reports whether kl(emp||truth) is certainly above the budget and truth above emp.
func beyond(emp, truth, budget float64) (bool, error) {
	if emp >= truth {
		return false, nil
	}
	gap, slack, err := numeric.BinaryKL(emp, truth)
	return gap-slack > budget, err
}

// budget is the right side of the kl bound, (KL + log(2 sqrt(n)/delta))/n.
func budget(kl float64) float64 { return (kl + math.Log(2*math.Sqrt(size)/delta)) / size }
