package orbit

import (
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

func TestNamed(t *testing.T) {
	d := generators.Domain{MinDepth: 2, MaxDepth: 6}
	unit := generators.RegimeNamed(d, generators.Unit)[0]
	s := generators.NewSpace(d, Named(unit, "fixed", 4), Named(unit, "free", 0))
	depths := map[int]bool{}
	for i := range 40 {
		in := s.Draw(i, rand.New(generators.NewSource(uint64(i), 1)))
		if want := [...]string{"fixed", "free"}[i%2]; in.Regime != want {
			t.Fatalf("case %d: regime %q, want %q", i, in.Regime, want)
		}
		if i%2 == 0 && in.Depth() != 4 {
			t.Fatalf("case %d: depth %d, want 4", i, in.Depth())
		}
		if i%2 == 1 {
			depths[in.Depth()] = true
		}
	}
	if len(depths) < 3 {
		t.Errorf("the free regime reaches the depths %v only", depths)
	}
}
