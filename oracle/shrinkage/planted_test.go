package shrinkage_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestPlanted builds b from a rational t = e x, so that t is a root: on the left of the double root it must be the saddle, on the right the
// minimum, and its u and lambda are known exactly.
func TestPlanted(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	sides := map[bool]int{}
	for i := range cases(300) {
		depth := 3 + i%10
		if i%50 == 49 {
			depth = 64
		}
		x := big.NewRat(1+rng.Int64N(300), 1+rng.Int64N(200))
		e := big.NewRat(1+rng.Int64N(40), 1+rng.Int64N(40))
		z := new(big.Rat).Mul(x, x)
		z1 := new(big.Rat).Add(z, big.NewRat(1, 1))
		critical := z.Cmp(big.NewRat(int64(depth-2), int64(depth)))
		if critical == 0 {
			continue
		}
		b := big.NewRat(1, 1) // (1+z)^N / x^M e^L
		lambda := big.NewRat(1, 1)
		for range depth - 1 {
			b.Mul(b, z1)
			lambda.Mul(lambda, new(big.Rat).Quo(z, z1))
		}
		for range depth - 2 {
			b.Quo(b, x)
		}
		for range depth {
			b.Mul(b, e)
		}
		s := solve(t, shrinkage.Problem{Depth: depth, Target: b, Noise: e, Scale: big.NewRat(1, 1)}, 30)
		if len(s.Points) != 3 {
			t.Fatalf("L=%d x=%v: %d families", depth, x, len(s.Points))
		}
		q, kind := s.Points[1], shrinkage.Saddle
		if critical > 0 {
			q, kind = s.Points[2], shrinkage.Minimum
		}
		sides[critical > 0]++
		u := new(big.Rat).Mul(z, new(big.Rat).Mul(e, e))
		if q.Kind != kind || !q.U.Contains(u) || !q.T.Contains(new(big.Rat).Mul(x, e)) || !q.Shrinkage.Contains(lambda) {
			t.Errorf("L=%d x=%v e=%v: %v u=%v t=%v lambda=%v", depth, x, e, q.Kind, q.U, q.T, q.Shrinkage)
		}
	}
	if sides[true] < 10 || sides[false] < 10 {
		t.Errorf("planted roots by side: %v", sides)
	}
}

// TestAgainstSturm compares counts and roots with the isolation and refinement of package sturm on the polynomial in t.
func TestAgainstSturm(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 5))
	n := cases(120)
	counts := map[int]int{}
	for i := range n {
		depth := 2 + i%8
		e := big.NewRat(1+rng.Int64N(12), 1+rng.Int64N(12))
		p := shrinkage.Problem{Depth: depth, Noise: e, Scale: big.NewRat(1, 2)}
		b1, err := shrinkage.Beta1(depth, 20)
		if err != nil {
			t.Fatal(err)
		}
		beta := near(t, b1, rng.Int64N(2001)-600, 3) // beta_1 (0.4 .. 2.4)
		if i%5 == 0 {
			beta = near(t, b1, rng.Int64N(21)-10, 9)
		}
		p.Target = beta
		for range depth {
			p.Target.Mul(p.Target, e)
		}
		s := solve(t, p, 50)
		f, err := shrinkage.Polynomial(p)
		if err != nil {
			t.Fatal(err)
		}
		all, err := sturm.Isolate(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		var roots []*sturm.Root
		for _, r := range all {
			if r, err = r.RefineDigits(ctx, 50); err != nil {
				t.Fatal(err)
			}
			if r.Lo().Sign() > 0 {
				roots = append(roots, r)
			}
		}
		if len(roots) != len(s.Points)-1 {
			t.Fatalf("%+v: Sturm finds %d positive roots, Solve %d", p, len(roots), len(s.Points)-1)
		}
		counts[len(roots)]++
		for j, r := range roots {
			lo, hi, _ := s.Points[j+1].T.Rats()
			if lo.Cmp(r.Hi()) > 0 || hi.Cmp(r.Lo()) < 0 {
				t.Errorf("%+v: root %d: %v and %v are disjoint", p, j, r, s.Points[j+1].T)
			}
		}
	}
	if counts[0] == 0 || counts[1] == 0 || counts[2] == 0 {
		t.Errorf("root counts seen: %v", counts)
	}
}
