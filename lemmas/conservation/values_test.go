package conservation

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

func ints(xs ...int64) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for k, x := range xs {
		out[k] = big.NewRat(x, 1)
	}
	return out
}

// h by hand, sign included (the factor 1 - (2 alpha h)^2 does not see it): p = (6, -2), b - p = (-1, 9), Sigma (b-p) = (7, 26), times
// the layer that is left over.
func TestResidualByHand(t *testing.T) {
	m := proof.NewModel(proof.Shape{Depth: 3, Width: 2})
	var outs []circuit.Node
	pairs(m, func(_ string, i, l, k int) { outs = append(outs, h(m, i, l, k)) })
	in := definition.Inputs(nil, [][]*big.Rat{ints(1, 2), ints(2, -1), ints(3, 1)}, ints(5, 7), [][]*big.Rat{ints(2, 1), ints(1, 3)},
		false, new(big.Rat), new(big.Rat))
	want := ints(7*3, 7*2, 7*1, 26*1, 26*-1, 26*2) // layers 1 and 2, 1 and 3, 2 and 3 of each coordinate
	got := circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...)).Run(in)
	if len(got) != len(want) {
		t.Fatalf("%d pairs of layers, want %d", len(got), len(want))
	}
	for n, x := range want {
		if got[n].Cmp(x) != 0 {
			t.Errorf("pair %d: h = %s, want %s", n+1, got[n].RatString(), x.RatString())
		}
	}
}

// What the lemma and each wrong variant say: the factor at alpha = 1/10, h = 3/2 (the example: c = 3/10), the invariant of (3, 2), what
// keeps D, the example's ratio.
func TestStatementsByHand(t *testing.T) {
	one, lemmaFactor := big.NewRat(1, 1), big.NewRat(91, 100)
	any3 := func(alpha, h, d bool) bool { return alpha || h || d }
	always := func(_, _, _ bool) bool { return true }
	balanced := func(alpha, _, d bool) bool { return alpha || d }
	type row struct {
		factor    *big.Rat
		invariant int64
		keeps     func(alpha, h, d bool) bool
		ratio     int64
		noisy     bool
	}
	right, conserves, noisy := row{lemmaFactor, 9 - 4, any3, 91, false}, row{one, 9 - 4, always, 100, false}, row{lemmaFactor, 9 - 4, any3, 91, true}
	rows := map[string]row{
		"":                               right,
		"descent-conserves":              conserves,
		"descent-conserves-always":       conserves,
		"descent-conserves-example":      conserves,
		"flow-conserves-with-noise":      noisy,
		"flow-conserves-with-noise-grid": noisy,
		"first-order-factor":             {big.NewRat(49, 100), 9 - 4, any3, 91, false},  // (1 - c)^2
		"imbalance-grows":                {big.NewRat(109, 100), 9 - 4, any3, 91, false}, // 1 + c^2
		"weights-not-squared":            {lemmaFactor, 3 - 2, any3, 91, false},
		"sum-of-squares":                 {lemmaFactor, 9 + 4, any3, 91, false},
		"keeps-only-balanced":            {lemmaFactor, 9 - 4, balanced, 91, false},
	}
	all := append(variants(), claim.Wrong[statement]{Statement: lemma()})
	if len(all) != len(rows) {
		t.Errorf("%d statements, %d rows", len(all), len(rows))
	}
	for _, v := range all {
		s, want := v.Statement, rows[v.Name]
		if want.factor == nil {
			t.Errorf("%s has no row", v.Name)
			continue
		}
		c := circuit.NewBuilder()
		alpha, h, x, y := c.Var("alpha"), c.Var("h"), c.Var("x"), c.Var("y")
		got := circuit.NewMachine(circuit.Rats{}, c.Compile(s.factor(c, alpha, h), s.invariant(x, y))).Run(
			[]*big.Rat{big.NewRat(1, 10), big.NewRat(3, 2), big.NewRat(3, 1), big.NewRat(2, 1)})
		if got[0].Cmp(want.factor) != 0 || got[1].Cmp(big.NewRat(want.invariant, 1)) != 0 {
			t.Errorf("%q: factor %s, invariant %s", v.Name, got[0].RatString(), got[1].RatString())
		}
		if s.ratio != want.ratio || s.noisy != want.noisy {
			t.Errorf("%q: ratio %d, noisy %t", v.Name, s.ratio, s.noisy)
		}
		for bits := range 8 {
			a, h, d := bits&1 > 0, bits&2 > 0, bits&4 > 0
			if s.keeps(a, h, d) != want.keeps(a, h, d) {
				t.Errorf("%q: alpha = 0 %t, h = 0 %t, D = 0 %t: keeps is %t", v.Name, a, h, d, s.keeps(a, h, d))
			}
		}
	}
}
