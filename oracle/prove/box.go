package prove

import (
	"fmt"
	"math/big"
)

// Range is the closed interval of reals from Lo to Hi; Lo = Hi is a point.
type Range struct{ Lo, Hi *big.Rat }

// Between returns the range from lo to hi, given as "p/q", integers or decimals as big.Rat.SetString reads them. Malformed text
// panics: it is for constants in code.
func Between(lo, hi string) Range {
	l, ok1 := new(big.Rat).SetString(lo)
	h, ok2 := new(big.Rat).SetString(hi)
	if !ok1 || !ok2 {
		panic(fmt.Sprintf("prove: Between(%q, %q): not rationals", lo, hi))
	}
	return Range{l, h}
}

// At returns the point x as a range.
func At(x *big.Rat) Range { return Range{x, x} }

// String writes the range.
func (r Range) String() string {
	return fmt.Sprintf("[%s, %s]", r.Lo.RatString(), r.Hi.RatString())
}

// The bounds of what is accepted.
const (
	// MaxDim bounds the number of variables.
	MaxDim = 64
	// MaxEndpointBits bounds numerators and denominators of ranges.
	MaxEndpointBits = 1 << 13
)

// checkBox returns an error that names the range when it is not a box of n ranges.
func checkBox(box []Range, n int) error {
	if len(box) != n {
		return fmt.Errorf("prove: box: %d ranges for %d variables", len(box), n)
	}
	if n > MaxDim {
		return fmt.Errorf("prove: box: %d variables, at most %d", n, MaxDim)
	}
	for i, r := range box {
		if r.Lo == nil || r.Hi == nil {
			return fmt.Errorf("prove: box[%d]: an endpoint is missing", i)
		}
		for _, x := range []*big.Rat{r.Lo, r.Hi} {
			if k := max(x.Num().BitLen(), x.Denom().BitLen()); k > MaxEndpointBits {
				return fmt.Errorf("prove: box[%d]: an endpoint of %d bits, at most %d", i, k, MaxEndpointBits)
			}
		}
		if r.Lo.Cmp(r.Hi) > 0 {
			return fmt.Errorf("prove: box[%d]: %s > %s", i, r.Lo.RatString(), r.Hi.RatString())
		}
	}
	return nil
}

// at returns a + (b - a) t, exactly.
func (r Range) at(t float64) *big.Rat {
	w := new(big.Rat).Sub(r.Hi, r.Lo)
	return w.Add(w.Mul(w, new(big.Rat).SetFloat64(t)), r.Lo)
}
