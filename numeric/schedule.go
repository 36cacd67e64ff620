package numeric

import (
	"fmt"
	"math"
)

// Schedule is the sequence alpha_k = A (k + K0)^{-R}, k = 0, 1, 2, ...
// (MATH.md, S.13). The zero R is a constant; a Schedule holds no state.
type Schedule struct{ A, R, K0 float64 }

// Constant is the schedule alpha_k = a.
func Constant(a float64) Schedule { return Schedule{A: a} }

// Validate reports what is wrong with the schedule, naming it field: A >= 0
// and R >= 0 finite, K0 > 0 finite when R > 0.
func (s Schedule) Validate(field string) error {
	if err := checkNonnegative(field+".A", s.A); err != nil {
		return err
	}
	if err := checkNonnegative(field+".R", s.R); err != nil {
		return err
	}
	if err := checkNonnegative(field+".K0", s.K0); err != nil {
		return err
	}
	if s.R > 0 && s.K0 == 0 {
		return fmt.Errorf("numeric: %s.K0 = 0 must be > 0 when %s.R = %v > 0", field, field, s.R)
	}
	return nil
}

// At returns alpha_k. R = 0, 1/2 and 1 avoid the power; each is within 4 units in
// the last place of A (k+K0)^{-R}, like math.Pow.
func (s Schedule) At(k int) float64 {
	x := float64(k) + s.K0
	switch s.R {
	case 0:
		return s.A
	case 1:
		return s.A / x
	case 0.5:
		return s.A / math.Sqrt(x)
	}
	return s.A * math.Pow(x, -s.R)
}

// fill writes alpha_k, alpha_{k+1}, ... into dst.
func (s Schedule) fill(dst []float64, k int) {
	if s.R == 0 {
		for i := range dst {
			dst[i] = s.A
		}
		return
	}
	for i := range dst {
		dst[i] = s.At(k + i)
	}
}
