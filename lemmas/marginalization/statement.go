package marginalization

import (
	"math/bits"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// statement is what S.1 says; wrong variants replace parts of it.
type statement struct {
	// moments are E xi^k for k = 0, 1, 2, ...: the hypotheses on the law.
	moments func(c *circuit.Builder) []circuit.Node
	// shared: one xi for all layers instead of independent ones.
	shared bool
	// laws are the discrete laws that are enumerated.
	laws []law
	// mean and square are E of the product and of its square when one more factor w + e xi joins a
	// product whose expectation is rest.
	mean, square func(w, e, rest circuit.Node) circuit.Node
}

func lemma() statement {
	return statement{
		moments: func(c *circuit.Builder) []circuit.Node {
			return []circuit.Node{c.Int(1), c.Int(0), c.Int(1), c.Var("m3"), c.Var("m4")}
		},
		laws:   laws(),
		mean:   func(w, _, rest circuit.Node) circuit.Node { return w.Mul(rest) },
		square: func(w, e, rest circuit.Node) circuit.Node { return w.Sqr().Add(e.Sqr()).Mul(rest) },
	}
}

// closed returns p and P of the weights by adding one factor after the other.
func (s statement) closed(c *circuit.Builder, ws []circuit.Node, e circuit.Node) (mean, square circuit.Node) {
	mean, square = c.Int(1), c.Int(1)
	for _, w := range ws {
		mean, square = s.mean(w, e, mean), s.square(w, e, square)
	}
	return mean, square
}

// expand returns E q and E q^2 for q = prod (w_l + e xi_l) with everything multiplied out:
// q = sum over sets S of layers of e^|S| prod_{l not in S} w_l prod_{l in S} xi_l, and
// E prod_l xi_l^{k_l} = prod_l E xi^{k_l} (or E xi^(sum k_l) when one xi is shared).
func (s statement) expand(c *circuit.Builder, ws []circuit.Node, e circuit.Node, moments []circuit.Node) (mean, square circuit.Node) {
	n := len(ws)
	coef := make([]circuit.Node, 1<<n)
	for set := range coef {
		coef[set] = e.Pow(bits.OnesCount(uint(set)))
		for l, w := range ws {
			if set>>l&1 == 0 {
				coef[set] = coef[set].Mul(w)
			}
		}
	}
	mean, square = c.Int(0), c.Int(0)
	for a := range coef {
		mean = mean.Add(coef[a].Mul(s.monomial(c, moments, n, a, 0)))
		for b := range coef {
			square = square.Add(s.monomial(c, moments, n, a, b).Mul(coef[a].Mul(coef[b])))
		}
	}
	return mean, square
}

// monomial returns E of prod_{l in a} xi_l prod_{l in b} xi_l.
func (s statement) monomial(c *circuit.Builder, moments []circuit.Node, n, a, b int) circuit.Node {
	if s.shared {
		return moments[bits.OnesCount(uint(a))+bits.OnesCount(uint(b))]
	}
	z := c.Int(1)
	for l := range n {
		z = z.Mul(moments[a>>l&1+b>>l&1])
	}
	return z
}
