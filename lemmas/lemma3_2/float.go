package lemma3_2

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// floatSample puts the float64 solver against the certified structure: the count, every number within its own documented relative error,
// the kinds and the global minimum; where it reports that it can't decide, beta must be as close to the threshold as it documents.
func floatSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: coordinates(16, true), Cases: claim.Count{Quick: 65, Default: 2600, Deep: 130000}, MinValid: 4,
		MarginIs: "1 - error / bound, over the numbers of all roots",
		NewJudge: func() claim.Judge {
			var out numeric.Stationary
			return func(c *claim.Case) claim.Outcome { return s.floats(c, &out) }
		},
	}
}

func (s statement) floats(c *claim.Case, out *numeric.Stationary) claim.Outcome {
	depth := c.Depth()
	f := func(x *big.Rat) float64 { v, _ := x.Float64(); return v } // exact: the domain is dyadic
	if err := s.float(depth, f(c.Target[0]), f(c.Noise), f(c.Scale(0)), out); err != nil {
		return claim.Violate("refused", 0, "%v", err)
	}
	st, err := shrinkage.Solve(context.Background(), shrinkage.Problem{Depth: depth, Target: c.Target[0], Noise: c.Noise, Scale: c.Scale(0)}, 40)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	b2 := betaSquared(depth, c.Target[0], c.Noise)
	if out.Undecided {
		// The documented distance |beta/beta_1 - 1| <= 32 L 2^-53, squared.
		return near(b2, beta1Squared(depth), math.Ldexp(32*float64(depth), -53), "beta_1")
	}
	if out.Count != len(st.Points)-1 {
		return claim.Violate("count", 0, "%d positive roots, certified %d", out.Count, len(st.Points)-1)
	}
	margin := 1.0
	for k, q := range st.Points[1:] {
		r := out.Roots[k]
		kind := map[shrinkage.Kind]numeric.PointKind{shrinkage.Minimum: numeric.Minimum, shrinkage.Saddle: numeric.Saddle, shrinkage.Degenerate: numeric.Degenerate}[q.Kind]
		if r.Kind != kind || (!out.GlobalUndecided && r.Global != q.Global) {
			return claim.Violate("kind", 0, "root %d: %v, global %t; certified %s, global %t", k+1, r.Kind, r.Global, q.Kind, q.Global)
		}
		for _, x := range []struct {
			name     string
			got, rel float64
			want     *interval.Interval
		}{
			{"u", r.U, r.RelErr, q.U}, {"|w|", r.Weight, r.RelErr, q.T}, {"lambda", r.Shrinkage, r.ShrinkRelErr, q.Shrinkage},
			{"radial eigenvalue", r.Radial, r.RadialRelErr, q.Eigenvalues[0].Value}, {"balancing eigenvalue", r.Balance, r.BalanceErr, q.Eigenvalues[1].Value},
		} {
			m, err := relative(x.got, x.rel, x.want)
			if err != nil {
				return claim.Violate("error above the bound", 0, "root %d, %s: %v", k+1, x.name, err)
			}
			margin = min(margin, m)
		}
	}
	if out.GlobalUndecided {
		th, err := numeric.DepthThresholds(depth)
		if err != nil {
			return claim.Undecide("%v", err)
		}
		// The solver decides once |beta/beta_2 - 1| exceeds 2 (compound error): gamma(L+1) <= 2 (L+1) 2^-53, and twice that covers the compounding.
		return near(b2, midpoint(st.Beta2), 4*(math.Ldexp(float64(2*depth+2), -53)+th.Beta2RelErr), "beta_2")
	}
	if out.OriginGlobal != st.Points[0].Global {
		return claim.Violate("kind", 0, "origin global: %t, certified %t", out.OriginGlobal, st.Points[0].Global)
	}
	return claim.HoldBy(margin)
}

// midpoint is the square of the middle of an enclosure of 40 digits.
func midpoint(x *interval.Interval) *big.Rat {
	m, _ := x.Mid().Rat(nil)
	return m.Mul(m, m)
}

// near decides |b2/threshold - 1| <= (1 + rel)^2 - 1 + 2^-120; the last term covers a threshold that is rounded to 40 digits.
func near(b2, threshold *big.Rat, rel float64, name string) claim.Outcome {
	off := new(big.Rat).Quo(b2, threshold)
	off.Abs(off.Sub(off, big.NewRat(1, 1)))
	r := new(big.Rat).SetFloat64(rel)
	bound := new(big.Rat).Add(r, big.NewRat(2, 1))
	bound.Mul(bound, r)
	bound.Add(bound, new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 120)))
	if off.Cmp(bound) > 0 {
		return claim.Violate("undecided far from the threshold", 0, "|beta^2/%s^2 - 1| = %s", name, proof.Clip(off))
	}
	return claim.Hold()
}

// relative decides |got - want| <= rel |want| for every number of the enclosure's two ends, and returns 1 - error/bound, rounded. A value
// outside the normal range of float64 makes no statement (numeric documents that), nor does a bound of 1 or more.
func relative(got, rel float64, want *interval.Interval) (float64, error) {
	if math.IsInf(got, 0) || math.Abs(got) < 0x1p-1021 || !(rel < 1) {
		return 1, nil
	}
	lo, hi, ok := want.Rats()
	if !ok {
		return 0, fmt.Errorf("enclosure %v is not finite", want)
	}
	g, r := new(big.Rat).SetFloat64(got), new(big.Rat).SetFloat64(rel)
	margin := 1.0
	for _, x := range []*big.Rat{lo, hi} {
		off := new(big.Rat).Sub(g, x)
		off.Abs(off)
		bound := new(big.Rat).Mul(r, x)
		bound.Abs(bound)
		if off.Cmp(bound) > 0 {
			return 0, fmt.Errorf("computed %v, certified %v, relative bound %.3g", got, want, rel)
		}
		if bound.Sign() > 0 {
			m, _ := off.Quo(off, bound).Float64()
			margin = min(margin, 1-m)
		}
	}
	return max(margin, 0), nil
}
