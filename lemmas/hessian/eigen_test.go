package hessian

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

func matrix(rows ...[]int64) [][]*big.Rat {
	h := make([][]*big.Rat, len(rows))
	for l, row := range rows {
		for _, x := range row {
			h[l] = append(h[l], big.NewRat(x, 1))
		}
	}
	return h
}

// With w = (1, 1, 1): 2 I has the eigenvalue 2 for every vector; n n^T with n = (1, 1, -2) adds to it for v = e_1 - e_3 only, and with n = (1, -1, 0) for
// e_1 - e_2 too; the matrix of ones adds 3 along w.
func TestEigenvectorsChecksEach(t *testing.T) {
	w := []*big.Rat{big.NewRat(1, 1), big.NewRat(1, 1), big.NewRat(1, 1)}
	two := big.NewRat(2, 1)
	for _, c := range []struct {
		h             [][]*big.Rat
		class, detail string
	}{
		{matrix([]int64{2, 0, 0}, []int64{0, 2, 0}, []int64{0, 0, 2}), "", ""},
		{matrix([]int64{3, 1, -2}, []int64{1, 3, -2}, []int64{-2, -2, 6}), "balancing eigenvalue", "v = w_3 e_1 - w_1 e_3"},
		{matrix([]int64{3, -1, 0}, []int64{-1, 3, 0}, []int64{0, 0, 2}), "balancing eigenvalue", "v = w_2 e_1 - w_1 e_2"},
		{matrix([]int64{3, 1, 1}, []int64{1, 3, 1}, []int64{1, 1, 3}), "radial eigenvalue", "H w is not 2 w"},
	} {
		out := eigenvectors(w, c.h, two, two)
		if held := out.Kind == claim.KindHeld; held != (c.class == "") || out.Failure != c.class || !strings.Contains(out.Detail, c.detail) {
			t.Errorf("%v: %v %s %s", c.h, out.Kind, out.Failure, out.Detail)
		}
	}
}

// The left sides of the line's identities are those of a point with that many minus signs in front: H sigma at the last layer, and
// sigma_1 H_LL - sigma_L H_L1.
func TestAlongLineTakesItsSigns(t *testing.T) {
	b, s, e, x := big.NewRat(5, 3), big.NewRat(7, 2), big.NewRat(2, 5), big.NewRat(3, 4)
	for depth := 2; depth <= 4; depth++ {
		for minus := range 3 {
			c := circuit.NewBuilder()
			m := &proof.Model{Symbols: definition.NewSymbols(c, depth, 1, true), C: c, Diagonal: true}
			ids := lemma().alongLine(minus)(m)
			in := make([]*big.Rat, depth, depth+5)
			w := make([]*big.Rat, depth)
			sign := make([]*big.Rat, depth)
			for l := range w {
				sign[l] = big.NewRat(1, 1)
				if l < minus {
					sign[l].SetInt64(-1)
				}
				w[l] = new(big.Rat).Mul(sign[l], x)
				in[l] = new(big.Rat) // replaced by t
			}
			in = append(in, b, s, e, new(big.Rat), x)
			got := circuit.NewMachine(circuit.Rats{}, c.Compile(ids[0].LHS, ids[1].LHS)).Run(in)
			h := planted.New(depth).At(w, b, s, e).Hessian[depth-1]
			along, t1 := new(big.Rat), new(big.Rat)
			for k := range h {
				along.Add(along, t1.Mul(h[k], sign[k]))
			}
			across := new(big.Rat).Mul(sign[0], h[depth-1])
			across.Sub(across, t1.Mul(sign[depth-1], h[0]))
			if got[0].Cmp(along) != 0 || got[1].Cmp(across) != 0 {
				t.Errorf("L = %d, %d minus signs: %s, %s, want %s, %s", depth, minus, got[0].RatString(), got[1].RatString(), along.RatString(), across.RatString())
			}
		}
	}
}

// Each free-symbol step tests its own closed form: a wrong one refutes that step and no other.
func TestFreeStepsTestTheirForms(t *testing.T) {
	general, diagonal := lemma(), lemma()
	general.layers = func(p pair) circuit.Node { return lemma().layers(p).Times(2) }
	diagonal.diagonal = func(p pair) circuit.Node { return lemma().diagonal(p).Times(2) }
	for _, c := range []struct {
		s       statement
		refuted string
	}{{lemma(), ""}, {general, "two-layers"}, {diagonal, "two-layers-diagonal"}} {
		for _, st := range freeSteps(c.s) {
			want := claim.Proved
			if st.Name == c.refuted {
				want = claim.Refuted
			}
			if r := st.Run(t.Context()); r.Verdict != want {
				t.Errorf("%q wrong: step %s is %s", c.refuted, st.Name, r.Verdict)
			}
		}
	}
}

// TestAtPoint: at L = 2, s = e = 1, t = 2 the target 5 is stationary, with 2 (u+e^2) + 2 (u-e^2) = 16 along w and 4 across; beside it the gradient 2 (2 * 5 - 2 b) is not 0
// though the eigenvalues along and across w, 16 - 2 (b-5) and 4 + 2 (b-5), are given right.
func TestAtPoint(t *testing.T) {
	two, one := big.NewRat(2, 1), big.NewRat(1, 1)
	for _, c := range []struct {
		target, radial, balance int64
		failure                 string
	}{{5, 16, 4, ""}, {6, 14, 6, "not stationary"}, {5, 15, 4, "radial eigenvalue"}, {5, 16, 5, "balancing eigenvalue"}} {
		p := planted.Point{Depth: 2, T: two, Weights: []*big.Rat{two, two}, Target: big.NewRat(c.target, 1), Noise: one, Scale: one}
		if got := atPoint(p, planted.Table{}, big.NewRat(c.radial, 1), big.NewRat(c.balance, 1)); got.Failure != c.failure || (got.Kind == claim.KindHeld) != (c.failure == "") {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}
