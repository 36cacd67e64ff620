package theorem3_1

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func q(num, den int64) *big.Rat { return big.NewRat(num, den) }

// rats reads a list of rationals.
func rats(t *testing.T, xs ...string) []*big.Rat {
	t.Helper()
	out := make([]*big.Rat, len(xs))
	for k, x := range xs {
		var ok bool
		if out[k], ok = new(big.Rat).SetString(x); !ok {
			t.Fatalf("%q is not a rational", x)
		}
	}
	return out
}

// given is one coordinate with s = 1, the target b, the noise level e, the time 1 and the weights w.
func given(t *testing.T, b, e string, w ...string) *claim.Case {
	t.Helper()
	in := generators.NewInstance(generators.Given, len(w), 1)
	for l, x := range rats(t, w...) {
		in.Weights[l][0].Set(x)
	}
	be := rats(t, b, e)
	in.Target[0].Set(be[0])
	in.Noise.Set(be[1])
	in.Sigma[0][0].SetInt64(1)
	in.Params = []generators.Param{{Name: timeName, Value: q(1, 1)}}
	return &claim.Case{Instance: in}
}

// beside puts the coordinates side by side, with a diagonal Sigma and the noise level of the first.
func beside(cs ...*claim.Case) *claim.Case {
	in := generators.NewInstance(generators.Given, cs[0].Depth(), len(cs))
	for i, c := range cs {
		for l, row := range c.Weights {
			in.Weights[l][i].Set(row[0])
		}
		in.Target[i].Set(c.Target[0])
		in.Sigma[i][i].Set(c.Scale(0))
	}
	in.Noise.Set(cs[0].Noise)
	in.Params = cs[0].Params
	return &claim.Case{Instance: in}
}

func lasting(c *claim.Case, time *big.Rat) *claim.Case {
	c.Param(timeName).Set(time)
	return c
}

// between is the interval from lo to hi.
func between(t *testing.T, lo, hi string) *interval.Interval {
	t.Helper()
	x, ends := interval.New(), rats(t, lo, hi)
	if err := interval.NewContext(256).SetRatBounds(x, ends[0], ends[1]); err != nil {
		t.Fatal(err)
	}
	return x
}

// state is what is known of one coordinate at time 1, the same of every layer.
func state(x *interval.Interval, depth int) flow.State {
	s := flow.State{Time: q(1, 1)}
	for range depth {
		s.Weights = append(s.Weights, []*interval.Interval{x})
	}
	return s
}

// judged is an outcome to expect: the margin of a pass (NaN: none), the severity of a violation.
type judged struct {
	kind    claim.Kind
	failure string
	size    float64
}

func held() judged                        { return judged{kind: claim.KindHeld, size: math.NaN()} }
func heldBy(margin float64) judged        { return judged{kind: claim.KindHeld, size: margin} }
func undecided() judged                   { return judged{kind: claim.KindUndecided, size: math.NaN()} }
func violated(f string, s float64) judged { return judged{claim.KindViolated, f, s} }

// meets compares; a margin is an end of an enclosure of 128 bits at least, rounded to a float64, and math.Exp errs by one unit in the last place:
// together less than 2^-48 of numbers up to 8.
func (j judged) meets(t *testing.T, reason string, out claim.Outcome) {
	t.Helper()
	j.within(t, reason, out, 0x1p-48)
}

func (j judged) within(t *testing.T, reason string, out claim.Outcome, tolerance float64) {
	t.Helper()
	size := out.Margin
	if out.Kind == claim.KindViolated {
		size = -size
	}
	if out.Kind != j.kind || out.Failure != j.failure || math.IsNaN(size) != math.IsNaN(j.size) || math.Abs(size-j.size) > tolerance {
		t.Errorf("%s: %v %q %v (%s), want %v %q %v", reason, out.Kind, out.Failure, size, out.Detail, j.kind, j.failure, j.size)
	}
}

func caseOf(in *generators.Instance) *claim.Case { return &claim.Case{Instance: in} }
