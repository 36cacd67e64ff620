package symmetric

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// The recurrence against the sum over all subsets, as polynomials: for all reals.
func TestRecurrenceIsTheDefinition(t *testing.T) {
	for n := range 8 {
		b := circuit.NewBuilder()
		a := b.Vars("a", n)
		fast, slow := Nodes(b, a), Subsets(b, a)
		if len(fast) != n+1 || len(slow) != n+1 {
			t.Fatalf("n = %d: %d and %d polynomials, want n+1", n, len(fast), len(slow))
		}
		var ids []grid.Identity
		for k := range fast {
			ids = append(ids, grid.Identity{Name: "E_k", LHS: fast[k], RHS: slow[k]})
		}
		if r := grid.Prove(t.Context(), b, ids, grid.Options{}); r.Status != grid.Zero {
			t.Errorf("n = %d: %v %s %v", n, r.Status, r.Reason, r.Counter)
		}
	}
}

// Vieta: the polynomial (x+1)(x+2)(x+3)(x+4) = x^4 + 10x^3 + 35x^2 + 50x + 24.
func TestRatsAreVietasCoefficients(t *testing.T) {
	got := Rats([]*big.Rat{big.NewRat(1, 1), big.NewRat(2, 1), big.NewRat(3, 1), big.NewRat(4, 1)})
	for k, want := range []int64{1, 10, 35, 50, 24} {
		if got[k].Cmp(big.NewRat(want, 1)) != 0 {
			t.Errorf("E_%d(1,2,3,4) = %s, want %d", k, got[k].RatString(), want)
		}
	}
}

func TestSquares(t *testing.T) {
	b := circuit.NewBuilder()
	got := circuit.NewMachine(circuit.Rats{}, b.Compile(Squares(b.Vars("w", 3))...)).Run([]*big.Rat{big.NewRat(2, 1), big.NewRat(-3, 1), big.NewRat(1, 2)})
	for l, want := range []*big.Rat{big.NewRat(4, 1), big.NewRat(9, 1), big.NewRat(1, 4)} {
		if len(got) != 3 || got[l].Cmp(want) != 0 {
			t.Fatalf("squares %v", got)
		}
	}
}
