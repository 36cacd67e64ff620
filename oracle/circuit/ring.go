package circuit

import "math/big"

// Ring is the arithmetic of a commutative ring whose elements live in storage of type T, usually a
// pointer. Each operation writes its result into z, which never shares storage with x or y.
type Ring[T any] interface {
	New() T
	SetInt(z T, n int64)
	Add(z, x, y T)
	Sub(z, x, y T)
	Mul(z, x, y T)
}

// Machine evaluates one program over one ring. Its registers are allocated once, so an evaluation
// allocates nothing that the ring does not. It is not safe for concurrent use.
type Machine[T any, R Ring[T]] struct {
	ring R
	prog *Program
	regs []T
	outs []T
}

// NewMachine returns a machine for p over r.
func NewMachine[T any, R Ring[T]](r R, p *Program) *Machine[T, R] {
	m := &Machine[T, R]{ring: r, prog: p, regs: make([]T, p.regs), outs: make([]T, len(p.outs))}
	for k := range m.regs {
		if k >= len(p.vars) {
			m.regs[k] = r.New()
		}
	}
	for k, n := range p.consts {
		r.SetInt(m.regs[len(p.vars)+k], n)
	}
	return m
}

// Run evaluates the program. The inputs are read in place. The outputs belong to the machine (or
// are inputs) and are valid until the next Run. A wrong number of inputs panics.
func (m *Machine[T, R]) Run(in []T) []T {
	if len(in) != len(m.prog.vars) {
		panic("circuit: Run with a wrong number of inputs")
	}
	copy(m.regs, in)
	regs := m.regs
	for _, s := range m.prog.code {
		switch s.op {
		case opAdd:
			m.ring.Add(regs[s.z], regs[s.x], regs[s.y])
		case opSub:
			m.ring.Sub(regs[s.z], regs[s.x], regs[s.y])
		default:
			m.ring.Mul(regs[s.z], regs[s.x], regs[s.y])
		}
	}
	for k, o := range m.prog.outs {
		m.outs[k] = regs[o]
	}
	return m.outs
}

// Rats is the field of rational numbers.
type Rats struct{}

// New returns 0.
func (Rats) New() *big.Rat { return new(big.Rat) }

// SetInt sets z to n.
func (Rats) SetInt(z *big.Rat, n int64) { z.SetInt64(n) }

// Add sets z to x + y.
func (Rats) Add(z, x, y *big.Rat) { z.Add(x, y) }

// Sub sets z to x - y.
func (Rats) Sub(z, x, y *big.Rat) { z.Sub(x, y) }

// Mul sets z to x y.
func (Rats) Mul(z, x, y *big.Rat) { z.Mul(x, y) }

// Ints is the ring of integers. Registers keep their storage from run to run.
type Ints struct{}

// New returns 0.
func (Ints) New() *big.Int { return new(big.Int) }

// SetInt sets z to n.
func (Ints) SetInt(z *big.Int, n int64) { z.SetInt64(n) }

// Add sets z to x + y.
func (Ints) Add(z, x, y *big.Int) { z.Add(x, y) }

// Sub sets z to x - y.
func (Ints) Sub(z, x, y *big.Int) { z.Sub(x, y) }

// Mul sets z to x y.
func (Ints) Mul(z, x, y *big.Int) { z.Mul(x, y) }
