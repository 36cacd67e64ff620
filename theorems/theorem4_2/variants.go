package theorem4_2

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := theorem()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	global := with(func(s *statement) { s.inverse = atMinimum })
	double := with(func(s *statement) { s.share = big.NewRat(1, 1) })
	leastOnly := with(func(s *statement) { s.local = func(atLeast, _ *big.Rat) *big.Rat { return atLeast } })
	narrow := with(func(s *statement) { s.box = part(big.NewRat(1, 2)) })
	out := []claim.Wrong[statement]{
		{Name: "step-at-minimum", Title: "alpha < 2/lambda_max(minimum) is enough from everywhere", Check: "run-exact", Statement: global, MaxDepth: 2},
		{Name: "step-at-minimum-long", Title: "alpha < 2/lambda_max(minimum) is enough from everywhere, along certified runs", Check: "run-certified", Statement: global, MaxDepth: 2},
		{Name: "half-box", Title: "the box M >= |b|/(2 (2e)^(L-1)) is enough", Check: "run-exact", Statement: narrow, MaxDepth: 3},
		{Name: "box-one-percent-small", Title: "the box M >= (99/100) |b|/(2e)^(L-1) is enough", Check: "run-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.box = part(big.NewRat(99, 100))
		})},
		{Name: "half-box-long", Title: "the box M >= |b|/(2 (2e)^(L-1)) is enough, along certified runs", Check: "run-certified", Statement: narrow, MaxDepth: 3},
		{Name: "no-layers-term-condition", Title: "K without its term with L-1, put to the certificate", Check: "condition", Statement: with(func(s *statement) { s.layers = false })},
		{Name: "whole-amount", Title: "L_R falls by alpha |grad|^2", Check: "run-exact", Statement: double, MaxDepth: 2},
		{Name: "slightly-more", Title: "L_R falls by 51/100 alpha |grad|^2", Check: "run-exact", MaxDepth: 2, Statement: with(func(s *statement) { s.share = big.NewRat(51, 100) })},
		{Name: "barely-more", Title: "L_R falls by (1/2 + 2^-18) alpha |grad|^2", Check: "run-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			s.share = big.NewRat(1<<17+1, 1<<18)
		})},
		{Name: "no-target-term-depth3", Title: "K without its term with |b| at L = 3", Check: "run-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			right := s.inverse
			s.inverse = func(k *lemmac_1.Constants, l int, sc, b, e, m *big.Rat) *big.Rat {
				if l == 3 {
					b = new(big.Rat)
				}
				return right(k, l, sc, b, e, m)
			}
		})},
		{Name: "rate-slightly-high-depth5", Title: "balancing at the rate (1 + 10^-6) 2 alpha s e^(2(L-1)) at L = 5", Check: "run-exact", MaxDepth: 5, Statement: with(func(s *statement) {
			right := s.rate
			s.rate = func(depth int, alpha, sc, e *big.Rat) *big.Rat {
				t := right(depth, alpha, sc, e)
				if depth == 5 {
					t.Mul(t, big.NewRat(1_000_001, 1_000_000))
				}
				return t
			}
		})},
		{Name: "rate-exponent-2L", Title: "balancing at the rate 2 alpha s e^(2L)", Check: "run-exact", MaxDepth: 2, Statement: with(func(s *statement) {
			right := s.rate
			s.rate = func(depth int, alpha, sc, e *big.Rat) *big.Rat { return right(depth+1, alpha, sc, e) }
		})},
		{Name: "global-above-threshold", Title: "where the minimum with w_l != 0 is global, no start ends at the origin", Check: "limit-certified", MaxDepth: 3, Statement: with(func(s *statement) {
			s.limit = func(p *shrinkage.Point, origin bool) bool { return p.Global || !origin }
		})},
		{Name: "origin-never-a-limit", Title: "no start ends at the origin", Check: "limit-certified", MaxDepth: 3, Statement: with(func(s *statement) {
			s.limit = func(_ *shrinkage.Point, origin bool) bool { return !origin }
		})},
		{Name: "every-start-escapes", Title: "every start, not almost every one, ends at a minimum", Check: "examples", Statement: with(func(s *statement) { s.everyStart = true })},
		{Name: "any-step-sizes", Title: "step sizes with a finite sum converge to a stationary point too", Check: "examples", Statement: with(func(s *statement) { s.summable = true })},
		{Name: "origin-attracts-nothing", Title: "the origin attracts no start for L >= 3", Check: "basins", Statement: with(func(s *statement) { s.originAttracts = false })},
		{Name: "rate-of-least-eigenvalue", Title: "the local factor is |1 - alpha lambda_min|", Check: "local-exact", Statement: leastOnly, MaxDepth: 2},
		{Name: "rate-of-least-eigenvalue-measured", Title: "the local factor is |1 - alpha lambda_min|, measured", Check: "local-measured", Statement: leastOnly, MaxDepth: 2},
		{Name: "rate-of-largest-eigenvalue", Title: "the local factor is |1 - alpha lambda_max|", Check: "local-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.local = func(_, atLargest *big.Rat) *big.Rat { return atLargest }
		})},
	}
	for depth := 3; depth <= 5; depth++ {
		out = append(out, claim.Wrong[statement]{
			Name: fmt.Sprintf("no-layers-term-depth%d", depth), Title: fmt.Sprintf("K without its term with L-1 at L = %d", depth), Check: "run-exact", MaxDepth: depth,
			Statement: with(func(s *statement) {
				right := s.inverse
				s.inverse = func(k *lemmac_1.Constants, l int, sc, b, e, m *big.Rat) *big.Rat {
					if l == depth {
						return k.StepInverse(sc, e, m)
					}
					return right(k, l, sc, b, e, m)
				}
			}),
		})
	}
	return out
}

// part asks for the given part of |b|/(2e)^(L-1) only. In the regime just inside the box M is then w_1 itself, beyond which the first step goes.
func part(of *big.Rat) func(k *lemmac_1.Constants, b, e *big.Rat, w ...*big.Rat) *big.Rat {
	return func(k *lemmac_1.Constants, b, e *big.Rat, w ...*big.Rat) *big.Rat {
		return k.Box(new(big.Rat).Mul(of, b), e, w...)
	}
}

// atMinimum is lambda_max/2 at the minimum with the largest weights, from float64 and rounded up: a bound that knows nothing of the start.
func atMinimum(k *lemmac_1.Constants, depth int, s, b, e, m *big.Rat) *big.Rat {
	var st numeric.Stationary
	fb, _ := b.Float64()
	fe, _ := e.Float64()
	fs, _ := s.Float64()
	if numeric.StationaryPoints(depth, fb, fe, fs, &st) != nil {
		return k.K(s, b, e, m)
	}
	most := max(st.OriginEigen[0], st.OriginEigen[1])
	if st.Count > 0 {
		r := st.Roots[st.Count-1]
		most = max(r.Radial, r.Balance)
	}
	x := new(big.Rat).SetFloat64(most * (1 + 0x1p-20) / 2)
	if x == nil || x.Sign() <= 0 {
		return k.K(s, b, e, m)
	}
	return x
}
