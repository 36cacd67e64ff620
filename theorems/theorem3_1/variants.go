package theorem3_1

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	noNoise := with(func(s *statement) {
		s.rate = func(sc, _ circuit.Node) circuit.Node { return sc.Times(4) }
		s.layer = func(e circuit.Node) circuit.Node { return e.Sqr().Sub(e.Sqr()).Add(e.Pow(0)) }
	})
	allLayers := with(func(s *statement) {
		s.rate = func(sc, e circuit.Node) circuit.Node { return sc.Mul(e.Pow(4)).Times(4) }
	})
	quartic := with(func(s *statement) { s.layer = func(e circuit.Node) circuit.Node { return e.Pow(4) } })
	doubled := with(func(s *statement) {
		s.rate = func(sc, e circuit.Node) circuit.Node { return sc.Mul(e.Sqr()).Times(8) }
	})
	halved := with(func(s *statement) {
		s.rate = func(sc, e circuit.Node) circuit.Node { return sc.Mul(e.Sqr()).Times(2) }
	})
	plainProduct := with(func(s *statement) {
		s.drift = func(p pair) circuit.Node { return p.S.Mul(p.E.Sqr()).Mul(p.B.Sqr()).Mul(p.difference()).Times(-4) }
	})
	ownFactor := with(func(s *statement) {
		s.drift = func(p pair) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(p.Y.Sqr().Add(p.E.Sqr())).Mul(p.difference()).Times(-4)
		}
	})
	neighbors := with(func(s *statement) {
		s.drift = func(p pair) circuit.Node { return lemma().drift(p).Add(p.Cross.Mul(p.B).Mul(p.difference())) }
	})
	grows := with(func(s *statement) { s.drift = func(p pair) circuit.Node { return lemma().drift(p).Neg() } })
	smallBox := with(func(s *statement) { s.reach = func(e circuit.Node) circuit.Node { return e.Times(4) } })
	highSublevel := with(func(s *statement) {
		s.weight = func(floor, e circuit.Node) circuit.Node { return floor.Add(e.Sqr().Mul(floor)) }
	})
	across := with(func(s *statement) {
		s.local = func(depth int, sc, e, u *big.Rat) *big.Rat { _, a := eigenvalues(depth, sc, e, u); return a }
	})
	along := with(func(s *statement) {
		s.local = func(depth int, sc, e, u *big.Rat) *big.Rat { a, _ := eigenvalues(depth, sc, e, u); return a }
	})
	halfLocal := with(func(s *statement) {
		s.local = func(depth int, sc, e, u *big.Rat) *big.Rat {
			x := lemma().local(depth, sc, e, u)
			return x.Mul(x, big.NewRat(1, 2))
		}
	})
	everyStart := with(func(s *statement) {
		s.ends = func(f facts) end {
			if f.Roots {
				return largeRoot
			}
			return origin
		}
	})
	squareRoot := with(func(s *statement) {
		s.threshold = func(c *interval.Context, sc, u0, t *big.Rat) *interval.Interval {
			x := new(big.Rat).Mul(sc, t)
			x.Mul(x, u0).Mul(x, u0).Mul(x, big.NewRat(4, 1)).Add(x, big.NewRat(1, 1))
			d := c.Sqrt(interval.New(), c.SetRat(interval.New(), x))
			return c.Div(d, c.SetRat(interval.New(), u0), d)
		}
		s.slope = func(sc, u circuit.Node) circuit.Node { return sc.Mul(u.Pow(3)).Times(-2) }
	})
	exponential := with(func(s *statement) {
		s.threshold = func(c *interval.Context, sc, u0, t *big.Rat) *interval.Interval {
			x := new(big.Rat).Mul(sc, t)
			x.Mul(x, u0).Mul(x, big.NewRat(-4, 1))
			d := c.Exp(interval.New(), c.SetRat(interval.New(), x))
			return c.MulRat(d, d, u0)
		}
		s.slope = func(sc, u circuit.Node) circuit.Node { return sc.Mul(u).Times(-4) }
	})
	return []claim.Wrong[statement]{
		{Name: "rate-without-noise", Title: "rate 4 s, without e^(2(L-1))", Check: "rate-diagonal", Statement: noNoise, MaxDepth: 2},
		{Name: "rate-without-noise-general", Title: "rate 4 s, with coupled coordinates", Check: "rate-general", Statement: noNoise, MaxDepth: 2},
		{Name: "rate-without-noise-proof", Title: "rate 4 s, put to the certificate", Check: "floor", Statement: noNoise},
		{Name: "rate-all-layers", Title: "rate 4 s e^(2L)", Check: "rate-diagonal", Statement: allLayers, MaxDepth: 2},
		{Name: "rate-all-layers-pointwise", Title: "rate 4 s e^(2L), at one point", Check: "rate-pointwise", Statement: allLayers, MaxDepth: 2},
		{Name: "rate-all-layers-proof", Title: "rate 4 s e^(2L), put to the certificate", Check: "floor", Statement: allLayers},
		{Name: "rate-quartic-layers", Title: "rate 4 s e^(2+4(L-2)): e^4 for every further layer", Check: "rate-pointwise", Statement: quartic, MaxDepth: 3},
		{Name: "rate-doubled", Title: "rate 8 s e^(2(L-1))", Check: "rate-general", Statement: doubled, MaxDepth: 2},
		{Name: "rate-halved", Title: "rate 2 s e^(2(L-1)), for a loss with factor 1/2: no equality at L = 2", Check: "rate-diagonal", Statement: halved, MaxDepth: 2},
		{Name: "drift-plain-product", Title: "p_-lm^2 in place of P_-lm", Check: "drift-exact", Statement: plainProduct, MaxDepth: 3},
		{Name: "drift-plain-product-free", Title: "p_-lm^2 in place of P_-lm, with free symbols", Check: "drift-free", Statement: plainProduct},
		{Name: "drift-own-factor", Title: "P_-l in place of P_-lm", Check: "drift-diagonal", Statement: ownFactor},
		{Name: "drift-neighbors", Title: "the other coordinates enter through c p_-lm", Check: "drift-general", Statement: neighbors},
		{Name: "drift-grows", Title: "the imbalance grows", Check: "drift-exact", Statement: grows, MaxDepth: 2},
		{Name: "box-too-small", Title: "the box |b|/(4e)^(L-1)", Check: "box-certificate", Statement: smallBox},
		{Name: "box-too-small-branch", Title: "the box |b|/(4e)^(L-1), by branch and bound", Check: "box-branch", Statement: smallBox},
		{Name: "box-too-small-flow", Title: "the box |b|/(4e)^(L-1), along the flow", Check: "descends", Statement: smallBox, MaxDepth: 3},
		{Name: "sublevel-too-high", Title: "F >= (e^(2(L-1)) + e^(2L)) sum s w^2", Check: "sublevel-certificate", Statement: highSublevel},
		{Name: "sublevel-too-high-exact", Title: "F >= (e^(2(L-1)) + e^(2L)) sum s w^2, on instances", Check: "sublevel-exact", Statement: highSublevel, MaxDepth: 2},
		{Name: "local-across", Title: "local rate always 4 s e^2 (u+e^2)^(L-2): L = 2, b = 5/4, e = 1 has 1, not 4", Check: "local-example", Statement: across},
		{Name: "local-across-exact", Title: "local rate always 4 s e^2 (u+e^2)^(L-2), on planted minima", Check: "local-exact", Statement: across, MaxDepth: 2},
		{Name: "local-along", Title: "local rate always A (L u - (L-2) e^2)", Check: "local-exact", Statement: along, MaxDepth: 2},
		{Name: "local-halved", Title: "half the eigenvalue, for a loss with factor 1/2", Check: "local-exact", Statement: halfLocal, MaxDepth: 2},
		{Name: "every-start-global", Title: "every start reaches the large root once there is one", Check: "limit", Statement: everyStart, MaxDepth: 3},
		{Name: "outside-the-cube-global", Title: "L >= 3: every start outside the cube reaches the large root", Check: "limit", MaxDepth: 3, Statement: with(func(s *statement) {
			s.ends = func(f facts) end {
				f.Sublevel = true
				return lemma().ends(f)
			}
		})},
		{Name: "above-zero-to-origin", Title: "L >= 3: every start with L_R(W(0)) >= L_R(0) goes to the origin", Check: "limit", MaxDepth: 3, Statement: with(func(s *statement) {
			s.ends = func(f facts) end {
				if f.Depth > 2 && !f.Sublevel {
					return origin
				}
				return lemma().ends(f)
			}
		})},
		{Name: "stable-line-for-either-sign", Title: "L = 2: w_1 + w_2 for either sign of b", Check: "depth-two", Statement: with(func(s *statement) {
			s.repel = func(p pair, _ int64) circuit.Node { return lemma().repel(p, 1) }
		})},
		{Name: "cube-without-bend", Title: "near the origin the rate 2 s e^(2(L-1)) of the linear part", Check: "cube-flow", MaxDepth: 3, Statement: with(func(s *statement) {
			s.decay = func(floor, _, _ circuit.Node) circuit.Node { return floor.Times(2) }
		})},
		{Name: "cube-linear-rate", Title: "max|w| decays at the rate 2 s e^(2(L-1)) whatever b", Check: "cube-certificate", Statement: with(func(s *statement) {
			s.decay = func(floor, _, _ circuit.Node) circuit.Node { return floor }
		})},
		{Name: "threshold-square-root", Title: "u(t) = u_0/sqrt(1 + 4 s u_0^2 t), the law of w for w_0 in place of u_0", Check: "threshold-flow", Statement: squareRoot, MaxDepth: 2},
		{Name: "threshold-square-root-slope", Title: "du/dt = -2 s u^3, the slope of the same law", Check: "threshold-slope", Statement: squareRoot},
		{Name: "threshold-exponential", Title: "exponential decay at the threshold", Check: "threshold-flow", Statement: exponential, MaxDepth: 2},
		{Name: "threshold-exponential-slope", Title: "du/dt proportional to u at the threshold", Check: "threshold-slope", Statement: exponential},
		{Name: "float-estimate-small", Title: "the float64 integrator is 2^20 times better than its estimate", Check: "float-flow", Statement: with(func(s *statement) { s.float = 0x1p-20 }), MaxDepth: 2},
		{Name: "float-other-flow", Title: "the float64 flow descends L, not L_R", Check: "float-flow", Statement: with(func(s *statement) { s.objective = numeric.Plain }), MaxDepth: 2},
	}
}
