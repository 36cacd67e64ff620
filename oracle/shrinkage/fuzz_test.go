package shrinkage_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// FuzzNewtonSturm holds the fast Newton method against Sturm's theorem and bisection: for kappa = p/q the positive roots of
// q (x^2+1)^(L-1) - p x^(L-2) are counted and isolated exactly, and the larger one lies in Newton's ball. Without roots
// Newton must refuse.
func FuzzNewtonSturm(f *testing.F) {
	f.Add(uint8(3), uint32(16), uint32(5), uint8(60))
	f.Add(uint8(3), uint32(3079), uint32(1000), uint8(0)) // just below beta_1(3) = 3.0792...
	f.Add(uint8(3), uint32(30793), uint32(10000), uint8(200))
	f.Add(uint8(9), uint32(4_000_000_000), uint32(1), uint8(17))
	f.Fuzz(func(t *testing.T, l uint8, p, q uint32, more uint8) {
		depth, bits := 3+int(l)%8, 16+uint(more)
		if p == 0 || q == 0 {
			return
		}
		kappa := big.NewRat(int64(p), int64(q))
		n := depth - 1
		c := make([]*big.Rat, 2*n+1)
		for i := range c {
			c[i] = new(big.Rat)
		}
		for i := range n + 1 {
			c[2*i].SetInt(new(big.Int).Binomial(int64(n), int64(i)))
		}
		c[depth-2].Sub(c[depth-2], kappa)
		poly, err := sturm.New(c...)
		if err != nil {
			t.Fatal(err)
		}
		roots, err := sturm.Isolate(ctx, poly)
		if err != nil {
			t.Fatal(err)
		}
		var larger *sturm.Root
		for _, r := range roots {
			if r.Hi().Sign() > 0 {
				larger = r
			}
		}
		var fd shrinkage.Finder
		var z shrinkage.Ball
		err = fd.Larger(&z, depth, shrinkage.BallOf(kappa, shrinkage.KappaScale(bits)), bits)
		if larger == nil {
			if err == nil {
				t.Fatalf("L = %d, kappa = %v: there is no positive root, Newton proves one in [%v, %v]", depth, kappa, z.Lo(), z.Hi())
			}
			return
		}
		if errors.Is(err, shrinkage.ErrNotCertified) {
			// The general method must still agree, also at the double root and beyond Newton's range.
			x, err := shrinkage.LargerRoot(ctx, depth, kappa, bits)
			if err == nil {
				inside(t, depth, kappa, larger, x, bits)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if w := new(big.Rat).Sub(z.Hi(), z.Lo()); w.Cmp(new(big.Rat).SetFrac(big.NewInt(2), new(big.Int).Lsh(big.NewInt(1), bits))) > 0 {
			t.Errorf("L = %d, kappa = %v: the ball is wider than 2^(1-%d)", depth, kappa, bits)
		}
		x := interval.New()
		if err := interval.NewContext(bits+64).SetRatBounds(x, z.Lo(), z.Hi()); err != nil {
			t.Fatal(err)
		}
		inside(t, depth, kappa, larger, x, bits)
	})
}

// inside reports a root, refined well below 2^-bits, that does not meet x. Both enclose the root, so they overlap.
func inside(t *testing.T, depth int, kappa *big.Rat, r *sturm.Root, x *interval.Interval, bits uint) {
	t.Helper()
	r, err := r.Refine(ctx, bits+80)
	if err != nil {
		t.Fatal(err)
	}
	lo, hi, ok := x.Rats()
	if !ok || r.Hi().Cmp(lo) < 0 || r.Lo().Cmp(hi) > 0 {
		t.Errorf("L = %d, kappa = %v: Newton's %v leaves out the root in [%v, %v]", depth, kappa, x, r.Lo(), r.Hi())
	}
}
