package sturm

import (
	"fmt"
	"math/bits"
)

// The sizes that the package accepts. They keep data from exhausting memory; beyond them every function returns a *LimitError.
const (
	// MaxDegree bounds the degree of a Poly.
	MaxDegree = 4096
	// MaxCoefficientBits bounds the bits of every integer coefficient, and of the content's numerator and denominator.
	MaxCoefficientBits = 1 << 22
	// MaxSequenceBits bounds n^3 (h + log2 n + 1), where n is the degree and h the bits of the largest coefficient. A third of it bounds
	// the bits that a subresultant sequence of p and p' occupies: member i has at most n-i+1 coefficients of at most about
	// 2 i (h + log2 n + 1) bits (Hadamard's inequality on its defining determinant).
	MaxSequenceBits = 1 << 32
	// MaxRefineBits bounds the binary digits after the point to which a root can be refined.
	MaxRefineBits = 1 << 22
)

// LimitError says which quantity is beyond which bound.
type LimitError struct {
	Field string // "degree", "coefficient bits", "sequence bits", "refinement bits", "digits"
	Value int64
	Bound int64
}

// Error implements error.
func (e *LimitError) Error() string {
	return fmt.Sprintf("sturm: %s is %d, beyond the bound %d", e.Field, e.Value, e.Bound)
}

func checkSize(c []integer) error {
	if len(c)-1 > MaxDegree {
		return &LimitError{"degree", int64(len(c) - 1), MaxDegree}
	}
	if h := height(c); h > MaxCoefficientBits {
		return &LimitError{"coefficient bits", int64(h), MaxCoefficientBits}
	}
	return nil
}

// checkSequence bounds the size of the remainder sequence of two polynomials of degree at most n and height at most h.
func checkSequence(n, h int) error {
	cost := int64(n) * int64(n) * int64(n) * int64(h+bits.Len(uint(n))+1) // <= 2^36 * (2^22+14) < 2^59
	if cost > MaxSequenceBits {
		return &LimitError{"sequence bits", cost, MaxSequenceBits}
	}
	return nil
}

// height is the number of bits of the largest coefficient.
func height(c []integer) int {
	h := 0
	for _, ci := range c {
		h = max(h, ci.BitLen())
	}
	return h
}
