package gaussian_kl

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	closed := func(f func(e, sp, delta circuit.Node) circuit.Node) statement {
		return with(func(s *statement) { s.scaled = f })
	}
	noDimension := closed(func(e, _, delta circuit.Node) circuit.Node { return e.Sqr().Mul(delta.Sqr()) })
	noDimension.logs = 0
	swapped := closed(func(e, sp, delta circuit.Node) circuit.Node {
		return sp.Sqr().Mul(sp.Sqr().Sub(e.Sqr()).Add(delta.Sqr()))
	})
	swapped.logs = -1
	byNoise := closed(func(e, sp, delta circuit.Node) circuit.Node {
		return e.Sqr().Mul(e.Sqr().Sub(sp.Sqr())).Add(sp.Sqr().Mul(delta.Sqr()))
	})
	logFlipped := with(func(s *statement) { s.logs = -1 })
	share := func(num, den int64) statement {
		return with(func(s *statement) { s.share = big.NewRat(num, den) })
	}
	return []claim.Wrong[statement]{
		{Name: "no-dimension-term", Title: "KL = |theta-theta_0|^2/(2 sp^2), without its D-term", Check: "kl-exact", Statement: noDimension, MaxDepth: 2},
		{Name: "no-dimension-term-free", Title: "KL without its D-term, with free symbols", Check: "kl-free", Statement: noDimension},
		{Name: "no-dimension-term-sign", Title: "KL without its D-term is 0 for laws of different spread", Check: "kl-sign", Statement: noDimension, MaxDepth: 2},
		{Name: "arguments-swapped", Title: "the divergence of P from Q", Check: "kl-exact", Statement: swapped, MaxDepth: 2},
		{Name: "mean-by-noise", Title: "|theta-theta_0|^2 divided by e^2 although sp != e", Check: "kl-exact", Statement: byNoise, MaxDepth: 2},
		{Name: "log-sign", Title: "+ log(e^2/sp^2) in place of -", Check: "kl-sign", Statement: logFlipped, MaxDepth: 2},
		{Name: "log-sign-free", Title: "+ log(e^2/sp^2) in place of -, with free symbols", Check: "kl-free", Statement: logFlipped},
		{Name: "half-divergence", Title: "E_Q f <= KL/2 + log E_P exp f", Check: "donsker-varadhan", Statement: share(1, 2), MaxDepth: 2},
		{Name: "no-divergence", Title: "E_Q f <= log E_P exp f", Check: "donsker-varadhan", Statement: share(0, 1), MaxDepth: 2},
		{Name: "double-divergence", Title: "equality at the tilted measure with 2 KL", Check: "donsker-varadhan", Statement: share(2, 1), MaxDepth: 2},
		{Name: "float-off", Title: "a float64 divergence off by one part in 2^40", Check: "float-bounds", MaxDepth: 2, Statement: with(func(s *statement) {
			s.float = func(theta, theta0 []float64, e, sp float64) (float64, float64, error) {
				kl, bound, err := numeric.GaussianKL(theta, theta0, e, sp)
				return kl * (1 + 0x1p-40), bound, err
			}
		})},
	}
}
