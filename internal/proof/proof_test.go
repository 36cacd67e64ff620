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

// TestExactJudge compares the residues with the rational route on every regime, for a true and a wrong statement; and
// nearly every case must be within the reach of the primes.
func TestExactJudge(t *testing.T) {
	space := generators.NewSpace(generators.Domain{MinDepth: 2, MaxDepth: 4, MinWidth: 1, MaxWidth: 3})
	for _, sign := range []int64{1, -1} {
		judge := ExactJudge(nil, sharpness(sign))()
		e := &exact{f: sharpness(sign), shapes: map[Shape]*compiled{}}
		n, decided := 20*len(space.Regimes), 0
		for i := range n {
			in := space.Draw(i, newRand(uint64(i)))
			c := &claim.Case{Instance: in, Index: i}
			k := e.at(Shape{in.Depth(), in.Width(), in.IsDiagonal()})
			k.load(c, nil)
			want := e.overRationals(k, c)
			zero, ok := k.zero.Zero(k.in)
			if ok {
				decided++
			}
			if ok && zero != (want.Kind == claim.KindHeld) {
				t.Fatalf("sign %d, %v: zero %v, over the rationals %+v", sign, in, zero, want)
			}
			if got := judge(c); got.Kind != want.Kind || got.Detail != want.Detail {
				t.Fatalf("sign %d, %v: %+v, over the rationals %+v", sign, in, got, want)
			}
		}
		if decided < n*9/10 {
			t.Errorf("sign %d: residues decided %d of %d cases", sign, decided, n)
		}
	}
}

// TestInhomogeneousStatement: e = e^2 holds for e = 1 only after a scaling that is not sound for it.
func TestInhomogeneousStatement(t *testing.T) {
	f := func(m *Model) []grid.Identity {
		return []grid.Identity{GridIdentity("e = e^2", m.E, m.E.Sqr())}
	}
	space := generators.NewSpace(generators.Domain{MinDepth: 2, MaxDepth: 2})
	in := space.Draw(0, newRand(3))
	for _, row := range []struct {
		noise *big.Rat
		want  claim.Kind
	}{{big.NewRat(1, 2), claim.KindViolated}, {big.NewRat(1, 1), claim.KindHeld}, {new(big.Rat), claim.KindHeld}, {big.NewRat(2, 1), claim.KindViolated}} {
		in.Noise = row.noise
		if out := ExactJudge(nil, f)()(&claim.Case{Instance: in}); out.Kind != row.want {
			t.Errorf("e = e^2 at e = %v: %+v", row.noise, out)
		}
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
