package circuit

import (
	"math"
	"math/big"
)

// ZeroTest decides whether polynomials vanish at a rational point, exactly, by residues.
//
// # Why residues decide
//
// Let f be an output, x_v = n_v/q_v the point and C > 0 an integer with C f(x) an integer (a common denominator). If f(x) is
// zero modulo primes p_1, ..., p_m that divide no denominator then so is C f(x), and as C |f(x)| < p_1 ... p_m, it is
// zero. Two values of C are known; the smaller one counts:
//
//   - the product of q_v^k_v, where k_v bounds the degree of f in x_v (Program.Degrees);
//   - when f is homogeneous of weight W under a grading (Program.Weights), D^W for a common multiple D of the denominators,
//     since D^W f(x) is the value of f at the integers D^a_v x_v, a_v the weight of x_v. With several gradings, the product of
//     such powers.
//
// |f(x)| is bounded from the sizes of the x_v (bound). So a point costs a few machine instructions an operation and 62 bits
// of the bound, whatever the denominators; over the rationals each operation has a GCD, over the integers numbers of the
// length of D^W.
//
// A ZeroTest allocates only when numbers get longer than they were, and in the GCDs of different denominators. It is not safe for concurrent use.
type ZeroTest struct {
	prog   *Program
	size   *bound
	zero   []bool // outputs that the circuit shows to be zero
	graded *grading
	clear  *clearing
	blocks []block
	regs   []lanes
	filled int // the block whose constants are in the registers, or -1
}

// MaxZeroBits bounds log2 of C |f(x)|: what the table of primes decides.
const MaxZeroBits = primeBits * float64(len(primeOffsets))

// NewZeroTest prepares the test of the outputs of p. Each grading lists a weight for every input; they are used if all
// outputs are homogeneous under each of them and every input has a positive weight in some of them. That is derived here,
// not assumed.
func NewZeroTest(p *Program, gradings ...[]int) *ZeroTest {
	g := newGrading(p, gradings)
	t := &ZeroTest{
		prog: p, graded: g, size: newBound(p, g), clear: newClearing(len(p.vars), len(gradings)),
		blocks: newBlocks(len(primeOffsets) / primeLanes), regs: make([]lanes, p.regs), filled: -1,
	}
	for _, d := range p.Degrees() {
		t.zero = append(t.zero, d.Zero)
	}
	return t
}

// Zero reports whether every output is zero at in. ok is false, and zero means nothing, when C |f(x)| may have more than
// MaxZeroBits bits or a prime divides a denominator.
func (t *ZeroTest) Zero(in []*big.Rat) (zero, ok bool) {
	if len(in) != len(t.prog.vars) {
		panic("circuit: Zero with a wrong number of inputs")
	}
	bits, scaled := t.plan(in)
	if bits >= MaxZeroBits {
		return false, false
	}
	for k := range int(max(0, bits)/(primeBits*primeLanes)) + 1 {
		t.constants(k)
		m := &t.blocks[k]
		switch {
		case scaled:
			t.loadIntegers(m, in)
		case !t.loadResidues(m, in):
			return false, false
		}
		if !t.vanish(m) {
			return false, true
		}
	}
	return true, true
}

// constants fills the constants' registers for block k.
func (t *ZeroTest) constants(k int) {
	if t.filled == k {
		return
	}
	t.filled = k
	for i, n := range t.prog.consts {
		t.blocks[k].setInt(&t.regs[len(t.prog.vars)+i], n)
	}
}

// plan returns log2 of a bound of C |f(x)|, the largest over the outputs, and whether C is the one of the gradings. The bound is
// below 0 only when f(x) is zero.
func (t *ZeroTest) plan(in []*big.Rat) (bits float64, scaled bool) {
	t.size.measure(in)
	t.clear.measure(in)
	bits, worst, limit := math.Inf(-1), -1, 0.0 // the output with the longest product, and the bits of its denominators
	for k, ts := range t.size.degrees {
		if t.zero[k] {
			continue
		}
		product := 0.0
		for _, u := range ts {
			product += float64(u.degree) * float64(t.clear.logs[u.v])
		}
		if b := t.size.log2(k) + product; b > bits {
			bits, worst, limit = b, k, product
		}
	}
	if worst < 0 || !t.graded.ok || !t.clear.common(in, t.graded, t.graded.outs[worst], limit) {
		return bits, false
	}
	best := math.Inf(-1)
	for k := range t.size.degrees {
		if !t.zero[k] {
			best = max(best, t.size.log2(k)+t.clear.power(t.graded.outs[k]))
		}
	}
	if best > bits {
		return bits, false
	}
	t.clear.cofactors(in, t.graded)
	return best, true
}

// loadIntegers sets the inputs to the residues of the integers D^a_v x_v = n_v (D_h/q_v) times the powers of the D_g that are
// missing, where h is the grading that v is at home in.
func (t *ZeroTest) loadIntegers(m *block, in []*big.Rat) {
	var n, d, power, missing lanes
	var plain bool // nothing is missing
	for v, x := range in {
		if v == 0 || !t.graded.same(v, v-1) {
			missing, plain = m.one, true
			for g, weights := range t.graded.of {
				k := weights[v]
				if g == t.graded.home[v] {
					k--
				}
				if k > 0 && !one(&t.clear.d[g]) {
					m.set(&d, &t.clear.d[g])
					m.power(&power, &d, k)
					m.mul(&missing, &missing, &power)
					plain = false
				}
			}
		}
		r := &t.regs[v]
		m.set(r, x.Num())
		if c := &t.clear.cofactor[v]; !one(c) {
			m.set(&n, c)
			m.mul(r, r, &n)
		}
		if !plain {
			m.mul(r, r, &missing)
		}
	}
}

// loadResidues sets input v to the residue of x_v or, with a grading, of D^a_v x_v, where D is the product of all
// denominators. n_v times the denominators of the others is D x_v; then the power a_v - 1 of D is missing, which without a
// grading is 1/D. It returns false when a prime divides D.
func (t *ZeroTest) loadResidues(m *block, in []*big.Rat) bool {
	var n, power lanes
	all := m.one
	for v := len(in) - 1; v >= 0; v-- { // the product of the denominators behind v
		t.regs[v] = all
		if !in[v].IsInt() {
			m.set(&n, in[v].Denom())
			m.mul(&all, &all, &n)
		}
	}
	if m.zeros(&all) > 0 {
		return false
	}
	before := m.one
	for v, x := range in {
		r := &t.regs[v]
		m.mul(r, r, &before)
		m.set(&n, x.Num())
		m.mul(r, r, &n)
		if !x.IsInt() {
			m.set(&n, x.Denom())
			m.mul(&before, &before, &n)
		}
	}
	last := 0 // power is D^last
	if !t.graded.ok {
		m.invert(&power, &all)
	}
	for v := range in {
		k := -1
		if t.graded.ok {
			k = t.graded.sum[v] - 1
		}
		if k > 0 && k != last {
			m.power(&power, &all, k)
			last = k
		}
		if k != 0 {
			m.mul(&t.regs[v], &t.regs[v], &power)
		}
	}
	return true
}

// vanish evaluates the program and reports whether all outputs are zero.
func (t *ZeroTest) vanish(m *block) bool {
	regs := t.regs
	for _, s := range t.prog.code {
		z, x, y := &regs[s.z], &regs[s.x], &regs[s.y]
		switch s.op {
		case opAdd:
			m.add(z, x, y)
		case opSub:
			m.sub(z, x, y)
		default:
			m.mul(z, x, y)
		}
	}
	for _, o := range t.prog.outs {
		if m.zeros(&regs[o]) < primeLanes {
			return false
		}
	}
	return true
}
