package global_minimum

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// TestOrder: five decisions at each depth; a tie polynomial with a root too many, or at the wrong place, is refuted (L = 3: the place is (1/3, 1]).
func TestOrder(t *testing.T) {
	for depth := 2; depth <= 4; depth++ {
		if r := lemma().order(t.Context(), depth); r.Verdict != claim.Proved || r.Points != 5 {
			t.Errorf("L = %d: %+v", depth, r)
		}
	}
	if r := goldenRatio(t.Context()); r.Verdict != claim.Proved || r.Points != 2 {
		t.Errorf("golden ratio: %+v", r)
	}
	for reason, value := range map[string]func(u, one circuit.Node) circuit.Node{
		"below the place":  func(u, one circuit.Node) circuit.Node { return u.Times(4).Sub(one) },
		"beyond the place": func(u, one circuit.Node) circuit.Node { return u.Sub(one.Times(2)) },
		"one more beyond":  func(u, one circuit.Node) circuit.Node { return u.Times(2).Sub(one).Mul(u.Sub(one.Times(2))) },
		"one more below":   func(u, one circuit.Node) circuit.Node { return u.Times(2).Sub(one).Mul(u.Times(4).Sub(one)) },
		"two in the place": func(u, one circuit.Node) circuit.Node { return u.Times(2).Sub(one).Mul(u.Times(4).Sub(one.Times(3))) },
		"none":             func(u, one circuit.Node) circuit.Node { return u.Add(one) },
	} {
		s := lemma()
		s.value = func(u, e2, _, _ circuit.Node) circuit.Node { return value(u, e2) }
		if r := s.order(t.Context(), 3); r.Verdict != claim.Refuted {
			t.Errorf("%s: %s", reason, r.Verdict)
		}
	}
}

// TestSameAsOracle: enclosures beside that of oracle/shrinkage are refuted, on both sides.
func TestSameAsOracle(t *testing.T) {
	lo, hi, err := Beta2Squared(3, 200)
	if err != nil {
		t.Fatal(err)
	}
	if lo.Cmp(hi) >= 0 {
		t.Errorf("the enclosure [%s, %s] is a point", lo, hi)
	}
	for k, want := range map[int64]claim.Verdict{99: claim.Refuted, 100: claim.Proved, 101: claim.Refuted} {
		f := big.NewRat(k, 100)
		r := lemma().sameAsOracle(t.Context(), 3, new(big.Rat).Mul(lo, f), new(big.Rat).Mul(hi, f), claim.StepResult{Verdict: claim.Proved})
		if r.Verdict != want || r.Points != 1 {
			t.Errorf("times %d/100: %+v", k, r)
		}
	}
}

// TestNearTie: t/e is sqrt(z_2) ± 2^-n, n in 20..60, up to the 2^-60 of the rounded root; L = 2: 2^-n. Both sides are drawn.
func TestNearTie(t *testing.T) {
	draw, r := nearTie(), rand.New(generators.NewSource(1, 1))
	for depth := 2; depth <= maxSampleDepth; depth++ {
		z := new(big.Rat)
		if root, err := tieRoot(t.Context(), depth); err != nil {
			t.Fatal(err)
		} else if root != nil {
			if root, err = root.Refine(t.Context(), 200); err != nil {
				t.Fatal(err)
			}
			z = root.Lo()
		}
		middle, _ := new(big.Float).SetPrec(200).Sqrt(new(big.Float).SetPrec(200).SetRat(z)).Rat(nil)
		sides := map[int]int{}
		for range 100 {
			d := draw(r, depth)
			d.Sub(d, middle)
			sides[d.Sign()]++
			abs, _ := d.Abs(d).Float64()
			if abs < 0x1p-61 || abs > 0x1.1p-20 {
				t.Errorf("L = %d: off by %v", depth, abs)
			}
		}
		if depth == 2 && sides[-1] > 0 || depth > 2 && (sides[-1] < 20 || sides[1] < 20) {
			t.Errorf("L = %d: sides %v", depth, sides)
		}
	}
}
