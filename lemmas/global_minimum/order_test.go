package global_minimum

import (
	"context"
	"errors"
	"math/big"
	"math/rand"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/sturm"
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

// TestOrderOpen: a polynomial that is 0, or of 2^22 bits, has no Sturm sequence, and a search that is stopped decides nothing.
func TestOrderOpen(t *testing.T) {
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	if r := lemma().order(canceled, 3); r.Verdict != claim.Undecided || r.Points != 0 {
		t.Errorf("stopped: %+v", r)
	}
	if r := lemma().sameAsOracle(canceled, 3, new(big.Rat), new(big.Rat), claim.StepResult{Verdict: claim.Proved}); r.Verdict != claim.Undecided || r.Points != 0 {
		t.Errorf("stopped at the comparison: %+v", r)
	}
	for _, c := range []struct {
		reason string
		value  func(u, e2, c, g circuit.Node) circuit.Node
	}{
		{"0", func(u, _, _, _ circuit.Node) circuit.Node { return u.Sub(u) }},
		{"4^(2^21) u - 1", func(u, e2, _, _ circuit.Node) circuit.Node { return u.Mul(e2.Times(4).Pow(1 << 21)).Sub(e2) }},
	} {
		s := lemma()
		s.value = c.value
		if r := s.order(t.Context(), 3); r.Verdict != claim.Undecided || r.Points != 0 {
			t.Errorf("%s: %+v", c.reason, r)
		}
	}
}

// TestOrderOfThresholds: at L = 2 beta_1 = beta_2 = 1. A statement with 1/2 for G = e^4 has the tie (1-u)(1+u) = 1/2 in (0, 1], as it would have to be for beta_1 < beta_2; the thresholds
// themselves are compared too.
func TestOrderOfThresholds(t *testing.T) {
	s := lemma()
	s.strictFrom = 2
	s.value = func(u, e2, c, g circuit.Node) circuit.Node { return c.Mul(e2.Sub(u)).Times(2).Sub(g) }
	if r := s.order(t.Context(), 2); r.Verdict != claim.Refuted || r.Points != 4 || !strings.Contains(r.Detail, "beta_1^2 = 1.") {
		t.Errorf("%+v", r)
	}
}

// TestGoldenRatio: with x = sqrt n the two differences are (n-5)(1 - x) and (5-n)(1+x)^4: 0 for n = 5 only.
func TestGoldenRatio(t *testing.T) {
	for n, want := range map[int64]claim.Verdict{3: claim.Refuted, 5: claim.Proved, 7: claim.Refuted} {
		if r := ratio(n); r.Verdict != want || (r.Detail == "") != (want == claim.Proved) {
			t.Errorf("sqrt %d: %+v", n, r)
		}
	}
}

// TestTieSquared: h(z)^2 = (1+z)^4/z at L = 3 for the root z of a made-up tie, which must not lie below the vertex 1/3, and must be alone among the positive ones.
func TestTieSquared(t *testing.T) {
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	line := func(num, den int64) func(u, one circuit.Node) circuit.Node { // root num/den
		return func(u, one circuit.Node) circuit.Node { return u.Times(den).Sub(one.Times(num)) }
	}
	for _, c := range []struct {
		reason string
		ctx    context.Context
		value  func(u, one circuit.Node) circuit.Node
		bits   uint
		want   *big.Rat // nil: an error
	}{
		{"1/2", t.Context(), line(1, 2), 40, big.NewRat(81, 8)},
		{"a negative root as well", t.Context(), func(u, one circuit.Node) circuit.Node { return line(1, 2)(u, one).Mul(u.Add(one)) }, 40, big.NewRat(81, 8)},
		{"none", t.Context(), func(u, one circuit.Node) circuit.Node { return u.Add(one) }, 40, big.NewRat(1, 1)},
		{"below the vertex", t.Context(), line(1, 4), 40, nil},
		{"two", t.Context(), func(u, one circuit.Node) circuit.Node { return line(1, 2)(u, one).Mul(line(3, 4)(u, one)) }, 40, nil},
		{"stopped", canceled, line(1, 2), 40, nil},
		{"4^(2^21) u - 1", t.Context(), func(u, one circuit.Node) circuit.Node { return u.Mul(one.Times(4).Pow(1 << 21)).Sub(one) }, 40, nil},
		{"more bits than can be asked for", t.Context(), func(u, one circuit.Node) circuit.Node { return u.Sqr().Times(2).Sub(one) }, sturm.MaxRefineBits + 1, nil},
		{"across the vertex 1/3, which is no binary number", t.Context(), line(1, 3), 40, nil},
	} {
		s := lemma()
		s.value = func(u, e2, _, _ circuit.Node) circuit.Node { return c.value(u, e2) }
		lo, hi, err := s.tieSquared(c.ctx, 3, c.bits)
		if (err == nil) != (c.want != nil) || c.want != nil && (lo.Cmp(c.want) > 0 || hi.Cmp(c.want) < 0 || new(big.Rat).Sub(hi, lo).Cmp(big.NewRat(1, 1<<30)) > 0) {
			t.Errorf("%s: %v, %v, %v", c.reason, lo, hi, err)
		}
	}
}

// TestThresholdJudge: at L = 3, t = e the point has z = 1, beta^2 = 2^4 and F - F(0) = (1+1)^2 (1-1) - 1 = -1 at s = e = 1, so that the large root is global. The statement is asked for
// beta beyond an interval: at its ends and beside them.
func TestThresholdJudge(t *testing.T) {
	in := generators.NewInstance("test", 3, 1)
	for _, row := range in.Weights {
		row[0].SetInt64(1)
	}
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	for _, c := range []struct {
		lo, hi  int64
		err     error
		kind    claim.Kind
		failure string
	}{
		{15, 15, nil, claim.KindHeld, ""},
		{14, 15, nil, claim.KindHeld, ""},
		{15, 16, nil, claim.KindUndecided, ""},
		{15, 17, nil, claim.KindUndecided, ""},
		{16, 16, nil, claim.KindViolated, "wrong winner"},
		{16, 17, nil, claim.KindViolated, "wrong winner"},
		{17, 17, nil, claim.KindViolated, "wrong winner"},
		{15, 15, errors.New("no"), claim.KindUndecided, ""},
	} {
		s := lemma()
		s.threshold = func(int, uint) (lo, hi *big.Rat, err error) { return big.NewRat(c.lo, 1), big.NewRat(c.hi, 1), c.err }
		if got := thresholdSample(s).NewJudge()(&claim.Case{Instance: in}); got.Kind != c.kind || got.Failure != c.failure {
			t.Errorf("threshold in [%d, %d], %v: %+v", c.lo, c.hi, c.err, got)
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
		if root, err := lemma().tieRoot(t.Context(), depth); err != nil {
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
