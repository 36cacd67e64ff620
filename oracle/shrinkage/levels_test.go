package shrinkage

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// plainLevels is the plan of Larger: the loss of one step in bits, ceil(log2(1 + (8L + 6L/x^2)/psi'(x))) + 4, and the half precisions
// h = floor((max(bits, 128) + loss + 9)/2), floor((h + loss + 1)/2), ... down to the first that is at most seedBits. There is none when
// the sequence stalls above seedBits.
func plainLevels(depth int, x float64, bits uint) []uint {
	l := float64(depth)
	psi := (2*(l-1)*x*x/(x*x+1) - (l - 2)) / x // the derivative of N log(x^2+1) - M log x
	loss := uint(math.Ceil(math.Log2(1+8*l/psi+6*l/(x*x*psi)))) + 4
	list := []uint{(max(bits, 128) + loss + 9) / 2}
	for h := list[0]; h > 42; {
		next := (h + loss + 1) / 2
		if h <= loss+2 { // next >= h-1: it stalls
			return nil
		}
		h = next
		list = append(list, h)
	}
	return list
}

// TestLevels replays Larger by its plan: start, one step per level, the certificate. The answer must be that of the replay to the bit, so
// neither more nor fewer steps are taken, nor at other precisions.
func TestLevels(t *testing.T) {
	rng := rand.New(rand.NewPCG(61, 62))
	refused, wide, certified := 0, 0, 0
	for i := range 400 {
		depth, kappa := sample(rng)
		if i%4 == 0 { // large kappa at small depth: the root itself costs bits
			depth, kappa = 3+rng.IntN(3), powRat(big.NewRat(2, 1), 3+rng.IntN(300))
		}
		bits := uint(16 + rng.IntN(1000))
		ball := BallOf(kappa, KappaScale(bits))
		var f Finder
		var z Ball
		err := f.Larger(&z, depth, ball, bits)
		k, _ := kappa.Float64()
		x, ok := seed(depth, math.Log(k))
		if !ok {
			t.Fatalf("L = %d, kappa = %v: no seed", depth, kappa)
		}
		plan := plainLevels(depth, x, bits)
		if plan == nil {
			refused++
			if !errors.Is(err, ErrNotCertified) {
				t.Errorf("L = %d, x = %v, %d bits: %v, want a refusal", depth, x, bits, err)
			}
			continue
		}
		var levels [64]uint
		copy(levels[:], plan)
		if f.levels != levels {
			t.Errorf("L = %d, x = %v, %d bits: %v, want %v", depth, x, bits, f.levels, plan)
		}
		g := Finder{depth: depth, kappa: ball}
		g.start(x, plan[len(plan)-1])
		for i := len(plan) - 1; i >= 0; i-- {
			g.step(plan[i])
		}
		bound, _ := g.certify(plan[0])
		if tooWide := math.Ldexp(bound, int(bits)) > math.Ldexp(1, 2*int(plan[0])); tooWide || err != nil {
			if !tooWide || !errors.Is(err, ErrNotCertified) {
				t.Errorf("L = %d, x = %v, %d bits: %v, bound %v", depth, x, bits, err, bound)
			}
			wide++
			continue
		}
		certified++
		if z.Mid.Cmp(&g.c) != 0 || z.Rad != uint64(math.Ceil(bound)) || z.Scale != 2*plan[0] {
			t.Errorf("L = %d, %d bits: %v +- %v, want %v +- %v", depth, bits, &z.Mid, z.Rad, &g.c, bound)
		}
	}
	if refused < 20 || wide < 5 || certified < 200 {
		t.Errorf("%d refused, %d too wide, %d certified", refused, wide, certified)
	}
}

// TestSlackEnds walks kappa through the powers of two at L = 3, where a = kappa^(1/3): each doubling of a costs a bit, until the slack is
// used up. It must be refused from one power on and never again accepted.
func TestSlackEnds(t *testing.T) {
	var f Finder
	var z Ball
	last := 0
	for j := 2; j <= 300; j++ {
		err := f.Larger(&z, 3, BallOf(powRat(big.NewRat(2, 1), j), KappaScale(200)), 200)
		x, _ := seed(3, float64(j)*math.Ln2)
		if want := plainLevels(3, x, 200) != nil; (err == nil) != want {
			t.Errorf("kappa = 2^%d: %v, planned: %v", j, err, want)
		}
		if err == nil {
			if last != 0 && j != last+1 {
				t.Errorf("accepted again at 2^%d", j)
			}
			last = j
		}
	}
	if last < 60 || last > 200 {
		t.Errorf("accepted up to 2^%d", last)
	}
}

// TestKappaEnds: the fast method takes kappa up to 2^500, where float64 still holds its powers, and no more.
func TestKappaEnds(t *testing.T) {
	var f Finder
	var z Ball
	end := powRat(big.NewRat(2, 1), 500)
	if err := f.Larger(&z, MaxDepth, BallOf(end, KappaScale(100)), 100); err != nil {
		t.Errorf("2^500: %v", err)
	}
	beyond := new(big.Rat).Mul(end, big.NewRat(1<<30+1, 1<<30))
	if err := f.Larger(&z, MaxDepth, BallOf(beyond, KappaScale(100)), 100); !errors.Is(err, ErrNotCertified) {
		t.Errorf("2^500 (1 + 2^-30): %v", err)
	}
	negative := BallOf(end, KappaScale(100))
	negative.Mid.Neg(&negative.Mid)
	if err := f.Larger(&z, MaxDepth, negative, 100); !errors.Is(err, ErrNotCertified) {
		t.Errorf("-2^500: %v", err)
	}
	var fresh Finder
	if err := fresh.Larger(&z, 5, BallOf(big.NewRat(-100, 1), KappaScale(100)), 100); !errors.Is(err, ErrNotCertified) || fresh.levels[0] != 0 {
		t.Errorf("kappa = -100: %v, after a plan of %v", err, fresh.levels)
	}
	if err := fresh.Larger(&z, 5, BallOf(new(big.Rat), KappaScale(100)), 100); !errors.Is(err, ErrNotCertified) || fresh.levels[0] != 0 {
		t.Errorf("kappa = 0: %v, after a plan of %v", err, fresh.levels)
	}
}

// TestSeed: the seed is the larger root to a relative 2^-42 wherever psi' is moderate: y = log a is off by the square of the last step, 10^-18,
// and by the rounding of the residue, at most 2^-52 (64 + |log kappa|) over the slope. Near the double root it refuses.
func TestSeed(t *testing.T) {
	rng := rand.New(rand.NewPCG(63, 64))
	for range 200 {
		depth, kappa := sample(rng)
		root, err := LargerRoot(t.Context(), depth, kappa, 100)
		if err != nil {
			t.Fatal(err)
		}
		k, _ := kappa.Float64()
		x, ok := seed(depth, math.Log(k))
		a, _ := root.Mid().Float64()
		if !ok || math.Abs(x/a-1) > 0x1p-42 {
			t.Errorf("L = %d, kappa = %v: seed %v, %v, root %v", depth, k, x, ok, a)
		}
	}
	for depth := 3; depth <= MaxDepth; depth++ {
		b1, _ := beta1Squared(depth).Float64()
		log := math.Log(b1) / 2
		// psi(y) = psi2/2 (y - y0)^2 with psi2 = 4 N s/(1+s)^2 at s = M/L: L M/N; the slope at the root is sqrt(2 psi2 excess).
		psi2 := float64(depth) * float64(depth-2) / float64(depth-1)
		for _, tt := range []struct {
			slope float64
			ok    bool
		}{{1.1e-4, true}, {0.8e-4, false}} {
			if _, ok := seed(depth, log+tt.slope*tt.slope/(2*psi2)); ok != tt.ok {
				t.Errorf("L = %d: slope %v at the root: %v", depth, tt.slope, ok)
			}
		}
		if x, ok := seed(depth, log-1e-3); ok {
			t.Errorf("L = %d below beta_1: %v", depth, x)
		}
	}
}
