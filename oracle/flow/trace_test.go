package flow

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// TestTrace: the steps that are made, and the ones that are tried, on the way to the end or until no step can be proved. The numbers are
// those of the code, not derived: a worse choice of a step still gives the right enclosures, later.
func TestTrace(t *testing.T) {
	along := func(order int, tolerance float64) *stepper {
		return newStepper(newTape(3, 1), []*big.Rat{big.NewRat(1, 1), big.NewRat(1, 2), big.NewRat(-1, 3)}, params(1), 1, 150, order, tolerance)
	}
	for _, c := range []struct {
		why          string
		s            *stepper
		left         *big.Rat
		steps, tries int
		ends         bool
	}{
		{"fifteen digits", along(20, 0x1p-60), big.NewRat(1, 16), 6, 6, true},
		{"a low order", along(4, 0x1p-10), big.NewRat(1, 16), 5, 5, true},
		{"a low order, a high tolerance: remainders are too large", along(8, 0.5), big.NewRat(1, 16), 26, 56, false},
		{"a middle order: also the derivatives", along(20, 0x1p-5), big.NewRat(1, 16), 3, 4, true},
		{"a high order: the derivatives grow too much", along(60, 0.5), big.NewRat(1, 16), 42, 85, true},
		{"a high order, thirty digits", along(60, 0x1p-120), big.NewRat(1, 8), 5, 5, true},
		{"a tolerance that is wider than all", along(12, 0x1p10), big.NewRat(1, 1), 0, 11, false},
		{"to the blow-up at 1/4", scalar(), big.NewRat(100, 1), 268, 268, false},
		{"to the blow-up, soon", scalar(), big.NewRat(1, 2), 383, 383, false},
		{"a time below float64", scalar(), new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 2000)), 0, 0, false},
	} {
		left := new(big.Rat).Set(c.left)
		steps, ends := 0, true
		for left.Sign() > 0 && ends {
			h, ok := c.s.advance(left)
			if ends = ok; ok {
				if h.Sign() <= 0 || h.Cmp(left) > 0 {
					t.Fatalf("%s: a step of %s", c.why, h)
				}
				left.Sub(left, h)
				steps++
			}
		}
		if steps != c.steps || c.s.tries != c.tries || ends != c.ends {
			t.Errorf("%s: %d steps, %d tries, ends: %v", c.why, steps, c.s.tries, ends)
		}
	}
}

// TestAdvanceWithoutKnowledge: a set that is not bounded can not be carried on.
func TestAdvanceWithoutKnowledge(t *testing.T) {
	s := scalar()
	s.set.r[1] = span.Whole()
	if h, ok := s.advance(big.NewRat(1, 8)); ok {
		t.Errorf("a step of %s", h)
	}
	s = scalar()
	s.set.r[1] = span.Ball(math.MaxFloat64)
	if h, ok := s.advance(big.NewRat(1, 8)); ok {
		t.Errorf("a step of %s", h)
	}
}
