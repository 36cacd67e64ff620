package lemma3_2

import (
	"context"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// b = 10, e = 1, L = 3: beta^2 = 100 and the large root is global. A threshold that beta does not exceed is refuted, one whose enclosure has beta inside
// decides nothing, and so does one that is not known.
func TestThresholdBesideBeta(t *testing.T) {
	for _, c := range []struct {
		lo, hi int64
		kind   claim.Kind
	}{
		{99, 99, claim.KindHeld},
		{98, 99, claim.KindHeld},
		{99, 100, claim.KindUndecided},
		{99, 101, claim.KindUndecided},
		{100, 100, claim.KindViolated},
		{100, 101, claim.KindViolated},
		{101, 102, claim.KindViolated},
	} {
		s := lemma()
		s.tieSquared = func(int, uint) (*big.Rat, *big.Rat, error) { return big.NewRat(c.lo, 1), big.NewRat(c.hi, 1), nil }
		out := structureSample(s).NewJudge()(target(3, big.NewRat(10, 1)))
		if out.Kind != c.kind || (out.Failure == "wrong winner") != (c.kind == claim.KindViolated) {
			t.Errorf("beta_2^2 in [%d, %d]: %v %s %s", c.lo, c.hi, out.Kind, out.Failure, out.Detail)
		}
	}
}

// The certified structure is not believed: each of its words is held against F and the statement.
func TestCompareRefusesAWrongStructure(t *testing.T) {
	zero := interval.New()
	type structure = *shrinkage.Structure
	for _, c := range []struct {
		reason string
		b      *big.Rat
		spoil  func(st structure)
		class  string
	}{
		{"as it is, the large root global", big.NewRat(10, 1), func(structure) {}, ""},
		{"as it is, the origin global", big.NewRat(51, 16), func(structure) {}, ""}, // beta_1 = 3.08 < 3.19 < 3.33 = beta_2
		{"as it is, no root", big.NewRat(3, 1), func(structure) {}, ""},
		{"small root global", big.NewRat(10, 1), func(st structure) { st.Points[1].Global = true }, "oracle disagrees"},
		{"large root not global", big.NewRat(10, 1), func(st structure) { st.Points[2].Global = false }, "oracle disagrees"},
		{"large root global between the thresholds", big.NewRat(51, 16), func(st structure) { st.Points[2].Global = true }, "oracle disagrees"},
		{"large root a saddle", big.NewRat(10, 1), func(st structure) { st.Points[2].Kind = shrinkage.Saddle }, "oracle disagrees"},
		{"origin global too", big.NewRat(10, 1), func(st structure) { st.Points[0].Global = true }, "oracle disagrees"},
		{"nothing global", big.NewRat(3, 1), func(st structure) { st.Points[0].Global = false }, "oracle disagrees"},
		{"the large root at the origin, where F = F(0)", big.NewRat(10, 1), func(st structure) { st.Points[2].T = zero }, "wrong winner"},
		{"the same where the origin is global: no smaller F", big.NewRat(51, 16), func(st structure) { st.Points[2].T = zero }, ""},
		{"large root left out", big.NewRat(10, 1), func(st structure) { st.Points = st.Points[:2] }, "wrong winner"},
	} {
		in := target(3, c.b)
		st, err := shrinkage.Solve(context.Background(), shrinkage.Problem{Depth: 3, Target: c.b, Noise: in.Noise, Scale: in.Scale(0)}, 30)
		if err != nil {
			t.Fatal(err)
		}
		c.spoil(st)
		j := &structureJudge{s: lemma(), c: interval.NewContext(200), lines: map[int]*circuit.Machine[*interval.Interval, interval.Ring]{}}
		if out := j.compare(in, st, c.b.Cmp(big.NewRat(10, 3)) > 0); out.Failure != c.class || (out.Kind == claim.KindHeld) != (c.class == "") {
			t.Errorf("%s: %v %s %s, want %q", c.reason, out.Kind, out.Failure, out.Detail, c.class)
		}
	}
}

// An eigenvalue of unknown sign agrees with no signature.
func TestAgreesNeedsSigns(t *testing.T) {
	c := interval.NewContext(64)
	between := func(lo, hi int64) *interval.Interval {
		x := interval.New()
		if err := c.SetRatBounds(x, big.NewRat(lo, 1), big.NewRat(hi, 1)); err != nil {
			t.Fatal(err)
		}
		return x
	}
	for _, k := range []struct {
		reason string
		radial *interval.Interval
		cmp    int
		want   bool
	}{
		{"minimum", between(1, 2), 1, true},
		{"minimum, not a saddle", between(1, 2), -1, false},
		{"saddle", between(-2, -1), -1, true},
		{"degenerate", between(0, 0), 0, true},
		{"degenerate, not a minimum", between(0, 0), 1, false},
		{"unknown, stated positive", between(-1, 1), 1, false},
		{"unknown, stated negative", between(-1, 1), -1, false},
		{"unknown, stated zero", between(0, 1), 0, false},
	} {
		q := shrinkage.Point{Eigenvalues: []shrinkage.Eigenvalue{{Value: k.radial, Multiplicity: 1}, {Value: between(3, 3), Multiplicity: 2}}}
		if got := lemma().agrees(3, k.cmp, q); got != k.want {
			t.Errorf("%s: %t", k.reason, got)
		}
	}
}

// The last precision is used: at L = 2 and b = 1 + 2^-k, e = s = 1, F - F(0) = -(b - 1)^2 = -2^-2k is told from 0 once the rounding errors of F,
// some 2^-prec, are smaller: not with maxPrec/2 bits at k = 2000, but with maxPrec; at k = 4000 not even with these.
func TestLastPrecision(t *testing.T) {
	judge := structureSample(lemma()).NewJudge()
	for k, want := range map[uint]claim.Kind{2000: claim.KindHeld, 4000: claim.KindUndecided} {
		b := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), k))
		if out := judge(target(2, b.Add(b, big.NewRat(1, 1)))); out.Kind != want {
			t.Errorf("b = 1 + 2^-%d: %v %s", k, out.Kind, out.Detail)
		}
	}
}
