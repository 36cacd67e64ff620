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
//	(L d + m) (B / 32)^2 + L^2 sum_i (B_i / 32)^2,
//
// m = 0 for a diagonal Sigma and d^2 otherwise, B the bits of all numerators and denominators and B_i those of coordinate
// i, the noise counted once per layer: the sums over all weights (the trace) and over Sigma run over rationals
// that grow to 2 B bits, the L gradients and second derivatives of a coordinate are products of L factors of its own. A
// rational operation takes a greatest common divisor, quadratic in the number of 64-bit words. It is an estimate
// for a bound, not a time.
func exactWork(in *generators.Instance) float64 {
	depth, width := in.Depth(), in.Width()
	all, columns := ratBits(in.Tau2), 0.0
	for i := range width {
		bits := float64(depth)*ratBits(in.Noise) + ratBits(in.Target[i]) + ratBits(in.Scale(i))
		for _, layer := range in.Weights {
			bits += ratBits(layer[i])
		}
		all += bits
		columns += bits * bits / (32 * 32)
	}
	sums := float64(depth * width)
	if !in.IsDiagonal() {
		sums += float64(width * width)
		for i, row := range in.Sigma {
			all += rowBits(row) - ratBits(in.Scale(i))
		}
	}
	return sums*all*all/(32*32) + float64(depth*depth)*columns
}

func rowBits(xs []*big.Rat) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += ratBits(x)
	}
	return sum
}

func ratBits(x *big.Rat) float64 { return float64(x.Num().BitLen() + x.Denom().BitLen()) }
