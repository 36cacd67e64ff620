package theorem3_1

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// statement is what Theorem 3.1 says; wrong variants replace parts of it.
type statement struct {
	// drift is d/dt (w_l^2 - w_m^2).
	drift func(p pair) circuit.Node
	// rate is the rate of balancing at L = 2, and layer its factor for every further layer.
	rate  func(s, e circuit.Node) circuit.Node
	layer func(e circuit.Node) circuit.Node
	// reach: |w| <= max(max_l |w_l(0)|, |b|/reach^(L-1)).
	reach func(e circuit.Node) circuit.Node
	// weight is the coefficient of sum_i s_i w_li^2 that F bounds, from E = e^(2(L-1)).
	weight func(floor, e circuit.Node) circuit.Node
	// local is the smallest Hessian eigenvalue at a strict minimum.
	local func(depth int, s, e, u *big.Rat) *big.Rat
	// repel is (d/dt q)/(-2 s q), q = w_1 + sigma w_2, at L = 2, for sigma b = |b|.
	repel func(p pair, sigma int64) circuit.Node
	// slope is du/dt on the balanced line at L = 2, |b| = e^2, and threshold the solution.
	slope     func(s, u circuit.Node) circuit.Node
	threshold func(c *interval.Context, s, u0, t *big.Rat) *interval.Interval
	// decay is the rate at which max |w| falls near the origin, over 2 s, from E = e^(2(L-1)), |b| and m^(L-2).
	decay func(floor, b, power circuit.Node) circuit.Node
	// ends says where a flow ends, as far as the theorem does.
	ends func(f facts) end
	// float scales the error that the float64 integrator is allowed.
	float float64
	// objective is what the float64 integrator descends.
	objective numeric.Objective
}

// facts is what the theorem looks at to say where a flow of one coordinate ends.
type facts struct {
	Depth    int
	Sum      bool // L = 2: w_1(0) + sign(b) w_2(0) != 0
	Roots    bool // there are nonzero stationary points
	Cube     bool // max|w(0)|^(L-2) |b| < e^(2(L-1))
	Sublevel bool // L_R(W(0)) < L_R(0)
}

// end is where a flow goes.
type end string

const (
	anywhere  end = "not said"
	origin    end = "the origin"
	largeRoot end = "a large root"
)

func lemma() statement {
	return statement{
		drift: func(p pair) circuit.Node {
			return p.S.Mul(p.E.Sqr()).Mul(p.A).Mul(p.difference()).Times(-4)
		},
		rate:   func(s, e circuit.Node) circuit.Node { return s.Mul(e.Sqr()).Times(4) },
		layer:  func(e circuit.Node) circuit.Node { return e.Sqr() },
		reach:  func(e circuit.Node) circuit.Node { return e.Times(2) },
		weight: func(floor, _ circuit.Node) circuit.Node { return floor },
		local: func(depth int, s, e, u *big.Rat) *big.Rat {
			along, across := eigenvalues(depth, s, e, u)
			if along.Cmp(across) < 0 {
				return along
			}
			return across
		},
		repel: func(p pair, sigma int64) circuit.Node {
			return p.E.Sqr().Sub(p.Target.Times(sigma)).Add(p.X.Mul(p.Y).Times(sigma))
		},
		slope: func(s, u circuit.Node) circuit.Node { return s.Mul(u.Sqr()).Times(-4) },
		threshold: func(c *interval.Context, s, u0, t *big.Rat) *interval.Interval {
			d := new(big.Rat).Mul(s, t)
			d.Mul(d.Mul(d, u0), big.NewRat(4, 1)).Add(d, big.NewRat(1, 1))
			return c.SetRat(interval.New(), d.Quo(u0, d))
		},
		decay: func(floor, b, power circuit.Node) circuit.Node { return floor.Sub(b.Mul(power)) },
		ends: func(f facts) end {
			switch {
			case !f.Roots, f.Depth == 2 && !f.Sum, f.Depth > 2 && f.Cube:
				return origin
			case f.Depth == 2, f.Sublevel:
				return largeRoot
			}
			return anywhere
		},
		float: 1, objective: numeric.Regularized,
	}
}

// eigenvalues are A (L u - (L-2) e^2), in the direction of the signs, and 2 A e^2, A = 2 s (u+e^2)^(L-2).
func eigenvalues(depth int, s, e, u *big.Rat) (along, across *big.Rat) {
	e2 := new(big.Rat).Mul(e, e)
	a := orbit.Pow(new(big.Rat).Add(u, e2), depth-2)
	a.Mul(a, s)
	a.Add(a, a)
	across = new(big.Rat).Mul(a, e2)
	across.Add(across, across)
	along = new(big.Rat).Mul(u, big.NewRat(int64(depth), 1))
	along.Sub(along, e2.Mul(e2, big.NewRat(int64(depth)-2, 1)))
	return along.Mul(along, a), across
}

// numbers evaluates the parts of a statement that are written as polynomials. It holds scratch: one per goroutine.
type numbers struct {
	rate, layer, reach, weight, decay func(x ...*big.Rat) *big.Rat
}

func (s statement) numbers() numbers {
	two := func(f func(x, y circuit.Node) circuit.Node) func(x ...*big.Rat) *big.Rat {
		return orbit.Formula(2, func(_ *circuit.Builder, x []circuit.Node) circuit.Node { return f(x[0], x[1]) })
	}
	one := func(f func(x circuit.Node) circuit.Node) func(x ...*big.Rat) *big.Rat {
		return orbit.Formula(1, func(_ *circuit.Builder, x []circuit.Node) circuit.Node { return f(x[0]) })
	}
	return numbers{
		rate: two(s.rate), layer: one(s.layer), reach: one(s.reach), weight: two(s.weight),
		decay: orbit.Formula(3, func(_ *circuit.Builder, x []circuit.Node) circuit.Node { return s.decay(x[0], x[1], x[2]) }),
	}
}

// balancing is the rate of part 2 at depth L.
func (n numbers) balancing(depth int, s, e *big.Rat) *big.Rat {
	r := n.rate(s, e)
	return r.Mul(r, orbit.Pow(n.layer(e), depth-2))
}

// box is |b|/reach^(L-1).
func (n numbers) box(depth int, b, e *big.Rat) *big.Rat {
	m := new(big.Rat).Abs(b)
	return m.Quo(m, orbit.Pow(n.reach(e), depth-1))
}

// coefficient is what F bounds per s_i w_li^2.
func (n numbers) coefficient(depth int, e *big.Rat) *big.Rat {
	return n.weight(orbit.Pow(new(big.Rat).Mul(e, e), depth-1), e)
}
