package global_minimum

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	flat := with(func(s *statement) { // the origin's own value e^(2L) left out
		s.value = func(u, e2, c, _ circuit.Node) circuit.Node { return c.Mul(e2.Sub(u)) }
	})
	higher := with(func(s *statement) { // exponent L in place of L-1
		s.value = func(u, e2, c, g circuit.Node) circuit.Node { return c.Mul(u.Add(e2)).Mul(e2.Sub(u)).Sub(g) }
	})
	scaled := func(depth int, num, den int64) statement { // the threshold's square times num/den, at one depth or (0) at all
		return with(func(s *statement) {
			right := s.threshold
			s.threshold = func(l int, bits uint) (*big.Rat, *big.Rat, error) {
				lo, hi, err := right(l, bits)
				if err != nil || depth != 0 && l != depth {
					return lo, hi, err
				}
				f := big.NewRat(num, den)
				return new(big.Rat).Mul(lo, f), new(big.Rat).Mul(hi, f), nil
			}
		})
	}
	return []claim.Wrong[statement]{
		{Name: "origin-worth-nothing", Title: "F - F(0) = s e^(2L) (1+z)^(L-1) (1-z): global iff z > 1", Check: "value", Statement: flat},
		{Name: "origin-worth-nothing-planted", Title: "global iff z > 1, at planted points", Check: "value-exact", Statement: flat, MaxDepth: 2},
		{Name: "exponent-depth", Title: "(1+z)^L (1-z) < 1", Check: "value-exact", Statement: higher, MaxDepth: 2},
		{Name: "exponent-depth-order", Title: "z_2 from (1+z)^L (1-z) = 1: for L = 2, too, there is a tie beyond (L-2)/L", Check: "order", Statement: higher},
		{Name: "vertex", Title: "T' changes sign at (L-1)/L", Check: "slope", Statement: with(func(s *statement) {
			s.slope = func(depth, z circuit.Node) circuit.Node { return depth.Sub(depth.Mul(z)).Sub(one(depth)) }
		})},
		{Name: "strict-from-two", Title: "beta_1 < beta_2 for L = 2, too", Check: "order", Statement: with(func(s *statement) { s.strictFrom = 2 })},
		{Name: "large-root-always-global", Title: "the large root is global whenever it exists, beta > beta_1", Check: "threshold-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.threshold = func(depth int, _ uint) (*big.Rat, *big.Rat, error) {
				x := beta1Squared(depth)
				return x, x, nil
			}
		})},
		{Name: "threshold-at-one", Title: "the large root is global iff beta > 1, as for L = 2", Check: "threshold-exact", MaxDepth: 3, Statement: with(func(s *statement) {
			s.threshold = func(int, uint) (*big.Rat, *big.Rat, error) { return big.NewRat(1, 1), big.NewRat(1, 1), nil }
		})},
		{Name: "threshold-slightly-high", Title: "beta_2^2 (1 + 10^-9) in place of beta_2^2", Check: "threshold-exact", Statement: scaled(0, 1_000_000_001, 1_000_000_000)},
		{Name: "threshold-slightly-low", Title: "beta_2^2 (1 - 10^-6) in place of beta_2^2 at L = 3", Check: "threshold-exact", Statement: scaled(3, 999_999, 1_000_000)},
		{Name: "threshold-above-one", Title: "the large root is global iff beta^2 > 1 + 10^-9 at L = 2", Check: "threshold-exact", Statement: scaled(2, 1_000_000_001, 1_000_000_000), MaxDepth: 2},
		{Name: "small-root-global", Title: "beyond beta_2 the small root is a global minimum, too", Check: "threshold-exact", MaxDepth: 3, Statement: with(func(s *statement) { s.smallMayWin = true })},
	}
}
