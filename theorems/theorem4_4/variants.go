package theorem4_4

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the theorem.
func with(change func(*statement)) statement {
	s := theorem()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	zero := with(func(s *statement) { s.spurious = false })
	upper := with(func(s *statement) { s.corner = func(m place) bool { return m != noRoots && m != above } })
	open := with(func(s *statement) { s.corner = func(m place) bool { return m == between } })
	squared := with(func(s *statement) { // m_4 replaced by m_2^2: R4 = R2^2
		swap := func(f func(bound) circuit.Node) func(bound) circuit.Node {
			return func(v bound) circuit.Node {
				v.R[4] = v.R[2].Sqr()
				return f(v)
			}
		}
		s.noise, s.sample = swap(s.noise), swap(s.sample)
	})
	mild := with(func(s *statement) { // one sample bounded like noise only
		noise := s.noise
		s.sample = func(v bound) circuit.Node { return noise(v).Add(v.S.Mul(v.R[2]).Mul(v.Load).Times(4)) }
	})
	return []claim.Wrong[statement]{
		{Name: "limit-has-zero-gradient", Title: "every KKT point has zero gradient", Check: "kkt-exact", Statement: zero, MaxDepth: 3},
		{Name: "limit-has-zero-gradient-faces", Title: "every KKT point has zero gradient, against all faces (L = 3, b = 4, M = 1/2 has corners)", Check: "kkt-faces", Statement: zero},
		{Name: "no-lower-end", Title: "corners iff M <= t_+, at every depth", Check: "kkt-corners", Statement: upper, MaxDepth: 3},
		{Name: "no-lower-end-faces", Title: "corners iff M <= t_+, against all faces", Check: "kkt-faces", Statement: upper},
		{Name: "ends-excluded", Title: "corners iff t_- < M < t_+", Check: "kkt-corners", Statement: open, MaxDepth: 3},
		{Name: "corners-of-any-sign", Title: "corners of both signs", Check: "kkt-exact", Statement: with(func(s *statement) { s.signed = false }), MaxDepth: 3},
		{Name: "balance-without-noise", Title: "w_l g_l - w_m g_m = 2 s P_-lm (w_l^2 - w_m^2)", Check: "kkt-identities", Statement: with(func(s *statement) {
			s.balance = func(v pair) circuit.Node { return v.S.Mul(v.A).Mul(v.X.Sqr().Sub(v.Y.Sqr())).Times(2) }
		})},
		{Name: "fourth-moment-squared", Title: "G2 with m_2^2 in place of m_4", Check: "moment-bound-exact", Statement: squared, MaxDepth: 3},
		{Name: "one-sample-like-noise", Title: "G2 of one sample with 4 s^2 in place of 12 s^2", Check: "moment-bound-exact", Statement: mild, MaxDepth: 3},
		{Name: "one-sample-like-noise-proof", Title: "G2 of one sample with 4 s^2 in place of 12 s^2, put to the certificate", Check: "moment-bound", Statement: mild},
		{Name: "constant-step", Title: "a constant step converges", Check: "schedule", MaxDepth: 3, Statement: with(func(s *statement) {
			admissible := s.admissible
			s.admissible = func(r *big.Rat) bool { return r.Sign() == 0 || admissible(r) }
		})},
		{Name: "half-suffices", Title: "r = 1/2 is admitted", Check: "schedule", MaxDepth: 3, Statement: with(func(s *statement) {
			admissible := s.admissible
			s.admissible = func(r *big.Rat) bool { return r.Cmp(big.NewRat(1, 2)) == 0 || admissible(r) }
		})},
		{Name: "summable-steps", Title: "r > 1 is admitted", Check: "schedule", MaxDepth: 3, Statement: with(func(s *statement) {
			s.admissible = func(r *big.Rat) bool { return r.Cmp(big.NewRat(1, 2)) > 0 }
		})},
		{Name: "three-fifths-needed", Title: "r > 3/5 is needed", Check: "schedule", MaxDepth: 3, Statement: with(func(s *statement) {
			admissible := s.admissible
			s.admissible = func(r *big.Rat) bool { return admissible(r) && r.Cmp(big.NewRat(3, 5)) > 0 }
		})},
		{Name: "slightly-summable", Title: "r up to 6/5 is admitted", Check: "schedule", MaxDepth: 3, Statement: with(func(s *statement) {
			s.admissible = func(r *big.Rat) bool { return r.Cmp(big.NewRat(1, 2)) > 0 && r.Cmp(big.NewRat(6, 5)) <= 0 }
		})},
		{Name: "double-root-excluded", Title: "no corner where t_- = t_+", Check: "kkt-identities", Statement: with(func(s *statement) {
			corner := s.corner
			s.corner = func(m place) bool { return m != double && corner(m) }
		})},
		{Name: "half-the-noise-term", Title: "(K/2) G2 sum alpha^2 in the bound with projection", Check: "descent", Statement: with(func(s *statement) { s.curvature = big.NewRat(1, 2) })},
		{Name: "factor-one", Title: "the factor 1 in place of 9/2", Check: "descent", Statement: with(func(s *statement) { s.factor = big.NewRat(1, 1) })},
		{Name: "no-noise-term", Title: "the bound of exact descent, without the noise term", Check: "finite-time", MaxDepth: 3, Statement: with(func(s *statement) { s.curvature = new(big.Rat) })},
		{Name: "own-step-mapping", Title: "the constant 1 and K/2, without projection's price, for the gradient mapping at the step alpha_k", Check: "finite-time", MaxDepth: 3, Statement: with(func(s *statement) {
			s.own, s.factor, s.curvature = true, big.NewRat(1, 1), big.NewRat(1, 2)
		})},
	}
}
