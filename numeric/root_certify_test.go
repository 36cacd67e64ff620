package numeric

import (
	"math"
	"math/big"
	"testing"
)

// exactCertificate is what certify states of the number u it returns, from its residual rho: with
//
//	R = |rho|/(1-|rho|) + 1.01 gamma_{7L},   C = (L-1)/2,   f = sign phi' - extra,   phi' = (L-2 - L z)/(1+z)
//
// the root is within 2R/(f + sqrt(f^2 - 2RC)) of log u when |rho| < 1/2, f > 0 and f^2 >= 2RC. The truth is at most that for the exact
// phi' and extra = 0. The bound is that for phi' in float64, which is off by up to 16 L u, and extra = 16 L u.
func exactCertificate(c *coordinate, u scaled, slope *big.Float, sign, extra float64) (s *big.Float, ok bool) {
	f := subF(mulF(bf(sign), slope), bf(extra))
	a := bf(math.Abs(c.residual(u)))
	if a.Cmp(bf(0.5)) >= 0 || f.Sign() <= 0 {
		return nil, false
	}
	R := addF(quoF(a, subF(bf(1), a)), mulF(bf(1.01), exactGamma(7*c.L)))
	inside := subF(mulF(f, f), prodF(bf(float64(c.L-1)), R))
	if inside.Sign() < 0 {
		return nil, false
	}
	s = quoF(mulF(bf(2), R), addF(f, inside.Sqrt(inside)))
	return s, true
}

// exactSlope is phi', floatSlope the same in float64.
func exactSlope(c *coordinate, u scaled) *big.Float {
	z := quoF(exactScaled(u), mulF(bf(c.e), bf(c.e)))
	return quoF(subF(bf(float64(c.L-2)), mulF(bf(float64(c.L)), z)), addF(bf(1), z))
}

func floatSlope(c *coordinate, u scaled) *big.Float {
	L, z := float64(c.L), u.quo(c.e2).float()
	return bf((L - 2 - L*z) / (1 + z))
}

// TestCertificates: candidates at the root and beside it, up to half of it away. Whatever comes back is certified by the formula and by
// nothing less; what the formula does not certify is refused; a candidate within 1/1000 is polished until its residual is noise
// (each Newton step squares the error, 10^-3 to 10^-6, 10^-12 and below u; near a double root the second derivative's part grows,
// so there only candidates within the square of the distance are asked for).
func TestCertificates(t *testing.T) {
	counts := map[string]int{}
	offsets := []float64{0}
	for _, x := range []float64{1e-12, 1e-6, 1e-3, 0.009, 0.011, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5} {
		offsets = append(offsets, x, -x)
	}
	for x := 0.1; x < 0.4; x += 0.01 { // where the radius passes 1/4
		offsets = append(offsets, x, -x)
	}
	for _, L := range []int{3, 4, 5, 16, 64} {
		th, _ := DepthThresholds(L)
		for _, delta := range []float64{1e4, 3, 0.3, 1e-4, 1e-8, 1e-10, 1e-11} {
			c := newCoordinate(L, th.Beta1*(1+delta), 1, 1)
			small, _ := c.smallRoot()
			large, _ := c.largeRoot()
			for _, sign := range []float64{1, -1} {
				u := large
				if sign > 0 {
					u = small
				}
				for _, off := range offsets {
					start := u.mul(toScaled(1 + off))
					v, r, ok := c.certify(start, sign)
					s, proved := exactCertificate(&c, v, exactSlope(&c, v), sign, 0)
					loose, surely := exactCertificate(&c, v, floatSlope(&c, v), sign, 16*float64(L)*unitRoundoff)
					limit := bf(0)
					if surely {
						limit = mulF(loose, addF(bf(1), loose))
					}
					switch {
					case ok && !proved:
						t.Fatalf("L=%d delta=%v sign=%v off=%v: certified without proof", L, delta, sign, off)
					case ok:
						counts["certified"]++
						if w := mulF(s, addF(bf(1), s)); bf(r).Cmp(w) < 0 || r >= 0.25 {
							t.Fatalf("L=%d delta=%v sign=%v off=%v: radius %v, the proof gives %v", L, delta, sign, off, r, w)
						}
						if !surely {
							t.Fatalf("L=%d delta=%v sign=%v off=%v: certified without room for roundings", L, delta, sign, off)
						}
						checkCompound(t, "radius", r, loose)
					case surely && loose.Cmp(bf(0.25)) < 0 && limit.Cmp(bf(0.2499)) < 0:
						// f^2 >= 2RC is asked with a margin of 2^-40, which nothing here falls into
						t.Fatalf("L=%d delta=%v sign=%v off=%v: %v is refused though the radius %v is proved", L, delta, sign, off, v, limit)
					default:
						counts["refused"]++
					}
					if surely && limit.Cmp(bf(0.25)) >= 0 && limit.Cmp(bf(0.3)) < 0 {
						counts["radius just beyond 1/4"]++
						if ok {
							t.Fatalf("L=%d delta=%v sign=%v off=%v: accepted with the radius %v", L, delta, sign, off, r)
						}
					}
					noise := gamma(7 * L)
					if rho := math.Abs(c.residual(v)); math.Abs(off) <= 1e-3 && math.Abs(off) < 0.1*delta && !(rho <= noise/2) {
						t.Fatalf("L=%d delta=%v sign=%v off=%v: residual %v after polishing, noise %v", L, delta, sign, off, rho, noise)
					}
					// No candidate is the other root.
					if _, _, wrong := c.certify(start, -sign); wrong && math.Abs(off) < 1e-6 {
						t.Fatalf("L=%d delta=%v sign=%v: certified as the other root", L, delta, sign)
					}
				}
			}
		}
	}
	for what, least := range map[string]int{"certified": 700, "refused": 500, "radius just beyond 1/4": 5} {
		if counts[what] < least {
			t.Errorf("%d cases %s, want %d", counts[what], what, least)
		}
	}
}

// TestCertifyFar: beyond z = 2^600, where 1+z and L z are no longer formed, phi' is -L.
func TestCertifyFar(t *testing.T) {
	for _, k := range []int{598, 600, 602, 1100} {
		// L = 4: (u+e^2)^3 = |b| u, e = 1, so |b| = u^2 up to 2^-597
		c := coordinate{L: 4, b: scaled{0.5, 2*k + 1}, e2: toScaled(1), e: 1}
		u, r, ok := c.certify(scaled{0.5, k + 1}, -1)
		// 2R/(f + f) for R = 1.01 gamma_28, f = L, C R of higher order
		want := 1.01 * gamma(28) / 4
		if !ok || u != (scaled{0.5, k + 1}) || !(r >= want && r <= want*(1+0x1p-30)) {
			t.Errorf("z = 2^%d: %v within %v, %v; want the radius %v", k, u, r, ok, want)
		}
	}
}

// TestKantorovich: each condition at its bound. With C = 0 the radius is R/f, with R = noise at rho = 0; 2RC = 1 at noise = 2^-10 and C = 2^9,
// where f = 1 + 2^-41 has f^2 = 1 + 2^-40 in float64.
func TestKantorovich(t *testing.T) {
	for _, tt := range []struct {
		why              string
		rho, f, C, noise float64
		ok               bool
		r                float64 // R/f or its like, not yet relative
	}{
		{"residual 0", 0, 1, 0, 0x1p-20, true, 0x1p-20}, {"a residual of either sign", -0.25, 4, 0, 0.125, true, (1./3 + 0.125) / 4},
		{"residual 1/2", 0.5, 100, 0, 0, false, 0}, {"just below", math.Nextafter(0.5, 0), 100, 0, 0, true, 0.01}, {"residual -1/2", -0.5, 100, 0, 0, false, 0},
		{"residual 3/4", 0.75, 100, 0, 0, false, 0}, {"NaN", math.NaN(), 1, 0, 0, false, 0}, {"no slope", 0, 0, 0, 0, false, 0}, {"a falling one", 0, -1, 0, 0x1p-20, false, 0},
		{"f^2 = 2RC with the margin", 0, 1 + 0x1p-41, 0x1p9, 0x1p-10, true, 0x1p-9 / (1 + 0x1p-20)},
		{"f^2 = 2RC with half of it", 0, 1 + 0x1p-42, 0x1p9, 0x1p-10, false, 0}, {"f^2 below 2RC", 0, 0.9, 0x1p9, 0x1p-10, false, 0},
		{"f^2 well above 2RC", 0, 2, 0x1p9, 0x1p-10, true, 0x1p-9 / (2 + math.Sqrt(3))},
		{"the radius above 1/4", 0, 1, 0, 0.22, false, 0.22},
	} {
		r, ok := kantorovich(tt.rho, tt.f, tt.C, tt.noise)
		if ok != tt.ok || ok && math.Abs(r-tt.r*(1+tt.r)) > 1e-6*0x1p-9*tt.r {
			t.Errorf("%s: %v, %v; want the relative form of %v, %v", tt.why, r, ok, tt.r, tt.ok)
		}
	}
	// compound(s) = 1/4 at s = (sqrt 2 - 1)/2: a bound of 1/4 itself is refused.
	edge := 0
	noise := (math.Sqrt2 - 1) / 2 * (1 - 0x1p-39)
	for range 20_000 {
		noise = math.Nextafter(noise, 1)
		r, ok := kantorovich(0, 1, 0, noise)
		if ok != (r < 0.25) {
			t.Fatalf("a bound of %v: %v", r, ok)
		}
		if r == 0.25 {
			edge++
		}
	}
	if edge == 0 {
		t.Error("the bound 1/4 was not met")
	}
}
