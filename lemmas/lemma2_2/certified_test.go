package lemma2_2

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The enclosed least values over s by hand: (G + t)^L - p^2 and 2 L G^(L-1). Every number here is exact, so the ends are too.
func TestEnclosuresByHand(t *testing.T) {
	c := interval.NewContext(64)
	s := lemma()
	for _, k := range []struct {
		reason         string
		enclose        enclosure
		depth          int
		lo, hi         int64 // G
		t, p2          int64
		wantLo, wantHi int64
	}{
		{"(3 + 1)^2 - 9", s.enclosedProduct, 2, 3, 3, 1, 9, 7, 7},
		{"(4 + 2)^3 - 64", s.enclosedProduct, 3, 4, 4, 2, 64, 152, 152},
		{"(1 + 2)^4 - 1", s.enclosedProduct, 4, 1, 1, 2, 1, 80, 80},
		{"(0 + 2)^3", s.enclosedProduct, 3, 0, 0, 2, 0, 8, 8},
		{"1 + 2 [2, 3] + [4, 9] - 5", s.enclosedProduct, 2, 2, 3, 1, 5, 4, 11},
		{"2 2 3", s.enclosedTrace, 2, 3, 3, 1, 9, 12, 12},
		{"2 3 4^2", s.enclosedTrace, 3, 4, 4, 2, 64, 96, 96},
		{"2 4 [2, 3]^3", s.enclosedTrace, 4, 2, 3, 5, 9, 64, 216},
	} {
		g, z := interval.New(), interval.New()
		if err := c.SetRatBounds(g, big.NewRat(k.lo, 1), big.NewRat(k.hi, 1)); err != nil {
			t.Fatal(err)
		}
		k.enclose(c, z, g, big.NewRat(k.t, 1), big.NewRat(k.p2, 1), k.depth)
		lo, hi, ok := z.Rats()
		if !ok || lo.Cmp(big.NewRat(k.wantLo, 1)) != 0 || hi.Cmp(big.NewRat(k.wantHi, 1)) != 0 {
			t.Errorf("%s: %v, want [%d, %d]", k.reason, z, k.wantLo, k.wantHi)
		}
	}
}

// at is an instance with e = 1; a row is one coordinate: s, then its weights.
func at(rows ...[]int64) *claim.Case {
	in := generators.NewInstance("test", len(rows[0])-1, len(rows))
	in.Noise.SetInt64(1)
	for i, row := range rows {
		in.Sigma[i][i].SetInt64(row[0])
		for l, w := range row[1:] {
			in.Weights[l][i].SetInt64(w)
		}
	}
	return &claim.Case{Instance: in}
}

// The margins (value - least)/value of R and of tr Hess L by hand where |p|^(1/L) is irrational, e = 1.
//
//	L = 2, w = (1, 2), p = 2: R = 2 5 - 4 = 6, least (2+1)^2 - 4 = 5; tr = 2 (1 + 4) = 10, least 2 2 2 = 8.
//	L = 2, s = 2 and 5, (1, 2) and (1, 3): R = 12 + 5 (20 - 9) = 67, least 10 + 5 (16 - 9) = 45; tr = 20 + 100, least 16 + 60.
//	L = 3, w = (1, 1, 2), G = 2^(2/3): R = 20 - 4 = 16, least (G+1)^3 - 4; tr = 2 (4 + 4 + 1) = 18, least 6 G^2.
func TestCertifiedMarginsByHand(t *testing.T) {
	g := math.Cbrt(4)
	s := lemma()
	for _, k := range []struct {
		c                *claim.Case
		sharpness, trace float64
	}{
		{at([]int64{1, 1, 2}), 1. / 6, 2. / 10},
		{at([]int64{1, -1, 2}), 1. / 6, 2. / 10},
		{at([]int64{2, 1, 2}, []int64{5, 1, 3}), 22. / 67, 44. / 120},
		{at([]int64{1, 1, 1, 2}), (20 - (g+1)*(g+1)*(g+1)) / 16, (18 - 6*g*g) / 18},
	} {
		for name, x := range map[string]struct {
			out  claim.Outcome
			want float64
		}{
			"R":    {s.certify(k.c, newMeter(s.sharpness()), s.enclosedProduct), k.sharpness},
			"tr":   {s.certify(k.c, newMeter(s.trace()), s.enclosedTrace), k.trace},
			"both": {s.certifiedSample().NewJudge()(k.c), math.Min(k.sharpness, k.trace)},
		} {
			// A few roundings of numbers up to 20 times the value in want; the gap itself is known to 2^-120.
			if x.out.Kind != claim.KindHeld || math.Abs(x.out.Margin-x.want) > 20*8*0x1p-53 {
				t.Errorf("%s of w = %v: %v %s, margin %v, want %v", name, k.c.Weights, x.out.Kind, x.out.Detail, x.out.Margin, x.want)
			}
		}
	}
}

// Both inequalities count: least values that are too large are refuted, of R and of tr Hess L, certified and exact.
func TestBothInequalitiesCount(t *testing.T) {
	product, trace := lemma(), lemma()
	product.least = func(depth, k int) int64 { return 2 * lemma().least(depth, k) }
	trace.traceFactor = func(depth int) int64 { return 2 * int64(depth) }
	irrational, rational := at([]int64{1, 1, 2}), at([]int64{1, 1, 4})
	for _, k := range []struct {
		reason string
		out    claim.Outcome
		class  string
	}{
		{"the lemma, certified", lemma().certifiedSample().NewJudge()(irrational), ""},
		{"R, certified", product.certifiedSample().NewJudge()(irrational), "below the bound"},
		{"tr Hess L, certified", trace.certifiedSample().NewJudge()(irrational), "below the bound"},
		{"the lemma, exact", lemma().inequalitySample().NewJudge()(rational), ""},
		{"R, exact", product.inequalitySample().NewJudge()(rational), "the bound is not attained"},
		{"tr Hess L, exact", trace.inequalitySample().NewJudge()(rational), "the bound is not attained"},
	} {
		if k.out.Failure != k.class || (k.out.Kind == claim.KindHeld) != (k.class == "") {
			t.Errorf("%s: %v %s %s, want %q", k.reason, k.out.Kind, k.out.Failure, k.out.Detail, k.class)
		}
	}
}
