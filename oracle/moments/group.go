package moments

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Group is a set of random variables that is independent of every other group.
type Group struct {
	vars   []circuit.Node
	moment func(b *circuit.Builder, k []uint8) circuit.Node
}

// Normals returns one group for each of the variables: independent standard normal variables, E xi^(2k) = (2k-1)!!.
func Normals(vars ...circuit.Node) []Group {
	gs := make([]Group, len(vars))
	for i, v := range vars {
		gs[i] = Group{[]circuit.Node{v}, func(b *circuit.Builder, k []uint8) circuit.Node { return b.Int(Normal(int(k[0]))) }}
	}
	return gs
}

// Normal returns E xi^k of a standard normal variable: (k-1)!! for even k, 0 for odd k. It panics for k outside 0..33, where an int64
// does not hold the moment.
func Normal(k int) int64 {
	if k < 0 || k > 33 {
		panic(fmt.Sprintf("moments: the normal moment of order %d, want 0 to 33", k))
	}
	if k%2 == 1 {
		return 0
	}
	m := int64(1)
	for j := int64(1); j < int64(k); j += 2 {
		m *= j
	}
	return m
}

// Gaussian returns a centered Gaussian vector with the given covariance, whose entries may be any nodes of the same builder without
// random variables. A covariance that is not len(vars) x len(vars) panics.
func Gaussian(vars []circuit.Node, cov [][]circuit.Node) Group {
	if len(cov) != len(vars) {
		panic("moments: Gaussian with a covariance of another size")
	}
	ptrs := make([][]*circuit.Node, len(cov))
	for i, row := range cov {
		if len(row) != len(vars) {
			panic("moments: Gaussian with a covariance of another size")
		}
		for j := range row {
			ptrs[i] = append(ptrs[i], &row[j])
		}
	}
	return Group{vars, func(b *circuit.Builder, k []uint8) circuit.Node { return *Wick(nodes{b}, ptrs, k) }}
}

// Second returns a centered vector known through its covariance only: first and second moments. A moment of total degree 3 or more
// panics, so that an expectation that uses more than the covariance does not go unnoticed.
func Second(vars []circuit.Node, cov [][]circuit.Node) Group {
	g := Gaussian(vars, cov)
	wick := g.moment
	g.moment = func(b *circuit.Builder, k []uint8) circuit.Node {
		total := 0
		for _, n := range k {
			total += int(n)
		}
		if total > 2 {
			panic("moments: a moment beyond the second of a vector known through its covariance")
		}
		return wick(b, k)
	}
	return g
}

// Known returns a variable with E v^k = moments[k-1], k = 1..len(moments); a higher power panics.
func Known(v circuit.Node, moments ...circuit.Node) Group {
	return Group{[]circuit.Node{v}, func(b *circuit.Builder, k []uint8) circuit.Node {
		switch n := int(k[0]); {
		case n == 0:
			return b.Int(1)
		case n > len(moments):
			panic(fmt.Sprintf("moments: the moment of order %d of a variable known up to order %d", n, len(moments)))
		default:
			return moments[n-1]
		}
	}}
}
