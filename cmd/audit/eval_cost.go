package main

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
)

// maxWork bounds the estimate of exactWork that a calculation accepts: about half a minute.
const maxWork = 3e10

// checkWork refuses a problem whose exact values would take too long.
func checkWork(in *generators.Instance) error {
	if w := exactWork(in); w > maxWork {
		return fmt.Errorf("weights: the exact calculation at L = %d, d = %d with numbers of this length takes about %.1g steps, the bound is %.1g",
			in.Depth(), in.Width(), w, float64(maxWork))
	}
	return nil
}

// exactWork estimates the word operations of the exact evaluation,
//
//	L d (L + m) (B / 32)^2,
//
// m = d for a diagonal Sigma and d^2 otherwise, and B the bits of all numerators and denominators, the
// noise counted once per layer. The derivatives are taken weight by weight, each in about L + m
// operations on rationals that grow to 2 B bits, and a rational operation takes a greatest common
// divisor, quadratic in the number of 64-bit words. It is an estimate for a bound, not a time.
func exactWork(in *generators.Instance) float64 {
	depth, width := in.Depth(), in.Width()
	bits := float64(depth) * ratBits(in.Noise)
	for _, row := range in.Weights {
		bits += rowBits(row)
	}
	bits += rowBits(in.Target) + ratBits(in.Tau2)
	m := float64(width)
	if in.IsDiagonal() {
		for i := range width {
			bits += ratBits(in.Scale(i))
		}
	} else {
		m *= m
		for _, row := range in.Sigma {
			bits += rowBits(row)
		}
	}
	words := bits / 32
	return float64(depth*width) * (float64(depth) + m) * words * words
}

func rowBits(xs []*big.Rat) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += ratBits(x)
	}
	return sum
}

func ratBits(x *big.Rat) float64 { return float64(x.Num().BitLen() + x.Denom().BitLen()) }
