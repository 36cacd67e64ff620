package numeric

import (
	"math"
	"testing"
)

// TestNewtonSteps: what the two Newton iterations cost and give, for beta = beta_1 (1 + delta).
//
// The equations are analytic with a double root at delta = 0, so the roots are about sqrt(delta) apart. Farther out than that
// Newton halves its distance, which takes log2(1/sqrt(delta)) steps; from there each step doubles the number of right bits: 6 steps from
// one bit to 53, and 3 for the start. Below the threshold there is no root, and
// the iteration ends where it would turn back. The candidate solves an equation whose terms, at most of size L, have errors of some u: its
// relative error is some L u / |phi'|, |phi'| = |L-2 - L z|/(1+z).
func TestNewtonSteps(t *testing.T) {
	for _, L := range []int{3, 4, 5, 7, 16, 33, 64} {
		th, _ := DepthThresholds(L)
		for _, delta := range []float64{0x1p900, 1e30, 50, 3, 1, 0.3, 0.01, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12} {
			b := th.Beta1 * (1 + delta)
			c := newCoordinate(L, b, 1, 1)
			small, n := c.smallRoot()
			large, m := c.largeRoot()
			if limit := 9 + max(0, -math.Log2(delta)/2); float64(max(n, m)) > limit || delta < 1e20 && min(n, m) < 1 {
				t.Errorf("L=%d delta=%v: %d and %d steps, want 1 to %v", L, delta, n, m, limit)
			}
			if delta > 1e20 {
				continue // the reference would double and halve hundreds of times
			}
			for _, root := range []struct {
				name string
				u    scaled
				big  bool
			}{{"small", small, false}, {"large", large, true}} {
				want := refRoot(L, b, 1, root.big)
				z, _ := want.Float64()
				slope := math.Abs(float64(L-2)-float64(L)*z) / (1 + z)
				if limit := 8 * float64(L) * unitRoundoff / slope; !relWithin(root.u.float(), want, limit) {
					t.Errorf("L=%d delta=%v: %s root %v, want %v within %v", L, delta, root.name, root.u.float(), z, limit)
				}
			}
		}
		// At and below the threshold the halving goes on to the resolution of delta at most.
		for _, delta := range []float64{0, -0x1p-52, -1e-14, -1e-12, -1e-6, -0.01, -0.5} {
			c := newCoordinate(L, th.Beta1*(1+delta), 1, 1)
			_, n := c.smallRoot()
			if _, m := c.largeRoot(); n > 9+26 || m > 9+26 {
				t.Errorf("L=%d delta=%v: %d and %d steps where there is no root", L, delta, n, m)
			}
		}
	}
}

// TestThresholdBands: what is decided changes exactly at the stated distances of beta from beta_1 and beta_2. With e = 1, beta is b
// and at every fourth depth every float64 number near the threshold is taken, the one at the edge included, which is not decided. The edges are
//
//	1 - 2 q, q = compound(gamma_{L+1} + error of beta_1);   1 +- 2 compound(gamma_{L+1} + error of beta_2)
//
// for beta/beta_1 and beta/beta_2 in float64, evaluated exactly and rounded to the nearest.
func TestThresholdBands(t *testing.T) {
	edges := map[string]int{}
	var st Stationary
	for L := 3; L <= MaxStationaryDepth; L += 4 {
		th, _ := DepthThresholds(L)
		width := func(err float64) float64 {
			s := addF(exactGamma(L+1), bf(err))
			x, _ := mulF(bf(2), mulF(s, addF(bf(1), s))).Float64()
			return x
		}
		// The rounding of 1 +- x is that of the exact sum: x has 53 bits itself and is below 2^-40.
		below := 1 - width(th.Beta1RelErr)
		lo, hi := 1-width(th.Beta2RelErr), 1+width(th.Beta2RelErr)
		for _, first := range []bool{true, false} {
			center, w := th.Beta2, width(th.Beta2RelErr)
			if first {
				center, w = th.Beta1, width(th.Beta1RelErr)
			}
			b := center * (1 - w - 0x1p-50)
			for ; b < center*(1+w+0x1p-50); b = math.Nextafter(b, math.Inf(1)) {
				if err := StationaryPoints(L, b, 1, 1, &st); err != nil {
					t.Fatal(err)
				}
				q := b / center
				switch {
				case first && q < below:
					if st.Count != 0 || st.Undecided || !st.OriginGlobal {
						t.Fatalf("L=%d b=%v: below beta_1 by %v: %+v", L, b, 1-q, st)
					}
				case first:
					if q == below {
						edges["beta_1"]++
					}
					if st.Count == 0 || !st.Undecided && st.Count != 2 || !st.OriginGlobal || st.GlobalUndecided {
						t.Fatalf("L=%d b=%v: beta/beta_1 - 1 = %v: %+v", L, b, q-1, st)
					}
				default:
					if q == lo {
						edges["below beta_2"]++
					}
					if q == hi {
						edges["above beta_2"]++
					}
					if st.Count != 2 || st.OriginGlobal != (q < lo) || st.Roots[1].Global != (q > hi) || st.GlobalUndecided != (q >= lo && q <= hi) || st.Roots[0].Global {
						t.Fatalf("L=%d b=%v: beta/beta_2 - 1 = %v: %+v", L, b, q-1, st)
					}
				}
			}
		}
	}
	for _, name := range []string{"beta_1", "below beta_2", "above beta_2"} {
		if edges[name] < 8 {
			t.Errorf("the edge at %s was met at %d of 16 depths only", name, edges[name])
		}
	}
}

// TestUndecidedBall: where the count is undecided, the reported ball is the one of the comment in deep: radius r = sqrt(12.5 D/(L-1))
// with D = 2 (|q-1| + q's error) around x_1, and 4 u for x_1 itself.
func TestUndecidedBall(t *testing.T) {
	balls := 0
	var st Stationary
	for L := 3; L <= MaxStationaryDepth; L++ {
		th, _ := DepthThresholds(L)
		for k := -4.0; k <= 4; k++ {
			b := th.Beta1 * (1 + k*unitRoundoff*2)
			if err := StationaryPoints(L, b, 1, 1, &st); err != nil {
				t.Fatal(err)
			}
			if !st.Undecided {
				continue
			}
			balls++
			s := addF(exactGamma(L+1), bf(th.Beta1RelErr))
			q := subF(bf(b/th.Beta1), bf(1))
			D := mulF(bf(2), addF(q.Abs(q), mulF(s, addF(bf(1), s))))
			r := quoF(mulF(bf(12.5), D), bf(float64(L-1)))
			r.Sqrt(r)
			checkCompound(t, "undecided", st.Roots[0].RelErr, addF(r, bf(4*unitRoundoff)))
			if want := float64(L-2) / float64(L); math.Abs(st.Roots[0].U-want) > 4*unitRoundoff*want {
				t.Errorf("L=%d: the double root %v, want %v", L, st.Roots[0].U, want)
			}
			if st.Roots[0].Kind != Degenerate || st.Roots[0].Global || st.Count != 1 {
				t.Errorf("L=%d: %+v", L, st)
			}
		}
	}
	if balls < 5*62 {
		t.Errorf("only %d undecided counts", balls)
	}
}

// TestApart: beta_1 (1+D) against beta_2, with errors large enough to show.
func TestApart(t *testing.T) {
	for _, tt := range []struct {
		why string
		th  Thresholds
		D   float64
		ok  bool
	}{
		{"no errors, below", Thresholds{1, 0, 2, 0}, 0.9, true}, {"no errors, above", Thresholds{1, 0, 2, 0}, 1.1, false},
		{"the first error counts", Thresholds{1, 0.25, 2, 0}, 0.8, false}, {"below with it", Thresholds{1, 0.25, 2, 0}, 0.7, true},
		{"the second error counts", Thresholds{1, 0, 2, 0.25}, 0.8, false}, {"below with it too", Thresholds{1, 0, 2, 0.25}, 0.7, true},
		{"at the edge its own rounding counts", Thresholds{1, 0, 2, 0}, 1 - 0x1p-41, false},
		{"beta_1 is a factor", Thresholds{3, 0, 4, 0}, 0.4, false}, {"equal even with the margin", Thresholds{1, 0, 1.5 + 0x1p-40, 0}, 0.5, false},
	} {
		if got := tt.th.apart(tt.D); got != tt.ok {
			t.Errorf("%s: %v", tt.why, got)
		}
	}
}
