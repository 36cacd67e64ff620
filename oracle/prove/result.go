package prove

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Result is the outcome of Positive or NonNegative and what it took.
type Result struct {
	Verdict Verdict

	// Lower is a certified lower bound of f on the whole box when the verdict is Proved: the smallest of the bounds of the parts. It
	// is 0 after Positive only when the smallest positive bound is below the range of float64.
	Lower float64
	// Boxes is the number of parts that were looked at, Depth the largest number of cuts that led to one, Precise the number of parts
	// that needed more than float64, Prec the highest precision in bits that was used (53 for float64 alone).
	Boxes, Depth, Precise int
	Prec                  uint

	// Point is the counterexample when the verdict is Refuted, with Value = f(Point) exactly for polynomials, and Enclosure of it
	// otherwise.
	Point     []*big.Rat
	Value     *big.Rat
	Enclosure *interval.Interval

	// Part is the part that was not decided and Reason why, when the verdict is Undecided.
	Part   []Range
	Reason string
}

// String writes the result on one line.
func (r *Result) String() string {
	switch r.Verdict {
	case Proved:
		return fmt.Sprintf("proved: >= %.6g, %d boxes, depth %d, %d bits (%d boxes beyond float64)", r.Lower, r.Boxes, r.Depth, r.Prec, r.Precise)
	case Refuted:
		x := make([]string, len(r.Point))
		for i := range x {
			x[i] = r.Point[i].RatString()
		}
		v := "in " + fmt.Sprint(r.Enclosure)
		if r.Value != nil {
			v = r.Value.RatString()
		}
		return fmt.Sprintf("refuted: the value at (%s) is %s", strings.Join(x, ", "), v)
	default:
		return fmt.Sprintf("undecided: %s after %d boxes, part %v", r.Reason, r.Boxes, r.Part)
	}
}
