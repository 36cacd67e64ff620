package trajectory

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

func instance(b, e *big.Rat, w ...*big.Rat) *generators.Instance {
	in := generators.NewInstance(generators.Given, len(w), 1)
	for l, x := range w {
		in.Weights[l][0].Set(x)
	}
	in.Target[0].Set(b)
	in.Sigma[0][0].SetInt64(1)
	in.Noise.Set(e)
	return in
}

func q(p, q int64) *big.Rat { return big.NewRat(p, q) }

// TestIdentify: the limit of starts for which it is known by a symmetry or by size.
func TestIdentify(t *testing.T) {
	for _, c := range []struct {
		why    string
		in     *generators.Instance
		origin bool
		signs  []int
		found  bool
	}{
		{"depth 2, above the threshold, positive side", instance(q(2, 1), q(1, 1), q(1, 1), q(-1, 2)), false, []int{1, 1}, true},
		{"the same, reflected", instance(q(2, 1), q(1, 1), q(-1, 1), q(1, 2)), false, []int{-1, -1}, true},
		{"negative target: opposite signs", instance(q(-2, 1), q(1, 1), q(1, 1), q(1, 2)), false, []int{1, -1}, true},
		{"on the stable line of the saddle no minimum is reached", instance(q(2, 1), q(1, 1), q(1, 1), q(-1, 1)), false, nil, false},
		{"below the threshold", instance(q(1, 2), q(1, 1), q(1, 1), q(1, 1)), true, nil, true},
		{"depth 3, near the origin", instance(q(4, 1), q(1, 1), q(1, 8), q(1, 8), q(1, 8)), true, nil, true},
		{"depth 3, near the large root", instance(q(4, 1), q(1, 1), q(1, 1), q(3, 2), q(1, 1)), false, []int{1, 1, 1}, true},
	} {
		answer, err := Stationary(c.in, 20)
		if err != nil {
			t.Fatal(err)
		}
		states, why := Follow(c.in, Doublings(q(1, 2), 5), 10)
		if why != "" {
			t.Fatalf("%s: %s", c.why, why)
		}
		l := NewCoordinate(c.in.Depth()).Identify(c.in, answer, states)
		if (l != nil) != c.found {
			t.Errorf("%s: found %v", c.why, l != nil)
			continue
		}
		if l == nil {
			continue
		}
		if l.Origin() != c.origin || l.Point.Kind != shrinkage.Minimum {
			t.Errorf("%s: origin %v, %s", c.why, l.Origin(), l.Point.Kind)
		}
		for k, s := range c.signs {
			if l.Signs[k] != s {
				t.Errorf("%s: signs %v", c.why, l.Signs)
			}
		}
	}
}

// TestAttractsNot: around a saddle no ball attracts, however small; nor one around a minimum that reaches to a saddle.
func TestAttractsNot(t *testing.T) {
	in := instance(q(2, 1), q(1, 1), q(1, 1), q(1, 1))
	k := NewCoordinate(2)
	at := func(x *big.Rat) []*interval.Interval {
		return []*interval.Interval{k.c.SetRat(interval.New(), x), k.c.SetRat(interval.New(), x)}
	}
	if _, ok := k.Attracts(in, at(q(0, 1)), at(q(1, 1<<30))); ok {
		t.Error("the saddle 0 attracts")
	}
	if _, ok := k.Attracts(in, at(q(1, 1)), at(q(0, 1))); ok {
		t.Error("the ball around the minimum (1, 1) that holds the saddle attracts")
	}
	if r, ok := k.Attracts(in, at(q(1, 1)), at(q(9, 8))); !ok || r.Cmp(q(1, 5)) > 0 { // sqrt 2 / 8 < 1/5
		t.Errorf("the ball around (1, 1) through (9/8, 9/8): %v, radius %v", ok, r)
	}
}

// TestBend: bent instances are tame, and zeros and signs stay.
func TestBend(t *testing.T) {
	in := instance(q(-100, 3), q(1, 1<<20), q(1<<40, 7), q(0, 1), q(-5, 1))
	in.Sigma[0][0].SetFrac64(1, 1<<30)
	Bend(in)
	if !tame(in) {
		t.Errorf("%v is not tame", in)
	}
	if in.Weights[1][0].Sign() != 0 || in.Weights[2][0].Sign() >= 0 || in.Target[0].Sign() >= 0 {
		t.Errorf("%v: a sign changed", in)
	}
	for _, bad := range []func(){
		func() { in.Noise.SetInt64(2) },
		func() { in.Weights[0][0].SetInt64(3) },
		func() { in.Target[0].SetInt64(5) },
		func() { in.Sigma[0][0].SetInt64(3) },
	} {
		Bend(in)
		bad()
		if tame(in) {
			t.Errorf("%v is called tame", in)
		}
	}
}
