package circuit

import (
	"math/big"
	"slices"
)

// inputs are the registers in which a ZeroTest keeps what it computes on the way to the inputs' residues.
type inputs struct {
	before, missing int32
	d, power        []int32 // by grading: D_g/R, and a power of it
	behind          []int32 // by used input: where the product of the denominators behind it is
}

func newInputs(next func() int32, gradings, used int) inputs {
	s := inputs{before: next(), missing: next(), behind: make([]int32, used)}
	for range max(1, gradings) {
		s.d, s.power = append(s.d, next()), append(s.power, next())
	}
	return s
}

// loadIntegers writes the steps that set the inputs to the residues of the integers prod_g D_g^a_gv x_v = n_v (D_h/q_v) times the
// powers of the D_g that are missing, where h is the grading that v is at home in. Every D_g is taken as D_g/R, which changes
// no zero of a homogeneous f; n_v/R brings its part in the place of the D_h that it is without.
func (t *ZeroTest) loadIntegers(in []*big.Rat) {
	l, s := t.load, &t.inputs
	for g := range t.clear.d {
		l.setOverR(s.d[g], &t.clear.d[g])
	}
	var missing int32
	last := -1
	for _, v := range t.used {
		if last < 0 || !t.graded.same(v, last) {
			missing = l.one
			for g, weights := range t.graded.of {
				k := weights[v]
				if g == t.graded.home[v] {
					k--
				}
				if k > 0 {
					missing = l.mul(s.missing, missing, l.power(s.power[g], s.d[g], k))
				}
			}
		}
		last = v
		r := int32(v)
		l.setOverR(r, in[v].Num())
		if c := &t.clear.cofactor[v]; !one(c) {
			l.mulOverR(r, r, c)
			l.emit(laneMul, r, r, l.r2)
		}
		l.mul(r, r, missing)
	}
}

// loadResidues writes the steps that set input v to the residue of D x_v or, with a grading, of D^a_v x_v, where D is the product of
// all denominators, each over R but those that are 1; it returns where D is. The product of n_v/R and the other
// denominators is D x_v; a denominator 1 has no R to spare, and its n_v/R times R is taken.
func (t *ZeroTest) loadResidues(in []*big.Rat) int32 {
	l, s := t.load, &t.inputs
	product := l.one
	for k, v := range slices.Backward(t.used) {
		s.behind[k] = product
		if k > 0 && !in[v].IsInt() { // in v's register, which is set last
			l.mulOverR(int32(v), product, in[v].Denom())
			product = int32(v)
		}
	}
	product = l.one
	for k, v := range t.used {
		x, r := in[v], int32(v)
		l.mulOverR(r, l.mul(r, product, s.behind[k]), x.Num())
		if x.IsInt() {
			l.emit(laneMul, r, r, l.r2)
		} else {
			l.mulOverR(s.before, product, x.Denom())
			product = s.before
		}
	}
	if !t.graded.ok || product == l.one {
		return product
	}
	var power int32
	last := 0 // power is D^last
	for _, v := range t.used {
		if k := t.graded.sum[v] - 1; k > 0 {
			if k != last {
				power, last = l.power(s.power[0], product, k), k
			}
			l.emit(laneMul, int32(v), int32(v), power)
		}
	}
	return product
}

// divide divides all inputs by D.
func (t *ZeroTest) divide(m *block, d int32) {
	inverse := &t.regs[t.inputs.missing]
	m.invert(inverse, &t.regs[d])
	for _, v := range t.used {
		m.run(t.regs, []laneStep{{op: laneMul, z: int32(v), x: int32(v), y: t.inputs.missing}})
	}
}
