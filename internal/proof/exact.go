package proof

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// ExactJudge decides a statement on each instance in exact arithmetic: it writes the identities
// once per shape and compares both sides.
//
// The difference of the sides is zero if and only if it is zero modulo enough primes (circuit.ZeroTest). Under the grading
// w, e: 1, b: L, tau2: 2L the statements of the theory are homogeneous (MATH.md, "Scale"), and under Sigma, tau2: 1 too;
// the test derives that from the circuit and then needs fewer primes. Where a difference is not zero or the numbers are
// too long, the sides are evaluated over the rationals.
func ExactJudge(params []string, f Identities) func() claim.Judge {
	return func() claim.Judge {
		e := &exact{params: params, f: f, shapes: map[Shape]*compiled{}}
		return e.judge
	}
}

type exact struct {
	params []string
	f      Identities
	shapes map[Shape]*compiled
}

// compiled is a statement at one shape.
type compiled struct {
	names []string
	prog  *circuit.Program
	zero  *circuit.ZeroTest
	in    []*big.Rat
}

func (e *exact) at(s Shape) *compiled {
	if c, ok := e.shapes[s]; ok {
		return c
	}
	b := circuit.NewBuilder()
	ids := e.f(newModel(b, s, e.params))
	c := &compiled{}
	var sides, diffs []circuit.Node
	for _, id := range ids {
		c.names = append(c.names, id.Name)
		sides = append(sides, id.LHS, id.RHS)
		diffs = append(diffs, id.LHS.Sub(id.RHS))
	}
	c.prog = b.Compile(sides...)
	c.zero = circuit.NewZeroTest(b.Compile(diffs...), gradings(s, len(e.params))...)
	e.shapes[s] = c
	return c
}

// gradings lists the weights of the inputs, in the order of definition.Inputs, in both gradings. Parameters have the weight
// 0: with them nothing is scaled.
func gradings(s Shape, params int) [][]int {
	var scale, sigma []int
	push := func(n, a, b int) {
		for range n {
			scale, sigma = append(scale, a), append(sigma, b)
		}
	}
	push(s.Depth*s.Width, 1, 0)
	push(s.Width, s.Depth, 0)
	if s.Diagonal {
		push(s.Width, 0, 1)
	} else {
		push(s.Width*(s.Width+1)/2, 0, 1)
	}
	push(1, 1, 0)
	push(1, 2*s.Depth, 1)
	push(params, 0, 0)
	return [][]int{scale, sigma}
}

func (e *exact) judge(c *claim.Case) claim.Outcome {
	k := e.at(ShapeOf(c.Instance))
	k.load(c, e.params)
	if !c.Tracing() {
		if zero, ok := k.zero.Zero(k.in); zero && ok {
			return claim.Hold()
		}
	}
	return e.overRationals(k, c)
}

// load sets the inputs to the entries of the case.
func (k *compiled) load(c *claim.Case, params []string) {
	k.in = definition.Inputs(k.in[:0], c.Weights, c.Target, c.Sigma, c.IsDiagonal(), c.Noise, c.Tau2)
	for _, name := range params {
		k.in = append(k.in, c.Param(name))
	}
}

// overRationals evaluates both sides; it decides, explains and traces.
func (e *exact) overRationals(k *compiled, c *claim.Case) claim.Outcome {
	outs := circuit.NewMachine(circuit.Rats{}, k.prog).Run(k.in)
	res := claim.Hold()
	for j, name := range k.names {
		l, r := outs[2*j], outs[2*j+1]
		if c.Tracing() {
			c.Trace(name+", left side", l.RatString())
			c.Trace(name+", right side", r.RatString())
		}
		if l.Cmp(r) != 0 && res.Kind == claim.KindHeld {
			res = claim.Violate("identity fails", relative(l, r), "%s: left side %s, right side %s", name, Clip(l), Clip(r))
		}
	}
	return res
}

// relative is |l - r| / max(|l|, |r|), the severity of a failed identity, in (0, 2].
func relative(l, r *big.Rat) float64 {
	m := new(big.Rat).Abs(l)
	if a := new(big.Rat).Abs(r); a.Cmp(m) > 0 {
		m = a
	}
	if m.Sign() == 0 {
		return 0
	}
	d := new(big.Rat).Sub(l, r)
	f, _ := d.Quo(d.Abs(d), m).Float64()
	return math.Min(f, 2)
}

// Clip prints a rational in at most about 60 characters, for one-line details.
func Clip(x *big.Rat) string {
	s := x.RatString()
	if len(s) <= 60 {
		return s
	}
	f, _ := new(big.Float).SetPrec(60).SetRat(x), 0
	return "about " + f.Text('g', 17)
}

// GridIdentity makes an identity.
func GridIdentity(name string, lhs, rhs circuit.Node) grid.Identity {
	return grid.Identity{Name: name, LHS: lhs, RHS: rhs}
}
