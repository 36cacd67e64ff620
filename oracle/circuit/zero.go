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
// of the bound, whatever the denominators; over the rationals each operation has a GCD, over the integers numbers of the
// length of D^W.
//
// A ZeroTest allocates only when numbers get longer than they were, and in the GCDs of different denominators. It is not safe for concurrent use.
type ZeroTest struct {
	prog   *Program
	code   []laneStep
	size   *bound
	zero   []bool // outputs that the circuit shows to be zero
	used   []int  // inputs that an output depends on
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
	t.code = laneCode(p, t.regs)
	for _, d := range p.Degrees() {
		t.zero = append(t.zero, d.Zero)
	}
	for v := range p.vars {
		if slices.ContainsFunc(t.size.degrees, func(ts []term) bool { return slices.ContainsFunc(ts, func(u term) bool { return u.v == v }) }) {
			t.used = append(t.used, v)
		}
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
	halves := int(max(0, bits)/(primeBits*primeLanes/2)) + 1
	for k := 0; 2*k < halves; k++ {
		t.constants(k)
		m := &t.blocks[k]
		m.half = 2*k+1 == halves
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

// loadIntegers sets the inputs to the residues of the integers prod_g D_g^a_gv x_v = n_v (D_h/q_v) times the powers of the D_g
// that are missing, where h is the grading that v is at home in. Every D_g is taken with a factor 1/R, which changes no zero
// of a homogeneous f and saves the conversion of n_v, which brings it in the place of the D_h that it is without.
func (t *ZeroTest) loadIntegers(m *block, in []*big.Rat) {
	var c, d, power, missing lanes
	plain, last := true, -1 // plain: nothing is missing
	for _, v := range t.used {
		if last < 0 || !t.graded.same(v, last) {
			missing, plain = m.one, true
			for g, weights := range t.graded.of {
				k := weights[v]
				if g == t.graded.home[v] {
					k--
				}
				if k > 0 {
					m.setOverR(&d, &t.clear.d[g])
					m.power(&power, &d, k)
					m.mul(&missing, &missing, &power)
					plain = false
				}
			}
		}
		last = v
		r := &t.regs[v]
		m.setOverR(r, in[v].Num())
		if n := &t.clear.cofactor[v]; !one(n) {
			m.set(&c, n)
			m.mul(r, r, &c)
		}
		if !plain {
			m.mul(r, r, &missing)
		}
	}
}

// loadResidues sets input v to the residue of x_v or, with a grading, of D^a_v x_v, where D is the product of all
// denominators over a power of R (a homogeneous f vanishes at both or at neither). n_v times the denominators of the others is
// D x_v; then the power a_v - 1 of D is missing, which without a grading is 1/D. It returns false when a prime divides D.
//
// Each denominator but 1 brings a factor 1/R into D, since that saves its conversion; n_v brings it in the place of the
// denominator that is missing. Inputs that no output depends on are left out.
func (t *ZeroTest) loadResidues(m *block, in []*big.Rat) bool {
	var n, power lanes
	all := m.one
	for _, v := range slices.Backward(t.used) { // the product of the denominators behind v
		t.regs[v] = all
		if !in[v].IsInt() {
			m.mulOverR(&all, &all, in[v].Denom())
		}
	}
	if m.someZero(&all) {
		return false
	}
	before := m.one
	for _, v := range t.used {
		x, r := in[v], &t.regs[v]
		m.mul(r, r, &before)
		if x.IsInt() {
			m.set(&n, x.Num())
			m.mul(r, r, &n)
			continue
		}
		m.mulOverR(r, r, x.Num())
		m.mulOverR(&before, &before, x.Denom())
	}
	last := 0 // power is D^last
	if !t.graded.ok {
		m.invert(&power, &all)
	}
	for _, v := range t.used {
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
