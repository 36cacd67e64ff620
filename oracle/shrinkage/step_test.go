package shrinkage

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// plain is the state of Finder.step once more, as fresh integers: the formulas of step.go with every product written as floor(x y / 2^s), the
// powers by their recursion x^n = (x^(n/2))^2 x^(n mod 2).
type plain struct {
	center, c, r, vn, kc, g, p, e *big.Int
}

func floorShift(x *big.Int, s int) *big.Int {
	if s < 0 {
		return new(big.Int).Mul(x, new(big.Int).Exp(big.NewInt(2), big.NewInt(int64(-s)), nil))
	}
	return new(big.Int).Div(x, new(big.Int).Exp(big.NewInt(2), big.NewInt(int64(s)), nil)) // Euclid: the floor for a positive divisor
}

func floorMul(x, y *big.Int, s int) *big.Int { return floorShift(new(big.Int).Mul(x, y), s) }

func floorPower(x *big.Int, n, s int) *big.Int {
	if n == 1 {
		return new(big.Int).Set(x)
	}
	half := floorPower(x, n/2, s)
	z := floorMul(half, half, s)
	if n%2 == 1 {
		z = floorMul(z, x, s)
	}
	return z
}

// plainStep takes c at scale cs and r at scale rs + eP to one step at half precision h.
func plainStep(depth int, kappa *Ball, c, r *big.Int, cs, rs, eP, h int) plain {
	p := 2 * h
	one := func(s int) *big.Int { return floorShift(big.NewInt(1), -s) }
	z := plain{center: floorShift(c, cs-h)}
	w := new(big.Int).Mul(z.center, z.center)
	v := new(big.Int).Add(w, one(p))
	k := floorShift(&kappa.Mid, int(kappa.Scale)-p)
	var base *big.Int
	withBase := depth == 3 || depth%2 == 0 // v^M on the way to v^N
	switch {
	case depth == 3:
		base = v
	case depth%2 == 0:
		base = floorPower(v, depth-2, p)
	}
	if withBase {
		z.vn = floorMul(base, v, p)
	} else {
		z.vn = floorPower(v, depth-1, p)
		base = z.vn
	}
	// kappa c^M = kappa w^(M/2), times c for odd M
	z.kc = k
	if depth > 3 {
		z.kc = floorMul(k, floorPower(w, (depth-2)/2, p), p)
	}
	if depth%2 == 1 {
		z.kc = floorMul(z.kc, z.center, h)
	}
	z.g = new(big.Int).Sub(z.vn, z.kc)
	linear := new(big.Int).Mul(floorShift(w, h), big.NewInt(int64(depth)))
	linear.Sub(linear, new(big.Int).Mul(one(h), big.NewInt(int64(depth-2))))
	z.p = floorMul(floorShift(base, h), linear, h)
	z.e = new(big.Int).Sub(one(h), floorMul(z.p, r, rs+eP))
	z.r = new(big.Int).Add(floorShift(r, rs-h), floorMul(r, z.e, rs))
	delta := floorMul(floorMul(z.g, z.r, h+eP), z.center, h)
	if !withBase {
		delta = floorMul(delta, floorShift(v, h), h)
	}
	z.c = new(big.Int).Sub(floorShift(z.center, -h), delta)
	return z
}

// sample draws a depth from 3 to 20, now and then 64, and a kappa from 1.05 to 2^60 beta_1.
func sample(rng *rand.Rand) (int, *big.Rat) {
	depth := 3 + rng.IntN(18)
	if rng.IntN(10) == 0 {
		depth = 64
	}
	b1, _ := beta1Squared(depth).Float64()
	kappa := new(big.Rat).SetFloat64(math.Sqrt(b1))
	kappa.Mul(kappa, big.NewRat(105+rng.Int64N(900), 100))
	if rng.IntN(3) == 0 {
		kappa.Mul(kappa, new(big.Rat).SetInt64(1<<rng.IntN(60)))
	}
	return depth, kappa
}

// TestStepBits compares three steps in a row with plainStep, bit for bit. The first half precision is often below 48, where the reciprocal
// is shifted down, and the scale of c falls as well as rises.
func TestStepBits(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	for range 150 {
		depth, kappa := sample(rng)
		ball := BallOf(kappa, 700)
		f := Finder{depth: depth, kappa: ball}
		k, _ := kappa.Float64()
		x, ok := seed(depth, math.Log(k))
		if !ok {
			t.Fatalf("L = %d, kappa = %v: no seed", depth, kappa)
		}
		h := 20 + rng.IntN(60)
		f.start(x, uint(20+rng.IntN(60)))
		for range 3 {
			want := plainStep(depth, ball, &f.c, &f.r, int(f.cs), int(f.rs), f.eP, h)
			f.step(uint(h))
			for name, pair := range map[string][2]*big.Int{
				"center": {&f.center, want.center}, "v^N": {&f.vn, want.vn}, "kappa c^M": {&f.kc, want.kc}, "G": {&f.g, want.g},
				"P": {&f.p, want.p}, "E": {&f.e, want.e}, "R": {&f.r, want.r}, "c": {&f.c, want.c},
			} {
				if pair[0].Cmp(pair[1]) != 0 {
					t.Fatalf("L = %d, kappa = %v, h = %d: %s = %v, want %v", depth, kappa, h, name, pair[0], pair[1])
				}
			}
			if f.cs != uint(2*h) || f.rs != uint(h) {
				t.Fatalf("scales %d and %d after a step at %d", f.cs, f.rs, h)
			}
			h = 2*h - rng.IntN(20)
		}
	}
}

// TestStart: c is x rounded down, eP the least e with P <= 2^e, and the reciprocal has some 40 bits: psi is evaluated in float64, with
// relative errors of at most 64 log2(v) 2^-52 in logP, and so 2^-37 for v < 2^60.
func TestStart(t *testing.T) {
	rng := rand.New(rand.NewPCG(43, 44))
	for range 300 {
		depth, kappa := sample(rng)
		k, _ := kappa.Float64()
		x, _ := seed(depth, math.Log(k))
		h := uint(1 + rng.IntN(100))
		f := Finder{depth: depth}
		f.start(x, h)
		exact := new(big.Rat).SetFloat64(x)
		scaledX := new(big.Rat).Mul(exact, powRat(big.NewRat(2, 1), int(h)))
		if want := new(big.Int).Div(scaledX.Num(), scaledX.Denom()); f.c.Cmp(want) != 0 || f.cs != h {
			t.Errorf("x = %v at scale %d: %v at scale %d, want %v", x, h, &f.c, f.cs, want)
		}
		w := new(big.Rat).Mul(exact, exact)
		v := new(big.Rat).Add(w, big.NewRat(1, 1))
		n := depth - 1
		if depth == 3 || depth%2 == 0 {
			n--
		}
		p := w.Mul(w, big.NewRat(int64(depth), 1))
		p.Sub(p, big.NewRat(int64(depth-2), 1))
		p.Mul(p, powRat(v, n))
		// P 2^-eP in (1/2, 1], R 2^-rs P 2^-eP = 1
		p.Quo(p, powRat(big.NewRat(2, 1), f.eP+1000))
		p.Mul(p, powRat(big.NewRat(2, 1), 1000))
		if y, _ := p.Float64(); y <= 0.5*(1-1e-10) || y > 1+1e-10 {
			t.Errorf("L = %d, x = %v: P/2^eP = %v", depth, x, y)
		}
		p.Mul(p, new(big.Rat).SetFrac(&f.r, new(big.Int).Lsh(big.NewInt(1), f.rs)))
		if y, _ := p.Float64(); math.Abs(y-1) > 0x1p-37 || f.rs != 48 {
			t.Errorf("L = %d, x = %v: P R = %v at %d bits", depth, x, y, f.rs)
		}
	}
}

// TestFinderPower: powers agree with the recursion at every exponent, also for negative bases, whose products round down too.
func TestFinderPower(t *testing.T) {
	var f Finder
	var z big.Int
	for n := 1; n <= 70; n++ {
		for _, m := range []int64{-1030, -3, 1000, 1025, 3000} {
			x := big.NewInt(m)
			if f.power(&z, x, n, 10); z.Cmp(floorPower(x, n, 10)) != 0 {
				t.Errorf("(%d/1024)^%d = %v/1024, want %v", m, n, &z, floorPower(x, n, 10))
			}
		}
	}
}
