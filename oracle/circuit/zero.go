package circuit

import (
	"math"
	"math/big"
	"slices"
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
// of the bound, or a few for 416 bits where the processor has the vector instructions, whatever the denominators; over the
// rationals each operation has a GCD, over the integers numbers of the length of D^W.
//
// A ZeroTest allocates only when numbers get longer than they were, and in the GCDs of different denominators. It is not safe for concurrent use.
type ZeroTest struct {
	prog    *Program
	code    []laneStep
	consts  []laneStep // load the constants of prog
	load    *loader
	inputs  inputs
	size    *bound
	zero    []bool // outputs that the circuit shows to be zero
	used    []int  // inputs that an output depends on
	graded  *grading
	clear   *clearing
	blocks  []block
	regs    []lanes
	entered int // the block whose constants are in the registers, or -1
}

// MaxZeroBits bounds log2 of C |f(x)|: what the table of primes decides.
const MaxZeroBits = primeBits * float64(len(primeOffsets))

// NewZeroTest prepares the test of the outputs of p. Each grading lists a weight for every input; they are used if all
// outputs are homogeneous under each of them and every input has a positive weight in some of them. That is derived here,
// not assumed.
func NewZeroTest(p *Program, gradings ...[]int) *ZeroTest { return newZeroTest(hasVector, p, gradings) }

// newZeroTest makes a test with or without vector instructions.
func newZeroTest(vector bool, p *Program, gradings [][]int) *ZeroTest {
	g := newGrading(p, gradings)
	t := &ZeroTest{prog: p, code: laneCode(p), graded: g, size: newBound(p, g), blocks: newBlocks(vector), entered: -1}
	for _, d := range p.Degrees() {
		t.zero = append(t.zero, d.Zero)
	}
	for v := range p.vars {
		uses := func(ts []term) bool { return slices.ContainsFunc(ts, func(u term) bool { return u.v == v }) }
		if slices.ContainsFunc(t.size.degrees, uses) {
			t.used = append(t.used, v)
		}
	}
	t.clear = newClearing(t.used, len(p.vars), len(gradings))
	regs := int32(p.regs)
	next := func() int32 { // one more register
		regs++
		return regs - 1
	}
	t.load, t.inputs = newLoader(vector, next), newInputs(next, len(gradings), len(t.used))
	t.regs = make([]lanes, regs)
	for i, n := range p.consts {
		t.load.set(int32(len(p.vars)+i), big.NewInt(n))
	}
	t.consts, t.load.code = t.load.code, nil
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
	t.load.code = t.load.code[:0]
	var d int32
	if scaled {
		t.loadIntegers(in)
	} else {
		d = t.loadResidues(in)
	}
	blocks, half := t.take(max(0, bits))
	for k := range blocks {
		m := &t.blocks[k]
		t.enter(k)
		m.half = half && k == blocks-1
		m.run(t.regs, t.load.code)
		if !scaled {
			if m.someZero(&t.regs[d]) {
				return false, false
			}
			if !t.graded.ok {
				t.divide(m, d)
			}
		}
		m.run(t.regs, t.code)
		for _, o := range t.prog.outs {
			if !m.zero(&t.regs[o]) {
				return false, true
			}
		}
	}
	return true, true
}

// take returns how many blocks decide so many bits, and whether half of the last one is enough.
func (t *ZeroTest) take(bits float64) (blocks int, half bool) {
	if t.blocks[0].vector {
		return int(bits/(vectorPrimeBits*primeLanes)) + 1, false
	}
	halves := int(bits/(primeBits*primeLanes/2)) + 1
	return (halves + 1) / 2, halves%2 == 1
}

// enter sets the registers that depend on the block only: constants, in all lanes.
func (t *ZeroTest) enter(k int) {
	if t.entered == k {
		return
	}
	t.entered = k
	m := &t.blocks[k]
	m.half = false
	t.regs[t.load.one], t.regs[t.load.r2], t.regs[t.load.radix] = m.one, m.r2, m.radix
	m.run(t.regs, t.consts)
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
