package theorem4_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
)

// run is a case of the runs with both fractions 1.
func run(in *generators.Instance) *claim.Case {
	in.Params = []generators.Param{{Name: theta0, Value: rat(1, 1)}, {Name: theta1, Value: rat(1, 1)}}
	return &claim.Case{Instance: in}
}

// TestBox: M = max(|w|, |b|/(2e)^(L-1)) in each coordinate, and the largest K = 2 s [(M^2+e^2) + |b| + 2 M^2] of them, L = 2, e = 1: 2 (2 + 2 + 2) = 12 at M = 1
// and 6 (26 + 6 + 50) = 492 at M = 5. A step is the fraction of 1/492, rounded down to 16 bits.
func TestBox(t *testing.T) {
	k := lemmac_1.NewConstants(2)
	for _, order := range [][2]int{{0, 1}, {1, 0}} {
		first, second := order[0], order[1]
		in := generators.NewInstance("box", 2, 2)
		in.Noise.SetInt64(1)
		in.Scale(first).SetInt64(1)
		in.Scale(second).SetInt64(3)
		in.Target[first].SetInt64(2)
		in.Target[second].SetInt64(-6)
		in.Weights[0][first].SetFrac64(1, 2)
		in.Weights[1][first].SetFrac64(1, 4)
		in.Weights[0][second].SetInt64(1)
		in.Weights[1][second].SetInt64(-5)
		z := theorem().boxes(run(in), k)
		if z.m[first].Cmp(rat(1, 1)) != 0 || z.m[second].Cmp(rat(5, 1)) != 0 || z.inverse.Cmp(rat(492, 1)) != 0 {
			t.Errorf("boxes %v, 1/alpha = %s", z.m, z.inverse)
		}
		most := rat(1, 984)
		least := new(big.Rat).Mul(most, rat(1<<15-1, 1<<15)) // 16 bits: less than 2^-15 is lost
		if a := z.step(rat(1, 2)); a.Cmp(most) > 0 || a.Cmp(least) < 0 || a.Num().BitLen() > stepBits {
			t.Errorf("step %s", a)
		}
	}
}

// TestExactBox: the single step at L = 5, s = e = 1, b = 64 from w_l = 1/2 with alpha = 1/1024 moves every weight by 2 alpha (b w^4 - w (w^2+1)^4) =
// (4 - 625/512)/512, and that is as far as the box may end; each coordinate has its own.
func TestExactBox(t *testing.T) {
	moved := rat(4*512-625, 512*512)
	moved.Add(moved, rat(1, 2))
	tiny := new(big.Rat).SetFrac64(1, 1<<50)
	less, more := new(big.Rat).Sub(moved, tiny), new(big.Rat).Add(moved, rat(1, 1))
	in := generators.NewInstance("box", 5, 2)
	in.Noise.SetInt64(1)
	for i := range 2 {
		in.Scale(i).SetInt64(1)
		in.Target[i].SetInt64(64)
		for _, row := range in.Weights {
			row[i].SetFrac64(1, 2)
		}
	}
	for _, c := range []struct {
		m    []*big.Rat
		want string
	}{
		{[]*big.Rat{moved, moved}, ""}, {[]*big.Rat{more, less}, "leaves the box"}, {[]*big.Rat{less, more}, "leaves the box"},
	} {
		o := orbit.NewExact(proof.ShapeOf(in))
		o.Place(in, func(z, x *big.Rat) { z.Set(x) })
		if got := theorem().exact(run(in), o, box{m: c.m, inverse: rat(1024, 1)}); got.Failure != c.want || (got.Kind == claim.KindHeld) != (c.want == "") {
			t.Errorf("M = %v: %+v", c.m, got)
		}
	}
}

// TestLongBox: from (1/3, 2/3), L = 2, s = e = 1, b = 2 the step alpha = 1/16 moves w_2 by 2 alpha (b w_1 - w_2 (w_1^2+1)) = (2/3 - 20/27)/8 = -1/108 and w_1 by
// (4/3 - 13/27)/8 = 23/216, and both tend to 1. A box that ends below 2/3 is left in the first step, one below 1 later, and one at w_2 after the first step, a
// number between two float numbers of any precision, can't be decided.
func TestLongBox(t *testing.T) {
	after := new(big.Rat).Sub(rat(2, 3), rat(1, 108))
	tiny := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 200))
	for _, c := range []struct {
		reason string
		m      *big.Rat
		want   claim.Kind
	}{
		{"the limit", rat(1, 1), claim.KindHeld}, {"below the limit", rat(15, 16), claim.KindViolated},
		{"below w_2", new(big.Rat).Sub(after, tiny), claim.KindViolated}, {"at w_2", after, claim.KindUndecided},
	} {
		got := theorem().long(run(instance(rat(2, 1), rat(1, 3), rat(2, 3))), box{m: []*big.Rat{c.m}, inverse: rat(16, 1)}, firstPrec)
		if got.Kind != c.want || got.Kind == claim.KindViolated && got.Failure != "leaves the box" {
			t.Errorf("%s: %+v", c.reason, got)
		}
	}
}
