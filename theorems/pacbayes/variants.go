package pacbayes

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

func with(change func(*statement)) statement {
	s := theorem()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	noKL := with(func(s *statement) { s.share = new(big.Rat) })
	halfKL := with(func(s *statement) { s.share = rat(1, 2) })
	noDim := with(func(s *statement) { s.noDim = true })
	noiseless := with(func(s *statement) {
		s.risk = func(m *proof.Model) circuit.Node { return definition.Loss(m.C, m.Symbols) }
	})
	noTau2 := with(func(s *statement) { s.risk = func(m *proof.Model) circuit.Node { return closedRisk(m).Sub(m.Tau2) } })
	squaredMean := with(func(s *statement) { s.second = func(m *proof.Model) circuit.Node { return closedRisk(m).Sqr() } })
	floatOff := with(func(s *statement) {
		s.variance = func(m *numeric.Model, n *numeric.Network) (float64, float64) {
			v, b := numeric.LossVariance(m, n)
			return v * (1 + 0x1p-40), b
		}
	})
	strongPinsker := with(func(s *statement) { s.pinsker = 4 })
	xiBelow := with(func(s *statement) { s.xiHigh = func(n int64) int64 { return n } })
	tangent := with(func(s *statement) { s.quad = rat(1, 4) })
	linear := with(func(s *statement) {
		s.catoni = func(c *interval.Context, z, cc *interval.Interval, q *big.Rat, b *interval.Interval) *interval.Interval {
			t := c.Div(interval.New(), b, cc) // q + B/C, the tangent without its quadratic term
			return c.AddRat(z, t, q)
		}
	})
	return []claim.Wrong[statement]{
		{Name: "kl-dropped-bounded", Title: "the kl bound without KL, log(2 sqrt n/delta)/n", Check: "coverage-bounded", Statement: noKL, MaxDepth: 2},
		{Name: "kl-dropped-squared", Title: "the bound for the squared loss without KL", Check: "coverage-squared", Statement: noKL, MaxDepth: 2},
		{Name: "kl-halved-bounded", Title: "the kl bound with KL/2", Check: "coverage-bounded", Statement: halfKL, MaxDepth: 2},
		{Name: "kl-three-quarters-bounded", Title: "the kl bound with 3 KL/4", Check: "coverage-bounded", Statement: with(func(s *statement) { s.share = rat(3, 4) }), MaxDepth: 2},
		{Name: "finite-at-the-boundary", Title: "the exponential moment is finite at L = 1 when 2 t sp^2 = 1, too", Check: "prior-moment", MaxDepth: 2, Statement: with(func(s *statement) {
			s.finite = func(layers int, t, sp *big.Rat) bool {
				x := new(big.Rat).Mul(sp, sp)
				return layers == 1 && x.Mul(x, new(big.Rat).Add(t, t)).Cmp(rat(1, 1)) <= 0
			}
		})},
		{Name: "kl-halved-squared", Title: "the bound for the squared loss with KL/2", Check: "coverage-squared", Statement: halfKL, MaxDepth: 2},
		{Name: "no-dimension-term-bounded", Title: "the kl bound with KL = |theta-theta_0|^2/(2 sp^2)", Check: "coverage-bounded", Statement: noDim, MaxDepth: 2},
		{Name: "no-dimension-term-squared", Title: "the bound for the squared loss with KL = |theta-theta_0|^2/(2 sp^2)", Check: "coverage-squared", Statement: noDim, MaxDepth: 2},
		{Name: "sub-gaussian-finite", Title: "the exponential moment of a sub-Gaussian bound is finite at L = 2 when 2 t sp^2 < 1", Check: "prior-moment", MaxDepth: 2, Statement: with(func(s *statement) {
			s.finite = func(layers int, t, sp *big.Rat) bool { return finite(1, t, sp) && layers <= 2 }
		})},
		{Name: "linear-infinite", Title: "the exponential moment is infinite at L = 1, too", Check: "prior-moment", MaxDepth: 2, Statement: with(func(s *statement) {
			s.finite = func(int, *big.Rat, *big.Rat) bool { return false }
		})},
		{Name: "xi-below-root", Title: "xi(n) <= sqrt n", Check: "xi-bounds", Statement: xiBelow},
		{Name: "xi-lower-too-high", Title: "xi(n) >= (3/2) sqrt n", Check: "xi-bounds", Statement: with(func(s *statement) { s.xiLow = func(n int64) int64 { return 9 * n / 4 } })},
		{Name: "xi-shifted", Title: "E exp(n kl) = xi(n+1)", Check: "xi-moment", MaxDepth: 2, Statement: with(func(s *statement) { s.xi = func(n int) *big.Rat { return pacbayes.Xi(n + 1) } })},
		{Name: "risk-without-noise", Title: "E_Q of the risk is L(W)", Check: "gibbs-grid", Statement: noiseless},
		{Name: "risk-without-noise-empirical", Title: "the empirical Gibbs risk is r_n(W)", Check: "gibbs-empirical", Statement: noiseless, MaxDepth: 2},
		{Name: "risk-without-residual", Title: "E_Q of the risk without tau2", Check: "gibbs-grid", Statement: noTau2},
		{Name: "second-is-square", Title: "E_Q t2^2 = (E_Q t2)^2", Check: "second-grid", Statement: squaredMean},
		{Name: "second-is-square-field", Title: "E_Q t2^2 = (E_Q t2)^2, at random points", Check: "second-field", Statement: squaredMean},
		{Name: "float-variance-off", Title: "a float64 variance off by one part in 2^40", Check: "float-moments", Statement: floatOff, MaxDepth: 2},
		{Name: "pinsker-four", Title: "kl(q||p) >= 4 (p-q)^2", Check: "derivatives", Statement: strongPinsker},
		{Name: "root-four", Title: "kl inverse <= q + sqrt(B/4)", Check: "ordering", Statement: strongPinsker, MaxDepth: 2},
		{Name: "inverse-is-root", Title: "the inverse of kl is q + sqrt(B/2)", Check: "kl-inverse", MaxDepth: 2, Statement: with(func(s *statement) {
			s.inverse = func(q *big.Rat, b *interval.Interval, prec uint) (*interval.Interval, error) {
				return pacbayes.SquareRoot(interval.NewContext(prec), interval.New(), q, b), nil
			}
		})},
		{Name: "catoni-linear", Title: "Catoni's bound as q + B/C", Check: "ordering", Statement: linear, MaxDepth: 2},
		{Name: "catoni-linear-tight", Title: "Catoni's bound as q + B/C, at the best constant", Check: "catoni-tight", Statement: linear, MaxDepth: 2},
		{Name: "integral-one-lambda", Title: "E exp(-lambda r^2) = (1 + lambda t2)^(-1/2)", Check: "gaussian-integral", MaxDepth: 2, Statement: with(func(s *statement) { s.laplace = 1 })},
		{Name: "quarter-second-moment", Title: "the second form with (lambda/4) E_Q t2^2", Check: "second-form", Statement: tangent, MaxDepth: 2},
		{Name: "quarter-second-moment-derivative", Title: "the second form with (lambda/4) E_Q t2^2, its derivative", Check: "derivatives", Statement: tangent},
		{Name: "regression-without-constant", Title: "the certified coefficients are those of a regression without a constant", Check: "regression", Statement: with(func(s *statement) { s.constant = new(big.Rat) })},
		{Name: "gibbs-without-noise", Title: "a Gibbs risk that leaves out the posterior's spread", Check: "regression", Statement: with(func(s *statement) {
			s.gibbs = func(x [][]float64, y []float64, layers [][]float64, _ float64) (float64, float64, error) {
				return numeric.EmpiricalGibbs(x, y, layers, 0)
			}
		})},
		{Name: "threshold-less", Title: "one failure fewer refutes at the same error", Check: "thresholds", Statement: with(func(s *statement) {
			s.reject = func(n int, rate, alpha *big.Rat) int { return pacbayes.Threshold(n, rate, alpha) - 1 }
		})},
	}
}
