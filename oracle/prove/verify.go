package prove

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Verify decides whether the system has exactly one zero in the interior of the region (Yes) or none in the region (No), for every
// value of the parameters in their ranges; box is as for Zeros. One application of the Krawczyk operator, at 64 bits and then at
// twice as many up to maxPrec; Unknown when none decides: two zeros, one on the boundary, a singular one, or a region that is too wide
// for the operator, which is meant for neighborhoods. With Yes the enclosure K(X) of the zero is returned too. Errors: an invalid box,
// or maxPrec outside 64 .. MaxZeroPrec.
func (s *System) Verify(box []Range, maxPrec uint) (interval.Truth, []*interval.Interval, error) {
	if err := checkBox(box, s.vars); err != nil {
		return interval.Unknown, nil, err
	}
	if maxPrec < 64 || maxPrec > MaxZeroPrec {
		return interval.Unknown, nil, fmt.Errorf("prove: maxPrec = %d: must be from 64 to %d", maxPrec, MaxZeroPrec)
	}
	for p := uint(64); p <= maxPrec; p *= 2 {
		k := newBigKrawczyk(s, box, p)
		x := make([]*interval.Interval, s.n)
		for i, v := range s.unknowns {
			x[i] = k.c.Set(interval.New(), k.in[v])
		}
		for _, f := range k.f.Run(k.in) {
			if !f.ContainsZero() {
				return interval.No, nil, nil
			}
		}
		if !k.image(x) {
			continue
		}
		// The region itself lies in x, which is rounded outward: one zero in x is one in the region only if K lies in that.
		within := true
		for i, v := range s.unknowns {
			if x[i].Less(k.k[i]) == interval.Yes || k.k[i].Less(x[i]) == interval.Yes {
				return interval.No, nil, nil
			}
			lo, _ := k.k[i].CmpRat(box[v].Lo) // 0 when it is not known
			hi, _ := k.k[i].CmpRat(box[v].Hi)
			within = within && lo > 0 && hi < 0
		}
		if within {
			return interval.Yes, k.k, nil
		}
	}
	return interval.Unknown, nil, nil
}
