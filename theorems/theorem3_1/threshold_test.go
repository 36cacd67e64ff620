package theorem3_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestAtThreshold: |w_1| = |w_2| > 0, |b| = e^2 and sign(w_1 w_2) = sign(b).
func TestAtThreshold(t *testing.T) {
	for _, c := range []struct {
		reason string
		b, e   string
		x, y   string
		want   bool
	}{
		{"plus", "1/4", "1/2", "3", "3", true},
		{"minus", "-1/4", "1/2", "3", "-3", true},
		{"minus, the other way", "-1/4", "1/2", "-3", "3", true},
		{"the stable line", "1/4", "1/2", "3", "-3", false},
		{"the stable line of minus", "-1/4", "1/2", "3", "3", false},
		{"the origin", "1/4", "1/2", "0", "0", false},
		{"not balanced", "1/4", "1/2", "3", "2", false},
		{"without noise", "0", "0", "3", "3", false},
		{"above the threshold", "1/3", "1/2", "3", "3", false},
	} {
		if got := atThreshold(given(t, c.b, c.e, c.x, c.y).Instance); got != c.want {
			t.Errorf("%s: %v", c.reason, got)
		}
	}
}

// TestThresholdJudge: s = 2, w = 3/2 at |b| = e^2 = 1: u_0 = 9/4 and u = 9/(4 + 72 t).
func TestThresholdJudge(t *testing.T) {
	for _, c := range []struct {
		reason string
		num    int64 // the law 9 num / ((4 + 72 t) 2^30), widened by 2^-wide of its size
		wide   uint
		want   judged
	}{
		{"the law", 1 << 30, 60, held()},
		{"the law, known to 21 bits", 1 << 30, 21, held()},
		{"the law, known to 10 bits", 1 << 30, 10, undecided()},
		{"another one, nearby", 1<<30 + 1, 60, violated("other law", 0)},
	} {
		s := lemma()
		s.threshold = func(ic *interval.Context, sc, u0, time *big.Rat) *interval.Interval {
			if sc.Cmp(q(2, 1)) != 0 || u0.Cmp(q(9, 4)) != 0 {
				t.Errorf("%s: s = %s, u_0 = %s", c.reason, sc, u0)
			}
			d := new(big.Rat).Mul(time, q(72, 1))
			lo := new(big.Rat).Quo(q(9*c.num, 1<<30), d.Add(d, q(4, 1)))
			hi := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), c.wide))
			hi.Mul(lo, hi.Add(hi, q(1, 1)))
			z := interval.New()
			if err := ic.SetRatBounds(z, lo, hi); err != nil {
				t.Fatal(err)
			}
			return z
		}
		in := lasting(given(t, "-1", "1", "3/2", "-3/2"), q(3, 16))
		in.Scale(0).SetInt64(2)
		c.want.meets(t, c.reason, s.atThreshold().NewJudge()(in))
	}
	in := lasting(given(t, "-1", "1", "3/2", "-3/2"), q(3, 16))
	held().meets(t, "the theorem", lemma().atThreshold().NewJudge()(in))
}

// TestAgree: [2^20-1, 2^20] is known to 20 bits, [2^19-1, 2^19] to 19.
func TestAgree(t *testing.T) {
	exact := func(x string) [2]string { return [2]string{x, x} }
	for _, c := range []struct {
		reason    string
		got, want [2]string
		judged    judged
	}{
		{"points", exact("3"), exact("3"), held()},
		{"different points", exact("3"), exact("4"), violated("other law", 0)},
		{"20 bits of the first", [2]string{"1048575", "1048576"}, exact("1048576"), held()},
		{"20 bits of the second", exact("1048576"), [2]string{"1048575", "1048576"}, held()},
		{"19 bits of the first", [2]string{"524287", "524288"}, exact("524288"), undecided()},
		{"19 bits of the second", exact("524288"), [2]string{"524287", "524288"}, undecided()},
		{"19 bits, apart", exact("524289"), [2]string{"524287", "524288"}, violated("other law", 0)},
	} {
		c.judged.meets(t, c.reason, agree(interval.NewContext(64), q(1, 1), between(t, c.got[0], c.got[1]), between(t, c.want[0], c.want[1])))
	}
}
