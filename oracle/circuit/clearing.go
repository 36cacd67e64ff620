package circuit

import (
	"math/big"
	"math/bits"
)

// grading holds the gradings under which the outputs of a program are homogeneous.
type grading struct {
	ok    bool
	of    [][]int // weights of the inputs: of[g][v]
	outs  [][]int // weights of the outputs: outs[k][g]
	sum   []int   // by input, over the gradings
	home  []int   // by input: the grading of its least positive weight
	pure  [][]int // by grading: the inputs that have no weight in another
	mixed []int   // the other inputs
}

// newGrading derives whether p is homogeneous under each of the gradings and every input has a positive weight in their sum.
func newGrading(p *Program, of [][]int) *grading {
	g := &grading{ok: len(of) > 0, of: of, outs: make([][]int, len(p.outs)), pure: make([][]int, len(of))}
	for _, weights := range of {
		for k, w := range p.Weights(weights) {
			g.ok = g.ok && w.Homogeneous
			g.outs[k] = append(g.outs[k], w.Weight)
		}
	}
	for v := range p.vars {
		sum, home, count := 0, 0, 0
		for j, weights := range of {
			a := weights[v]
			if a < 0 {
				panic("circuit: a grading with a negative weight")
			}
			if a == 0 {
				continue
			}
			if count == 0 || a < of[home][v] {
				home = j
			}
			sum += a
			count++
		}
		g.sum, g.home = append(g.sum, sum), append(g.home, home)
		g.ok = g.ok && sum > 0
		switch count {
		case 0:
		case 1:
			g.pure[home] = append(g.pure[home], v)
		default:
			g.mixed = append(g.mixed, v)
		}
	}
	return g
}

// same reports whether two inputs have the same weight in every grading.
func (g *grading) same(v, u int) bool {
	for _, weights := range g.of {
		if weights[v] != weights[u] {
			return false
		}
	}
	return true
}

// clearing brings the inputs over common denominators, with storage that is kept.
type clearing struct {
	used     []int     // the inputs that count
	logs     []int     // by input: the least k with denominator <= 2^k
	dyadic   []bool    // by input: equal
	d        []big.Int // by grading: a common multiple D_g of the denominators of the inputs at home in it
	size     []int     // by grading: the least k with D_g <= 2^k
	two      []bool    // by grading: equal, and d is not kept until the end
	cofactor []big.Int // by input: D_g over the denominator
	unit     big.Int   // 1
	g, t, q  big.Int   // scratch
}

func newClearing(used []int, vars, gradings int) *clearing {
	c := &clearing{
		used: used, logs: make([]int, vars), dyadic: make([]bool, vars), cofactor: make([]big.Int, vars),
		d: make([]big.Int, gradings), size: make([]int, gradings), two: make([]bool, gradings),
	}
	c.unit.SetInt64(1)
	return c
}

// log is the least integer k with n <= 2^k, for n > 0, and whether they are equal.
func log(n *big.Int) (k int, equal bool) {
	if words := n.Bits(); len(words) == 1 {
		w := uint(words[0])
		return bits.Len(w - 1), w&(w-1) == 0
	}
	k = n.BitLen()
	if int(n.TrailingZeroBits()) == k-1 {
		return k - 1, true
	}
	return k, false
}

func (c *clearing) measure(in []*big.Rat) {
	for _, v := range c.used {
		c.logs[v], c.dyadic[v] = log(in[v].Denom())
	}
}

// commonBits is the length of a common factor of two denominators that is still looked for.
const commonBits = 16

// common computes the multiples of what measure saw. It gives up, returning false, when the product of the D_g^weights[g] has more than
// limit bits: they only grow. It also gives up, without a GCD, where only a factor of more than commonBits bits that a denominator
// shares with D_g could keep the product short: a bound that is longer than it has to be is a bound.
func (c *clearing) common(in []*big.Rat, g *grading, weights []int, limit float64) bool {
	for j := range c.d {
		c.size[j], c.two[j] = 0, true
	}
	for _, v := range c.used {
		j, k := g.home[v], c.logs[v]
		switch {
		case k == 0 || c.two[j] && c.dyadic[v] && k <= c.size[j]:
			continue
		case c.two[j] && c.dyadic[v]:
			c.size[j] = k
		default:
			den := in[v].Denom()
			if c.divides(j, den) {
				continue
			}
			if c.power(weights)+float64(weights[j]*(k-commonBits)) > limit {
				return false
			}
			c.widen(j, den)
		}
		if c.power(weights) > limit {
			return false
		}
	}
	for j := range c.d {
		c.keep(j)
	}
	return true
}

// keep computes a D_g that is a power of two.
func (c *clearing) keep(j int) {
	if c.two[j] {
		c.d[j].Lsh(&c.unit, uint(c.size[j]))
	}
}

// divides reports whether den divides D_g; c.t is the remainder.
func (c *clearing) divides(j int, den *big.Int) bool {
	c.keep(j)
	c.two[j] = false
	c.q.QuoRem(&c.d[j], den, &c.t)
	return c.t.Sign() == 0
}

// widen makes D_g a multiple of den, which does not divide it, after divides.
func (c *clearing) widen(j int, den *big.Int) {
	if den.IsUint64() { // without the overhead of long numbers
		n := den.Uint64()
		c.q.SetUint64(n / gcd(n, c.t.Uint64()))
	} else {
		c.q.Quo(den, c.g.GCD(nil, nil, den, &c.t))
	}
	c.t.Mul(&c.d[j], &c.q)
	c.d[j].Set(&c.t)
	c.size[j], _ = log(&c.d[j])
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// power is at least log2 of the product of the D_g^weights[g], by less than the sum of the weights.
func (c *clearing) power(weights []int) float64 {
	sum := 0.0
	for j, w := range weights {
		sum += float64(w) * float64(c.size[j])
	}
	return sum
}

// cofactors computes D_g over the denominator for every input.
func (c *clearing) cofactors(in []*big.Rat, g *grading) {
	for _, v := range c.used {
		j := g.home[v]
		if c.two[j] {
			c.cofactor[v].Lsh(&c.unit, uint(c.size[j]-c.logs[v]))
		} else {
			c.cofactor[v].QuoRem(&c.d[j], in[v].Denom(), &c.t)
		}
	}
}

func one(n *big.Int) bool { return n.IsInt64() && n.Int64() == 1 }
