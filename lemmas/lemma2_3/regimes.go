package lemma2_3

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
)

// The planted regimes: stationary by construction, so that both directions of the "iff" are met.
const (
	mixedSigns     = "planted, mixed signs" // L = 2..3, every coordinate stationary, w_1 = -w_2 in the first
	plantedShallow = "planted, shallow"     // L = 2 (general) or 2..3, every coordinate stationary, random signs
	plantedDeep    = "planted"              // any depth of the domain
	wrongSign      = "planted, b negated"   // as plantedShallow, but the first target has the other sign
	nearMiss       = "planted, b near it"   // as plantedDeep, but the first target is off by a factor 1 + 2^-40
	unbalanced     = "planted, unbalanced"  // as plantedDeep, but one layer has 2 w and another w/2: the same product
)

// at is a regime at depths up to hi of the domain, made by bend from a standard regime.
func at(d generators.Domain, base, name string, hi int, bend func(r *rand.Rand, in *generators.Instance)) generators.Regime {
	g := generators.RegimeNamed(d, base)[0]
	inner := g.Make
	g.Name = name
	g.Make = func(r *rand.Rand, d generators.Domain) *generators.Instance {
		d.MaxDepth = min(d.MaxDepth, hi)
		in := inner(r, d)
		bend(r, in)
		return in
	}
	return g
}

// spread gives coordinate i the modulus t e for a rational t in [1/8, 4] and random signs, and with probability 1/4 zero weights.
func spread(r *rand.Rand, in *generators.Instance, i int) {
	t := big.NewRat(1+r.Int63n(32), 8)
	t.Mul(t, in.Noise)
	if i > 0 && r.Int63n(4) == 0 {
		t.SetInt64(0)
	}
	for _, row := range in.Weights {
		row[i].Set(t)
		if r.Int63n(2) == 1 {
			row[i].Neg(t)
		}
	}
}

// plantDiagonal makes every coordinate stationary in the diagonal model; the target of a zero coordinate stays.
func plantDiagonal(r *rand.Rand, in *generators.Instance) {
	for i := range in.Target {
		spread(r, in, i)
		if w := coordinate(in.Weights, i); w[0].Sign() != 0 {
			b := planted.Target(in.Depth(), new(big.Rat).Abs(w[0]), in.Noise)
			if product(w).Sign() < 0 {
				b.Neg(b)
			}
			in.Target[i].Set(b)
		}
	}
}

// mix makes w_2 = -w_1 in the first coordinate and gives the target the sign of the product.
func mix(_ *rand.Rand, in *generators.Instance) {
	in.Weights[1][0].Neg(in.Weights[0][0])
	if product(coordinate(in.Weights, 0)).Sign() != in.Target[0].Sign() {
		in.Target[0].Neg(in.Target[0])
	}
}

// plantGeneral adds the identity to Sigma, draws balanced weights and solves Sigma (b - p) = r for b, where r_i = s_i (u (u+e^2)^(L-1) - p^2)/p, and r_i is a
// random number where p_i = 0.
func plantGeneral(r *rand.Rand, in *generators.Instance) {
	rhs, p := make([]*big.Rat, in.Width()), make([]*big.Rat, in.Width())
	for i, row := range in.Sigma {
		row[i].Add(row[i], big.NewRat(1, 1))
	}
	for i := range rhs {
		spread(r, in, i)
		w := coordinate(in.Weights, i)
		p[i] = product(w)
		if p[i].Sign() == 0 {
			rhs[i] = big.NewRat(r.Int63n(9)-4, 4)
			continue
		}
		u := new(big.Rat).Mul(w[0], w[0])
		x := new(big.Rat).Mul(in.Noise, in.Noise)
		x = planted.Pow(x.Add(x, u), in.Depth()-1)
		x.Mul(x, u)
		x.Sub(x, new(big.Rat).Mul(p[i], p[i]))
		x.Quo(x, p[i])
		rhs[i] = x.Mul(x, in.Scale(i))
	}
	for i, x := range solve(in.Sigma, rhs) {
		in.Target[i].Add(x, p[i])
	}
}

// solve returns x with a x = b for a positive definite a, by elimination without pivoting (every pivot is positive).
func solve(a [][]*big.Rat, b []*big.Rat) []*big.Rat {
	n := len(b)
	m, x := make([][]*big.Rat, n), make([]*big.Rat, n)
	for i := range m {
		m[i] = make([]*big.Rat, n)
		for j := range m[i] {
			m[i][j] = new(big.Rat).Set(a[i][j])
		}
		x[i] = new(big.Rat).Set(b[i])
	}
	t, f := new(big.Rat), new(big.Rat)
	for k := range n {
		for i := range n {
			if i == k {
				continue
			}
			f.Quo(m[i][k], m[k][k])
			for j := k; j < n; j++ {
				m[i][j].Sub(m[i][j], t.Mul(f, m[k][j]))
			}
			x[i].Sub(x[i], t.Mul(f, x[k]))
		}
	}
	for k := range x {
		x[k].Quo(x[k], m[k][k])
	}
	return x
}

// spoil is a bend followed by a change, mostly one that breaks stationarity.
func spoil(plant, change func(r *rand.Rand, in *generators.Instance)) func(r *rand.Rand, in *generators.Instance) {
	return func(r *rand.Rand, in *generators.Instance) {
		plant(r, in)
		change(r, in)
	}
}

func negate(_ *rand.Rand, in *generators.Instance) { in.Target[0].Neg(in.Target[0]) }

func nudge(_ *rand.Rand, in *generators.Instance) {
	in.Target[0].Mul(in.Target[0], big.NewRat(1<<40+1, 1<<40))
}

// tilt takes any two layers: two neighbors in the middle keep w_1 and w_L equal.
func tilt(r *rand.Rand, in *generators.Instance) {
	two := big.NewRat(2, 1)
	l := r.Intn(in.Depth() - 1)
	in.Weights[l][0].Mul(in.Weights[l][0], two)
	in.Weights[l+1][0].Quo(in.Weights[l+1][0], two)
}
