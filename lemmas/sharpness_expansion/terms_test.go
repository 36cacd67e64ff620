package sharpness_expansion

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/local"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// What a pair of coordinates adds is added once for each ordered pair of different coordinates, times Sigma_ij: with 1 for it, 2 (Sigma_12 + Sigma_13 +
// Sigma_23) at width 3.
func TestAcrossIsAddedForEachPair(t *testing.T) {
	m := proof.NewModel(proof.Shape{Depth: 2, Width: 3})
	ones := with(func(s *statement) { s.across = func(v, _ coordinate) circuit.Node { return v.c.Int(1) } })
	diff := ones.identities(m)[0].RHS.Sub(lemma().identities(m)[0].RHS)
	want := m.Sigma[0][1].Add(m.Sigma[0][2]).Add(m.Sigma[1][2]).Times(2)
	prog := m.C.Compile(diff, want)
	in := make([]*big.Rat, prog.NumVars())
	for k := range in {
		in[k] = big.NewRat(int64(k*k+3), 7)
	}
	if got := circuit.NewMachine(circuit.Rats{}, prog).Run(in); got[0].Cmp(got[1]) != 0 || got[0].Sign() == 0 {
		t.Errorf("%s, want %s", got[0].RatString(), got[1].RatString())
	}
}

// oneLayer is the mean of s (b - v q)^2 + 2 c (b - v q) over the four values v = x +- e, q = B +- r, which have the moments B and a = B^2 + r^2.
func TestOneLayerIsTheMean(t *testing.T) {
	c := circuit.NewBuilder()
	p := local.Noisy(c) // variables x, y, A, B, b, e, s, c
	x, q, b, e, s, cross, dev := big.NewRat(3, 2), big.NewRat(-2, 5), big.NewRat(7, 3), big.NewRat(1, 4), big.NewRat(5, 1), big.NewRat(11, 6), big.NewRat(2, 3)
	a := new(big.Rat).Mul(dev, dev)
	a.Add(a, new(big.Rat).Mul(q, q))
	got := circuit.NewMachine(circuit.Rats{}, c.Compile(oneLayer(p, p.E, p.A))).Run([]*big.Rat{x, big.NewRat(1, 1), a, q, b, e, s, cross})[0]
	want := new(big.Rat)
	for k := range 4 {
		v, u := new(big.Rat).Set(x), new(big.Rat).Set(q)
		if k%2 == 0 {
			v.Add(v, e)
		} else {
			v.Sub(v, e)
		}
		if k/2 == 0 {
			u.Add(u, dev)
		} else {
			u.Sub(u, dev)
		}
		d := new(big.Rat).Sub(b, v.Mul(v, u))
		want.Add(want, new(big.Rat).Mul(s, new(big.Rat).Mul(d, d)))
		want.Add(want, new(big.Rat).Mul(big.NewRat(2, 1), new(big.Rat).Mul(cross, d)))
	}
	if want.Quo(want, big.NewRat(4, 1)); got.Cmp(want) != 0 {
		t.Errorf("%s, want %s", got.RatString(), want.RatString())
	}
}
