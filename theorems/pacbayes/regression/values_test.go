package regression

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/numeric"
)

func stream() *rand.Rand { return rand.New(rand.NewPCG(7, 8)) }

// near allows the roundings of some ten operations.
func near(got, want float64) bool { return math.Abs(got-want) <= 0x1p-48*math.Abs(want) }

// TestReport: without a step the posterior's mean is the prior's, w = (1/2, 0), and with e = 1/4, sp = 1/2 everything is a hand value. q has the mean 0 and E q^2 = (1/4 + 1/16)/16 = 5/256, so the Gibbs
// risk is the mean of y^2 plus 5/256 times that of x^2. KL = D (1/4 - 1 + log 4)/2, D = 2. With b = 1/2 and tau2 = 1/4 the risk is t2 = 1/4 + (1/2 - q)^2, and since the
// odd moments of q vanish, E (1/2 - q)^4 = 1/16 + 6/4 E q^2 + E q^4, E q^4 = (1/16 + 6/64 + 3/256) 3/256 = 129/65536.
func TestReport(t *testing.T) {
	s := Setting{Noise: .25, Prior: .5, Lambda: .125, Delta: .05, Step: .02}
	population, err := numeric.NewDiagonalModel([]float64{.5}, []float64{1}, s.Noise, .25)
	if err != nil {
		t.Fatal(err)
	}
	train, test := &Sample{X: [][]float64{{1}, {2}}, Y: []float64{3, 1}}, &Sample{X: [][]float64{{4}, {4}, {4}}, Y: []float64{2, 2, 2}}
	r, err := Evaluate(t.Context(), train, test, population, s)
	if err != nil {
		t.Fatal(err)
	}
	kl, gibbs := .25-1+math.Log(4), 5+2.5*5/256
	cost := (kl + math.Log(20)) / (.125 * 2)
	m2 := .25 + 5./256
	m4 := 1./16 + 1.5*5/256 + 129./65536
	square := 1./16 + m2/2 + m4 // E (1/4 + (b - q)^2)^2
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"KL", r.KL, kl}, {"empirical Gibbs risk", r.EmpiricalGibbs, gibbs}, {"held-out Gibbs risk", r.HeldOutGibbs, 4 + 16*5./256},
		{"first form", r.LogBound, gibbs + cost}, {"geometric", r.GeometricBound, (math.Exp((gibbs+cost)/4) - 1) * 4}, {"true Gibbs risk", r.TrueGibbs, .25 + m2},
		{"second form", r.Bound, gibbs + square/8 + cost},
	} {
		if !near(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if r.N != 2 || r.HeldOut != 3 || len(r.Weights) != 2 || r.Weights[0][0] != .5 || r.Weights[1][0] != 0 {
		t.Errorf("%+v", r)
	}
	if r, err = Evaluate(t.Context(), train, nil, nil, s); err != nil || r.HeldOut != 0 || !math.IsNaN(r.HeldOutGibbs) || !math.IsNaN(r.TrueGibbs) || !math.IsNaN(r.Bound) {
		t.Errorf("neither held-out years nor a population: %+v, %v", r, err)
	}
}

// TestEmpirical: a line through (1,1), (2,2), (3,4): Sigma-hat = [[1, 2], [2, 14/3]], slope 3/2, intercept 7/3 - 3, residuals 1/6, -1/3, 1/6, the mean of whose squares is 1/18. The solution is
// stable (condition below 10), its residuals cancel numbers below 4: 2^-48 absolutely, and their squares, below 1/9, less.
func TestEmpirical(t *testing.T) {
	m, err := empirical(&Sample{X: [][]float64{{1, 1}, {1, 2}, {1, 3}}, Y: []float64{1, 2, 4}}, .75)
	if err != nil {
		t.Fatal(err)
	}
	got := []float64{m.Sigma(0, 0), m.Sigma(0, 1), m.Sigma(1, 0), m.Sigma(1, 1), m.Target(0), m.Target(1), m.Tau2(), m.Noise()}
	for k, want := range []float64{1, 2, 2, 14. / 3, -2. / 3, 1.5, 1. / 18, .75} {
		if !(math.Abs(got[k]-want) <= 0x1p-48) {
			t.Errorf("entry %d: %v, want %v", k, got[k], want)
		}
	}
}

// TestFit: one step of alpha = 1/10 from w = (1/2, 0) at e = 1: with s = 1 and b = 2 the gradient of L_R is (2 w_1 (w_2^2 + e^2) - 2 b w_2, 2 w_2 (w_1^2 + e^2) - 2 b w_1) = (1, -2), which leads to
// (2/5, 1/5).
func TestFit(t *testing.T) {
	net, start, err := fit(t.Context(), &Sample{X: [][]float64{{1}, {-1}}, Y: []float64{2, -2}}, Setting{Noise: 1, Step: .1, Steps: 1})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(start.Weights(), []float64{.5, 0}) {
		t.Errorf("start %v", start.Weights())
	}
	for l, want := range []float64{.4, .2} {
		if !near(net.At(l, 0), want) {
			t.Errorf("layer %d: %v, want %v", l+1, net.At(l, 0), want)
		}
	}
}

// TestTable: numbers in any decimal form, one row at least; an error names the line as an editor counts it, and the column.
func TestTable(t *testing.T) {
	table, err := parse("a,b\n1,2.5\n")
	if err != nil || len(table.Rows) != 1 || table.Column("a")[0].RatString() != "1" || table.Column("b")[0].RatString() != "5/2" {
		t.Errorf("one row: %+v, %v", table, err)
	}
	if _, err := parse("a,b\n1,2\n1,2\n1,x\n"); err == nil || !strings.Contains(err.Error(), "line 4, b") {
		t.Errorf("a letter in line 4: %v", err)
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown column is found")
		}
	}()
	table.Column("c")
}

// TestLongleyUnits: 1947 and 1962 in the units of the model, by hand from the table: (83 - 100)/10, (234289 - 400000)/100000, ...; 12 years to train on, 4 held out.
func TestLongleyUnits(t *testing.T) {
	train, test, err := LongleyRegression()
	if err != nil {
		t.Fatal(err)
	}
	if len(train.X) != 12 || len(train.Y) != 12 || len(test.X) != 4 || len(test.Y) != 4 {
		t.Fatalf("%d and %d years", len(train.X), len(test.X))
	}
	first, last := append([]float64{train.Y[0]}, train.X[0]...), append([]float64{test.Y[3]}, test.X[3]...)
	for k, want := range []float64{-4677. / 3500, 1, -1.7, -1.65711, -.644, -1010. / 700, -9392. / 7000, -1.4} {
		if !near(first[k], want) {
			t.Errorf("1947, entry %d: %v, want %v", k, first[k], want)
		}
	}
	for k, want := range []float64{5551. / 3500, 1, 1.69, 1.54894, 1.007, 227. / 700, 13081. / 7000, 1.6} {
		if !(math.Abs(last[k]-want) <= 0x1p-44) { // 116.9 - 100 has lost 3 bits
			t.Errorf("1962, entry %d: %v, want %v", k, last[k], want)
		}
	}
}

// TestSampleSizes: from 6 to 2^20, as the error says.
func TestSampleSizes(t *testing.T) {
	for n, want := range map[int]bool{-1: false, 5: false, 6: true, 1 << 20: true, 1<<20 + 1: false} {
		if err := checkSamples(n); (err == nil) != want {
			t.Errorf("n = %d: %v", n, err)
		}
	}
}

// TestDraw: row by row, the noise first, Y = <b, X> + noise/2; the five products are below 8.
func TestDraw(t *testing.T) {
	s, rng := draw(stream(), syntheticTarget(), 20), stream()
	if len(s.X) != 20 || len(s.Y) != 20 {
		t.Fatalf("%d rows, %d answers", len(s.X), len(s.Y))
	}
	for k, row := range s.X {
		y := rng.NormFloat64() / 2
		for i, b := range []float64{1, -.75, 0, 0, .25} {
			z := rng.NormFloat64()
			y += b * z
			if row[i] != z {
				t.Errorf("X[%d][%d] = %v, want %v", k, i, row[i], z)
			}
		}
		if !(math.Abs(s.Y[k]-y) <= 0x1p-47) {
			t.Errorf("Y[%d] = %v, want %v", k, s.Y[k], y)
		}
	}
}
