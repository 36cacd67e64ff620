package numeric

import (
	"math"
	"math/big"
	"testing"
)

// TestThresholdBounds: beta_1's error is gamma_{4L}; beta_2's is compound(2 kappa r + gamma_{4L}) with r = 2R/F', R = 2 (rho +
// gamma_{2L}), F' = 1 - (L-1) t/(2-t), kappa = |(L-2)/2 t/(1-t) - (L-1) t/(2-t)| and t = 1 - z of the root z by bisection. rho is what
// Newton leaves: at least 0, and less than the gamma_{2L} that its own evaluation is off by, or it did not converge.
func TestThresholdBounds(t *testing.T) {
	for L := 3; L <= MaxStationaryDepth; L++ {
		th, err := DepthThresholds(L)
		if err != nil {
			t.Fatal(err)
		}
		tight(t, "beta_1", th.Beta1RelErr, ratF(exactGamma(4*L)), boundSlack)
		// (2-t)^{L-1} t rises through 1 between 0 and 2/L
		lo, hi := bf(0), quoF(bf(2), bf(float64(L)))
		for range 250 {
			mid := mulF(addF(lo, hi), bf(0.5))
			if mulF(powF(subF(bf(2), mid), L-1), mid).Cmp(bf(1)) < 0 {
				lo = mid
			} else {
				hi = mid
			}
		}
		share := quoF(lo, subF(bf(2), lo)) // t/(2-t)
		n := bf(float64(L - 1))
		slope := subF(bf(1), mulF(n, share))
		kappa := subF(quoF(mulF(bf(float64(L-2)/2), lo), subF(bf(1), lo)), mulF(n, share))
		kappa.Abs(kappa)
		total := func(rho *big.Float) *big.Float {
			r := quoF(mulF(bf(4), addF(rho, exactGamma(2*L))), slope)
			s := addF(prodF(bf(2), kappa, r), exactGamma(4*L))
			return mulF(s, addF(bf(1), s))
		}
		least, most := total(bf(0)), total(exactGamma(2*L))
		// t itself is known to a few u: 2^-36 covers what that does to kappa and F'
		if got := bf(th.Beta2RelErr); got.Cmp(mulF(least, bf(1-boundSlack))) < 0 || got.Cmp(mulF(most, bf(1+boundSlack))) > 0 {
			t.Errorf("L=%d: error of beta_2 is %v, want between %v and %v", L, th.Beta2RelErr, least.Text('g', 9), most.Text('g', 9))
		}
	}
	th, err := DepthThresholds(2)
	if err != nil || th != (Thresholds{Beta1: 1, Beta2: 1}) {
		t.Errorf("depth 2: %+v, %v; want 1 and 1 without error", th, err)
	}
	if _, err := DepthThresholds(MaxStationaryDepth); err != nil {
		t.Error(err)
	}
}

// TestSoftThreshold: depth 2 over all ratios of |b| to e^2, from where one term is nothing beside the other to where they cancel:
// |b| - e^2 is rounded once, or is one term rounded once, so u has a relative error of 1 u, the eigenvalues 2 s (e^2 -+ b) of the origin
// 2 u and 3 u, and the sign is exact.
func TestSoftThreshold(t *testing.T) {
	var st Stationary
	kinds := map[PointKind]int{}
	const s = 0.75
	for _, m := range []float64{0.5, 0.75, 1 - unitRoundoff, 0.5 + unitRoundoff, math.Pi / 4} {
		for _, k := range []int{-140, -1, 0, 1, 140} {
			e := math.Ldexp(m, k)
			e2 := mulF(bf(e), bf(e))
			for _, gap := range []int{-300, -202, -201, -200, -199, -198, -54, -53, -52, -1, 0, 1, 52, 53, 54, 198, 199, 200, 201, 202, 300} {
				for _, n := range []float64{0.5, m, m * m, math.Nextafter(m*m, 2), math.Nextafter(m*m, 0), 1 - unitRoundoff} {
					b := math.Ldexp(n, 2*k+gap)
					if err := StationaryPoints(2, -b, e, s, &st); err != nil {
						t.Fatal(err)
					}
					diff := subF(bf(b), e2)
					kind := []PointKind{Minimum, Degenerate, Saddle}[diff.Sign()+1]
					kinds[kind]++
					if st.OriginKind != kind || st.OriginGlobal != (kind != Saddle) || st.Count != max(0, diff.Sign()) || st.Undecided || st.GlobalUndecided {
						t.Fatalf("b=%v e=%v: %+v, want a %v at the origin", b, e, st, kind)
					}
					if !relWithin(st.OriginEigen[0], mulF(bf(-2*s), diff), gamma(2)) || !relWithin(st.OriginEigen[1], mulF(bf(2*s), addF(bf(b), e2)), gamma(3)) {
						t.Fatalf("b=%v e=%v: eigenvalues %v, want %v and the sum", b, e, st.OriginEigen, mulF(bf(-2*s), diff).Text('g', 20))
					}
					if st.Count == 0 {
						continue
					}
					root := &st.Roots[0]
					if !relWithin(root.U, diff, unitRoundoff) || root.RelErr != 2*unitRoundoff || root.Kind != Minimum || !root.Global {
						t.Fatalf("b=%v e=%v: %+v, want u = %v", b, e, *root, diff.Text('g', 20))
					}
				}
			}
		}
	}
	for kind, least := range map[PointKind]int{Minimum: 1000, Degenerate: 10, Saddle: 1000} {
		if kinds[kind] < least {
			t.Errorf("%d cases with a %v at the origin", kinds[kind], kind)
		}
	}
}

// TestCountOfPoints: 1 + Count 2^{L-1}, beyond 64 bits too, and the names.
func TestCountOfPoints(t *testing.T) {
	for _, tt := range []struct {
		depth, count int
		want         string
	}{{2, 0, "1"}, {2, 1, "3"}, {3, 2, "9"}, {5, 2, "33"}, {64, 1, "9223372036854775809"}, {64, 2, "18446744073709551617"}} {
		if got := (&Stationary{Depth: tt.depth, Count: tt.count}).Total().String(); got != tt.want {
			t.Errorf("L=%d with %d roots: %s points, want %s", tt.depth, tt.count, got, tt.want)
		}
	}
	for v, want := range map[interface{ String() string }]string{
		Minimum: "minimum", Saddle: "saddle", Degenerate: "degenerate", PointKind(7): "PointKind(7)",
		NoiseOnly: "noise only", OneSample: "one sample", Variant(3): "Variant(3)", Plain: "L", Regularized: "L_R", Objective(4): "Objective(4)",
	} {
		if v.String() != want {
			t.Errorf("%s, want %s", v, want)
		}
	}
}
