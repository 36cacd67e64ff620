package theorem4_3

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/ssam_moments"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the theorem.
func with(change func(*statement)) statement {
	s := theorem()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	plus := with(func(s *statement) {
		s.drift = func(p pair, b circuit.Node) circuit.Node {
			return p.c.Int(1).Sub(p.first()).Add(p.Alpha.Sqr().Mul(p.S.Sqr()).Mul(b).Times(4))
		}
	})
	half := with(func(s *statement) {
		drift := s.drift
		s.drift = func(p pair, b circuit.Node) circuit.Node { // -2 alpha: half of the first-order term
			return drift(p, b).Add(p.Alpha.Mul(p.S).Mul(p.E.Sqr()).Mul(p.A[2]).Times(2))
		}
	})
	noExtra := with(func(s *statement) { // 2 e^4 left out of B
		b := s.b
		s.b = func(p pair) circuit.Node { return b(p).Sub(p.A[4].Mul(p.E.Pow(4)).Times(2)) }
	})
	squared := with(func(s *statement) { // m4 = m2^2
		s.factor = func(w, e circuit.Node, k int) circuit.Node {
			if k == 4 {
				return ssam_moments.Factor(w, e, 2).Sqr()
			}
			return ssam_moments.Factor(w, e, k)
		}
	})
	plain := with(func(s *statement) { // the gradient of L
		s.mean = func(v layer) circuit.Node {
			return v.A[1].Mul(v.S.Mul(v.Target.Sub(v.W.Mul(v.A[1]))).Add(v.Cross)).Times(-2)
		}
	})
	opposite := with(func(s *statement) {
		mean := s.mean
		s.mean = func(v layer) circuit.Node { return mean(v).Neg() }
	})
	noIsserlis := with(func(s *statement) { // M = s Sigma: E X_i^2 (u^T X)^2 as if independent
		second := s.secondSample
		s.secondSample = func(v layer) circuit.Node {
			linear := v.Target.Mul(v.A[2]).Sub(v.W.Mul(v.A[3]))
			return second(v).Sub(v.S.Sqr().Mul(v.quadratic()).Add(v.S.Mul(v.Cross).Mul(linear).Times(2)).Times(8))
		}
	})
	noResidual := with(func(s *statement) {
		drift := s.driftSample
		s.driftSample = func(p pair, b circuit.Node) circuit.Node {
			return drift(p, b).Add(p.Alpha.Sqr().Mul(p.S).Mul(p.A[2]).Mul(p.Tau2).Times(4))
		}
	})
	noThree := with(func(s *statement) { // s^2 B in place of 3 s^2 B
		drift := s.driftSample
		s.driftSample = func(p pair, b circuit.Node) circuit.Node {
			return drift(p, b).Add(p.Alpha.Sqr().Mul(p.S.Sqr()).Mul(b).Times(8))
		}
	})
	thirdOdd := with(func(s *statement) { // 2 b w_l (w^2+e^2)-like: the middle term of E g^2 with one b w
		second := s.secondNoise
		s.secondNoise = func(v layer) circuit.Node {
			return second(v).Add(v.S.Sqr().Mul(v.Target).Mul(v.W).Mul(v.A[3]).Times(4))
		}
	})
	return []claim.Wrong[statement]{
		{Name: "plus-at-second-order", Title: "+4 alpha^2 s^2 B in the drift", Check: "drift-exact", Statement: plus, MaxDepth: 3},
		{Name: "plus-at-second-order-free", Title: "+4 alpha^2 s^2 B in the drift, with free symbols", Check: "free-symbols", Statement: plus},
		{Name: "half-the-first-order", Title: "-2 alpha s e^2 P_-lm in place of -4", Check: "drift-exact", Statement: half, MaxDepth: 3},
		{Name: "half-the-first-order-grid", Title: "-2 alpha s e^2 P_-lm in place of -4, put to the grids", Check: "grid-diagonal", Statement: half},
		{Name: "two-e4-left-out", Title: "B without 2 e^4", Check: "drift-exact", Statement: noExtra, MaxDepth: 3},
		{Name: "two-e4-left-out-sum", Title: "B without 2 e^4, against the sum of squares", Check: "positive", Statement: noExtra},
		{Name: "two-e4-left-out-read-off", Title: "B without 2 e^4, against B read off the definition", Check: "positive-exact", Statement: noExtra, MaxDepth: 3},
		{Name: "fourth-moment-squared", Title: "m4 replaced by m2^2", Check: "second-exact", Statement: squared, MaxDepth: 3},
		{Name: "fourth-moment-squared-field", Title: "m4 replaced by m2^2, put to random points", Check: "random-field", Statement: squared},
		{Name: "unbiased-for-the-plain-loss", Title: "E g = grad L", Check: "mean-exact", Statement: plain, MaxDepth: 3},
		{Name: "unbiased-for-the-plain-loss-grid", Title: "E g = grad L, put to the general grids", Check: "grid-general", Statement: plain},
		{Name: "unbiased-for-the-plain-loss-simulated", Title: "E g = grad L, put to the simulation", Check: "monte-carlo-noise", Statement: plain, MaxDepth: 3},
		{Name: "ascent-simulated", Title: "E g = -grad L_R, put to the simulation with one sample", Check: "monte-carlo-sample", Statement: opposite, MaxDepth: 3},
		{Name: "balances-path-by-path", Title: "|D+| <= |D| on every path", Check: "path", Statement: with(func(s *statement) { s.everyPath = true })},
		{Name: "no-isserlis", Title: "M_i = s_i Sigma, as if X_i^2 and (u^T X)^2 were uncorrelated", Check: "second-exact", Statement: noIsserlis, MaxDepth: 3},
		{Name: "residual-left-out", Title: "the drift with one sample without tau2", Check: "drift-exact", Statement: noResidual, MaxDepth: 3},
		{Name: "one-sample-like-noise", Title: "s^2 B in place of 3 s^2 B with one sample", Check: "drift-exact", Statement: noThree, MaxDepth: 3},
		{Name: "cross-term-halved", Title: "-b w_l prod m3 in place of -2 b w_l prod m3", Check: "second-exact", Statement: thirdOdd, MaxDepth: 3},
	}
}
