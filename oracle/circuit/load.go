package circuit

import (
	"math/big"
	"math/bits"
)

// loader writes the steps that load numbers. They are the same for all blocks of primes, so that a point is taken apart into digits
// once.
//
// An integer n is read as n/R, which saves the product of each digit with R^2. Where that factor has to go, a product with r2
// takes it away.
type loader struct {
	vector bool
	code   []laneStep

	// Registers: the residues 0, 1, R (as R^2) and the base of the block, and scratch of setOverR and mulOverR.
	zero, one, r2, radix, n, digit int32
}

func newLoader(vector bool, next func() int32) *loader {
	return &loader{vector: vector, zero: next(), one: next(), r2: next(), radix: next(), n: next(), digit: next()}
}

func (l *loader) emit(op laneOp, z, x, y int32) {
	l.code = append(l.code, laneStep{op: op, z: z, x: x, y: y})
}

// setOverR sets z to n/R, digit by digit: the words of n.
func (l *loader) setOverR(z int32, n *big.Int) {
	words := n.Bits()
	k := len(words) - 1
	if k < 0 {
		l.code = append(l.code, laneStep{op: laneWord, z: z})
		return
	}
	l.code = append(l.code, laneStep{op: laneWord, z: z, w: uint64(words[k])})
	for k > 0 {
		k--
		l.emit(laneMul, z, z, l.radix)
		l.code = append(l.code, laneStep{op: laneWord, z: l.digit, w: uint64(words[k])})
		l.emit(laneAdd, z, z, l.digit)
	}
	l.sign(z, n)
}

// set sets z to n.
func (l *loader) set(z int32, n *big.Int) {
	l.setOverR(z, n)
	l.emit(laneMul, z, z, l.r2)
}

// mulOverR sets z = x n/R.
func (l *loader) mulOverR(z, x int32, n *big.Int) {
	if words := n.Bits(); len(words) == 1 && (l.vector || uint64(words[0]) < plainWord) {
		l.code = append(l.code, laneStep{op: laneMulWord, z: z, x: x, w: uint64(words[0])})
		l.sign(z, n)
		return
	}
	l.setOverR(l.n, n)
	l.emit(laneMul, z, x, l.n)
}

// sign negates z if n is negative.
func (l *loader) sign(z int32, n *big.Int) {
	if n.Sign() < 0 {
		l.emit(laneSub, z, l.zero, z)
	}
}

// power returns where x^k is, k >= 1: in z or, for k = 1, in x.
func (l *loader) power(z, x int32, k int) int32 {
	at := x
	for j := bits.Len(uint(k)) - 2; j >= 0; j-- {
		l.emit(laneMul, z, at, at)
		if at = z; k>>j&1 == 1 {
			l.emit(laneMul, z, z, x)
		}
	}
	return at
}

// mul returns where x y is: in z, or in one of the two if the other is one.
func (l *loader) mul(z, x, y int32) int32 {
	switch {
	case x == l.one:
		return y
	case y == l.one:
		return x
	}
	l.emit(laneMul, z, x, y)
	return z
}
