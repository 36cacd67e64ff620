package generators

import (
	"fmt"
	"math/big"
	"math/bits"
)

// Cost is how complicated an instance is: nonnegative integers, compared
// lexicographically in the order of the fields. Every shrink strictly lowers it,
// and such a descent ends (the order is well-founded).
//
// For s_i and e the simplest value is 1, which costs nothing, and 0 is next; for
// every other number the simplest is 0, then 1.
type Cost struct {
	Size    int // L d
	NonZero int // nonzero weights, targets, off-diagonal Sigma_ij, tau2, parameters
	Bits    int // bits of all numerators and denominators, one more for a sign
	Ones    int // one bits of all numerators and denominators
	Order   int // sum of the bits of w_li times l + i, of b_i and s_i times i: the heavy come first
}

// Less reports c < o in the lexicographic order.
func (c Cost) Less(o Cost) bool {
	switch {
	case c.Size != o.Size:
		return c.Size < o.Size
	case c.NonZero != o.NonZero:
		return c.NonZero < o.NonZero
	case c.Bits != o.Bits:
		return c.Bits < o.Bits
	case c.Ones != o.Ones:
		return c.Ones < o.Ones
	}
	return c.Order < o.Order
}

// String is the cost for a log line.
func (c Cost) String() string {
	return fmt.Sprintf("size %d, nonzero %d, bits %d, ones %d, order %d", c.Size, c.NonZero, c.Bits, c.Ones, c.Order)
}

// Cost is the cost of the instance, in O(L d + d^2) and the words of its numbers.
func (in *Instance) Cost() Cost {
	c := Cost{Size: in.Depth() * in.Width()}
	for l, row := range in.Weights {
		for i, x := range row {
			before := c.Bits
			c.add(x)
			c.Order += (l + i) * (c.Bits - before)
		}
	}
	for i, x := range in.Target {
		before := c.Bits
		c.add(x)
		c.addUnit(in.Scale(i))
		c.Order += i * (c.Bits - before)
		for j, y := range in.Sigma[i] {
			if i != j {
				c.add(y)
			}
		}
	}
	c.addUnit(in.Noise)
	c.add(in.Tau2)
	for _, p := range in.Params {
		c.add(p.Value)
	}
	return c
}

// add counts a number whose simplest value is 0.
func (c *Cost) add(x *big.Rat) {
	if x.Sign() == 0 {
		return
	}
	c.NonZero++
	c.addBits(x)
}

// addUnit counts a number whose simplest value is 1.
func (c *Cost) addUnit(x *big.Rat) {
	if !isOne(x) {
		c.addBits(x)
	}
}

func (c *Cost) addBits(x *big.Rat) {
	c.Bits += x.Num().BitLen() + denomBits(x)
	c.Ones += popCount(x.Num()) + 1
	if !x.IsInt() {
		c.Ones += popCount(x.Denom()) - 1
	}
	if x.Sign() < 0 {
		c.Bits++
	}
}

func popCount(x *big.Int) int {
	n := 0
	for _, w := range x.Bits() {
		n += bits.OnesCount(uint(w))
	}
	return n
}
