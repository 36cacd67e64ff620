package lemma2_1

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// The float64 code against the exact values from the definition: |computed - exact| is at most the
// bound that numeric documents and returns. Nothing is tuned here; the bound is the tolerance.

func floatSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 10, MinWidth: 1, MaxWidth: 4, Dyadic: true}
	return &claim.Sample{
		Space:    generators.NewSpace(d),
		Cases:    claim.Count{Quick: 230, Default: 2300, Deep: 115000},
		MinValid: 4,
		MarginIs: "1 - error / bound, over loss, L_R, average sharpness, Hessian trace and gradients",
		NewJudge: func() claim.Judge {
			return (&floatJudge{s, proof.NewValues(quantities)}).judge
		},
	}
}

type floatJudge struct {
	s     statement
	exact *proof.Values
}

// quantities are L, L_R, R, tr Hess L, then dL_R/dw and dL/dw, [coordinate][layer].
func quantities(m *proof.Model) []circuit.Node {
	loss := definition.Loss(m.C, m.Symbols)
	expected := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	outs := []circuit.Node{loss, expected, expected.Sub(loss), definition.HessianTrace(m.C, loss, m.Symbols)}
	for _, f := range []circuit.Node{expected, loss} {
		for i := range m.B {
			outs = append(outs, circuit.Gradient(f, m.Layer(i)...)...)
		}
	}
	return outs
}

func (j *floatJudge) judge(c *claim.Case) claim.Outcome {
	f, err := bridge.New(c.Instance)
	if err != nil {
		return claim.Skip("%v", err)
	}
	exact := j.exact.At(c.Instance)
	n := c.Depth() * c.Width()
	m, w, ws := f.Model, f.Network, f.Workspace
	got := []float64{ws.Loss(m, w), ws.RegularizedLoss(m, w), ws.AverageSharpness(m, w), ws.HessianTrace(m, w)}
	bound := []float64{numeric.LossBound(m, w), numeric.RegularizedLossBound(m, w), numeric.AverageSharpnessBound(m, w), numeric.HessianTraceBound(m, w)}
	g, gb := make([]float64, n), make([]float64, n)
	j.s.gradient(ws, g, m, w)
	numeric.GradientBound(gb, numeric.Regularized, m, w)
	got, bound = append(got, g...), append(bound, gb...)
	h, hb := make([]float64, n), make([]float64, n)
	ws.Gradient(h, numeric.Plain, m, w)
	numeric.GradientBound(hb, numeric.Plain, m, w)
	got, bound = append(got, h...), append(bound, hb...)

	margin, finite := math.Inf(1), 0
	for k, x := range exact {
		name := quantity(k, n)
		if math.IsInf(bound[k], 1) {
			continue // overflow may have happened: numeric makes no statement
		}
		finite++
		off := distance(got[k], x)
		c.Trace(name, fmt.Sprintf("computed %v, exact %s, error %.3g, bound %.3g", got[k], proof.Clip(x), off, bound[k]))
		if !(off <= bound[k]) {
			return claim.Violate("error above the bound", off/bound[k], "%s: computed %v, exact %s, error %.3g, bound %.3g", name, got[k], proof.Clip(x), off, bound[k])
		}
		if bound[k] > 0 {
			margin = math.Min(margin, 1-off/bound[k])
		}
	}
	// Entries and products below 2^500 leave no room for overflow, so that there must be a bound.
	if finite < len(exact) && c.Regime != generators.Extreme && c.Regime != generators.HugeNoise {
		return claim.Violate("no bound", 0, "%d of %d bounds are infinite on moderate entries", len(exact)-finite, len(exact))
	}
	if math.IsInf(margin, 1) {
		return claim.Hold()
	}
	return claim.HoldBy(margin)
}

// distance is |x - y| rounded to the nearest float64; +Inf if x is not finite.
func distance(x float64, y *big.Rat) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return math.Inf(1)
	}
	d := new(big.Rat).SetFloat64(x)
	f, _ := d.Sub(d, y).Float64()
	return math.Abs(f)
}

func quantity(k, n int) string {
	switch {
	case k < 4:
		return [...]string{"loss", "regularized loss", "average sharpness", "Hessian trace"}[k]
	case k < 4+n:
		return fmt.Sprintf("gradient of L_R, entry %d", k-4+1)
	default:
		return fmt.Sprintf("gradient of L, entry %d", k-4-n+1)
	}
}
