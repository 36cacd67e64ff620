package lemma3_2

import (
	"context"
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// target is an instance with e = s = 1.
func target(depth int, b *big.Rat) *claim.Case {
	in := generators.NewInstance("test", depth, 1)
	in.Target[0].Set(b)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.SetInt64(1)
	return &claim.Case{Instance: in}
}

// 2^L sign patterns, half of them with each sign of the product, and the origin.
func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		depth int
		found [2]int
		want  int64
	}{{2, [2]int{0, 0}, 1}, {2, [2]int{1, 0}, 3}, {3, [2]int{2, 0}, 9}, {4, [2]int{0, 1}, 9}, {5, [2]int{1, 3}, 65}} {
		if got := patterns(c.depth, c.found); got.Int64() != c.want {
			t.Errorf("L = %d, %v: %v, want %d", c.depth, c.found, got, c.want)
		}
	}
}

// (L-1) max(L/2, 2(L-1)/L) by hand.
func TestRemainder(t *testing.T) {
	for depth, want := range map[int]int64{2: 1, 3: 3, 4: 6, 5: 10, 8: 28} {
		if got := remainder(depth); got.Cmp(big.NewRat(want, 1)) != 0 {
			t.Errorf("L = %d: %s, want %d", depth, got.RatString(), want)
		}
	}
}

// |b2/threshold - 1| may be 2 rel + rel^2 + 2^-120, and not 2^-200 more, on both sides.
func TestNear(t *testing.T) {
	one := big.NewRat(1, 1)
	power := func(k uint) *big.Rat { return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), k)) }
	rel := 0x1p-10
	bound := new(big.Rat).Add(power(9), new(big.Rat).Add(power(20), power(120)))
	beyond := new(big.Rat).Add(bound, power(200))
	for _, sign := range []int64{1, -1} {
		for _, c := range []struct {
			off  *big.Rat
			want claim.Kind
		}{{bound, claim.KindHeld}, {beyond, claim.KindViolated}} {
			x := new(big.Rat).Mul(c.off, big.NewRat(sign, 1))
			threshold := big.NewRat(7, 3)
			if out := near(x.Mul(x.Add(x, one), threshold), threshold, rel, "beta"); out.Kind != c.want {
				t.Errorf("off by %s, sign %d: %v", c.off.RatString(), sign, out.Kind)
			}
		}
	}
}

// A solver that never decides is right within 32 L 2^-53 of beta_1 = 1, 27/4 (L = 2, 4), and nowhere else.
func TestUndecidedNearBeta1(t *testing.T) {
	s := lemma()
	s.float = func(_ int, _, _, _ float64, out *numeric.Stationary) error { out.Undecided = true; return nil }
	judge := floatSample(s).NewJudge()
	for depth, beta1 := range map[int]*big.Rat{2: big.NewRat(1, 1), 4: big.NewRat(27, 4)} {
		for _, c := range []struct {
			share float64
			want  claim.Kind
		}{{1, claim.KindHeld}, {1 + 0x1p-20, claim.KindViolated}, {-1, claim.KindHeld}, {-1 - 0x1p-20, claim.KindViolated}} {
			f := new(big.Rat).SetFloat64(c.share * math.Ldexp(32*float64(depth), -53))
			f.Add(f, big.NewRat(1, 1))
			if out := judge(target(depth, f.Mul(f, beta1))); out.Kind != c.want {
				t.Errorf("L = %d, %v of the bound: %v %s", depth, c.share, out.Kind, out.Detail)
			}
		}
	}
}

// A solver that does not name the global minimum is right within 4 (2 (L+1) 2^-53 + the error of beta_2), and nowhere else.
func TestGlobalUndecidedNearBeta2(t *testing.T) {
	s := lemma()
	s.float = func(depth int, b, e, sc float64, out *numeric.Stationary) error {
		err := numeric.StationaryPoints(depth, b, e, sc, out)
		out.GlobalUndecided = true
		return err
	}
	judge := floatSample(s).NewJudge()
	for _, depth := range []int{3, 5, 8} {
		st, err := shrinkage.Solve(context.Background(), shrinkage.Problem{Depth: depth, Target: big.NewRat(1, 1), Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)}, 40)
		if err != nil {
			t.Fatal(err)
		}
		th, err := numeric.DepthThresholds(depth)
		if err != nil {
			t.Fatal(err)
		}
		beta2, _ := st.Beta2.Mid().Float64()
		bound := 4 * (float64(2*depth+2)*0x1p-53 + th.Beta2RelErr)
		for _, c := range []struct {
			share float64
			want  claim.Kind
		}{{0.9, claim.KindHeld}, {1.1, claim.KindViolated}, {-0.9, claim.KindHeld}, {-1.1, claim.KindViolated}} { // b is rounded to a share of at most 1/32
			b := new(big.Rat).SetFloat64(beta2 * (1 + c.share*bound))
			if out := judge(target(depth, b)); out.Kind != c.want {
				t.Errorf("L = %d, %v of the bound: %v %s", depth, c.share, out.Kind, out.Detail)
			}
		}
	}
}

func TestRelative(t *testing.T) {
	c := interval.NewContext(64)
	for _, k := range []struct {
		reason    string
		got, rel  float64
		want      int64
		margin    float64
		violation bool
	}{
		{"half of the bound", 12, 0.4, 10, 0.5, false},
		{"all of the bound", 12, 0.25, 16, 0, false},
		{"beyond it", 12, 0.25, 17, 0, true},
		{"a negative number", -12, 0.25, -16, 0, false},
		{"exact, bound 0", 5, 0, 5, 1, false},
		{"bound 0", 5, 0, 6, 0, true},
		{"bound 1: no statement", 1, 1, 100, 1, false},
		{"infinite: no statement", math.Inf(-1), 0.5, 100, 1, false},
		{"below the normal range: no statement", 0x1p-1022, 0.5, 100, 1, false},
		{"the least that counts", 0x1p-1021, 0.5, 100, 0, true},
	} {
		m, err := relative(k.got, k.rel, c.SetInt64(interval.New(), k.want))
		if (err != nil) != k.violation || math.Abs(m-k.margin) > 1e-12 {
			t.Errorf("%s: margin %v, %v", k.reason, m, err)
		}
	}
}

// The certified eigenvalues of every point have the stated signature, or the case is a violation.
func TestStructureAsksForTheKind(t *testing.T) {
	c := target(3, big.NewRat(10, 1))
	if out := structureSample(lemma()).NewJudge()(c); out.Kind != claim.KindHeld {
		t.Errorf("the lemma: %v %s", out.Kind, out.Detail)
	}
	for _, sign := range []int{-1, 1} {
		s := lemma()
		s.kind = func(depth, cmp int) signature {
			if cmp == sign {
				return signature{2, 0}
			}
			return lemma().kind(depth, cmp)
		}
		if out := structureSample(s).NewJudge()(c); out.Kind != claim.KindViolated || out.Failure != "oracle disagrees" {
			t.Errorf("wrong kind at %d: %v %s", sign, out.Kind, out.Failure)
		}
	}
}
