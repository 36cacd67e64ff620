package diffeomorphism

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// points is the model L = 2, b = 0, s = e = 1 with equal weights x for the first point and y for the second, if there is one, and theta = 1.
func points(xs ...*big.Rat) *claim.Case {
	in := generators.NewInstance("test", 2, len(xs))
	for i, x := range xs {
		in.Sigma[i][i].SetInt64(1)
		for _, row := range in.Weights {
			row[i].Set(x)
		}
	}
	in.Noise.SetInt64(1)
	in.Params = []generators.Param{{Name: thetaName, Value: big.NewRat(1, 1)}}
	return &claim.Case{Instance: in}
}

func limited(layers bool, limit *big.Rat) statement {
	return with(func(s *statement) { s.layers, s.limit = layers, limit })
}

func expect(t *testing.T, reason string, out claim.Outcome, failure string, margin float64) {
	t.Helper()
	kind := claim.KindHeld
	if failure != "" {
		kind = claim.KindViolated
	}
	if out.Kind != kind || out.Failure != failure || kind == claim.KindHeld && math.Abs(out.Margin-margin) > 0x1p-52 {
		t.Errorf("%s: %v %q %v (%s), want %q %v", reason, out.Kind, out.Failure, out.Margin, out.Detail, failure, margin)
	}
}

// TestJacobianJudge: at w = (1,1) the Hessian is ((4,4),(4,4)) with the eigenvalues 0 and 8. K = 2 (M^2+e^2) + 2 2 M^2 = 8, and 4 without the
// term of the other layers, so that DG has 1 and 1 - 8 alpha.
func TestJacobianJudge(t *testing.T) {
	for _, c := range []struct {
		reason  string
		s       statement
		failure string
		margin  float64
	}{
		{"alpha K = 1/2", limited(true, big.NewRat(1, 2)), "", 0.5},
		{"alpha K = 1023/1024", lemma(), "", 1. / 1024},
		{"alpha K = 1: 1 - 8/8", limited(true, big.NewRat(1, 1)), "singular", 0},
		{"alpha K = 2: 1 - 16/8", limited(true, big.NewRat(2, 1)), "negative eigenvalue", 0},
		{"alpha = 1/16, positive but below 1 - 4/16", limited(false, big.NewRat(1, 4)), "eigenvalue below 1 - alpha K", 0},
		{"alpha = 1/8 by the smaller K", limited(false, big.NewRat(1, 2)), "singular", 0},
	} {
		expect(t, c.reason, jacobianSample(c.s).NewJudge()(points(big.NewRat(1, 1))), c.failure, c.margin)
	}
}

// TestInjectiveJudge: the gradient at (x,x) is 2 x (x^2+1) in both entries. Between x = 1 and -1 it differs by 8: the inner product is 8 - 32 alpha for
// |V-W|^2 = 8. Between 1 and 1/2 it differs by 11/4: 1/2 - 11/4 alpha for 1/2. K is 8, and 4 without the term of the other layers.
func TestInjectiveJudge(t *testing.T) {
	one, half := big.NewRat(1, 1), big.NewRat(1, 2)
	for _, c := range []struct {
		reason  string
		s       statement
		x, y    *big.Rat
		failure string
		margin  float64
	}{
		{"alpha = 1/16: 6 against 4", limited(true, half), one, big.NewRat(-1, 1), "", 1. / 3},
		{"alpha = 1/4: 0", limited(true, big.NewRat(2, 1)), one, big.NewRat(-1, 1), "contracts too much", 0},
		{"alpha = 1/2: less than 0", limited(true, big.NewRat(4, 1)), one, big.NewRat(-1, 1), "contracts too much", 0},
		{"alpha = 1/16: 6 against 8 (1 - 4/16), equal", limited(false, big.NewRat(1, 4)), one, big.NewRat(-1, 1), "", 0},
		{"alpha = 1/16: 21/64 against 24/64", limited(false, big.NewRat(1, 4)), one, half, "contracts too much", 0},
		{"one point twice", lemma(), one, one, "", 1},
	} {
		expect(t, c.reason, injectiveSample(c.s).NewJudge()(points(c.x, c.y)), c.failure, c.margin)
	}
}

// TestLeaves: w is an eigenvector, and its eigenvalue is negative.
func TestLeaves(t *testing.T) {
	row := func(xs ...int64) []*big.Rat {
		out := make([]*big.Rat, len(xs))
		for k, x := range xs {
			out[k] = big.NewRat(x, 1)
		}
		return out
	}
	for _, c := range []struct {
		h    [][]*big.Rat
		w    []*big.Rat
		want string
	}{
		{[][]*big.Rat{row(-2, 0), row(0, -2)}, row(1, 3), ""},
		{[][]*big.Rat{row(1, 2), row(2, 1)}, row(-3, 3), ""},
		{[][]*big.Rat{row(1, 2), row(2, 1)}, row(1, 1), "(H w)_1 / w_1 = 3 is not negative"},
		{[][]*big.Rat{row(-1, 0), row(0, 0)}, row(1, 1), "(H w)_2 / w_2 = 0 is not negative"},
		{[][]*big.Rat{row(-1, 0), row(0, -2)}, row(1, 1), "w is not an eigenvector"},
	} {
		if got := leaves(c.h, c.w); got != c.want {
			t.Errorf("%v %v: %q, want %q", c.h, c.w, got, c.want)
		}
	}
}

// TestOriginAt: the wrong variants about the origin are wrong at L = 2 and at one sign of |b| - e^2.
func TestOriginAt(t *testing.T) {
	right := lemma()
	for _, wrong := range []int{-1, 0} {
		for _, depth := range []int{2, 3} {
			for sign := -1; sign <= 1; sign++ {
				want := right.origin(depth, sign)
				if depth == 2 && sign == wrong {
					want = inertia{1, 0, 1}
				}
				if got := originAt(wrong).origin(depth, sign); got != want {
					t.Errorf("originAt(%d) at L = %d, sign %d: %v, want %v", wrong, depth, sign, got, want)
				}
			}
		}
	}
}
