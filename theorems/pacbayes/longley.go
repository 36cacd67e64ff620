package pacbayes

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/theorems/pacbayes/regression"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// digits is a rounded number and one unit of its last digit.
type digits struct{ name, value, unit string }

// certified is the institute's result for the linear regression of employed on a constant and the six columns: coefficients and the residual standard
// deviation, 15 digits each (NIST Statistical Reference Datasets, Longley).
var certified = []digits{
	{"constant", "-3482258.63459582", "1e-8"},
	{"deflator", "15.0618722713733", "1e-13"},
	{"gnp", "-0.0358191792925910", "1e-16"},
	{"unemployed", "-2.02022980381683", "1e-14"},
	{"armed_forces", "-1.03322686717359", "1e-14"},
	{"population", "-0.0511041056535807", "1e-16"},
	{"year", "1829.15146461355", "1e-11"},
}

var certifiedSD = digits{"residual standard deviation", "304.854073561965", "1e-12"}

func (s statement) regressionSteps(claim.Profile) []claim.Step {
	return []claim.Step{
		{Name: "longley-data", Scope: "16 years, 7 coefficients", Run: func(context.Context) claim.StepResult { return s.longley() }},
		{Name: "longley-sizes", Scope: "12 training and 4 held-out years, L = 2, d = 7", Run: func(ctx context.Context) claim.StepResult {
			train, test, err := regression.LongleyRegression()
			if err != nil {
				return undecided(err)
			}
			r, err := regression.Evaluate(ctx, train, test, nil, regression.LongleySetting())
			if err != nil {
				return undecided(err)
			}
			return s.sizes(r, train, regression.LongleySetting().Noise, false)
		}},
		{Name: "synthetic-sizes", Scope: "n = 200, L = 2, d = 5", Run: func(ctx context.Context) claim.StepResult {
			setting := regression.DefaultSetting()
			train, r, err := regression.SyntheticSample(ctx, 1, 200, setting)
			if err != nil {
				return undecided(err)
			}
			return s.sizes(r, train, setting.Noise, true)
		}},
	}
}

func undecided(err error) claim.StepResult {
	return claim.StepResult{Verdict: claim.Undecided, Detail: err.Error()}
}

func (s statement) longley() claim.StepResult {
	t, err := regression.Longley()
	if err != nil {
		return undecided(err)
	}
	x, y := make([][]*big.Rat, len(t.Rows)), t.Column("employed")
	for k := range x {
		x[k] = append(x[k], new(big.Rat).Set(s.constant))
		for _, c := range certified[1:] {
			x[k] = append(x[k], t.Column(c.name)[k])
		}
	}
	return certify(x, y, certified, certifiedSD)
}

// certify compares the exact least-squares solution with certified digits: they are rounded, so one unit of the last digit decides.
func certify(x [][]*big.Rat, y []*big.Rat, certified []digits, deviation digits) claim.StepResult {
	r := claim.StepResult{Method: "exact least squares", Verdict: claim.Proved}
	_, coefficients, residual := regress(x, y)
	for i, c := range certified {
		want, unit, err := c.number()
		if err != nil {
			return undecided(err)
		}
		r.Points++
		r.Stats = append(r.Stats, claim.Value{Name: c.name, Value: coefficients[i].FloatString(20)})
		if off := new(big.Rat).Sub(coefficients[i], want); off.Abs(off).Cmp(unit) > 0 {
			r.Verdict = claim.Refuted
			r.Detail = fmt.Sprintf("%s: %s, certified %s", c.name, coefficients[i].FloatString(12), c.value)
			return r
		}
	}
	// (sd - unit)^2 <= RSS/(n-d) <= (sd + unit)^2; 9 degrees of freedom for Longley
	sd, unit, err := deviation.number()
	if err != nil {
		return undecided(err)
	}
	variance := residual.Mul(residual, big.NewRat(int64(len(y)), int64(len(y)-len(certified))))
	low, high := new(big.Rat).Sub(sd, unit), new(big.Rat).Add(sd, unit)
	r.Points++
	if low.Mul(low, low).Cmp(variance) > 0 || high.Mul(high, high).Cmp(variance) < 0 {
		r.Verdict, r.Detail = claim.Refuted, fmt.Sprintf("residual variance %s, certified standard deviation %s", variance.FloatString(12), deviation.value)
	}
	return r
}

func (d digits) number() (x, u *big.Rat, err error) {
	if x, err = interval.ParseRat(d.value); err != nil {
		return nil, nil, err
	}
	u, err = interval.ParseRat(d.unit)
	return x, u, err
}

// sizes compares the empirical Gibbs risk under test with its exact value for the same float64 numbers, E (y - <q, x>)^2 from E q_i and E q_i^2 =
// prod (w^2 + e^2), and reports the figures.
func (s statement) sizes(report *regression.Report, train *regression.Sample, noise float64, population bool) claim.StepResult {
	got, bound, err := s.gibbs(train.X, train.Y, report.Weights, noise)
	if err != nil {
		return undecided(err)
	}
	exactly := func(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }
	e2 := exactly(noise)
	e2.Mul(e2, e2)
	d := len(report.Weights[0])
	mean, square := make([]*big.Rat, d), make([]*big.Rat, d)
	for i := range d {
		mean[i], square[i] = big.NewRat(1, 1), big.NewRat(1, 1)
		for _, layer := range report.Weights {
			w := exactly(layer[i])
			mean[i].Mul(mean[i], w)
			square[i].Mul(square[i], w.Add(w.Mul(w, w), e2))
		}
	}
	sum := new(big.Rat)
	for k, row := range train.X {
		r := exactly(train.Y[k])
		for i, x := range row {
			z := exactly(x)
			r.Sub(r, new(big.Rat).Mul(z, mean[i]))
			v := new(big.Rat).Sub(square[i], new(big.Rat).Mul(mean[i], mean[i]))
			sum.Add(sum, v.Mul(v, z.Mul(z, z)))
		}
		sum.Add(sum, r.Mul(r, r))
	}
	sum.Quo(sum, big.NewRat(int64(len(train.Y)), 1))
	show := func(x float64) string { return fmt.Sprintf("%.4g", x) }
	res := claim.StepResult{Method: "exact sum", Verdict: claim.Proved, Points: int64(len(train.Y)), Stats: []claim.Value{
		{Name: "n", Value: fmt.Sprint(report.N)}, {Name: "KL", Value: show(report.KL)}, {Name: "empirical Gibbs risk", Value: show(report.EmpiricalGibbs)},
		{Name: "held-out Gibbs risk", Value: show(report.HeldOutGibbs)}, {Name: "bound, first form", Value: show(report.LogBound)},
	}}
	if population {
		res.Stats = append(res.Stats, claim.Value{Name: "true Gibbs risk", Value: show(report.TrueGibbs)}, claim.Value{Name: "bound, second form", Value: show(report.Bound)})
	}
	off := new(big.Rat).Sub(exactly(got), sum)
	if off.Abs(off).Cmp(exactly(bound)) > 0 {
		res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("empirical Gibbs risk %v, exact %s, bound %.3g", got, proof.Clip(sum), bound)
	}
	return res
}
