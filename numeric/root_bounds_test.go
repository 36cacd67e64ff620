package numeric

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The error bounds of the roots, each against its formula in the comments of the code, evaluated with 256 bits from the exact values
// of the quantities in it. A bound must not be below its formula: that is its proof. Nor above by more than a relative 2^-36: what
// it pays for its own rounding is 2^-40, twice in a row at most, and gamma and the like are evaluated to 2^-48.

const boundSlack = 0x1p-36

func ratF(x *big.Float) *big.Rat {
	r, _ := x.Rat(nil)
	return r
}

// exactGamma is n u / (1 - n u).
func exactGamma(n int) *big.Float {
	x := bf(float64(n) * unitRoundoff)
	return quoF(x, subF(bf(1), x))
}

// sumF adds, prodF multiplies.
func sumF(xs ...*big.Float) *big.Float {
	s := bf(0)
	for _, x := range xs {
		s = addF(s, x)
	}
	return s
}

func prodF(xs ...*big.Float) *big.Float {
	p := bf(1)
	for _, x := range xs {
		p = mulF(p, x)
	}
	return p
}

// checkCompound checks a bound compound(s) against the exact s.
func checkCompound(t *testing.T, what string, got float64, s *big.Float) {
	t.Helper()
	if s.Cmp(bf(0.25)) > 0 {
		if !math.IsInf(got, 1) {
			t.Errorf("%s = %v, want no bound", what, got)
		}
		return
	}
	tight(t, what, got, ratF(mulF(s, addF(bf(1), s))), boundSlack)
}

// drawCoordinate draws a problem at depth L whose root is z e^2, up to the rounding of b.
func drawCoordinate(r *rand.Rand, L int, z float64) coordinate {
	e, s := math.Exp(r.Float64()*2-1), math.Exp(r.Float64()*2-1)
	// |b| = (u + e^2)^{L-1} / u^{(L-2)/2}, u = z e^2
	b := math.Pow(1+z, float64(L-1)) / math.Pow(z, float64(L-2)/2) * math.Pow(e, float64(L))
	return newCoordinate(L, b, e, s)
}

// TestDescribeBounds: with t = u/(u+e^2), 1/(1+z) = e^2/(u+e^2) and A = 2 s (u+e^2)^{L-2},
//
//	lambda:  (L-1) (rel/(1+z) + 4u) + gamma_L
//	A e^2:   a + 3u, a = (L-2) (rel t + 2u) + gamma_L
//	radial:  a + loss/(1-loss) + 3u, loss = (L u_ (rel + 2u) + 3u (L-2) e^2) / |L u_ - (L-2) e^2|;   a + rel + 3u at L = 2
//
// u_ being the root. rel is 0, where roundings alone count, near u, where both do, and large, where rel alone does. From loss
// 1/2 on the divisor stays 1/2; a difference of 0 has no bound. Values are within the bounds of those of the exact u.
func TestDescribeBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 2))
	checked, lost := 0, 0
	for _, L := range []int{2, 3, 4, 5, 17, 64} {
		for _, z := range []float64{1e-3, 0.33, 0.5, 1, 3, 1e3} {
			for _, rel := range []float64{0, 2 * unitRoundoff, 1e-14, 1e-9, 1e-4, 0.03} {
				c := drawCoordinate(r, L, z)
				u := c.e2.mul(toScaled(z))
				var out Root
				c.describe(&out, u, rel)

				e := bf(c.e)
				e2, U, n := mulF(e, e), exactScaled(u), bf(float64(L))
				sum := addF(U, e2)
				lost2, share := quoF(e2, sum), quoF(U, sum) // 1/(1+z), t
				ru := bf(unitRoundoff)
				times := func(k float64) *big.Float { return mulF(bf(k), ru) }
				last := bf(float64(L - 2))

				shrink := sumF(prodF(bf(float64(L-1)), addF(mulF(bf(rel), lost2), times(4))), exactGamma(L))
				checkCompound(t, "shrinkage", out.ShrinkRelErr, shrink)
				a := addF(mulF(last, addF(mulF(bf(rel), share), times(2))), exactGamma(L))
				checkCompound(t, "balance", out.BalanceErr, addF(a, times(3)))
				A := mulF(exactScaled(c.s2), powF(sum, L-2))
				diff := subF(mulF(n, U), mulF(last, e2))
				if L == 2 {
					checkCompound(t, "radial", out.RadialRelErr, sumF(a, bf(rel), times(3)))
				} else {
					// L u and (L-2) e^2 as they are computed: their own roundings are in the loss
					x, y := exactScaled(u.mul(toScaled(float64(L)))), exactScaled(c.e2.mul(toScaled(float64(L-2))))
					gap := subF(x, y)
					if gap.Sign() == 0 {
						lost++
						if !math.IsInf(out.RadialRelErr, 1) {
							t.Errorf("L=%d z=%v rel=%v: a difference of 0 has the bound %v", L, z, rel, out.RadialRelErr)
						}
						continue
					}
					loss := addF(mulF(x, addF(bf(rel), times(2))), mulF(y, times(3)))
					loss.Quo(loss, gap.Abs(gap))
					rest := subF(bf(1), loss)
					if loss.Cmp(bf(0.5)) > 0 {
						rest = bf(0.5)
					}
					checkCompound(t, "radial", out.RadialRelErr, sumF(a, quoF(loss, rest), times(3)))
				}
				for _, v := range []struct {
					what string
					got  float64
					want *big.Float
					rel  float64
				}{
					{"u", out.U, U, 0}, {"weight", out.Weight, new(big.Float).SetPrec(refPrec).Sqrt(U), unitRoundoff},
					{"shrinkage", out.Shrinkage, powF(share, L-1), out.ShrinkRelErr},
					{"balance", out.Balance, prodF(bf(2), A, e2), out.BalanceErr}, {"radial", out.Radial, mulF(A, diff), out.RadialRelErr},
				} {
					checked++
					if !isFinite(v.rel) {
						continue
					}
					if !relWithin(v.got, v.want, v.rel) {
						t.Errorf("L=%d z=%v rel=%v: %s = %v, want %v within %v", L, z, rel, v.what, v.got, v.want.Text('g', 20), v.rel)
					}
				}
			}
		}
	}
	if checked != 5*(6*6*6-lost) || lost == 0 {
		t.Errorf("%d values were checked, %d with a loss of leading bits", checked, lost)
	}
}
