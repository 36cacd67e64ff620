package pacbayes

import (
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/theorems/pacbayes/regression"
)

// TestCertify: y = 2 + 3x + r at x = -1, 1, -1, 1, 0, 0 with r = (1, 1, -1, -1, 0, 0)/2, orthogonal to 1 and x: the coefficients are 2 and 3, the residual variance is 1/(6-2), the deviation 1/2.
// One unit off passes, the next digit does not.
func TestCertify(t *testing.T) {
	x := [][]*big.Rat{rats(1, -1), rats(1, 1), rats(1, -1), rats(1, 1), rats(1, 0), rats(1, 0)}
	y := []*big.Rat{rat(-1, 2), rat(11, 2), rat(-3, 2), rat(9, 2), rat(2, 1), rat(2, 1)}
	for _, c := range []struct {
		constant, slope, deviation string
		verdict                    claim.Verdict
		points                     int64
	}{
		{"2", "3", "0.5", claim.Proved, 3},
		{"1.9", "3", "0.5", claim.Proved, 3},
		{"2.1", "3.1", "0.5", claim.Proved, 3},
		{"1.8", "3", "0.5", claim.Refuted, 1},
		{"2.2", "3", "0.5", claim.Refuted, 1},
		{"2", "3.2", "0.5", claim.Refuted, 2},
		{"2", "3", "0.4", claim.Proved, 3},
		{"2", "3", "0.6", claim.Proved, 3},
		{"2", "3", "0.3", claim.Refuted, 3},
		{"2", "3", "0.7", claim.Refuted, 3},
		{"two", "3", "0.5", claim.Undecided, 0},
		{"2", "3", "half", claim.Undecided, 0},
	} {
		r := certify(x, y, []digits{{"constant", c.constant, "0.1"}, {"slope", c.slope, "0.1"}}, digits{"deviation", c.deviation, "0.1"})
		if r.Verdict != c.verdict || r.Points != c.points {
			t.Errorf("%+v: %+v", c, r)
		}
	}
	if r := certify(x, y, []digits{{"constant", "2", "one"}}, digits{"deviation", "0.5", "0.1"}); r.Verdict != claim.Undecided {
		t.Errorf("a unit that is no number: %+v", r)
	}
}

// TestSizes: w = (2, 3), e = 1 make q of mean 6 and square (4+1)(9+1) = 50. At (x, y) = (1, 8) and (2, 6): (8-6)^2 + 14 = 18 and (6-12)^2 + 4 * 14 = 92, the mean is 55. An error at the bound passes.
// The true risk and the second form are figures of a known population.
func TestSizes(t *testing.T) {
	train := &regression.Sample{X: [][]float64{{1}, {2}}, Y: []float64{8, 6}}
	report := &regression.Report{Weights: [][]float64{{2}, {3}}}
	for _, c := range []struct {
		reason     string
		got, bound float64
		err        error
		population bool
		verdict    claim.Verdict
		figures    int
	}{
		{"exact", 55, 0, nil, false, claim.Proved, 5},
		{"at the bound", 55.5, .5, nil, true, claim.Proved, 7},
		{"at the bound, below", 54.5, .5, nil, false, claim.Proved, 5},
		{"beyond", 55.75, .5, nil, true, claim.Refuted, 7},
		{"beyond, below", 54.25, .5, nil, false, claim.Refuted, 5},
		{"an error", 55, 0, errors.New("no"), false, claim.Undecided, 0},
	} {
		s := theorem()
		s.gibbs = func([][]float64, []float64, [][]float64, float64) (float64, float64, error) {
			return c.got, c.bound, c.err
		}
		r := s.sizes(report, train, 1, c.population)
		if r.Verdict != c.verdict || len(r.Stats) != c.figures || c.err == nil && r.Points != 2 {
			t.Errorf("%s: %+v", c.reason, r)
		}
	}
}

// TestRegressionSteps: 7 coefficients and the deviation of the Longley data are compared; the population of the synthetic regression is known, that of the Longley data is not. A Gibbs risk off by
// one part in 2^30 is refuted on both.
func TestRegressionSteps(t *testing.T) {
	var points []int64
	var figures []int
	s := theorem()
	for _, step := range s.regressionSteps(claim.Quick) {
		r := step.Run(t.Context())
		if r.Verdict != claim.Proved {
			t.Errorf("%s: %+v", step.Name, r)
		}
		points, figures = append(points, r.Points), append(figures, len(r.Stats))
	}
	if !slices.Equal(points, []int64{8, 12, 200}) || !slices.Equal(figures, []int{7, 5, 7}) {
		t.Errorf("%v points, %v figures", points, figures)
	}
	s.gibbs = func(x [][]float64, y []float64, layers [][]float64, e float64) (float64, float64, error) {
		v, bound, err := theorem().gibbs(x, y, layers, e)
		return v * (1 + 0x1p-30), bound, err
	}
	for _, step := range s.regressionSteps(claim.Quick)[1:] {
		if r := step.Run(t.Context()); r.Verdict != claim.Refuted {
			t.Errorf("%s with a risk that is off: %+v", step.Name, r)
		}
	}
}

// TestLongleyColumns: the certified names are the columns of the data behind the year's and the answer's, in any order, and the constant.
func TestLongleyColumns(t *testing.T) {
	table, err := regression.Longley()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range certified {
		names = append(names, c.name)
	}
	want := append([]string{"constant", "employed"}, table.Columns...)
	want = slices.DeleteFunc(want, func(s string) bool { return s == "employed" })
	slices.Sort(names)
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("certified %v, columns %v", names, want)
	}
}
