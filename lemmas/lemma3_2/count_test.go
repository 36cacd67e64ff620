package lemma3_2

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// A wrong number of roots is found as such, before the number of points that follows from it; a wrong total as a number of points.
func TestCountNamesWhatDiffers(t *testing.T) {
	roots, total := lemma(), lemma()
	roots.roots = func(depth, cmp int) int { return lemma().roots(depth, cmp) + 1 }
	total.total = func(depth, n int) *big.Int { return new(big.Int).Add(lemma().total(depth, n), big.NewInt(1)) }
	for _, c := range []struct {
		s     statement
		class string
	}{{lemma(), ""}, {roots, "number of roots"}, {total, "number of points"}} {
		for _, b := range []int64{-10, 0, 1, 10} {
			if out := countSample(c.s).NewJudge()(target(3, big.NewRat(b, 1))); out.Failure != c.class || (out.Kind == claim.KindHeld) != (c.class == "") {
				t.Errorf("b = %d: %v %s, want %q", b, out.Kind, out.Failure, c.class)
			}
		}
	}
}

// deaf is planted.Line without an ear for sigma: it has the same roots on both lines.
func deaf(depth int) *circuit.Program {
	c := circuit.NewBuilder()
	m := definition.NewSymbols(c, depth, 1, true)
	g := circuit.Derive(definition.ExpectedLoss(c, m, definition.Gaussian()), m.W[0][0])
	t, _, b, s, e := c.Var("t"), c.Var("sigma"), c.Var("b"), c.Var("s"), c.Var("e")
	to := make([]circuit.Node, depth, depth+4)
	for l := range to {
		to[l] = t
	}
	return c.Compile(circuit.Substitute(g, append(m.Layer(0), m.B[0], m.Sigma[0][0], m.E, m.Tau2), append(to, b, s, e, c.Int(0))))
}

// Roots whose product has the sign opposite to b are found as such.
func TestCountAsksTheOtherLine(t *testing.T) {
	for _, c := range []struct {
		b     int64
		class string
	}{{10, "number of roots"}, {1, ""}} { // L = 3, beta_1 = 3.08: two roots on each line, and none
		if out := lemma().count(target(3, big.NewRat(c.b, 1)), deaf(3)); out.Failure != c.class {
			t.Errorf("b = %d: %v %s %s, want %q", c.b, out.Kind, out.Failure, out.Detail, c.class)
		}
	}
}

// The regime of moderate beta draws all of [1/4, 64) at e = 1.
func TestModerateDrawsWhatItNames(t *testing.T) {
	space := coordinates(maxSampleDepth, false)
	k := len(space.Regimes) - 1
	if space.Regimes[k].Name != "moderate beta" {
		t.Fatalf("the last regime is %s", space.Regimes[k].Name)
	}
	r := rand.New(generators.NewSource(7, 0))
	quarter, one, most, end := big.NewRat(1, 4), big.NewRat(1, 1), big.NewRat(63, 1), big.NewRat(64, 1)
	small, large := 0, 0
	for range 1000 {
		in := space.Draw(k, r)
		b := in.Target[0]
		if in.Noise.Cmp(one) != 0 || b.Cmp(quarter) < 0 || b.Cmp(end) >= 0 {
			t.Fatalf("b = %s, e = %s", b.RatString(), in.Noise.RatString())
		}
		if b.Cmp(one) < 0 {
			small++
		}
		if b.Cmp(most) >= 0 {
			large++
		}
	}
	if small == 0 || large == 0 { // 48 and 64 of 4080 values: missed by 1000 draws with probability 1e-5 and 1e-7, for a fixed seed
		t.Errorf("%d draws below 1, %d from 63 on", small, large)
	}
}
