package shrinkage_test

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestFromDefinition proves each nonzero point of Solve stationary from the definition of L_R alone: Krawczyk's theorem gives one stationary point
// in a box around it, and that point's |w_l|, Hessian eigenvalues and value agree with what Solve encloses.
func TestFromDefinition(t *testing.T) {
	tests := []struct {
		reason, target, noise, scale string
		depth                        int
	}{
		{"L = 2 above the threshold", "5/4", "1", "1", 2},
		{"L = 2, b < 0", "-7/3", "2/3", "3", 2},
		{"L = 3 between beta_1 and beta_2: large root not global", "16/5", "1", "2", 3},
		{"L = 3 above beta_2", "4", "1", "1", 3},
		{"L = 3, beta_1 (1 + 2e-4): both roots close to the double root", "3.0799", "1", "1", 3},
		{"L = 4, b < 0, awkward noise", "-5", "7/9", "2/7", 4},
		{"L = 5, small noise", "1", "1/10", "1", 5},
		{"L = 6", "40", "1", "1/3", 6},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			p := shrinkage.Problem{Depth: tt.depth, Target: rat(t, tt.target), Noise: rat(t, tt.noise), Scale: rat(t, tt.scale)}
			s := solve(t, p, 60)
			if len(s.Points) < 2 {
				t.Fatal("no nonzero point: the row tests nothing")
			}
			c := interval.NewContext(700)
			d := newDefinition(c, p)
			zero := make([]*interval.Interval, tt.depth)
			for l := range zero {
				zero[l] = interval.New()
			}
			d.at(zero)
			atOrigin := d.value
			checkOrigin(t, d, s)
			for i, q := range s.Points[1:] {
				// Signs: all + but the first two -, and one more - when b < 0.
				signs := make([]int, tt.depth)
				mid := make([]*big.Float, tt.depth)
				for l := range signs {
					signs[l] = 1
					if l < 2 {
						signs[l] = -1
					}
					if l == tt.depth-1 && p.Target.Sign() < 0 {
						signs[l] = -signs[l]
					}
					mid[l] = q.T.Mid()
					if signs[l] < 0 {
						mid[l].Neg(mid[l])
					}
				}
				// Radius 10^-45: the inverse in float64 leaves |I - C Hess| of the order 10^-12 or, on the box, 10^-43, so K has a radius
				// below 10^-50 only when mid is that near; a second box of K's radius narrows it below the 60 digits of Solve.
				w, err := d.krawczyk(mid, big.NewFloat(1e-45))
				for k := 0; k < 3 && err == nil; k++ {
					var rad big.Float
					for l := range w {
						mid[l] = w[l].Mid()
						if r := w[l].Width(); r.Cmp(&rad) > 0 {
							rad.Set(r)
						}
					}
					w, err = d.krawczyk(mid, &rad)
				}
				if err != nil {
					t.Fatalf("point %d: %v", i+1, err)
				}
				size := interval.New()
				for l := range w {
					c.Abs(size, w[l])
					inside := q.T.ContainsInterval(size)
					if q.T.IsPoint() { // Solve hit a dyadic root: the narrow enclosure must hold it
						inside = size.ContainsInterval(q.T)
					}
					if !inside {
						t.Errorf("point %d: |w_%d| = %v from the definition, Solve says %v", i+1, l, size, q.T)
					}
				}
				d.at(w)
				c.Sub(d.value, d.value, atOrigin)
				meets(t, "value minus origin", d.value, q.ValueMinusOrigin)
				radial, balance := make([]int64, tt.depth), make([]int64, tt.depth)
				for l := range signs {
					radial[l] = int64(signs[l])
				}
				balance[0], balance[1] = int64(signs[0]), -int64(signs[1])
				d.checkEigenvector(t, radial, q.Eigenvalues[0].Value)
				d.checkEigenvector(t, balance, q.Eigenvalues[1].Value)
				// The trace counts the multiplicities.
				trace, claim := interval.New(), interval.New()
				for l := range w {
					c.Add(trace, trace, d.hess[l][l])
				}
				for _, e := range q.Eigenvalues {
					c.Add(claim, claim, c.MulInt64(interval.New(), e.Value, int64(e.Multiplicity)))
				}
				meets(t, "trace", trace, claim)
			}
		})
	}
}

// checkOrigin compares the origin's eigenvalues with the Hessian of the definition there: trace and squared norm, which for at most two distinct
// eigenvalues with given multiplicities and the order of Solve is all.
func checkOrigin(t *testing.T, d *definition, s *shrinkage.Structure) {
	t.Helper()
	c := d.c
	trace, square, wantTrace, wantSquare, x := interval.New(), interval.New(), interval.New(), interval.New(), interval.New()
	for l := range d.hess {
		c.Add(trace, trace, d.hess[l][l])
		for m := range d.hess {
			c.Add(square, square, c.Sqr(x, d.hess[l][m]))
		}
		if !d.grad[l].ContainsZero() {
			t.Errorf("the origin is not stationary: %v", d.grad[l])
		}
	}
	for _, e := range s.Points[0].Eigenvalues {
		c.Add(wantTrace, wantTrace, c.MulInt64(x, e.Value, int64(e.Multiplicity)))
		c.Add(wantSquare, wantSquare, c.MulInt64(x, c.Sqr(x, e.Value), int64(e.Multiplicity)))
	}
	meets(t, "trace at the origin", trace, wantTrace)
	meets(t, "squared norm at the origin", square, wantSquare)
}

// checkEigenvector checks Hess v = value v, v with entries -1, 0, 1.
func (d *definition) checkEigenvector(t *testing.T, v []int64, value *interval.Interval) {
	t.Helper()
	c := d.c
	sum, x := interval.New(), interval.New()
	for l := range v {
		c.SetInt64(sum, 0)
		for m := range v {
			c.Add(sum, sum, c.MulInt64(x, d.hess[l][m], v[m]))
		}
		if v[l] == 0 {
			if !sum.ContainsZero() {
				t.Errorf("Hess v is %v where v is 0", sum)
			}
			continue
		}
		c.MulInt64(sum, sum, v[l])
		meets(t, "eigenvalue", sum, value)
	}
}

// meets checks that two enclosures of one number have a point in common and that both are narrow: 40 digits of the larger of 1e-3 and their size.
func meets(t *testing.T, what string, got, want *interval.Interval) {
	t.Helper()
	if got.Equal(want) == interval.No {
		t.Errorf("%s: %v from the definition, Solve says %v", what, got, want)
	}
	for _, x := range []*interval.Interval{got, want} {
		bound := new(big.Float).Abs(x.Mid())
		if least := big.NewFloat(1e-3); bound.Cmp(least) < 0 {
			bound = least
		}
		if x.Width().Cmp(bound.Mul(bound, big.NewFloat(1e-40))) > 0 {
			t.Errorf("%s: %v is too wide to compare", what, x)
		}
	}
}
