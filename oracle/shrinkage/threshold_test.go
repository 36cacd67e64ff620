package shrinkage_test

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestBeta2Golden: beta_2(3) = phi^(5/2) (MATH.md, Lemma 3.2), that is beta_2^4 = phi^10 = (123 + 55 sqrt 5)/2; so 2 beta_2^4 - 123 = 55 sqrt 5.
func TestBeta2Golden(t *testing.T) {
	b, err := shrinkage.Beta2(ctx, 3, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for i, end := range []*big.Float{b.Lo(), b.Hi()} {
		x, _ := end.Rat(nil)
		x.Mul(x, x)
		x.Mul(x, x)
		x.Mul(x, big.NewRat(2, 1))
		x.Sub(x, big.NewRat(123, 1))
		x.Mul(x, x)
		if sign := x.Cmp(big.NewRat(55*55*5, 1)); sign != 2*i-1 {
			t.Errorf("end %d of beta_2(3) is on the wrong side", i)
		}
	}
}

// TestBesideBeta1 decides the count beside beta_1, where 400 digits of beta_1 and the sign of k say what is right. For the smaller depths and the
// gap 10^-30 Sturm's theorem says it too.
func TestBesideBeta1(t *testing.T) {
	for depth := 2; depth <= 12; depth++ {
		b1, err := shrinkage.Beta1(depth, 400)
		if err != nil {
			t.Fatal(err)
		}
		for _, gap := range []int{30, 300} {
			for _, k := range []int64{-1, 0, 1} {
				beta := near(t, b1, k, gap)
				if k == 0 {
					if depth%2 == 1 {
						continue // beta_1 is irrational
					}
					beta = exactBeta1(depth)
				}
				want := map[int64]int64{-1: 1, 0: 1 + 1<<(depth-1), 1: 1 + 1<<depth}[k]
				if depth == 2 {
					want = map[int64]int64{-1: 1, 0: 1, 1: 3}[k]
				}
				s := solve(t, problem(depth, beta), 40)
				if s.Count.Cmp(big.NewInt(want)) != 0 {
					t.Errorf("L=%d k=%d gap 1e-%d: count %v, want %d", depth, k, gap, s.Count, want)
				}
				if gap == 30 && (depth <= 8 || !testing.Short()) {
					n, err := shrinkage.CountSturm(ctx, problem(depth, beta))
					if err != nil || n.Cmp(big.NewInt(want)) != 0 {
						t.Errorf("L=%d k=%d gap 1e-%d: Sturm counts %v (%v), want %d", depth, k, gap, n, err, want)
					}
				}
				if k == 1 && depth > 2 {
					// z = M/L + O(10^(-gap/2)): the radial eigenvalues are tiny, of either sign, and still have their digits.
					for i, sign := range []int{-1, 1} {
						if got, known := s.Points[i+1].Eigenvalues[0].Value.Sign(); !known || got != sign {
							t.Errorf("L=%d gap 1e-%d: radial eigenvalue %d has sign %d", depth, gap, i, got)
						}
					}
				}
				if k == 0 && depth > 2 {
					if q := s.Points[1]; q.Kind != shrinkage.Degenerate || q.Global || !isZero(q.Eigenvalues[0].Value) {
						t.Errorf("L=%d at beta_1: %v, global %v, radial %v", depth, q.Kind, q.Global, q.Eigenvalues[0].Value)
					}
				}
			}
		}
	}
}

// exactBeta1 is h(M/L) for even L, by powers of rationals: beta_1(4) = 27/4.
func exactBeta1(depth int) *big.Rat {
	l, m := int64(depth), int64(depth-2)
	z := big.NewRat(m, l)
	x := big.NewRat(1, 1)
	for range depth - 1 {
		x.Mul(x, new(big.Rat).Add(z, big.NewRat(1, 1)))
	}
	for range (depth - 2) / 2 {
		x.Quo(x, z)
	}
	return x
}

func TestExactBeta1Known(t *testing.T) {
	if x := exactBeta1(4); x.Cmp(big.NewRat(27, 4)) != 0 {
		t.Fatalf("beta_1(4) = %v, want 27/4", x)
	}
	if shrinkage.CompareBeta1(4, big.NewRat(27, 4)) != 0 {
		t.Error("27/4 is not recognized as beta_1(4)")
	}
}

// TestBesideBeta2 decides which point is global on both sides of beta_2.
func TestBesideBeta2(t *testing.T) {
	for depth := 3; depth <= 12; depth++ {
		b2, err := shrinkage.Beta2(ctx, depth, 400)
		if err != nil {
			t.Fatal(err)
		}
		for _, gap := range []int{30, 300} {
			for _, k := range []int64{-1, 1} {
				s := solve(t, problem(depth, near(t, b2, k, gap)), 40)
				wins := k > 0
				if s.Points[0].Global == wins || s.Points[2].Global != wins || s.Points[1].Global {
					t.Errorf("L=%d k=%d gap 1e-%d: global %v %v %v", depth, k, gap, s.Points[0].Global, s.Points[1].Global, s.Points[2].Global)
				}
				if sign, known := s.Points[2].ValueMinusOrigin.Sign(); !known || (sign < 0) != wins {
					t.Errorf("L=%d k=%d gap 1e-%d: value %v", depth, k, gap, s.Points[2].ValueMinusOrigin)
				}
			}
		}
	}
}

// TestNoTie supports the argument of the package comment by computation: T(z)/z and p^2 z^M (1-z)^2 - q^2 have no common divisor for
// rational beta = p/q above 1.
func TestNoTie(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for depth := 3; depth <= 12; depth++ {
		n, m := depth-1, depth-2
		onePlus, err := sturm.FromInt64s(1, 1)
		if err != nil {
			t.Fatal(err)
		}
		oneMinus, _ := sturm.FromInt64s(1, -1)
		one, _ := sturm.FromInt64s(1)
		tie := oneMinus
		for range n {
			tie, err = tie.Mul(onePlus)
			if err != nil {
				t.Fatal(err)
			}
		}
		if tie, err = tie.Sub(one); err != nil {
			t.Fatal(err)
		}
		prim := tie.Primitive()
		if prim[0].Sign() != 0 || prim[len(prim)-1].Cmp(big.NewInt(1)) != 0 {
			t.Fatalf("L=%d: T = %v is not monic up to sign with T(0) = 0", depth, tie)
		}
		quotient, err := sturm.FromInts(prim[1:]...)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			p, q := 1+rng.Int64N(1000), 1+rng.Int64N(30)
			c := make([]int64, m+3)
			c[0] = -q * q
			c[m] += p * p
			c[m+1] -= 2 * p * p
			c[m+2] += p * p
			other, err := sturm.FromInt64s(c...)
			if err != nil {
				t.Fatal(err)
			}
			g, err := sturm.GCD(ctx, quotient, other)
			if err != nil {
				t.Fatal(err)
			}
			if p > q && g.Degree() > 0 {
				t.Errorf("L=%d beta=%d/%d: common divisor %v", depth, p, q, g)
			}
		}
	}
}
