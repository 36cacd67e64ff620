package step_schedules

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// with changes one part of the lemma.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	half, one := big.NewRat(1, 2), big.NewRat(1, 1)
	return []claim.Wrong[statement]{
		{Name: "half-included", Title: "sum alpha_k^2 < infinity iff r >= 1/2", Check: "condensation", Statement: with(func(s *statement) {
			s.squares = func(r *big.Rat) bool { return r.Cmp(half) >= 0 }
		})},
		{Name: "one-excluded", Title: "sum alpha_k = infinity iff r < 1", Check: "condensation", Statement: with(func(s *statement) {
			s.steps = func(r *big.Rat) bool { return r.Cmp(one) < 0 }
		})},
		{Name: "constant-step", Title: "sum alpha_k^2 < infinity for every r, constant steps included", Check: "condensation", Statement: with(func(s *statement) {
			s.squares = func(*big.Rat) bool { return true }
		})},
		{Name: "squares-like-steps", Title: "sum alpha_k^2 < infinity iff r > 1", Check: "condensation", Statement: with(func(s *statement) {
			s.squares = func(r *big.Rat) bool { return r.Cmp(one) > 0 }
		})},
		{Name: "sum-below-integral", Title: "the partial sum is at most the integral", Check: "partial-sums", Statement: with(func(s *statement) {
			bracket := s.bracket
			s.bracket = func(c *interval.Context, p, k0 *big.Rat, n int64) (lo, hi *interval.Interval) {
				lo, _ = bracket(c, p, k0, n)
				return lo, lo
			}
		})},
		{Name: "integral-from-one-later", Title: "the integral starts at k0 + 1 in the upper bound, too", Check: "partial-sums", Statement: with(func(s *statement) {
			bracket := s.bracket
			s.bracket = func(c *interval.Context, p, k0 *big.Rat, n int64) (lo, hi *interval.Interval) {
				return bracket(c, p, new(big.Rat).Add(k0, one), n)
			}
		})},
		{Name: "upper-bound-slightly-low", Title: "the partial sum is at most 999/1000 of the upper end", Check: "partial-sums", Statement: with(func(s *statement) {
			bracket := s.bracket
			s.bracket = func(c *interval.Context, p, k0 *big.Rat, n int64) (lo, hi *interval.Interval) {
				lo, hi = bracket(c, p, k0, n)
				return lo, c.MulRat(hi, hi, big.NewRat(999, 1000))
			}
		})},
		{Name: "twice-the-exponent", Title: "alpha_k = a (k+k0)^(-2r)", Check: "float-schedule", Statement: with(func(s *statement) {
			s.exponent = func(r *big.Rat) *big.Rat { return new(big.Rat).Add(r, r) }
		})},
	}
}
