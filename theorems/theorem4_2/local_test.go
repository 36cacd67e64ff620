package theorem4_2

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// local is a case of the local checks at s = e = 1 with the fraction theta of the step size 2/lambda_max.
func local(theta *big.Rat, target *big.Rat, weights ...*big.Rat) *claim.Case {
	in := instance(target, weights...)
	in.Params = []generators.Param{{Name: theta0, Value: theta}}
	return &claim.Case{Instance: in}
}

// TestPlant: all moduli are |w_1|, every weight keeps its sign, 0 is positive, b has the sign of the product, and |b| = 5 at L = 2, 5^2/2 at L = 3 for
// t = 2, e = 1. The case that was drawn stays as it is.
func TestPlant(t *testing.T) {
	for _, c := range []struct{ weights, want []int64 }{
		{[]int64{2, 7}, []int64{2, 2, 5, 1}}, {[]int64{-2, 7}, []int64{-2, 2, -5, 1}}, {[]int64{2, -1}, []int64{2, -2, -5, 1}}, {[]int64{-2, -9}, []int64{-2, -2, 5, 1}},
		{[]int64{2, 0}, []int64{2, 2, 5, 1}}, {[]int64{-2, 1, 1}, []int64{-2, 2, 2, -25, 2}}, {[]int64{-2, 1, -1}, []int64{-2, 2, -2, 25, 2}},
	} {
		drawn := local(rat(1, 2), rat(1, 1), column(c.weights...)...)
		before := drawn.Clone()
		got := plant(drawn)
		n := len(c.weights)
		want := local(rat(1, 2), rat(c.want[n], c.want[n+1]), column(c.want[:n]...)...)
		if !got.Equal(want.Instance) {
			t.Errorf("%v: planted w = %v, b = %s", c.weights, got.Weights, got.Target[0])
		}
		if !drawn.Equal(before) {
			t.Errorf("%v: the drawn case became w = %v, b = %s", c.weights, drawn.Weights, drawn.Target[0])
		}
	}
}

func column(xs ...int64) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for l, x := range xs {
		out[l] = rat(x, 1)
	}
	return out
}

// TestLinearize: with A = 2 s (u+e^2)^(L-2) the eigenvalues are A (L u - (L-2) e^2) along w and 2 A e^2 across it; the step is theta (2/lambda_max), and rho
// the larger of the two |1 - alpha lambda|.
func TestLinearize(t *testing.T) {
	for _, c := range []struct {
		reason                    string
		theta                     *big.Rat
		scale                     int64
		target                    *big.Rat
		weights                   []*big.Rat
		along, across, alpha, rho *big.Rat
	}{
		{"across decides", rat(1, 2), 3, rat(25, 2), column(2, 2, 2), rat(330, 1), rat(60, 1), rat(1, 330), rat(9, 11)},
		{"signs change nothing", rat(1, 2), 3, rat(-25, 2), column(-2, 2, 2), rat(330, 1), rat(60, 1), rat(1, 330), rat(9, 11)},
		{"along is the least and decides", rat(3, 4), 1, rat(5, 4), []*big.Rat{rat(1, 2), rat(1, 2)}, rat(1, 1), rat(4, 1), rat(3, 8), rat(5, 8)},
		{"the largest decides", rat(15, 16), 1, rat(5, 4), []*big.Rat{rat(1, 2), rat(1, 2)}, rat(1, 1), rat(4, 1), rat(15, 32), rat(7, 8)},
	} {
		in := local(c.theta, c.target, c.weights...)
		in.Scale(0).SetInt64(c.scale)
		z, bad := theorem().linearize(in, orbit.ExactHessians{})
		if bad != "" {
			t.Errorf("%s: %s", c.reason, bad)
			continue
		}
		for name, x := range map[string][2]*big.Rat{"along": {z.along, c.along}, "across": {z.across, c.across}, "alpha": {z.alpha, c.alpha}, "rho": {z.rho, c.rho}} {
			if x[0].Cmp(x[1]) != 0 {
				t.Errorf("%s: %s = %s, want %s", c.reason, name, x[0].RatString(), x[1].RatString())
			}
		}
	}
}

// TestNoMinimum: where the linearized map is not that of a minimum. At e = 0 the Hessian of L on the zero set of the residual is 2 v v^T, v_l = p_-l: w is no
// eigenvector at (1, 1, 2), where v = (2, 2, 1), and (w_2, -w_1) has the eigenvalue 0 at (1, 1).
func TestNoMinimum(t *testing.T) {
	const moves, other = "the gradient at the planted point is not 0", "the planted point is no minimum with the expected eigenvectors"
	half := rat(1, 2)
	for _, c := range []struct {
		reason string
		noise  int64
		target *big.Rat
		w      []*big.Rat
		want   string
	}{
		{"w_1 moves and w_2 does not", 1, rat(2, 1), column(0, 1), moves}, // 2 (w_1 (w_2^2 + 1) - 2 w_2) = -4, and 0
		{"w_2 moves and w_1 does not", 1, rat(2, 1), column(1, 0), moves},
		{"the small root is a saddle", 1, rat(25, 8), []*big.Rat{half, half, half}, other}, // u = 1/4 < (L-2)/L
		{"no eigenvector", 0, rat(2, 1), column(1, 1, 2), other},
		{"eigenvalue 0 across", 0, rat(1, 1), column(1, 1), other},
	} {
		in := local(half, c.target, c.w...)
		in.Noise.SetInt64(c.noise)
		if _, bad := theorem().linearize(in, orbit.ExactHessians{}); bad != c.want {
			t.Errorf("%s: %q", c.reason, bad)
		}
	}
}

// descended is |x(12)|/|x(0)| in 400 bits for descent at L = 2, s = e = 1 with b = 5 from (2, 2) + x(0), by the gradient 2 (x (y^2 + 1) - b y) of a weight.
func descended(alpha *big.Rat, x0, y0 *big.Rat) *big.Rat {
	exact := func(r *big.Rat) *big.Float { return new(big.Float).SetPrec(400).SetRat(r) }
	mul := func(x, y *big.Float) *big.Float { return new(big.Float).Mul(x, y) }
	two, five, step := exact(rat(2, 1)), exact(rat(5, 1)), exact(alpha)
	x, y := new(big.Float).Add(two, exact(x0)), new(big.Float).Add(two, exact(y0))
	distance := func() *big.Float {
		a, b := new(big.Float).Sub(x, two), new(big.Float).Sub(y, two)
		return new(big.Float).Sqrt(a.Add(mul(a, a), mul(b, b)))
	}
	moved := func(x, y *big.Float) *big.Float {
		g := new(big.Float).Add(mul(y, y), exact(rat(1, 1)))
		g.Sub(mul(x, g), mul(five, y))
		return g.Sub(x, g.Mul(two, g.Mul(step, g)))
	}
	start := distance()
	for range 12 {
		x, y = moved(x, y), moved(y, x)
	}
	r, _ := new(big.Float).Quo(distance(), start).Rat(nil)
	return r
}

// TestMeasure: at L = 2, t = 2, s = e = 1 the eigenvalues are 16 along (1, 1) and 4 across. The entries 2 (y^2+1), 2 (2xy-b), 2 (x^2+1) of the Hessian change
// on the cube of half-width r by at most 2 (2tr+r^2), 4 (2tr+r^2), so that epsilon is 6 alpha (4r+r^2) rounded up, r = 2 sqrt(2) 2^-40. A stated rho is
// accepted when it is off by half of epsilon, and refuted when it is off by twice as much; the margin is 1 - |measured - rho^12| / ((rho+epsilon)^12 - rho^12).
func TestMeasure(t *testing.T) {
	tiny := new(big.Rat).SetFrac64(1, 1<<40)
	move := new(big.Rat).Mul(rat(2, 1), tiny)
	for _, dir := range []struct {
		reason                    string
		theta, alpha, rho, second *big.Rat
	}{
		{"across", rat(1, 4), rat(1, 32), rat(7, 8), new(big.Rat).Neg(move)}, // 1 - 4/32 against 1 - 16/32
		{"along", rat(15, 16), rat(15, 128), rat(7, 8), move},                // |1 - 15/8| against 1 - 15/32
	} {
		c := local(dir.theta, rat(5, 1), column(2, 2)...)
		z, bad := theorem().linearize(c, orbit.ExactHessians{})
		if bad != "" || z.alpha.Cmp(dir.alpha) != 0 || z.rho.Cmp(dir.rho) != 0 {
			t.Fatalf("%s: %s %+v", dir.reason, bad, z)
		}
		measured := descended(dir.alpha, move, dir.second)
		r := 2 * math.Sqrt2 * 0x1p-40
		a, _ := dir.alpha.Float64()
		epsilon := orbit.RoundUp(new(big.Rat).SetFloat64(6*a*(4*r+r*r)), stepBits)
		times := func(n, d int64) *big.Rat { return new(big.Rat).Mul(epsilon, rat(n, d)) }
		for _, x := range []struct {
			off  *big.Rat // of the stated rho
			want claim.Kind
		}{
			{new(big.Rat), claim.KindHeld}, {times(1, 2), claim.KindHeld}, {times(-1, 2), claim.KindHeld}, {times(2, 1), claim.KindViolated}, {times(-2, 1), claim.KindViolated},
			{new(big.Rat).Sub(rat(1, 8), times(1, 1)), claim.KindUndecided}, {new(big.Rat).Sub(rat(1, 8), times(2, 1)), claim.KindViolated}, // rho + epsilon = 1 and 1 - epsilon
		} {
			wrong := *z
			wrong.rho = new(big.Rat).Add(dir.rho, x.off)
			got := wrong.measure(c)
			if got.Kind != x.want {
				t.Errorf("%s, rho + %s: %+v", dir.reason, x.off.FloatString(20), got)
			}
			if got.Kind != claim.KindHeld {
				continue
			}
			power, wide := orbit.Pow(wrong.rho, 12), orbit.Pow(new(big.Rat).Add(wrong.rho, epsilon), 12)
			off := new(big.Rat).Sub(measured, power)
			q, _ := off.Quo(off.Abs(off), wide.Sub(wide, power)).Float64()
			if math.Abs(got.Margin-(1-q)) > 0x1p-52 { // two roundings of numbers below 1
				t.Errorf("%s, rho + %s: margin %v, want %v", dir.reason, x.off.FloatString(20), got.Margin, 1-q)
			}
		}
	}
}

// TestLocalJudges: both checks judge the planted case, whatever target was drawn, and refuse to judge another one.
func TestLocalJudges(t *testing.T) {
	s := theorem()
	least := with(func(s *statement) { s.local = func(atLeast, _ *big.Rat) *big.Rat { return atLeast } })
	largest := with(func(s *statement) { s.local = func(_, atLargest *big.Rat) *big.Rat { return atLargest } })
	for _, c := range []struct {
		reason  string
		s       statement
		theta   *big.Rat
		want    []claim.Kind // exact, measured
		failure string
	}{
		{"as stated", s, rat(15, 16), []claim.Kind{claim.KindHeld, claim.KindHeld}, ""},
		{"too small", least, rat(15, 16), []claim.Kind{claim.KindViolated, claim.KindViolated}, "factor too small"},
		{"too small", largest, rat(1, 4), []claim.Kind{claim.KindViolated, claim.KindViolated}, "factor too small"},
	} {
		exact := localExact(c.s).NewJudge()(local(c.theta, rat(77, 1), column(2, 3)...))
		measured := localMeasured(c.s).NewJudge()(local(c.theta, rat(77, 1), column(2, 3)...))
		if !slices.Equal([]claim.Kind{exact.Kind, measured.Kind}, c.want) || exact.Failure != c.failure {
			t.Errorf("%s at theta = %s: %+v, %+v", c.reason, c.theta, exact, measured)
		}
		if exact.Kind == claim.KindHeld && exact.Margin != 0.125 {
			t.Errorf("%s: 1 - rho = %v, want 1/8", c.reason, exact.Margin)
		}
	}
	large := with(func(s *statement) { s.local = func(_, _ *big.Rat) *big.Rat { return rat(15, 16) } })
	if got := localExact(large).NewJudge()(local(rat(15, 16), rat(77, 1), column(2, 3)...)); got.Failure != "factor too large" {
		t.Errorf("15/16 for 7/8: %+v", got)
	}
}

// TestNotPlanted: at L = 3 the modulus 1/2 with e = 1 is the small root, u = 1/4 < (L-2)/L: a saddle, outside the domain, which neither check judges.
func TestNotPlanted(t *testing.T) {
	half := rat(1, 2)
	for _, sample := range []*claim.Sample{localExact(theorem()), localMeasured(theorem())} {
		if got := sample.NewJudge()(local(half, rat(77, 1), half, half, half)); got.Failure != "not planted" {
			t.Errorf("%+v", got)
		}
	}
}

// TestMeasureOpen: in the case "across" of TestMeasure a stated rho with (rho + epsilon)^12 = |x(12)|/|x(0)| puts the measured factor on the edge of what is accepted: 256 bits can't tell.
// 2^-100 more or less they can.
func TestMeasureOpen(t *testing.T) {
	c := local(rat(1, 4), rat(5, 1), column(2, 2)...)
	z, bad := theorem().linearize(c, orbit.ExactHessians{})
	if bad != "" {
		t.Fatal(bad)
	}
	move := new(big.Rat).SetFrac64(1, 1<<39)
	measured := descended(z.alpha, move, new(big.Rat).Neg(move))
	r := 2 * math.Sqrt2 * 0x1p-40
	epsilon := orbit.RoundUp(new(big.Rat).SetFloat64(6*(4*r+r*r)/32), stepBits)
	lo, hi := rat(0, 1), rat(1, 1) // of the 12th root, to 2^-300
	for range 300 {
		x := new(big.Rat).Add(lo, hi)
		if x.Mul(x, rat(1, 2)); orbit.Pow(x, 12).Cmp(measured) <= 0 {
			lo = x
		} else {
			hi = x
		}
	}
	small := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 100))
	for k, want := range map[int64]claim.Kind{-1: claim.KindViolated, 0: claim.KindUndecided, 1: claim.KindHeld} {
		z.rho = new(big.Rat).Sub(lo, epsilon)
		z.rho.Add(z.rho, new(big.Rat).Mul(small, rat(k, 1)))
		if got := z.measure(c); got.Kind != want {
			t.Errorf("%+d 2^-100: %+v", k, got)
		}
	}
}

// TestEpsilonUnbounded: around a center that is not enclosed the Hessian is not either.
func TestEpsilonUnbounded(t *testing.T) {
	c := local(rat(1, 4), rat(5, 1), column(2, 2)...)
	z, bad := theorem().linearize(c, orbit.ExactHessians{})
	if bad != "" {
		t.Fatal(bad)
	}
	ctx := interval.NewContext(localPrec)
	two, whole := ctx.SetInt64(interval.New(), 2), ctx.SetWhole(interval.New())
	for _, x := range []struct {
		center []*interval.Interval
		bound  bool
	}{{[]*interval.Interval{two, two}, true}, {[]*interval.Interval{two, whole}, false}, {[]*interval.Interval{whole, two}, false}} {
		if got := z.epsilon(ctx, c, x.center, rat(1, 1<<20)); (got != nil) != x.bound {
			t.Errorf("%v: %v", x.center, got)
		}
	}
}
