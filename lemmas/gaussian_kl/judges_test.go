package gaussian_kl

import (
	"errors"
	"math"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

func rats(xs ...float64) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for i, x := range xs {
		out[i] = new(big.Rat).SetFloat64(x)
	}
	return out
}

// twoTo is 2^-n.
func twoTo(n uint) *big.Rat {
	return new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), n))
}

// want checks an outcome: kind, class of a violation, and the margin up to the rounding of a few float64 logarithms.
func want(t *testing.T, reason string, got claim.Outcome, kind claim.Kind, failure string, margin float64) {
	t.Helper()
	if got.Kind != kind || got.Failure != failure || kind != claim.KindUndecided && !(math.Abs(got.Margin-margin) < 1e-14) {
		t.Errorf("%s: %+v, want kind %d, %q, margin %v", reason, got, kind, failure, margin)
	}
}

// measures is the case of p, q proportional to the given weights >= 1, and f = log r, r >= 1/2.
func measures(p, q, r []*big.Rat) *claim.Case {
	less := func(xs []*big.Rat, least float64) []*big.Rat {
		out := make([]*big.Rat, len(xs))
		for i, x := range xs {
			out[i] = new(big.Rat).Sub(x, new(big.Rat).SetFloat64(least))
		}
		return out
	}
	return &claim.Case{Instance: &generators.Instance{Weights: [][]*big.Rat{less(p, 1), less(q, 1)}, Target: less(r, .5)}}
}

// TestDonskerVaradhan: the gap share KL + log E_P exp f - E_Q f by hand, with P uniform on three points unless said otherwise.
func TestDonskerVaradhan(t *testing.T) {
	uniform := rats(1, 1, 1)
	gap := func(share float64, p, q, r []float64) float64 {
		kl, z, ef := 0., 0., 0.
		for i := range p {
			kl += q[i] * math.Log(q[i]/p[i])
			z += p[i] * r[i]
			ef += q[i] * math.Log(r[i])
		}
		return share*kl + math.Log(z) - ef
	}
	third := []float64{1. / 3, 1. / 3, 1. / 3}
	for _, c := range []struct {
		reason  string
		share   int64
		q, r    []*big.Rat
		kind    claim.Kind
		failure string
		margin  float64
	}{
		{"the tilted measure", 1, rats(1, 2, 3), rats(1, 2, 3), claim.KindHeld, "", 0},
		{"tilted at the first point only", 1, rats(1, 3, 2), rats(1, 2, 3), claim.KindHeld, "", gap(1, third, []float64{1. / 6, 1. / 2, 1. / 3}, []float64{1, 2, 3})},
		{"tilted at the last point only", 1, rats(2, 1, 3), rats(1, 2, 3), claim.KindHeld, "", gap(1, third, []float64{1. / 3, 1. / 6, 1. / 2}, []float64{1, 2, 3})},
		{"twice KL at the tilted measure", 2, rats(1, 2, 3), rats(1, 2, 3), claim.KindViolated, "no equality at the tilted measure", 0},
		{"the same, with q = p at the last point", 2, rats(1, 3, 2), rats(1, 3, 2), claim.KindViolated, "no equality at the tilted measure", 0},
		{"the same, with q = p at the first point", 2, rats(2, 1, 3), rats(2, 1, 3), claim.KindViolated, "no equality at the tilted measure", 0},
		{"twice KL = 0", 2, uniform, rats(2, 2, 2), claim.KindHeld, "", 0},
		{"without KL", 0, rats(1, 1, 4), rats(1, 1, 4), claim.KindViolated, "no equality at the tilted measure", 0},
		{"without KL, away from the tilted measure", 0, rats(1, 1, 8), rats(1, 1, 4), claim.KindViolated, "the bound fails", gap(0, third, []float64{.1, .1, .8}, []float64{1, 1, 4})},
		{"without KL, f = 0", 0, rats(1, 1, 2), rats(1, 1, 1), claim.KindViolated, "equality away from the tilted measure", 0},
	} {
		s := lemma()
		s.share = big.NewRat(c.share, 1)
		want(t, c.reason, s.finite(measures(uniform, c.q, c.r)), c.kind, c.failure, c.margin)
	}
	// f = 0 and q off the tilted measure p by 2^-n: the gap is about 2^-2n.
	for n, kind := range map[uint]claim.Kind{100: claim.KindHeld, 7000: claim.KindHeld, 9000: claim.KindUndecided} {
		q := rats(1, 1)
		q[0].Add(q[0], twoTo(n))
		want(t, "beside the tilted measure", lemma().finite(measures(rats(1, 1), q, rats(1, 1))), kind, "", 0)
	}
}

// gaussian is the case of theta = (1, 0), theta_0 = 0 (or the other way round), D = 2.
func gaussian(first float64, e, sp *big.Rat) *claim.Case {
	in := space(false).Draw(0, rand.New(generators.NewSource(1, 1)))
	in.Weights, in.Target = [][]*big.Rat{rats(first), rats(0)}, rats(0)
	in.Noise = e
	in.Param(priorName).Set(sp)
	return &claim.Case{Instance: in}
}

// TestSign: KL = (1/2) [2 (e^2/sp^2 - 1 - log(e^2/sp^2)) + |theta|^2/sp^2] by hand.
func TestSign(t *testing.T) {
	one, two := big.NewRat(1, 1), big.NewRat(2, 1)
	beside := func(n uint) *big.Rat { return new(big.Rat).Add(one, twoTo(n)) }
	for _, c := range []struct {
		reason  string
		logs    int64
		c       *claim.Case
		kind    claim.Kind
		failure string
		margin  float64
	}{
		{"different spreads", 1, gaussian(1, one, two), claim.KindHeld, "", (2*(.25-1+math.Log(4)) + .25) / 2},
		{"equal spreads", 1, gaussian(1, two, two), claim.KindHeld, "", 1. / 8},
		{"equal laws", 1, gaussian(0, two, two), claim.KindHeld, "", 0},
		{"equal means", 1, gaussian(0, one, two), claim.KindHeld, "", .25 - 1 + math.Log(4)},
		{"without the logarithm", 0, gaussian(0, one, two), claim.KindViolated, "negative", -.75},
		{"second precision", 1, gaussian(0, beside(100), one), claim.KindHeld, "", 0},
		{"last precision", 1, gaussian(0, beside(7000), one), claim.KindHeld, "", 0},
		{"out of reach", 1, gaussian(0, beside(9000), one), claim.KindUndecided, "", 0},
	} {
		s := lemma()
		s.logs = c.logs
		want(t, c.reason, s.sign(newClosed(s), c.c), c.kind, c.failure, c.margin)
	}
	// Without the logarithm KL is (1/2) [2 (e^2 - sp^2) + |theta|^2] / sp^2: 0 for e = 1/2, sp = 3/2, theta = (2, 0).
	s := lemma()
	s.logs = 0
	want(t, "0 for different laws", s.sign(newClosed(s), gaussian(2, big.NewRat(1, 2), big.NewRat(3, 2))), claim.KindViolated,
		"zero for different laws, or not zero for equal ones", 0)
}

// TestExactJudge: the coefficient of the logarithm is compared where the logarithm is not 0.
func TestExactJudge(t *testing.T) {
	one, two := big.NewRat(1, 1), big.NewRat(2, 1)
	s := lemma()
	s.logs = 2
	judge := s.exactSample().NewJudge()
	if out := judge(gaussian(1, one, one)); out.Kind != claim.KindHeld {
		t.Errorf("equal spreads: %+v", out)
	}
	if out := judge(gaussian(1, one, two)); out.Kind != claim.KindViolated {
		t.Errorf("different spreads: %+v", out)
	}
}

// TestFloatJudge: KL = 1/2 exactly for e = sp = 1, and the code under test says 3/4.
func TestFloatJudge(t *testing.T) {
	one := big.NewRat(1, 1)
	for _, c := range []struct {
		bound, margin float64
		kind          claim.Kind
		failure       string
	}{
		{.25, 0, claim.KindHeld, ""}, {.5, .5, claim.KindHeld, ""}, {.125, -2, claim.KindViolated, "error above the bound"},
		{math.Inf(1), 0, claim.KindViolated, "no bound"},
	} {
		s := lemma()
		s.float = func(_, _ []float64, _, _ float64) (kl, bound float64, err error) { return .75, c.bound, nil }
		want(t, "float", s.floatSample().NewJudge()(gaussian(1, one, one)), c.kind, c.failure, c.margin)
	}
}

// TestFloatRefusal: every pair of the domain has a divergence, so that an error of the code under test is a violation.
func TestFloatRefusal(t *testing.T) {
	s := lemma()
	s.float = func(_, _ []float64, _, _ float64) (float64, float64, error) { return 0, 0, errors.New("no") }
	sample := s.floatSample()
	c := &claim.Case{Instance: sample.Space.Draw(0, rand.New(generators.NewSource(1, 1)))}
	want(t, "an error", sample.NewJudge()(c), claim.KindViolated, "error", 0)
}
