package circuit

import "math/bits"

// Prime is the modulus of the field evaluation, the Mersenne prime 2^61 - 1.
const Prime = 1<<61 - 1

// Lanes is the number of points that a FieldMachine evaluates at once.
const Lanes = 64

// Residues holds one element of the field for each of Lanes points.
type Residues [Lanes]uint64

// FieldMachine evaluates a program modulo Prime at Lanes points at once, without allocation. It is
// not safe for concurrent use.
type FieldMachine struct {
	prog *Program
	regs []Residues
}

// NewFieldMachine returns a machine for p.
func NewFieldMachine(p *Program) *FieldMachine {
	m := &FieldMachine{p, make([]Residues, p.regs)}
	for k, n := range p.consts {
		r := &m.regs[len(p.vars)+k]
		for i := range r {
			r[i] = Residue(n)
		}
	}
	return m
}

// Residue returns n modulo Prime.
func Residue(n int64) uint64 {
	if r := n % Prime; r < 0 {
		return uint64(r + Prime)
	}
	return uint64(n % Prime)
}

// Input returns the lanes of input v, to be filled with elements below Prime.
func (m *FieldMachine) Input(v int) *Residues { return &m.regs[:len(m.prog.vars)][v] }

// Output returns the lanes of output k after Run.
func (m *FieldMachine) Output(k int) *Residues { return &m.regs[m.prog.outs[k]] }

// Run evaluates the program at the points in the inputs.
func (m *FieldMachine) Run() {
	for _, s := range m.prog.code {
		z, x, y := &m.regs[s.z], &m.regs[s.x], &m.regs[s.y]
		switch s.op {
		case opAdd:
			for i := range z {
				z[i] = reduce(x[i] + y[i])
			}
		case opSub:
			for i := range z {
				z[i] = reduce(x[i] + Prime - y[i])
			}
		default:
			for i := range z {
				z[i] = mulmod(x[i], y[i])
			}
		}
	}
}

// reduce maps 0 <= a < 2 Prime to its residue.
func reduce(a uint64) uint64 {
	if a >= Prime {
		a -= Prime
	}
	return a
}

// mulmod multiplies residues: xy = hi 2^64 + lo = 8 hi 2^61 + lo, and 2^61 = 1 modulo Prime. With
// x, y < 2^61, hi < 2^58, so the folded sum is below 2 Prime + 2.
func mulmod(x, y uint64) uint64 {
	hi, lo := bits.Mul64(x, y)
	s := (lo & Prime) + (hi<<3 | lo>>61)
	return reduce(reduce(s))
}
