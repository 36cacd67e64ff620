package lemma3_2

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// CriticalPoint is a stationary point of Figure 2's loss in closed form, beside the certified one.
type CriticalPoint struct {
	U                *big.Rat // w_1^2 = w_2^2
	Product          *big.Rat // w_1 w_2
	Shrinkage        *big.Rat // w_1 w_2 / w_*
	Eigenvalues      [2]*big.Rat
	ValueMinusOrigin *big.Rat
	Kind             shrinkage.Kind
	Certified        shrinkage.Point
}

// Figure2Target is the w_* of Figure 2.
func Figure2Target() *big.Rat { return big.NewRat(314159, 100000) }

// Figure2 lists the critical points of
//
//	(b - w_1 w_2)^2 + e^2 (w_1^2 + w_2^2) + e^4,    b = 3.14159,
//
// Figure 2's loss (L = 2, d = 1, s = 1), for a noise level e > 0: the origin, with the eigenvalues 2 (e^2 - b), 2 (e^2 + b), and for b > e^2
// the two points w_1 = w_2 = +-sqrt(b - e^2), with p = b - e^2, the eigenvalues 4 (b - e^2), 4 e^2 and the value -(b - e^2)^2 relative to the origin.
// The certified points have the given number of digits.
//
// Errors: those of shrinkage.Solve (e <= 0, digits out of bounds). Source: MATH.md, Lemma 2.3 and 3.2 at L = 2.
func Figure2(ctx context.Context, e *big.Rat, digits int) ([]CriticalPoint, error) {
	b := Figure2Target()
	st, err := shrinkage.Solve(ctx, shrinkage.Problem{Depth: 2, Target: b, Noise: e, Scale: big.NewRat(1, 1)}, digits)
	if err != nil {
		return nil, fmt.Errorf("figure 2: %w", err)
	}
	e2 := new(big.Rat).Mul(e, e)
	u := new(big.Rat).Sub(b, e2)
	times := func(n int64, x *big.Rat) *big.Rat { return new(big.Rat).Mul(big.NewRat(n, 1), x) }
	origin := CriticalPoint{
		U: new(big.Rat), Product: new(big.Rat), Shrinkage: new(big.Rat), ValueMinusOrigin: new(big.Rat),
		Eigenvalues: [2]*big.Rat{times(-2, u), times(2, new(big.Rat).Add(e2, b))},
		Kind:        [3]shrinkage.Kind{shrinkage.Minimum, shrinkage.Degenerate, shrinkage.Saddle}[u.Sign()+1],
		Certified:   st.Points[0],
	}
	points := []CriticalPoint{origin}
	if u.Sign() > 0 {
		points = append(points, CriticalPoint{
			U: u, Product: u, Shrinkage: new(big.Rat).Quo(u, b), ValueMinusOrigin: times(-1, new(big.Rat).Mul(u, u)),
			Eigenvalues: [2]*big.Rat{times(4, u), times(4, e2)},
			Kind:        shrinkage.Minimum,
		})
	}
	if len(points) != len(st.Points) {
		return nil, fmt.Errorf("figure 2: closed form has %d points, certified %d", len(points), len(st.Points))
	}
	if len(points) == 2 {
		points[1].Certified = st.Points[1]
	}
	return points, nil
}
