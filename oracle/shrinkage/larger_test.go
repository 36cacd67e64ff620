package shrinkage_test

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// threeBeta1 is 3 beta_1(L) = 3 (2N/L)^N (L/M)^(M/2) as a ball for the given bits.
func threeBeta1(depth int, bits uint) *shrinkage.Ball {
	l, m, n := int64(depth), int64(depth-2), int64(depth-1)
	x := big.NewRat(9, 1)
	for range 2 * n {
		x.Mul(x, big.NewRat(2*n, l))
	}
	for range m {
		x.Mul(x, big.NewRat(l, m))
	}
	return shrinkage.BallOfSqrt(x, shrinkage.KappaScale(bits))
}

func pow2(bits uint) *big.Rat { return new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), bits)) }

// TestLargerSqrt3: for L = 3 and kappa = 3 beta_1 = 16/sqrt 3 the root is sqrt 3, for (3+1)^2 = kappa sqrt 3.
func TestLargerSqrt3(t *testing.T) {
	var f shrinkage.Finder
	var z shrinkage.Ball
	three := big.NewRat(3, 1)
	for _, bits := range []uint{16, 17, 33, 50, 64, 83, 84, 85, 100, 333, 1000, 3323, 33220, 332194} {
		if err := f.Larger(&z, 3, threeBeta1(3, bits), bits); err != nil {
			t.Fatalf("%d bits: %v", bits, err)
		}
		lo, hi := z.Lo(), z.Hi()
		if width := new(big.Rat).Sub(hi, lo); width.Mul(width, pow2(bits)).Cmp(big.NewRat(2, 1)) > 0 {
			t.Errorf("%d bits: too wide", bits)
		}
		if lo.Mul(lo, lo).Cmp(three) > 0 || hi.Mul(hi, hi).Cmp(three) < 0 {
			t.Errorf("%d bits: sqrt 3 is outside", bits)
		}
	}
}

// equationPoly is (x^2+1)^N - kappa x^M.
func equationPoly(t testing.TB, depth int, kappa *big.Rat) *sturm.Poly {
	t.Helper()
	f, err := shrinkage.Polynomial(shrinkage.Problem{Depth: depth, Target: kappa, Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestLargerSound checks the ball by exact signs: with f = (x^2+1)^N - kappa x^M, the larger root lies in (lo, hi) iff f(lo) < 0 < f(hi), because
// f < 0 exactly between the two roots. Kappa is a ball too: the lower end of the answer must serve its least kappa, the upper end its largest.
func TestLargerSound(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 7))
	n := cases(1500)
	var f shrinkage.Finder
	var z shrinkage.Ball
	certified, refused, kappaWide := 0, 0, 0
	for i := range n {
		depth := 3 + rng.IntN(14)
		if i%40 == 0 {
			depth = 64
		}
		b1, err := shrinkage.Beta1(depth, 30)
		if err != nil {
			t.Fatal(err)
		}
		kappa, _ := b1.Mid().Rat(nil)
		switch i % 4 {
		case 0: // just above the threshold
			kappa.Mul(kappa, new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Inv(pow2(uint(1+rng.IntN(24))))))
		case 1:
			kappa.Mul(kappa, pow2(uint(rng.IntN(200))))
			kappa.Mul(kappa, big.NewRat(11, 10))
		default:
			kappa.Mul(kappa, big.NewRat(105+rng.Int64N(900), 100))
		}
		bits := uint(16 + rng.IntN(400))
		extra := uint(rng.IntN(70))
		if i%3 == 0 {
			extra = 0
		}
		ball := shrinkage.BallOf(kappa, shrinkage.KappaScale(bits)+extra)
		if i%3 == 0 {
			ball.Rad += rng.Uint64N(1 << 61) // up to 2^-3 2^-bits: moves the root by many units of the working precision
			kappaWide++
		}
		switch err := f.Larger(&z, depth, ball, bits); {
		case errors.Is(err, shrinkage.ErrNotCertified):
			refused++
			if i%4 >= 2 {
				t.Errorf("L=%d kappa=%v bits=%d: refused at a moderate distance from the threshold", depth, kappa.FloatString(5), bits)
			}
			continue
		case err != nil:
			t.Fatal(err)
		}
		certified++
		low, high := equationPoly(t, depth, ball.Lo()), equationPoly(t, depth, ball.Hi())
		if low.SignAt(z.Lo()) > 0 || high.SignAt(z.Hi()) < 0 {
			t.Errorf("L=%d kappa=%v bits=%d: the root is outside (%v, %v)", depth, kappa, bits, z.Lo().FloatString(20), z.Hi().FloatString(20))
		}
		// f(lo) < 0 also between the roots only: lo must be beyond the double root unless f(lo) = 0.
		if x := z.Hi(); x.Mul(x, x).Cmp(big.NewRat(int64(depth-2), int64(depth))) < 0 {
			t.Errorf("L=%d: the smaller root was found", depth)
		}
		if width := new(big.Rat).Sub(z.Hi(), z.Lo()); width.Mul(width, pow2(bits)).Cmp(big.NewRat(2, 1)) > 0 {
			t.Errorf("L=%d bits=%d: too wide", depth, bits)
		}
	}
	if certified < 7*n/10 || kappaWide < n/4 {
		t.Errorf("only %d of %d certified (%d refused), %d wide kappas", certified, n, refused, kappaWide)
	}
	t.Logf("%d certified, %d refused", certified, refused)
}

// TestLargerRoot compares the fast method, the general one behind LargerRoot, and Solve.
func TestLargerRoot(t *testing.T) {
	tests := []struct {
		reason, beta string
		depth        int
	}{
		{"plain", "10", 3},
		{"even depth", "100", 6},
		{"beta_1(4) (1 + 1e-40): the general method", "67500000000000000000000000000000000000000675/10000000000000000000000000000000000000000000", 4},
		{"beta 1e400: beyond the fast method", "1e400", 5},
		{"depth 64", "1e20", 64},
	}
	for _, tt := range tests {
		beta := rat(t, tt.beta)
		x, err := shrinkage.LargerRoot(ctx, tt.depth, beta, 200)
		if err != nil {
			t.Fatalf("%s: %v", tt.reason, err)
		}
		s := solve(t, shrinkage.Problem{Depth: tt.depth, Target: beta, Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)}, 60)
		if got := s.Points[2].T; x.Equal(got) == interval.No || x.RelBits() < 198 {
			t.Errorf("%s: %v, Solve says %v", tt.reason, x, got)
		}
		lo, hi, _ := x.Rats()
		if f := equationPoly(t, tt.depth, beta); f.SignAt(lo) > 0 || f.SignAt(hi) < 0 {
			t.Errorf("%s: the root is outside %v", tt.reason, x)
		}
	}
}

// TestLargerRootWidth: what the general method gives, beside beta_1, is at most 2^(1-bits) max(a, 1) wide at every precision, and its ends have no more
// than bits + 16 bits.
func TestLargerRootWidth(t *testing.T) {
	for depth, b1 := range map[int]*big.Rat{4: exactBeta1(4), 6: exactBeta1(6)} {
		beta := new(big.Rat).Mul(b1, new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).Inv(pow2(90))))
		fine, err := shrinkage.LargerRoot(ctx, depth, beta, 400)
		if err != nil {
			t.Fatal(err)
		}
		least, most, _ := fine.Rats()
		if f := equationPoly(t, depth, beta); f.SignAt(least) > 0 || f.SignAt(most) < 0 {
			t.Errorf("L=%d: the root is outside %v", depth, fine)
		}
		for bits := uint(16); bits < 260; bits++ {
			x, err := shrinkage.LargerRoot(ctx, depth, beta, bits)
			if err != nil {
				t.Fatal(err)
			}
			lo, hi, _ := x.Rats()
			if lo.Cmp(most) > 0 || hi.Cmp(least) < 0 {
				t.Errorf("L=%d, %d bits: the root is outside %v", depth, bits, x)
			}
			if w := new(big.Rat).Sub(hi, lo); w.Mul(w, pow2(bits-1)).Cmp(big.NewRat(1, 1)) > 0 { // a < 1 here
				t.Errorf("L=%d, %d bits: %v is too wide", depth, bits, x)
			}
			if n := max(x.Lo().MinPrec(), x.Hi().MinPrec()); n > bits+16 {
				t.Errorf("L=%d, %d bits: an end of %d bits", depth, bits, n)
			}
		}
	}
}

// TestLargerDoesNotAllocate: after the first call a Finder owns its storage.
func TestLargerDoesNotAllocate(t *testing.T) {
	var f shrinkage.Finder
	var z shrinkage.Ball
	kappa := threeBeta1(5, 333)
	if n := testing.AllocsPerRun(50, func() {
		if err := f.Larger(&z, 5, kappa, 333); err != nil {
			t.Fatal(err)
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
