package moments

import "github.com/ssamverify/ssamverify/oracle/circuit"

// Law is the joint law of the random variables of a polynomial: independent groups. Symbols lists the variables that are not random;
// only listed ones may occur.
type Law struct {
	Groups  []Group
	Symbols []circuit.Node
}

// With returns the law with further independent groups, which are integrated first.
func (l Law) With(groups ...Group) Law {
	return Law{append(append([]Group(nil), groups...), l.Groups...), l.Symbols}
}

// Expect returns E y: y is multiplied out in the variables of one group after the other and each monomial replaced by its moment, which
// is Fubini's theorem, the groups being independent and y a polynomial.
//
// It panics when y has a variable that is neither random nor a symbol (see Expand), or needs a moment that a group does not know.
func Expect(b *circuit.Builder, y circuit.Node, law Law) circuit.Node {
	for n, g := range law.Groups {
		known := append([]circuit.Node(nil), law.Symbols...)
		for _, later := range law.Groups[n+1:] {
			known = append(known, later.vars...)
		}
		y = g.integrate(b, y, known)
	}
	return y
}

// Joint is Expect with all groups at once: y is multiplied out in every random variable, and a monomial's moment is the product of
// those of the groups. It gives the same polynomial by another order of operations, at a higher cost.
func Joint(b *circuit.Builder, y circuit.Node, law Law) circuit.Node {
	var vars []circuit.Node
	for _, g := range law.Groups {
		vars = append(vars, g.vars...)
	}
	sum := b.Int(0)
	for _, t := range Expand(b, y, vars, law.Symbols) {
		term, at := t.Coef, 0
		for _, g := range law.Groups {
			term = term.Mul(g.moment(b, t.Exps[at:at+len(g.vars)]))
			at += len(g.vars)
		}
		sum = sum.Add(term)
	}
	return sum
}

func (g Group) integrate(b *circuit.Builder, y circuit.Node, known []circuit.Node) circuit.Node {
	sum := b.Int(0)
	for _, t := range Expand(b, y, g.vars, known) {
		sum = sum.Add(t.Coef.Mul(g.moment(b, t.Exps)))
	}
	return sum
}
