//go:build amd64 && !purego

package circuit

import "golang.org/x/sys/cpu"

// hasVector says that the processor multiplies eight pairs of 52-bit numbers at once (AVX-512 IFMA) and that the system
// keeps its registers.
var hasVector = cpu.X86.HasAVX512F && cpu.X86.HasAVX512IFMA

// runVector does n steps on the registers modulo the primes p, 1/p modulo 2^52 in inv. Residues are in [0, p); of a product x y/2^52, one factor may be
// anything below 2^52, and so may a word.
//
//go:noescape
func runVector(regs *lanes, code *laneStep, n int, p, inv *lanes)
