package shrinkage_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// reference is testdata/reference.json: mpmath 1.2.1 at 80 digits, 60 shown.
type reference struct {
	Shrinkage []struct {
		Depth                int
		Target, Noise, Scale string
		StationaryPoints     int64 `json:"stationary_points"`
		Nonzero              []map[string]string
	}
	Threshold []struct {
		Depth int
		Beta1 string `json:"beta_1"`
		Beta2 string `json:"beta_2"`
	}
}

func readReference(t *testing.T) reference {
	t.Helper()
	data, err := os.ReadFile("testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	var r reference
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Shrinkage) < 20 || len(r.Threshold) < 10 {
		t.Fatalf("only %d and %d vectors", len(r.Shrinkage), len(r.Threshold))
	}
	return r
}

// agrees checks an enclosure against a vector of 60 significant digits: the vector, widened by one unit of its 60th digit (its rounding), must meet
// the enclosure, and the enclosure must be no wider than 10^-60 of its size.
func agrees(t *testing.T, what string, x *interval.Interval, vector string) {
	t.Helper()
	v := rat(t, vector)
	unit := new(big.Rat)
	if v.Sign() != 0 {
		unit.Abs(v)
		unit.Mul(unit, rat(t, "1e-59"))
	}
	lo, hi, ok := x.Rats()
	if !ok {
		t.Fatalf("%s: unbounded", what)
	}
	if new(big.Rat).Add(v, unit).Cmp(lo) < 0 || new(big.Rat).Sub(v, unit).Cmp(hi) > 0 {
		t.Errorf("%s: %v, want %s", what, x, vector)
	}
	if w := new(big.Rat).Sub(hi, lo); w.Cmp(unit.Mul(unit, rat(t, "1/10"))) > 0 {
		t.Errorf("%s: width %s", what, w.FloatString(80))
	}
}

func TestReferenceShrinkage(t *testing.T) {
	for i, r := range readReference(t).Shrinkage {
		t.Run(fmt.Sprintf("%d: L=%d b=%s e=%s s=%s", i, r.Depth, r.Target, r.Noise, r.Scale), func(t *testing.T) {
			s := solve(t, shrinkage.Problem{Depth: r.Depth, Target: rat(t, r.Target), Noise: rat(t, r.Noise), Scale: rat(t, r.Scale)}, 60)
			if s.Count.Cmp(big.NewInt(r.StationaryPoints)) != 0 {
				t.Fatalf("count %v, want %d", s.Count, r.StationaryPoints)
			}
			if len(s.Points) != len(r.Nonzero)+1 {
				t.Fatalf("%d families, want %d and the origin", len(s.Points), len(r.Nonzero))
			}
			for j, want := range r.Nonzero {
				q := s.Points[j+1]
				agrees(t, "u", q.U, want["u"])
				agrees(t, "shrinkage", q.Shrinkage, want["shrinkage"])
				agrees(t, "radial", q.Eigenvalues[0].Value, want["eigen_radial"])
				agrees(t, "balance", q.Eigenvalues[1].Value, want["eigen_balance"])
				agrees(t, "value", q.ValueMinusOrigin, want["value_minus_origin"])
			}
		})
	}
}

func TestReferenceThresholds(t *testing.T) {
	for _, r := range readReference(t).Threshold {
		b1, err := shrinkage.Beta1(r.Depth, 60)
		if err != nil {
			t.Fatal(err)
		}
		agrees(t, fmt.Sprintf("beta_1(%d)", r.Depth), b1, r.Beta1)
		b2, err := shrinkage.Beta2(ctx, r.Depth, 60)
		if err != nil {
			t.Fatal(err)
		}
		agrees(t, fmt.Sprintf("beta_2(%d)", r.Depth), b2, r.Beta2)
	}
}
