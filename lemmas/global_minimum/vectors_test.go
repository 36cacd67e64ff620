package global_minimum

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"
)

// The thresholds against reference values made elsewhere (testdata/threshold.json: mpmath 1.2.1 at 80 digits, 60 shown). The squares of the
// enclosures' ends must bracket the square of the reference up to its own rounding, 10^-59 relative.
func TestThresholdVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/threshold.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Threshold []struct {
			Depth int    `json:"depth"`
			Beta1 string `json:"beta_1"`
			Beta2 string `json:"beta_2"`
		} `json:"threshold"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Threshold) < 10 {
		t.Fatalf("only %d vectors", len(file.Threshold))
	}
	for _, v := range file.Threshold {
		lo, hi, err := Beta2Squared(v.Depth, 250)
		if err != nil {
			t.Fatal(err)
		}
		b1 := beta1Squared(v.Depth)
		for _, c := range []struct {
			name, text string
			lo, hi     *big.Rat
		}{{"beta_1", v.Beta1, b1, b1}, {"beta_2", v.Beta2, lo, hi}} {
			x, ok := new(big.Rat).SetString(c.text)
			if !ok {
				t.Fatalf("%q is not a number", c.text)
			}
			x.Mul(x, x)
			slack := new(big.Rat).SetFrac(big.NewInt(2), new(big.Int).Exp(big.NewInt(10), big.NewInt(59), nil)) // of a square: twice
			below := new(big.Rat).Mul(c.lo, new(big.Rat).Sub(big.NewRat(1, 1), slack))
			above := new(big.Rat).Mul(c.hi, new(big.Rat).Add(big.NewRat(1, 1), slack))
			if x.Cmp(below) < 0 || x.Cmp(above) > 0 {
				t.Errorf("L = %d, %s: reference^2 %s, enclosure [%s, %s]", v.Depth, c.name, x.FloatString(30), c.lo.FloatString(30), c.hi.FloatString(30))
			}
		}
	}
}
