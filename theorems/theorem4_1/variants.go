package theorem4_1

import (
	"context"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := theorem()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	everyStep := with(func(s *statement) { s.anyStep, s.ratio = 64, 1 })
	noCross := with(func(s *statement) {
		s.factor = func(one, a, _ circuit.Node) circuit.Node { return one.Sub(a).Sqr() }
	})
	high := with(func(s *statement) {
		s.root = func(v box) circuit.Node { return v.S.Mul(v.E2.Sqr()).Mul(v.N).Times(2) }
	})
	double := with(func(s *statement) {
		s.root = func(v box) circuit.Node { return v.S.Mul(v.E2).Mul(v.N).Times(4) }
	})
	swapped := with(func(s *statement) { s.plus, s.minus = s.minus, s.plus })
	wholeP := with(func(s *statement) {
		s.general = func(v pair) circuit.Node { return v.R.Mul(v.B).Sub(v.S.Mul(v.X).Mul(v.Y).Mul(v.A)) }
		s.diagonal = func(v pair) circuit.Node { return v.S.Mul(v.Target.Sub(v.X.Mul(v.Y).Mul(v.B))).Mul(v.B) }
	})
	return []claim.Wrong[statement]{
		{Name: "monotone-for-every-step", Title: "the bound holds for every step size", Check: "descent-exact", Statement: everyStep, MaxDepth: 3},
		{Name: "monotone-for-every-step-pair", Title: "the bound holds for every step size, for one pair of layers", Check: "condition-exact", Statement: everyStep, MaxDepth: 3},
		{Name: "monotone-for-every-step-example", Title: "D does not grow at alpha = 1", Check: "examples", Statement: everyStep},
		{Name: "factor-without-cross-term", Title: "the factor is (1-a)^2", Check: "free-symbols", Statement: noCross},
		{Name: "factor-without-cross-term-grid", Title: "the factor is (1-a)^2, put to the grids", Check: "grid-squares", Statement: noCross},
		{Name: "factor-without-cross-term-instance", Title: "the factor is (1-a)^2, on instances", Check: "factor-exact", Statement: noCross, MaxDepth: 2},
		{Name: "conserved-without-noise", Title: "descent at e = 0 keeps D, as the flow does", Check: "examples", Statement: with(func(s *statement) { s.noiseless = true })},
		{Name: "summable-steps-suffice", Title: "step sizes with a finite sum balance too", Check: "examples", Statement: with(func(s *statement) { s.summable = true })},
		{Name: "diverging-sum-necessary", Title: "sum alpha_k e_k^(2(L-1)) = infinity is necessary for D -> 0", Check: "examples", Statement: with(func(s *statement) { s.necessary = true })},
		{Name: "rate-exponent-2L", Title: "the rate 2 alpha s e^(2L)", Check: "condition", Statement: high},
		{Name: "rate-doubled-pair", Title: "the rate 4 alpha s e^(2(L-1)), one step", Check: "condition-exact", Statement: double, MaxDepth: 2},
		{Name: "rate-exponent-2L-run", Title: "the rate 2 alpha s e^(2L), along exact runs", Check: "descent-exact", Statement: high, MaxDepth: 2},
		{Name: "rate-exponent-2L-sharp", Title: "the rate 2 alpha s e^(2L), on sharp instances", Check: "descent-sharp", Statement: high},
		{Name: "rate-doubled-sharp", Title: "the rate 4 alpha s e^(2(L-1)), on sharp instances", Check: "descent-sharp", Statement: double},
		{Name: "rate-doubled-run", Title: "the rate 4 alpha s e^(2(L-1)), along certified runs", Check: "descent-certified", Statement: double, MaxDepth: 3},
		{Name: "signs-swapped", Title: "the factors of w_l + w_m and w_l - w_m exchanged", Check: "grid-fixed", Statement: swapped},
		{Name: "signs-swapped-field", Title: "the factors of w_l + w_m and w_l - w_m exchanged, at random points", Check: "random-field", Statement: swapped},
		{Name: "own-product-in-h", Title: "h with P_-lm for P_-lm - p_-lm^2, and p_-lm^2 for P_-lm in the diagonal model", Check: "factor-exact", Statement: wholeP, MaxDepth: 3},
		{Name: "condition-without-target", Title: "alpha <= 1/(2 s (M^2+e^2)^(L-1)) is enough", Check: "condition", Statement: with(func(s *statement) {
			s.inverse = func(v box) circuit.Node { return v.S.Mul(v.M2.Add(v.E2)).Mul(v.G).Times(2) }
		})},
		{Name: "float-layer-after-layer", Title: "a float64 descent that lets later layers see the new values of earlier ones", Check: "float-descent", MaxDepth: 2, Statement: with(func(s *statement) {
			s.descend = layerAfterLayer
		})},
	}
}

// layerAfterLayer repeats every step with the first layer already moved: one coordinate, steps recorded one by one.
func layerAfterLayer(ctx context.Context, d *numeric.Descent, start *numeric.Network) (*numeric.Trajectory, error) {
	t, err := d.Run(ctx, start)
	if err != nil {
		return nil, err
	}
	ws, err := numeric.NewWorkspace(start.Depth(), start.Width())
	if err != nil {
		return nil, err
	}
	n, g := start.Clone(), make([]float64, len(start.Weights()))
	for k := 1; k < t.Len(); k++ {
		m, err := d.Model.WithNoise(d.Noise.At(k - 1))
		if err != nil {
			return nil, err
		}
		for l := range g {
			ws.Gradient(g, d.Objective, m, n)
			n.Weights()[l] -= d.Step.At(k-1) * g[l]
		}
		copy(t.State(k), n.Weights())
	}
	return t, nil
}
