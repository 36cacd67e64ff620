package lemma3_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// A number of Q(sqrt D) is the rational a only if both of its parts say so.
func TestIs(t *testing.T) {
	for _, c := range []struct {
		a, b, value int64
		want        bool
	}{{0, 0, 0, true}, {4, 0, 4, true}, {4, 0, 0, false}, {4, 0, -4, false}, {0, 1, 0, false}, {4, 1, 4, false}, {4, -1, 4, false}} {
		x := circuit.Surd[*big.Rat]{A: big.NewRat(c.a, 1), B: big.NewRat(c.b, 1)}
		if got := is(&x, big.NewRat(c.value, 1)); got != c.want {
			t.Errorf("%d + %d sqrt(D) is %d: %t", c.a, c.b, c.value, got)
		}
	}
}

// Twice L quantities that vanish at the double root and L that don't; a statement with another signature fails at H w.
func TestDoubleCountsAndRefuses(t *testing.T) {
	for depth := 3; depth <= maxSampleDepth; depth++ {
		if r := lemma().double(depth); r.Points != int64(3*depth) || r.Detail != "" {
			t.Errorf("L = %d: %d quantities, %s", depth, r.Points, r.Detail)
		}
	}
	for _, wrong := range []signature{{0, 0}, {1, 0}, {1, 1}, {0, 2}} {
		s := lemma()
		s.kind = func(int, int) signature { return wrong }
		if r := s.double(4); r.Points != 4+1 {
			t.Errorf("%v: found at quantity %d (%s), want the first of H w", wrong, r.Points, r.Detail)
		}
	}
}
