package theorem3_1

import (
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// proven runs the steps of one check of a statement in the quick profile and returns the verdict of each.
func proven(t *testing.T, s statement, check string) map[string]claim.StepResult {
	t.Helper()
	out := map[string]claim.StepResult{}
	for _, ch := range checks(s) {
		if ch.Name == check {
			for _, step := range ch.Steps(claim.Quick) {
				out[step.Name] = step.Run(t.Context())
			}
		}
	}
	return out
}

// TestIdentities: the proofs by free symbols and grids go through for the theorem.
func TestIdentities(t *testing.T) {
	for _, name := range []string{
		"drift-free", "drift-diagonal", "drift-general", "floor", "box-certificate", "sublevel-certificate", "local-example", "depth-two", "cube-certificate", "threshold-slope",
	} {
		steps := proven(t, lemma(), name)
		if len(steps) == 0 {
			t.Errorf("%s: no steps", name)
		}
		for step, r := range steps {
			if r.Verdict != claim.Proved {
				t.Errorf("%s, %s: %s %s", name, step, r.Verdict, r.Detail)
			}
		}
	}
}

// TestWrongIdentities: each step notices what it is about, the terms of one sign of b at the step of that sign.
func TestWrongIdentities(t *testing.T) {
	for _, c := range []struct {
		reason, check string
		change        func(s *statement)
		refuted       string // the steps
	}{
		{"the drift without s", "drift-free", func(s *statement) {
			s.drift = func(p pair) circuit.Node { return p.E.Sqr().Mul(p.A).Mul(p.difference()).Times(-4) }
		}, "general"},
		{"the rate at L = 2", "floor", func(s *statement) {
			s.rate = func(sc, e circuit.Node) circuit.Node { return sc.Mul(e.Sqr()).Times(5) }
		}, "depth-two"},
		{"the factor of a layer", "floor", func(s *statement) {
			s.layer = func(e circuit.Node) circuit.Node { return e }
		}, "one-layer-more"},
		{"the reach of the box", "box-certificate", func(s *statement) {
			s.reach = func(e circuit.Node) circuit.Node { return e.Times(3) }
		}, "one-layer-more"},
		{"the weight of the sublevel bound", "sublevel-certificate", func(s *statement) {
			s.weight = func(floor, _ circuit.Node) circuit.Node { return floor.Times(2) }
		}, "one-layer-more"},
		{"the sum at b > 0", "depth-two", func(s *statement) {
			s.repel = func(p pair, sigma int64) circuit.Node { return lemma().repel(p, sigma).Times(1 + (1+sigma)/2) }
		}, "plus"},
		{"the sum at b < 0", "depth-two", func(s *statement) {
			s.repel = func(p pair, sigma int64) circuit.Node { return lemma().repel(p, sigma).Times(1 + (1-sigma)/2) }
		}, "minus"},
		{"the slope at the threshold", "threshold-slope", func(s *statement) {
			s.slope = func(sc, u circuit.Node) circuit.Node { return sc.Mul(u.Sqr()).Times(4) }
		}, "minus plus"},
		{"the decay in the cube", "cube-certificate", func(s *statement) {
			s.decay = func(floor, b, power circuit.Node) circuit.Node { return floor.Sub(b.Mul(power).Times(2)) }
		}, "general"},
	} {
		s := lemma()
		c.change(&s)
		for step, r := range proven(t, s, c.check) {
			want := claim.Proved
			if strings.Contains(" "+c.refuted+" ", " "+step+" ") {
				want = claim.Refuted
			}
			if r.Verdict != want {
				t.Errorf("%s, %s: %s, want %s", c.reason, step, r.Verdict, want)
			}
		}
	}
}
