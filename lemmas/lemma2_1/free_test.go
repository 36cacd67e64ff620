package lemma2_1

import (
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Each free-symbol step tests its own form, and with the cross term c of the other coordinates where it says "general model": forms that are right for
// c = 0 only are refuted there.
func TestFreeStepsTestTheirForms(t *testing.T) {
	own := func(v view) circuit.Node { return v.S.Mul(v.Target.Sub(v.W.Mul(v.B))) } // the residual without c
	right := lemma()
	for _, c := range []struct {
		name    string
		s       statement
		refuted map[string]bool
	}{
		{"the lemma", right, nil},
		{"diagonal form doubled", with(func(s *statement) { s.diagonal = func(v view) circuit.Node { return right.diagonal(v).Times(2) } }), map[string]bool{"diagonal": true}},
		{
			"general form without c", with(func(s *statement) { s.general = func(v view) circuit.Node { v.R = own(v); return right.general(v) } }),
			map[string]bool{"general": true, "commute": true},
		},
		{
			"sharpness with c", with(func(s *statement) {
				s.sharpness = func(v view) circuit.Node { return right.sharpness(v).Add(v.R.Sub(own(v))) }
			}), map[string]bool{"sharpness": true},
		},
	} {
		for _, st := range freeSteps(c.s) {
			want := claim.Proved
			if c.refuted[st.Name] {
				want = claim.Refuted
			}
			if r := st.Run(t.Context()); r.Verdict != want {
				t.Errorf("%s: step %s is %s, want %s", c.name, st.Name, r.Verdict, want)
			}
		}
	}
}
