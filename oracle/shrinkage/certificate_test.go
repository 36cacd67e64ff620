package shrinkage

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// wide is arithmetic at 300 bits, enough to call the reference exact beside float64.
func wide(x float64) *big.Float             { return new(big.Float).SetPrec(300).SetFloat64(x) }
func wadd(x, y *big.Float) *big.Float       { return new(big.Float).SetPrec(300).Add(x, y) }
func wsub(x, y *big.Float) *big.Float       { return new(big.Float).SetPrec(300).Sub(x, y) }
func wmul(x, y *big.Float) *big.Float       { return new(big.Float).SetPrec(300).Mul(x, y) }
func wquo(x, y *big.Float) *big.Float       { return new(big.Float).SetPrec(300).Quo(x, y) }
func wscale(x *big.Float, e int) *big.Float { return new(big.Float).SetPrec(300).SetMantExp(x, e) }

func fixed(x *big.Int, s int) *big.Float {
	return wscale(new(big.Float).SetPrec(300).SetInt(new(big.Int).Abs(x)), -s)
}

// closeTo says whether two positive numbers differ by a relative 2^-33 at most: what certify says its roundings add up to.
func closeTo(x, y *big.Float) bool {
	d := wsub(x, y)
	return d.Abs(d).Cmp(wscale(y, -33)) <= 0
}

// plainCertify is certify's bound as its comment derives it, in units of 2^-2h, or the reason why there is none. A decision closer to its
// threshold than that is "close": there the roundings of float64 decide.
func plainCertify(f *Finder, h int) (*big.Float, string) {
	l, m, n := wide(float64(f.depth)), wide(float64(f.depth-2)), wide(float64(f.depth-1))
	c := fixed(&f.center, h)
	square := wmul(c, c)
	v1 := wadd(square, wide(1))
	linear := wsub(wmul(l, square), m)
	if diff := wsub(linear, wide(1e-3)); wquo(diff, l).Cmp(wide(0x1p-40)) < 0 && wquo(diff, l).Cmp(wide(-0x1p-40)) > 0 {
		return nil, "close"
	}
	if linear.Cmp(wide(1e-3)) <= 0 || f.center.Sign() <= 0 {
		return nil, "left of the double root"
	}
	slope := wquo(linear, wmul(c, v1)) // psi'(c)
	v := fixed(&f.vn, 2*h)
	y := wquo(wide(1), wmul(v, slope))
	kappa := fixed(&f.kappa.Mid, int(f.kappa.Scale))
	// |Ghat - G| in units of 2^-2h: N V + 4 M K + 3 + K radius(kappa)/kappa with K < 1.1 V, V >= 1
	units := wadd(wadd(n, wmul(wide(4), m)), wide(3))
	units = wadd(units, wquo(wide(float64(f.kappaRadius(uint(2*h)))), kappa))
	errG := wmul(wmul(wide(1.1), v), units)
	// G = g 2^-h with its error, in units of 2^-h
	g := wadd(fixed(&f.g, h), wscale(errG, -h))
	eps := wquo(g, v)
	r := wmul(wide(8), wmul(g, y))
	small := func(x *big.Float) *big.Float { return wscale(x, -h) }
	above := func(x, bound *big.Float) (yes, near bool) { return x.Cmp(bound) > 0, closeTo(x, bound) }
	if yes, isClose := above(small(eps), wide(1.0/16)); isClose {
		return nil, "close"
	} else if yes {
		return nil, "eps"
	}
	near := wsub(c, small(r))
	bend := wquo(wmul(wmul(wide(3), l), r), wmul(near, near))
	half := wscale(slope, -1)
	if yes, isClose := above(small(bend), half); isClose {
		return nil, "close"
	} else if yes {
		return nil, "bend"
	}
	if small(r).Cmp(wscale(c, -1)) >= 0 {
		return nil, "the bend allows r >= c/2" // against the argument of certify
	}
	etaPsi := wquo(bend, half)
	p := fixed(&f.p, h)
	// E^2 in units of 2^-h: |E| < 2^bits/2^h
	etaY := wscale(wide(1), 2*f.e.BitLen()-h)
	etaY = wadd(etaY, wide(6))
	etaY = wadd(etaY, wadd(wquo(wide(1), linear), wquo(wide(2), p)))
	sum := wadd(wmul(wide(5), eps), etaPsi)
	sum = wadd(etaY, wscale(sum, 1))
	bound := wadd(wmul(errG, y), wmul(wmul(g, y), sum))
	roundings := wadd(c, wide(1))
	if f.depth != 3 && f.depth%2 == 1 {
		roundings = wadd(wmul(roundings, v1), wide(1))
	}
	bound = wscale(wadd(bound, roundings), 1)
	if yes, near := above(bound, wide(0x1p60)); near {
		return nil, "close"
	} else if yes {
		return nil, "too large"
	}
	return bound, ""
}

// TestCertifyFormula compares the bound, and the refusals, with the derivation in wide arithmetic, on states drawn at random: certify reads
// nothing but the integers of a step, whether or not a step could have left them.
func TestCertifyFormula(t *testing.T) {
	rng := rand.New(rand.NewPCG(51, 52))
	seen := map[string]int{}
	for range 6000 {
		h := 12 + rng.IntN(60)
		f := Finder{depth: 3 + rng.IntN(10)}
		draw := func(z *big.Int, size float64, scale int) { // about size, uniform in the exponent over 2^+-4
			setFloat(z, size*math.Exp2(8*rng.Float64()-4), uint(scale))
		}
		c := 0.5 + 4*rng.Float64()
		if rng.IntN(3) == 0 { // just beyond the double root
			c = math.Sqrt(float64(f.depth-2)/float64(f.depth)) * (1 + math.Exp2(-float64(rng.IntN(12))))
		}
		setFloat(&f.center, c, uint(h))
		if rng.IntN(20) == 0 {
			f.center.Neg(&f.center)
		}
		vn := math.Pow(c*c+1, float64(f.depth-1))
		draw(&f.vn, vn, 2*h)
		f.kappa = &Ball{Scale: uint(2*h + rng.IntN(70)), Rad: rng.Uint64() >> rng.IntN(64)}
		draw(&f.kappa.Mid, 10, int(f.kappa.Scale))
		draw(&f.g, vn*math.Exp2(-float64(rng.IntN(2*h))), 2*h)
		draw(&f.p, math.Exp2(float64(rng.IntN(12)-4)), h)
		draw(&f.e, math.Exp2(-float64(h)*rng.Float64()), h)
		got, ok := f.certify(uint(h))
		want, reason := plainCertify(&f, h)
		seen[reason]++
		if reason == "close" {
			continue
		}
		if ok != (reason == "") || ok && !closeTo(wide(got), want) {
			t.Fatalf("L = %d, h = %d, c = %v, V = %v, G = %v, kappa = %v: %v, %v, want %v %q", f.depth, h, &f.center, &f.vn, &f.g, f.kappa, got, ok, want, reason)
		}
	}
	for _, reason := range []string{"", "left of the double root", "eps", "bend", "too large"} {
		if seen[reason] < 20 {
			t.Errorf("%q seen %d times: %v", reason, seen[reason], seen)
		}
	}
	if seen["close"] > 300 {
		t.Errorf("%d of 6000 not decided", seen["close"])
	}
}

// TestCertifyEps: eps = 1/16 is certified still. V = 1 and kappa's errors are dyadic, so |G| can be chosen such that the float64 sum is 1/16 exactly;
// a unit of float64 above it is refused. At L = 10, c = 8 the other checks are far from their bounds.
func TestCertifyEps(t *testing.T) {
	const h = 30
	f := Finder{depth: 10, kappa: &Ball{Scale: 2 * h}}
	f.center.Lsh(big.NewInt(8), h)
	f.vn.Lsh(big.NewInt(1), 2*h)
	f.kappa.Mid.Lsh(big.NewInt(1), 2*h)
	f.p.Lsh(big.NewInt(1), h)
	errG := math.Ldexp(1.1*(9+4*8+3+2), -h) // radius 0 at the same scale: two units
	f.g.SetInt64(int64(math.Ldexp(math.Ldexp(1, h-4)-errG, h)))
	for math.Ldexp(float64(f.g.Int64()), -h)+errG < math.Ldexp(1, h-4) {
		f.g.Add(&f.g, big.NewInt(1))
	}
	if sum := math.Ldexp(float64(f.g.Int64()), -h) + errG; sum != math.Ldexp(1, h-4) {
		t.Fatalf("no G for eps = 1/16: %v", sum)
	}
	if _, ok := f.certify(h); !ok {
		t.Error("eps = 1/16 is refused")
	}
	for math.Ldexp(float64(f.g.Int64()), -h)+errG <= math.Ldexp(1, h-4) {
		f.g.Add(&f.g, big.NewInt(1))
	}
	if bound, ok := f.certify(h); ok {
		t.Errorf("eps just above 1/16 is certified: %v", bound)
	}
}

// TestCertifyHolds: at half precisions from 14 bits on, where a unit counts, the true root lies within the bound of the last step.
func TestCertifyHolds(t *testing.T) {
	rng := rand.New(rand.NewPCG(53, 54))
	certified := 0
	for range 200 {
		depth, kappa := sample(rng)
		root, err := LargerRoot(t.Context(), depth, kappa, 300)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := root.Mid().Rat(nil)
		h := 14 + rng.IntN(40)
		k, _ := kappa.Float64()
		x, _ := seed(depth, math.Log(k))
		x *= 1 + math.Exp2(-float64(rng.IntN(20)+h-10)) // good to about h bits
		f := Finder{depth: depth, kappa: BallOf(kappa, 300)}
		f.start(x, uint(h))
		f.step(uint(h))
		bound, ok := f.certify(uint(h))
		if !ok {
			continue
		}
		certified++
		off := new(big.Rat).SetFrac(&f.c, new(big.Int).Lsh(big.NewInt(1), uint(2*h)))
		off.Sub(off, a)
		off.Mul(off.Abs(off), powRat(big.NewRat(4, 1), h))
		if off.Cmp(new(big.Rat).SetFloat64(bound)) > 0 {
			t.Errorf("L = %d, kappa = %v, h = %d: off by %v units, the bound is %v", depth, kappa, h, off.FloatString(3), bound)
		}
	}
	if certified < 100 {
		t.Errorf("%d certified", certified)
	}
}

// TestKappaRadius: rounding kappa down to scale p leaves a ball of one unit more than its radius at that scale. Radius 2^64 - 1 at 2^-64 of a
// unit is one unit, whatever its value; below a shift of 64 the radius is rounded down first, so a second unit is added.
func TestKappaRadius(t *testing.T) {
	for _, tt := range []struct {
		reason string
		rad    uint64
		shift  uint
		want   uint64
	}{
		{"same scale", 5, 0, 7}, {"exact quotient", 8, 2, 4}, {"quotient rounded down", 11, 2, 4}, {"radius 0", 0, 3, 2},
		{"the last shift below 64", math.MaxUint64, 63, 3}, {"64, radius 0", 0, 64, 1}, {"64, largest radius", math.MaxUint64, 64, 2},
		{"far beyond", 3, 200, 2}, {"far beyond, radius 0", 0, 200, 1},
	} {
		f := Finder{kappa: &Ball{Rad: tt.rad, Scale: 100 + tt.shift}}
		if got := f.kappaRadius(100); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.reason, got, tt.want)
		}
	}
}

// TestScaled: |x|/2^s within a relative 2^-52, whatever the size of x; exact for x of at most 53 bits.
func TestScaled(t *testing.T) {
	rng := rand.New(rand.NewPCG(55, 56))
	var scratch big.Int
	for range 500 {
		x := new(big.Int).SetUint64(rng.Uint64()>>rng.IntN(60) | 1)
		short := x.BitLen() <= 53
		x.Lsh(x, uint(rng.IntN(200)))
		if !short {
			x.Add(x, big.NewInt(1))
		}
		if rng.IntN(2) == 0 {
			x.Neg(x)
		}
		s := rng.IntN(300)
		exact := fixed(x, s)
		got := wide(scaled(&scratch, x, uint(s)))
		d := wsub(got, exact)
		if d.Abs(d).Cmp(wscale(exact, -52)) > 0 || short && d.Sign() != 0 {
			t.Errorf("%v/2^%d = %v, want %v", x, s, got, exact)
		}
	}
	if scaled(&scratch, new(big.Int), 5) != 0 {
		t.Error("0 is not 0")
	}
}
