package shrinkage_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

var ctx = context.Background()

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	x, err := interval.ParseRat(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func solve(t testing.TB, p shrinkage.Problem, digits int) *shrinkage.Structure {
	t.Helper()
	s, err := shrinkage.Solve(ctx, p, digits)
	if err != nil {
		t.Fatalf("%v: %v", p, err)
	}
	return s
}

// cases is the number of random cases: n, a fifth in -short mode, fifty times as many with SSAM_DEEP=1.
func cases(n int) int {
	switch {
	case os.Getenv("SSAM_DEEP") == "1":
		return 50 * n
	case testing.Short():
		return n / 5
	}
	return n
}

// reference is testdata/reference.json: mpmath 1.2.1 at 80 digits, 60 shown.
type reference struct {
	Shrinkage []struct {
		Depth                int
		Target, Noise, Scale string
		StationaryPoints     int64 `json:"stationary_points"`
		Nonzero              []map[string]string
	}
	Threshold []struct {
		Depth int
		Beta1 string `json:"beta_1"`
		Beta2 string `json:"beta_2"`
	}
}

func readReference(t *testing.T) reference {
	t.Helper()
	data, err := os.ReadFile("testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	var r reference
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Shrinkage) < 20 || len(r.Threshold) < 10 {
		t.Fatalf("only %d and %d vectors", len(r.Shrinkage), len(r.Threshold))
	}
	return r
}

// agrees checks an enclosure against a vector of 60 significant digits: the vector, widened by one unit of its 60th digit (its rounding), must meet
// the enclosure, and the enclosure must be no wider than 10^-60 of its size.
func agrees(t *testing.T, what string, x *interval.Interval, vector string) {
	t.Helper()
	v := rat(t, vector)
	unit := new(big.Rat)
	if v.Sign() != 0 {
		unit.Abs(v)
		unit.Mul(unit, rat(t, "1e-59"))
	}
	lo, hi, ok := x.Rats()
	if !ok {
		t.Fatalf("%s: unbounded", what)
	}
	if new(big.Rat).Add(v, unit).Cmp(lo) < 0 || new(big.Rat).Sub(v, unit).Cmp(hi) > 0 {
		t.Errorf("%s: %v, want %s", what, x, vector)
	}
	if w := new(big.Rat).Sub(hi, lo); w.Cmp(unit.Mul(unit, rat(t, "1/10"))) > 0 {
		t.Errorf("%s: width %s", what, w.FloatString(80))
	}
}

func TestReferenceShrinkage(t *testing.T) {
	for i, r := range readReference(t).Shrinkage {
		t.Run(fmt.Sprintf("%d: L=%d b=%s e=%s s=%s", i, r.Depth, r.Target, r.Noise, r.Scale), func(t *testing.T) {
			s := solve(t, shrinkage.Problem{Depth: r.Depth, Target: rat(t, r.Target), Noise: rat(t, r.Noise), Scale: rat(t, r.Scale)}, 60)
			if s.Count.Cmp(big.NewInt(r.StationaryPoints)) != 0 {
				t.Fatalf("count %v, want %d", s.Count, r.StationaryPoints)
			}
			if len(s.Points) != len(r.Nonzero)+1 {
				t.Fatalf("%d families, want %d and the origin", len(s.Points), len(r.Nonzero))
			}
			for j, want := range r.Nonzero {
				q := s.Points[j+1]
				agrees(t, "u", q.U, want["u"])
				agrees(t, "shrinkage", q.Shrinkage, want["shrinkage"])
				agrees(t, "radial", q.Eigenvalues[0].Value, want["eigen_radial"])
				agrees(t, "balance", q.Eigenvalues[1].Value, want["eigen_balance"])
				agrees(t, "value", q.ValueMinusOrigin, want["value_minus_origin"])
			}
		})
	}
}

func TestReferenceThresholds(t *testing.T) {
	for _, r := range readReference(t).Threshold {
		b1, err := shrinkage.Beta1(r.Depth, 60)
		if err != nil {
			t.Fatal(err)
		}
		agrees(t, fmt.Sprintf("beta_1(%d)", r.Depth), b1, r.Beta1)
		b2, err := shrinkage.Beta2(ctx, r.Depth, 60)
		if err != nil {
			t.Fatal(err)
		}
		agrees(t, fmt.Sprintf("beta_2(%d)", r.Depth), b2, r.Beta2)
	}
}

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

// near returns a rational within 10^-400 of the enclosed threshold, times 1 + k 10^-gap.
func near(t *testing.T, threshold *interval.Interval, k int64, gap int) *big.Rat {
	t.Helper()
	x, _ := threshold.Mid().Rat(nil)
	f := new(big.Rat).SetFrac(big.NewInt(k), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(gap)), nil))
	return x.Mul(x, f.Add(f, big.NewRat(1, 1)))
}

// problem makes beta into a problem with awkward noise and scale: b = -beta e^L.
func problem(depth int, beta *big.Rat) shrinkage.Problem {
	e := big.NewRat(7, 9)
	b := new(big.Rat).Neg(beta)
	for range depth {
		b.Mul(b, e)
	}
	return shrinkage.Problem{Depth: depth, Target: b, Noise: e, Scale: big.NewRat(5, 3)}
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

func isZero(x *interval.Interval) bool { s, known := x.Sign(); return known && s == 0 }

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

// TestCornerCases: the cases that MATH.md calls degenerate.
func TestCornerCases(t *testing.T) {
	type family struct {
		kind   shrinkage.Kind
		global bool
	}
	tests := []struct {
		reason, target, noise string
		depth                 int
		count                 int64
		families              []family
	}{
		{"b = 0, L = 2", "0", "1", 2, 1, []family{{shrinkage.Minimum, true}}},
		{"b = 0, L = 5", "0", "1/3", 5, 1, []family{{shrinkage.Minimum, true}}},
		{"below the threshold, L = 2", "1/2", "1", 2, 1, []family{{shrinkage.Minimum, true}}},
		{"at the threshold, L = 2: u(t) decays algebraically", "-9", "3", 2, 1, []family{{shrinkage.Degenerate, true}}},
		{"above the threshold, L = 2: the origin is a saddle", "-5/4", "1", 2, 3, []family{{shrinkage.Saddle, false}, {shrinkage.Minimum, true}}},
		{"between beta_1 and beta_2: the large root is not global", "16/5", "1", 3, 9, []family{{shrinkage.Minimum, true}, {shrinkage.Saddle, false}, {shrinkage.Minimum, false}}},
		{"above beta_2", "4", "1", 3, 9, []family{{shrinkage.Minimum, false}, {shrinkage.Saddle, false}, {shrinkage.Minimum, true}}},
		{"exactly at beta_1(4)", "27/4", "1", 4, 9, []family{{shrinkage.Minimum, true}, {shrinkage.Degenerate, false}}},
		{"exactly at beta_1(4), rescaled", "-27/64", "1/2", 4, 9, []family{{shrinkage.Minimum, true}, {shrinkage.Degenerate, false}}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			s := solve(t, shrinkage.Problem{Depth: tt.depth, Target: rat(t, tt.target), Noise: rat(t, tt.noise), Scale: big.NewRat(1, 1)}, 20)
			if s.Count.Cmp(big.NewInt(tt.count)) != 0 || len(s.Points) != len(tt.families) {
				t.Fatalf("count %v in %d families, want %d in %d", s.Count, len(s.Points), tt.count, len(tt.families))
			}
			total := new(big.Int)
			for i, f := range tt.families {
				q := s.Points[i]
				if q.Kind != f.kind || q.Global != f.global {
					t.Errorf("family %d: %s, global %v, want %v", i, q.Kind, q.Global, f)
				}
				total.Add(total, new(big.Int).SetUint64(q.Multiplicity))
				n := 0
				for _, e := range q.Eigenvalues {
					n += e.Multiplicity
				}
				if n != tt.depth {
					t.Errorf("family %d: %d eigenvalues, want %d", i, n, tt.depth)
				}
			}
			if total.Cmp(s.Count) != 0 {
				t.Errorf("multiplicities add to %v, count is %v", total, s.Count)
			}
		})
	}
}

// TestExtremes: sizes at the bounds end, with an answer or an error that names the bound.
func TestExtremes(t *testing.T) {
	one := big.NewRat(1, 1)
	huge := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shrinkage.MaxRationalBits-1))
	tiny := new(big.Rat).Inv(huge)
	for _, depth := range []int{2, 3, 64} {
		s := solve(t, shrinkage.Problem{Depth: depth, Target: huge, Noise: tiny, Scale: huge}, 20)
		if want := countFor(depth); s.Count.Cmp(want) != 0 {
			t.Errorf("L=%d: count %v, want %v", depth, s.Count, want)
		}
		if s := solve(t, shrinkage.Problem{Depth: depth, Target: tiny, Noise: huge, Scale: tiny}, 20); s.Count.Int64() != 1 {
			t.Errorf("L=%d: count %v, want 1", depth, s.Count)
		}
	}
	over := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shrinkage.MaxRationalBits))
	tests := []struct {
		reason, field string
		p             shrinkage.Problem
		digits        int
	}{
		{"depth 1", "depth", shrinkage.Problem{Depth: 1, Target: one, Noise: one, Scale: one}, 9},
		{"depth 65", "depth", shrinkage.Problem{Depth: 65, Target: one, Noise: one, Scale: one}, 9},
		{"no noise", "noise", shrinkage.Problem{Depth: 2, Target: one, Noise: new(big.Rat), Scale: one}, 9},
		{"negative noise", "noise", shrinkage.Problem{Depth: 2, Target: one, Noise: big.NewRat(-1, 1), Scale: one}, 9},
		{"free coordinate", "scale", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: new(big.Rat)}, 9},
		{"negative scale", "scale", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: big.NewRat(-1, 1)}, 9},
		{"missing target", "target", shrinkage.Problem{Depth: 2, Noise: one, Scale: one}, 9},
		{"target too long", "target", shrinkage.Problem{Depth: 2, Target: over, Noise: one, Scale: one}, 9},
		{"no digits", "digits", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: one}, 0},
		{"too many digits", "digits", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: one}, shrinkage.MaxDigits + 1},
	}
	for _, tt := range tests {
		_, err := shrinkage.Solve(ctx, tt.p, tt.digits)
		var f *shrinkage.FieldError
		if !errors.As(err, &f) || f.Field != tt.field || !strings.Contains(err.Error(), tt.field) {
			t.Errorf("%s: %v, want an error of field %s", tt.reason, err, tt.field)
		}
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := shrinkage.Solve(done, shrinkage.Problem{Depth: 5, Target: big.NewRat(100, 1), Noise: one, Scale: one}, 9); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

func countFor(depth int) *big.Int {
	n := new(big.Int).Lsh(big.NewInt(1), uint(depth))
	if depth == 2 {
		n.SetInt64(2)
	}
	return n.Add(n, big.NewInt(1))
}
