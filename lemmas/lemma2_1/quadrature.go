package lemma2_1

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Tensor Gauss-Hermite quadrature as an independent route to E grad L(W + e xi) for Gaussian noise.
// The three-point rule, nodes 0 and ±sqrt(3) with weights 2/3 and 1/6 each, integrates polynomials of
// degree 5 in each xi exactly; grad L has degree 2. The nodes are held exactly in Q(sqrt 3), so the
// comparison with the closed form is exact: 6^(L d) times the expectation is a sum with the
// integer weights 4 and 1.

func quadratureSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 3, MinWidth: 1, MaxWidth: 2}
	return &claim.Sample{
		Space:    generators.NewSpace(d),
		Cases:    claim.Count{Quick: 46, Default: 230, Deep: 4600},
		MinValid: 2,
		NewJudge: func() claim.Judge {
			j := &quadrature{s: s, shapes: map[proof.Shape]*quadratureShape{}}
			return j.judge
		},
	}
}

type quadrature struct {
	s      statement
	shapes map[proof.Shape]*quadratureShape
}

type surdMachine = circuit.Machine[*circuit.Surd[*big.Rat], *circuit.Surds[*big.Rat, circuit.Rats]]

type quadratureShape struct {
	ring   *circuit.Surds[*big.Rat, circuit.Rats]
	grad   *surdMachine
	closed *circuit.Machine[*big.Rat, circuit.Rats]
	outs   int
}

func (q *quadrature) at(s proof.Shape) *quadratureShape {
	if k, ok := q.shapes[s]; ok {
		return k
	}
	m := proof.NewModel(s)
	loss := definition.Loss(m.C, m.Symbols)
	var grads, closed []circuit.Node
	for l, row := range definition.Gradient(loss, m.Symbols) {
		grads = append(grads, row...)
		for i := range row {
			closed = append(closed, q.s.closed(viewOf(m, l, i), s.Diagonal))
		}
	}
	ring := circuit.NewSurds(circuit.Rats{}, 3)
	k := &quadratureShape{
		ring:   ring,
		grad:   circuit.NewMachine(ring, m.C.Compile(grads...)),
		closed: circuit.NewMachine(circuit.Rats{}, m.C.Compile(closed...)),
		outs:   len(grads),
	}
	q.shapes[s] = k
	return k
}

func (q *quadrature) judge(c *claim.Case) claim.Outcome {
	diagonal := c.IsDiagonal()
	k := q.at(proof.Shape{Depth: c.Depth(), Width: c.Width(), Diagonal: diagonal})
	flat := definition.Inputs(nil, c.Weights, c.Target, c.Sigma, diagonal, c.Noise, c.Tau2)
	want := k.closed.Run(flat)
	n := k.outs // the weights come first in the inputs
	in := make([]*circuit.Surd[*big.Rat], len(flat))
	for v, x := range flat {
		in[v] = k.ring.New()
		in[v].A.Set(x)
	}
	sums := make([]*circuit.Surd[*big.Rat], n)
	for v := range sums {
		sums[v] = k.ring.New()
	}
	term, next, weight := k.ring.New(), k.ring.New(), k.ring.New()
	digits := make([]int, n) // the node of each weight: 0, +sqrt(3), -sqrt(3)
	for {
		factor := int64(1)
		for v, dgt := range digits {
			in[v].B.SetInt64(0)
			switch dgt {
			case 0:
				factor *= 4
			case 1:
				in[v].B.Set(c.Noise)
			default:
				in[v].B.Neg(c.Noise)
			}
		}
		k.ring.SetInt(weight, factor)
		for v, g := range k.grad.Run(in) {
			k.ring.Mul(term, g, weight)
			k.ring.Add(next, sums[v], term)
			sums[v], next = next, sums[v]
		}
		if !increment(digits, 3) {
			break
		}
	}
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(6), big.NewInt(int64(n)), nil))
	for v, got := range sums {
		got.A.Quo(got.A, scale)
		c.Trace("quadrature of the gradient", got.A.RatString())
		if got.B.Sign() != 0 || got.A.Cmp(want[v]) != 0 {
			return claim.Violate("quadrature differs", 0, "weight %d: quadrature %s, closed form %s", v+1, proof.Clip(got.A), proof.Clip(want[v]))
		}
	}
	return claim.Hold()
}

// increment counts in the given base and reports false after the last number.
func increment(digits []int, base int) bool {
	for v := range digits {
		digits[v]++
		if digits[v] < base {
			return true
		}
		digits[v] = 0
	}
	return false
}
