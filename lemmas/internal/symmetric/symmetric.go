// Package symmetric holds the elementary symmetric polynomials
//
//	E_k(a_1, ..., a_n) = sum over k-element sets S of prod_{l in S} a_l,   E_0 = 1, E_k = 0 for k > n,
//
// as circuits and as exact numbers. Source: MATH.md, Lemma 2.2 c.
package symmetric

import (
	"math/big"
	"math/bits"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Nodes returns E_0, ..., E_n of a, built one variable at a time:
// E_k(a, x) = E_k(a) + x E_{k-1}(a).
func Nodes(c *circuit.Builder, a []circuit.Node) []circuit.Node {
	e := make([]circuit.Node, len(a)+1)
	e[0] = c.Int(1)
	for n, x := range a {
		e[n+1] = c.Int(0)
		for k := n + 1; k > 0; k-- {
			e[k] = e[k].Add(x.Mul(e[k-1]))
		}
	}
	return e
}

// Subsets returns E_0, ..., E_n of a from the definition, adding up all 2^n products.
func Subsets(c *circuit.Builder, a []circuit.Node) []circuit.Node {
	e := make([]circuit.Node, len(a)+1)
	for k := range e {
		e[k] = c.Int(0)
	}
	for set := range uint(1) << len(a) {
		product := c.Int(1)
		for l, x := range a {
			if set>>l&1 == 1 {
				product = product.Mul(x)
			}
		}
		k := bits.OnesCount(set)
		e[k] = e[k].Add(product)
	}
	return e
}

// Rats returns E_0, ..., E_n of exact numbers, new values.
func Rats(a []*big.Rat) []*big.Rat {
	e := make([]*big.Rat, len(a)+1)
	e[0] = big.NewRat(1, 1)
	t := new(big.Rat)
	for n, x := range a {
		e[n+1] = new(big.Rat)
		for k := n + 1; k > 0; k-- {
			e[k].Add(e[k], t.Mul(x, e[k-1]))
		}
	}
	return e
}

// Squares returns the squares of ws.
func Squares(ws []circuit.Node) []circuit.Node {
	a := make([]circuit.Node, len(ws))
	for l, w := range ws {
		a[l] = w.Sqr()
	}
	return a
}
