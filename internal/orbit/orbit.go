package orbit

import (
	"math/big"
	"slices"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Orbit is a point that descends, with the loss and the gradient there. It is not safe for concurrent use.
type Orbit[T any, R circuit.Ring[T]] struct {
	ring   R
	shape  proof.Shape
	m      *circuit.Machine[T, R]
	in     []T // inputs in the order of definition.Inputs: weights first
	next   []T // storage of the next weights
	scaled T
	outs   []T
	fresh  bool
}

// New returns an orbit at shape s over a ring; Start places it.
func New[T any, R circuit.Ring[T]](ring R, s proof.Shape) *Orbit[T, R] {
	m := proof.NewModel(s)
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	p := m.C.Compile(append([]circuit.Node{f}, circuit.Gradient(f, slices.Concat(m.W...)...)...)...)
	o := &Orbit[T, R]{ring: ring, shape: s, m: circuit.NewMachine(ring, p), scaled: ring.New()}
	o.in, o.next = make([]T, p.NumVars()), make([]T, s.Depth*s.Width)
	for k := range o.in {
		o.in[k] = ring.New()
	}
	for k := range o.next {
		o.next[k] = ring.New()
	}
	return o
}

// NewExact returns an orbit over the rationals.
func NewExact(s proof.Shape) *Orbit[*big.Rat, circuit.Rats] { return New(circuit.Rats{}, s) }

// NewCertified returns an orbit over the intervals of c.
func NewCertified(c *interval.Context, s proof.Shape) *Orbit[*interval.Interval, interval.Ring] {
	return New(interval.NewRing(c), s)
}

// Place sets the weights, in layers, and the data of the orbit from the entries of an instance, converted by set.
func (o *Orbit[T, R]) Place(in *generators.Instance, set func(z T, x *big.Rat)) {
	xs := definition.Inputs(nil, in.Weights, in.Target, in.Sigma, o.shape.Diagonal, in.Noise, in.Tau2)
	if len(xs) != len(o.in) {
		panic("orbit: the instance has another shape")
	}
	for k, x := range xs {
		set(o.in[k], x)
	}
	o.fresh = false
}

// Weights returns w_{li} in storage order l d + i. It is valid until the next Advance; writing to the numbers is not allowed.
func (o *Orbit[T, R]) Weights() []T { return o.in[:len(o.next)] }

// Noise returns the noise level's storage: setting it changes the noise level of the next step. Touch must follow.
func (o *Orbit[T, R]) Noise() T { return o.in[len(o.in)-2] }

// Touch makes the orbit evaluate anew after its data have changed.
func (o *Orbit[T, R]) Touch() { o.fresh = false }

func (o *Orbit[T, R]) eval() []T {
	if !o.fresh {
		o.outs, o.fresh = o.m.Run(o.in), true
	}
	return o.outs
}

// Value returns L_R. It is valid until the next Advance or change.
func (o *Orbit[T, R]) Value() T { return o.eval()[0] }

// Gradient returns grad L_R in the order of Weights. It is valid until the next Advance or change.
func (o *Orbit[T, R]) Gradient() []T { return o.eval()[1:] }

// Advance takes one step, W <- W - alpha grad L_R(W).
func (o *Orbit[T, R]) Advance(alpha T) {
	for k, g := range o.Gradient() {
		o.ring.Mul(o.scaled, alpha, g)
		o.ring.Sub(o.next[k], o.in[k], o.scaled)
	}
	for k := range o.next {
		o.in[k], o.next[k] = o.next[k], o.in[k]
	}
	o.fresh = false
}
