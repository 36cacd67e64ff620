package theorem3_1

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// variant finds a wrong statement by its name.
func variant(t *testing.T, name string) statement {
	t.Helper()
	for _, v := range variants() {
		if v.Name == name {
			return v.Statement
		}
	}
	t.Fatalf("no variant %s", name)
	return statement{}
}

// TestWrongEnds: the variants about limits are wrong where their titles say and nowhere else.
func TestWrongEnds(t *testing.T) {
	for name, wrong := range map[string]func(f facts) end{
		"every-start-global": func(f facts) end {
			if f.Roots {
				return largeRoot
			}
			return lemma().ends(f)
		},
		"outside-the-cube-global": func(f facts) end {
			if f.Depth > 2 && f.Roots && !f.Cube {
				return largeRoot
			}
			return lemma().ends(f)
		},
		"above-zero-to-origin": func(f facts) end {
			if f.Depth > 2 && !f.Sublevel {
				return origin
			}
			return lemma().ends(f)
		},
	} {
		s := variant(t, name)
		for _, depth := range []int{2, 3} {
			for bits := range 16 {
				f := facts{Depth: depth, Sum: bits&1 != 0, Roots: bits&2 != 0, Cube: bits&4 != 0, Sublevel: bits&8 != 0}
				if got, want := s.ends(f), wrong(f); got != want {
					t.Errorf("%s: %+v: %s, want %s", name, f, got, want)
				}
			}
		}
	}
}

// TestWrongLaws: u_0/sqrt(1 + 4 s u_0^2 t) and u_0 exp(-4 s u_0 t), by numbers.
func TestWrongLaws(t *testing.T) {
	for _, c := range []struct {
		name     string
		s, u0, t *big.Rat
		want     float64
	}{
		{"threshold-square-root", q(3, 1), q(2, 1), q(1, 16), 1}, // 2/sqrt(1 + 3)
		{"threshold-exponential", q(2, 1), q(3, 1), q(1, 24), 3 / math.E},
	} {
		u := variant(t, c.name).threshold(interval.NewContext(128), c.s, c.u0, c.t)
		lo, hi := u.Float64()
		if lo > c.want || hi < c.want || hi-lo > 0x1p-50 { // want is the float64 nearest to the law, so one of the two around it
			t.Errorf("%s: %v, want %v", c.name, u, c.want)
		}
	}
}
