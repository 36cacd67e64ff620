package sturm_test

import (
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestQuadratics counts the roots of every a x^2 + b x + c with small coefficients by the discriminant: roots at the root bound
// (2 x^2 - 3 x - 3), irrational and double ones included.
func TestQuadratics(t *testing.T) {
	for a := int64(1); a <= 5; a++ {
		for b := int64(-6); b <= 6; b++ {
			for c := int64(-6); c <= 6; c++ {
				p, err := sturm.FromInt64s(c, b, a)
				roots, err2 := sturm.Isolate(ctx, must(t, p, err))
				if err2 != nil {
					t.Fatal(err2)
				}
				want, multiplicity := 2, 1
				switch d := b*b - 4*a*c; {
				case d < 0:
					want = 0
				case d == 0:
					want, multiplicity = 1, 2
				}
				if len(roots) != want {
					t.Errorf("%v: %d roots, want %d", p, len(roots), want)
				}
				for _, r := range roots {
					if r.Multiplicity() != multiplicity {
						t.Errorf("%v: multiplicity %d, want %d", p, r.Multiplicity(), multiplicity)
					}
				}
			}
		}
	}
}
