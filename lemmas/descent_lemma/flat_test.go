package descent_lemma

import (
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// The flat regime takes the longest step from equal weights 2^-3 to 2^-18 with targets 0.
func TestFlat(t *testing.T) {
	d := generators.Domain{
		MinDepth: 2, MaxDepth: 5, MinWidth: 1, MaxWidth: 3, Diagonal: true, PositiveScale: true, PositiveNoise: true, Params: params(),
	}
	s := generators.NewSpace(d, flat(d))
	r := rand.New(generators.NewSource(1, 0))
	seen := map[string]bool{}
	for i := range 400 {
		in := s.Draw(i, r)
		if x := in.Param(thetaName); x.RatString() != "1" {
			t.Fatalf("theta = %s", x.RatString())
		}
		x := in.Weights[0][0]
		seen[x.RatString()] = true
		for _, row := range in.Weights {
			for k, w := range row {
				if w.Cmp(x) != 0 || in.Target[k].Sign() != 0 {
					t.Fatalf("weight %s beside %s, target %s", w.RatString(), x.RatString(), in.Target[k].RatString())
				}
			}
		}
	}
	if len(seen) != 16 || !seen["1/8"] || !seen["1/262144"] {
		t.Errorf("weights %v", seen)
	}
}
