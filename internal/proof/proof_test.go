package proof

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// sharpness is L_R - L = sum s_i (P_i - p_i^2), with the sign of p^2 as a parameter.
func sharpness(sign int64) Identities {
	return func(m *Model) []grid.Identity {
		sum := m.C.Int(0)
		for i := range m.B {
			all, p := m.C.Int(1), m.C.Int(1)
			for _, w := range m.Layer(i) {
				all = all.Mul(w.Sqr().Add(m.E.Sqr()))
				p = p.Mul(w)
			}
			sum = sum.Add(m.Sigma[i][i].Mul(all.Sub(p.Sqr().Times(sign))))
		}
		r := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian()).Sub(definition.Loss(m.C, m.Symbols))
		return []grid.Identity{GridIdentity("R", r, sum)}
	}
}

// TestRoutes: a true identity passes by grid, by random points and on instances; a wrong one fails by
// each of them.
func TestRoutes(t *testing.T) {
	shape := Shape{Depth: 3, Width: 2}
	for _, sign := range []int64{1, -1} {
		want := claim.Proved
		if sign < 0 {
			want = claim.Refuted
		}
		for _, st := range []claim.Step{Grids(nil, sharpness(sign), shape)[0], Randoms(nil, sharpness(sign), 64, shape)[0]} {
			r := st.Run(t.Context())
			if r.Verdict != want || r.Points == 0 {
				t.Errorf("sign %d, %s: %s after %d points (%s), want %s", sign, r.Method, r.Verdict, r.Points, r.Detail, want)
			}
			if want == claim.Refuted && len(r.Values) == 0 {
				t.Errorf("%s: a refutation without its point", r.Method)
			}
		}
	}
}

// TestExactJudge compares the integer route with the rational one on every regime, for a true and a
// wrong statement: scaling must not change a decision.
func TestExactJudge(t *testing.T) {
	space := generators.NewSpace(generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 3})
	for _, sign := range []int64{1, -1} {
		integers := ExactJudge(nil, sharpness(sign))()
		e := &exact{f: sharpness(sign), shapes: map[Shape]*compiled{}}
		scaled := 0
		for i := range 20 * len(space.Regimes) {
			in := space.Draw(i, newRand(uint64(i)))
			c := &claim.Case{Instance: in, Index: i}
			k := e.at(Shape{in.Depth(), in.Width(), in.IsDiagonal()})
			if k.ints != nil {
				scaled++
			}
			got, want := integers(c), e.overRationals(k, c)
			if got.Kind != want.Kind || got.Detail != want.Detail {
				t.Fatalf("sign %d, %v: integers %+v, rationals %+v", sign, in, got, want)
			}
		}
		if scaled == 0 {
			t.Error("no statement was found to be homogeneous: the integer route was never taken")
		}
	}
}

// TestInhomogeneousStatement: e in place of e^2 can't be scaled and is decided over the rationals.
func TestInhomogeneousStatement(t *testing.T) {
	f := func(m *Model) []grid.Identity {
		return []grid.Identity{GridIdentity("e = e^2", m.E, m.E.Sqr())}
	}
	e := &exact{f: f, shapes: map[Shape]*compiled{}}
	if e.at(Shape{2, 1, true}).ints != nil {
		t.Error("e = e^2 was taken for a homogeneous statement")
	}
	space := generators.NewSpace(generators.Domain{MinDepth: 2, MaxDepth: 2})
	if out := ExactJudge(nil, f)()(&claim.Case{Instance: space.Draw(0, newRand(3))}); out.Kind != claim.KindViolated {
		t.Errorf("e = e^2 on a generic instance: %+v", out)
	}
}

// TestParams: a parameter of the domain is a variable of the statement.
func TestParams(t *testing.T) {
	d := generators.Domain{Params: []generators.ParamSpec{{Name: "alpha", Lo: big.NewRat(1, 8), Hi: big.NewRat(1, 2)}}}
	space := generators.NewSpace(d)
	f := func(m *Model) []grid.Identity {
		a := m.Param("alpha")
		return []grid.Identity{GridIdentity("square", a.Sub(m.E).Sqr(), a.Sqr().Sub(a.Mul(m.E).Times(2)).Add(m.E.Sqr()))}
	}
	judge := ExactJudge([]string{"alpha"}, f)()
	for i := range 40 {
		if out := judge(&claim.Case{Instance: space.Draw(i, newRand(uint64(i))), Index: i}); out.Kind != claim.KindHeld {
			t.Fatalf("case %d: %+v", i, out)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown parameter did not panic")
		}
	}()
	NewModel(Shape{2, 1, true}).Param("alpha")
}

func TestClip(t *testing.T) {
	if got := Clip(big.NewRat(1, 3)); got != "1/3" {
		t.Errorf("Clip(1/3) = %q", got)
	}
	long := new(big.Rat).SetFrac(new(big.Int).Exp(big.NewInt(7), big.NewInt(200), nil), big.NewInt(3))
	if got := Clip(long); len(got) > 60 {
		t.Errorf("Clip of a long number has %d characters", len(got))
	}
}

func newRand(seed uint64) *rand.Rand { return rand.New(generators.NewSource(seed, 11)) }
