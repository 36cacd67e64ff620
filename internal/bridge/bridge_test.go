package bridge

import (
	"math/big"
	"math/rand"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// TestNumericSeesTheInstance: every entry arrives exactly, layer by layer.
func TestNumericSeesTheInstance(t *testing.T) {
	space := generators.NewSpace(generators.Domain{Dyadic: true})
	for i := range 4 * len(space.Regimes) {
		in := space.Draw(i, rand.New(generators.NewSource(uint64(i), 5)))
		f, err := New(in)
		if err != nil {
			t.Fatalf("%v: %v", in, err)
		}
		same := func(name string, got float64, want *big.Rat) {
			if new(big.Rat).SetFloat64(got).Cmp(want) != 0 {
				t.Errorf("%v: %s = %v, want %s", in, name, got, want.RatString())
			}
		}
		for l, row := range in.Weights {
			for k, w := range row {
				same("weight", f.Network.At(l, k), w)
			}
		}
		for k := range in.Target {
			same("target", f.Model.Target(k), in.Target[k])
			for j := range in.Target {
				same("sigma", f.Model.Sigma(k, j), in.Sigma[k][j])
			}
		}
		same("noise", f.Model.Noise(), in.Noise)
		same("tau2", f.Model.Tau2(), in.Tau2)
	}
}

// TestWhatIsNoFloatIsRefused: a third, and a number below the smallest subnormal, would be rounded.
func TestWhatIsNoFloatIsRefused(t *testing.T) {
	in := generators.NewInstance("given", 2, 1)
	rows := []struct {
		field string
		x     *big.Rat
		into  **big.Rat
	}{
		{"weights", big.NewRat(1, 3), &in.Weights[1][0]},
		{"target", big.NewRat(1, 10), &in.Target[0]},
		{"noise", new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 1080)), &in.Noise},
		{"sigma", big.NewRat(2, 7), &in.Sigma[0][0]},
	}
	for _, row := range rows {
		old := *row.into
		*row.into = row.x
		if _, err := New(in); err == nil || !strings.Contains(err.Error(), row.field) {
			t.Errorf("%s: error %v, want one that names the field", row.field, err)
		}
		*row.into = old
	}
}
