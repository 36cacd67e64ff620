package circuit

import (
	"math/bits"
)

// The moduli of ZeroTest are the largest primes below 2^62, 2^62 - c for the c of this table (a test looks that they are
// prime). Each has more than primeBits bits: log2(1 - 2^14/2^62) > -2^-47.
const primeBits = 61.99

var primeOffsets = [...]uint16{
	57, 87, 117, 143, 153, 167, 171, 195, 203, 273, 287, 317, 443, 483, 495, 575, 581, 603, 633, 663, 765, 773, 777, 791, 813, 831,
	923, 981, 993, 1001, 1007, 1017, 1197, 1241, 1293, 1353, 1433, 1515, 1553, 1575, 1581, 1595, 1617, 1673, 1697, 1701, 1703, 1823,
	1881, 1911, 1923, 2043, 2073, 2103, 2141, 2187, 2217, 2247, 2285, 2351, 2367, 2375, 2397, 2421, 2511, 2541, 2583, 2661, 2675,
	2753, 2777, 2793, 2861, 2891, 2927, 3023, 3041, 3221, 3251, 3255, 3257, 3263, 3317, 3377, 3521, 3537, 3545, 3551, 3563, 3671,
	3705, 3767, 3797, 3803, 3873, 3933, 4163, 4247, 4275, 4301, 4377, 4403, 4485, 4557, 4595, 4641, 4661, 4707, 4781, 4815, 4821,
	4857, 4881, 4917, 4941, 4971, 4991, 4997, 5003, 5055, 5103, 5133, 5153, 5265, 5355, 5393, 5445, 5465, 5475, 5483, 5547, 5571,
	5637, 5645, 5693, 5771, 5805, 5817, 5883, 5885, 5915, 5927, 5943, 5991, 6027, 6035, 6057, 6063, 6077, 6123, 6135, 6147, 6225,
	6237, 6273, 6281, 6323, 6327, 6333, 6411, 6425, 6525, 6573, 6597, 6617, 6627, 6665, 6827, 6905, 7007, 7043, 7071, 7113, 7283,
	7335, 7371, 7395, 7415, 7521, 7535, 7541, 7547, 7601, 7637, 7707, 7757, 7815, 7821, 7841, 7845, 7911, 8015, 8115, 8121, 8135,
	8151, 8183, 8231, 8253, 8261, 8321, 8325, 8351, 8373, 8393, 8457, 8567, 8585, 8601, 8613, 8631, 8645, 8687, 8703, 8763, 8823,
	8847, 8871, 8895, 8907, 8975, 8997, 9005, 9033, 9063, 9095, 9287, 9347, 9435, 9513, 9593, 9731, 9753, 9777, 9791, 9821, 9855,
	9905, 9977, 10023, 10163, 10197, 10227, 10233, 10251, 10323, 10361, 10373, 10425, 10431, 10433, 10457, 10503, 10523, 10565,
	10613,
}

// primeLanes is the number of primes that are worked on at once.
const primeLanes = 8

// lanes holds one residue for each prime of a block.
type lanes [primeLanes]uint64

// block is some primes with what Montgomery's multiplication needs. Residues are kept as x R modulo p.
//
// With 62-bit primes R = 2^64 and residues are in [0, 2p]: sums need one comparison, products none. Where half of the primes are
// enough, the others are not active: their lanes mean nothing.
//
// On processors with vector products of 52 bits (vector) the primes have 52 bits, R = 2^52, and residues are in [0, p).
type block struct {
	vector bool
	half   bool
	p      lanes
	twice  lanes // 2p
	inv    lanes // 1/p modulo R
	one    lanes // R modulo p, the residue of 1
	r2     lanes // R^2 modulo p: takes an integer to its residue
	radix  lanes // the residue of the base of math/big's words
}

// newBlocks prepares the primes of a table: the vector instructions' or the others.
func newBlocks(vector bool) []block {
	table, size, r := primeOffsets[:], 62, 64
	if vector {
		table, size, r = vectorOffsets[:], vectorBits, vectorBits
	}
	blocks := make([]block, len(table)/primeLanes)
	for k := range blocks {
		m := &blocks[k]
		m.vector = vector
		for i, c := range table[k*primeLanes:][:primeLanes] {
			p := uint64(1)<<size - uint64(c)
			inv := p // right to 3 bits for odd p; each Newton step doubles them
			for range 5 {
				inv *= 2 - p*inv
			}
			one := powerOfTwo(r, p)
			m.p[i], m.twice[i], m.inv[i], m.one[i] = p, 2*p, inv&(1<<r-1), one
			m.r2[i], m.radix[i] = mulMod(one, one, p), mulMod(one, powerOfTwo(bits.UintSize, p), p)
		}
	}
	return blocks
}

// powerOfTwo is 2^k modulo p, 1 <= k <= 64, p > 1.
func powerOfTwo(k int, p uint64) uint64 {
	hi, lo := bits.Mul64(1<<(k-1), 2)
	_, r := bits.Div64(hi, lo, p)
	return r
}

// mulMod returns x y modulo p for x, y < p.
func mulMod(x, y, p uint64) uint64 {
	hi, lo := bits.Mul64(x, y)
	_, r := bits.Div64(hi, lo, p)
	return r
}

// montgomery returns x y / R modulo p in (0, 2p), for x y <= 4 p^2 or x < R, y < p. With q = x y / p modulo R the low words
// of x y and of q p agree, so x y - q p = (hi - h) R, and |hi - h| < p because x y < p R (4 p < R) and q p < p R.
func montgomery(x, y, p, inv uint64) uint64 {
	hi, lo := bits.Mul64(x, y)
	h, _ := bits.Mul64(lo*inv, p)
	return hi - h + p
}

// mul sets z = x y in the active lanes; this and what follows is without vector instructions.
//
//go:noinline
func (m *block) mul(z, x, y *lanes) {
	p, inv := &m.p, &m.inv
	z[0] = montgomery(x[0], y[0], p[0], inv[0])
	z[1] = montgomery(x[1], y[1], p[1], inv[1])
	z[2] = montgomery(x[2], y[2], p[2], inv[2])
	z[3] = montgomery(x[3], y[3], p[3], inv[3])
	if m.half {
		return
	}
	z[4] = montgomery(x[4], y[4], p[4], inv[4])
	z[5] = montgomery(x[5], y[5], p[5], inv[5])
	z[6] = montgomery(x[6], y[6], p[6], inv[6])
	z[7] = montgomery(x[7], y[7], p[7], inv[7])
}

// add sets z = x + y in the active lanes.
//
//go:noinline
func (m *block) add(z, x, y *lanes) {
	t := &m.twice
	z[0] = fold(x[0]+y[0], t[0])
	z[1] = fold(x[1]+y[1], t[1])
	z[2] = fold(x[2]+y[2], t[2])
	z[3] = fold(x[3]+y[3], t[3])
	if m.half {
		return
	}
	z[4] = fold(x[4]+y[4], t[4])
	z[5] = fold(x[5]+y[5], t[5])
	z[6] = fold(x[6]+y[6], t[6])
	z[7] = fold(x[7]+y[7], t[7])
}

// sub sets z = x - y in the active lanes.
//
//go:noinline
func (m *block) sub(z, x, y *lanes) {
	t := &m.twice
	z[0] = fold(x[0]+t[0]-y[0], t[0])
	z[1] = fold(x[1]+t[1]-y[1], t[1])
	z[2] = fold(x[2]+t[2]-y[2], t[2])
	z[3] = fold(x[3]+t[3]-y[3], t[3])
	if m.half {
		return
	}
	z[4] = fold(x[4]+t[4]-y[4], t[4])
	z[5] = fold(x[5]+t[5]-y[5], t[5])
	z[6] = fold(x[6]+t[6]-y[6], t[6])
	z[7] = fold(x[7]+t[7]-y[7], t[7])
}

// fold takes 0 <= s <= 4p < 2^64 to the same residue in [0, 2p], without a branch: below 2p the difference wraps around to
// more than 2^64 - 2p > s.
func fold(s, twice uint64) uint64 { return min(s, s-twice) }

// active is the number of lanes that are worked on.
func (m *block) active() int {
	if m.half {
		return primeLanes / 2
	}
	return primeLanes
}

// least is the least of the residues in [0, 2p] that are congruent to a modulo p: 0, p and 2p give 0, and nothing else does. A
// difference that wraps around is above a.
func least(a, p uint64) uint64 { return min(a, a-p, a-2*p) }

// zero reports whether the residues in all active lanes are zero.
func (m *block) zero(x *lanes) bool {
	if m.vector { // they are below p
		return x[0]|x[1]|x[2]|x[3]|x[4]|x[5]|x[6]|x[7] == 0
	}
	all := uint64(0)
	for i, p := range m.p[:m.active()] {
		all |= least(x[i], p)
	}
	return all == 0
}

// someZero reports whether the residue in an active lane is zero.
func (m *block) someZero(x *lanes) bool {
	for i, p := range m.p[:m.active()] {
		if least(x[i], p) == 0 {
			return true
		}
	}
	return false
}

// mulWord sets z = x w/R in the active lanes, w < plainWord.
//
//go:noinline
func (m *block) mulWord(z, x *lanes, w uint64) {
	p, inv := &m.p, &m.inv
	z[0] = montgomery(x[0], w, p[0], inv[0])
	z[1] = montgomery(x[1], w, p[1], inv[1])
	z[2] = montgomery(x[2], w, p[2], inv[2])
	z[3] = montgomery(x[3], w, p[3], inv[3])
	if m.half {
		return
	}
	z[4] = montgomery(x[4], w, p[4], inv[4])
	z[5] = montgomery(x[5], w, p[5], inv[5])
	z[6] = montgomery(x[6], w, p[6], inv[6])
	z[7] = montgomery(x[7], w, p[7], inv[7])
}

// plainWord is at most 2p for every p: a word below it is a residue as it is.
const plainWord = 1<<63 - 1<<15

// word sets z to the word w modulo the primes: w < 2^64 = 4p + 4c with c < 2^14, so 2p is in it at most twice.
func (m *block) word(z *lanes, w uint64) {
	for i, t := range m.twice {
		z[i] = fold(fold(w, t), t)
	}
}

// invert sets z = 1/x = x^(p-2) in every active lane (Fermat), 0 for 0; z is not x.
func (m *block) invert(z, x *lanes) {
	regs := []lanes{m.one, *x, {}}
	for k := bits.Len64(m.p[0]) - 1; k >= 0; k-- {
		m.run(regs, []laneStep{{op: laneMul, z: 0, x: 0, y: 0}, {op: laneMul, z: 2, x: 0, y: 1}})
		for i, p := range m.p[:m.active()] {
			if (p-2)>>k&1 == 1 {
				regs[0][i] = regs[2][i]
			}
		}
	}
	*z = regs[0]
}
