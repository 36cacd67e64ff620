package circuit

import "math/big"

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
	logs     []int     // by input: at least log2 of the denominator
	d        []big.Int // by grading: a common multiple of the denominators of the inputs at home in it
	cofactor []big.Int // by input: D_g over the denominator
	g, t, q  big.Int   // scratch
}

func newClearing(vars, gradings int) *clearing {
	return &clearing{logs: make([]int, vars), d: make([]big.Int, gradings), cofactor: make([]big.Int, vars)}
}

// log is the least integer k with n <= 2^k, for n > 0.
func log(n *big.Int) int {
	k := n.BitLen()
	if int(n.TrailingZeroBits()) == k-1 {
		return k - 1
	}
	return k
}

func (c *clearing) measure(in []*big.Rat) {
	for v, x := range in {
		c.logs[v] = log(x.Denom())
	}
}

// common computes the multiples. It gives up, returning false, when the product of the D_g^weights[g] has more than limit
// bits: they only grow.
func (c *clearing) common(in []*big.Rat, g *grading, weights []int, limit float64) bool {
	for j := range c.d {
		c.d[j].SetInt64(1)
	}
	for v, x := range in {
		d, den := &c.d[g.home[v]], x.Denom()
		if x.IsInt() || d.Cmp(den) == 0 {
			continue
		}
		if one(d) {
			d.Set(den)
		} else {
			if c.q.QuoRem(d, den, &c.t); c.t.Sign() == 0 {
				continue
			}
			c.q.QuoRem(den, c.g.GCD(nil, nil, d, den), &c.t)
			c.t.Mul(d, &c.q)
			d.Set(&c.t)
		}
		if c.power(weights) > limit {
			return false
		}
	}
	return true
}

// power is at least log2 of the product of the D_g^weights[g], by less than the sum of the weights.
func (c *clearing) power(weights []int) float64 {
	sum := 0.0
	for j, w := range weights {
		sum += float64(w) * float64(log(&c.d[j]))
	}
	return sum
}

// cofactors computes D_g over the denominator for every input.
func (c *clearing) cofactors(in []*big.Rat, g *grading) {
	for v, x := range in {
		switch d, den := &c.d[g.home[v]], x.Denom(); {
		case x.IsInt():
			c.cofactor[v].Set(d)
		case d.Cmp(den) == 0:
			c.cofactor[v].SetInt64(1)
		default:
			c.cofactor[v].QuoRem(d, den, &c.t)
		}
	}
}

func one(n *big.Int) bool { return n.IsInt64() && n.Int64() == 1 }
