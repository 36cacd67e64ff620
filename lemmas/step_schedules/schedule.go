package step_schedules

import "math/big"

// Diverges reports, exactly, whether the sum of (k + k0)^(-p) over k >= 0 is infinite: p <= 1.
func Diverges(p *big.Rat) bool { return p.Cmp(big.NewRat(1, 1)) <= 0 }

// Admissible reports, exactly, whether alpha_k = a (k + k0)^(-r) has sum alpha_k = infinity and sum alpha_k^2 < infinity: 1/2 < r <= 1.
func Admissible(r *big.Rat) bool {
	return Diverges(r) && !Diverges(new(big.Rat).Add(r, r))
}
