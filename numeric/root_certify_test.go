package numeric

import (
	"math"
	"math/big"
	"testing"
)

// exactCertificate is what certify states of the number u it returns, from its residual rho: with
//
//	R = |rho|/(1-|rho|) + 1.01 gamma_{7L},   C = (L-1)/2,   f = sign phi' - extra 16 L u,   phi' = (L-2 - L z)/(1+z)
//
// the root is within 2R/(f + sqrt(f^2 - 2RC)) of log u when |rho| < 1/2, f > 0 and f^2 >= 2RC. phi' is exact here, in certify it
// has an error of up to 16 L u; so the truth is at most the formula at extra = 0, and certify's bound is at most that at extra = 2.
func exactCertificate(c *coordinate, u scaled, sign, extra float64) (s *big.Float, ok bool) {
	L := bf(float64(c.L))
	e := bf(c.e)
	z := quoF(exactScaled(u), mulF(e, e))
	f := quoF(subF(bf(float64(c.L-2)), mulF(L, z)), addF(bf(1), z))
	f = subF(mulF(bf(sign), f), bf(extra*16*float64(c.L)*unitRoundoff))
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
					s, proved := exactCertificate(&c, v, sign, 0)
					loose, surely := exactCertificate(&c, v, sign, 2)
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
						if surely && bf(r).Cmp(mulF(limit, bf(1+boundSlack))) > 0 {
							t.Fatalf("L=%d delta=%v sign=%v off=%v: radius %v, wider than %v", L, delta, sign, off, r, limit)
						}
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
