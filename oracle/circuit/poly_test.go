package circuit

import (
	"math/big"
	"math/rand/v2"
)

// poly is the independent representation that circuits are tested against: a polynomial written
// out, exponents -> coefficient.
type poly map[string]*big.Int

func constPoly(n int64) poly {
	p := poly{}
	p.add("", big.NewInt(n))
	return p
}

func (p poly) add(mono string, c *big.Int) {
	s := new(big.Int)
	if old, ok := p[mono]; ok {
		s.Set(old)
	}
	if s.Add(s, c); s.Sign() == 0 {
		delete(p, mono)
		return
	}
	p[mono] = s
}

func (p poly) plus(q poly, sign int64) poly {
	r := poly{}
	for m, c := range p {
		r.add(m, c)
	}
	for m, c := range q {
		r.add(m, new(big.Int).Mul(c, big.NewInt(sign)))
	}
	return r
}

// Monomials are strings of exponents, one byte a variable.
func (p poly) times(q poly, vars int) poly {
	r := poly{}
	for m, c := range p {
		for n, d := range q {
			e := make([]byte, vars)
			for v := range e {
				if m != "" {
					e[v] += m[v]
				}
				if n != "" {
					e[v] += n[v]
				}
			}
			r.add(string(e), new(big.Int).Mul(c, d))
		}
	}
	return r
}

// normal drops the distinction between the empty monomial and all-zero exponents.
func (p poly) normal(vars int) poly {
	return p.times(constPoly(1), vars)
}

func (p poly) eval(x []*big.Int) *big.Int {
	sum := new(big.Int)
	for m, c := range p {
		t := new(big.Int).Set(c)
		for v := range x {
			if m != "" {
				t.Mul(t, new(big.Int).Exp(x[v], big.NewInt(int64(m[v])), nil))
			}
		}
		sum.Add(sum, t)
	}
	return sum
}

func (p poly) derive(v, vars int) poly {
	r := poly{}
	for m, c := range p.normal(vars) {
		if m[v] == 0 {
			continue
		}
		e := []byte(m)
		e[v]--
		r.add(string(e), new(big.Int).Mul(c, big.NewInt(int64(m[v]))))
	}
	return r
}

// random makes a random circuit and the polynomial that it denotes.
func random(r *rand.Rand, b *Builder, vars []Node, ops int) (Node, poly) {
	var nodes []Node
	var polys []poly
	for v, x := range vars {
		e := make([]byte, len(vars))
		e[v] = 1
		nodes = append(nodes, x)
		polys = append(polys, poly{string(e): big.NewInt(1)})
	}
	for range ops {
		i, j := r.IntN(len(nodes)), r.IntN(len(nodes))
		switch r.IntN(5) {
		case 0:
			n := int64(r.IntN(7) - 3)
			nodes, polys = append(nodes, b.Int(n)), append(polys, constPoly(n))
		case 1:
			nodes, polys = append(nodes, nodes[i].Add(nodes[j])), append(polys, polys[i].plus(polys[j], 1))
		case 2:
			nodes, polys = append(nodes, nodes[i].Sub(nodes[j])), append(polys, polys[i].plus(polys[j], -1))
		default:
			if len(polys[i])*len(polys[j]) > 400 {
				continue
			}
			nodes, polys = append(nodes, nodes[i].Mul(nodes[j])), append(polys, polys[i].times(polys[j], len(vars)))
		}
	}
	k := len(nodes) - 1
	return nodes[k], polys[k].normal(len(vars))
}

func ints(r *rand.Rand, n int) []*big.Int {
	x := make([]*big.Int, n)
	for v := range x {
		x[v] = big.NewInt(int64(r.IntN(2001) - 1000))
	}
	return x
}
