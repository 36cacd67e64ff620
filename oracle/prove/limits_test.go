package prove

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// refuses fails unless err says want, or is nil for an empty want.
func refuses(t *testing.T, what string, err error, want string) {
	t.Helper()
	if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

func points(n int) []Range {
	box := make([]Range, n)
	for i := range box {
		box[i] = At(big.NewRat(1, 1))
	}
	return box
}

// TestBoxLimits: every limit of a box is accepted and one past it is not.
func TestBoxLimits(t *testing.T) {
	full := new(big.Int).Lsh(big.NewInt(1), MaxEndpointBits) // one bit too many
	last := new(big.Int).Sub(full, big.NewInt(1))
	longest, longer := new(big.Rat).SetInt(last), new(big.Rat).SetInt(full)
	for _, c := range []struct {
		why  string
		box  []Range
		n    int
		want string
	}{
		{"no variable", nil, 0, ""},
		{"too few ranges", points(1), 2, "1 ranges for 2 variables"},
		{"too many ranges", points(2), 1, "2 ranges for 1 variables"},
		{"most variables", points(MaxDim), MaxDim, ""},
		{"more variables", points(MaxDim + 1), MaxDim + 1, "65 variables, at most 64"},
		{"no lower end", []Range{{Hi: longest}}, 1, "box[0]: an endpoint is missing"},
		{"no upper end", []Range{{Lo: longest}}, 1, "box[0]: an endpoint is missing"},
		{"longest numerator", []Range{At(longest)}, 1, ""},
		{"longer numerator above", []Range{{longest, longer}}, 1, "box[0]: an endpoint of 8193 bits, at most 8192"},
		{"longest denominator", []Range{At(new(big.Rat).Inv(longest))}, 1, ""},
		{"longer denominator", []Range{At(new(big.Rat).Inv(longer))}, 1, "box[0]: an endpoint of 8193 bits, at most 8192"},
		{"a point", points(1), 1, ""},
		{"empty", []Range{Between("1/2", "1/3")}, 1, "box[0]: 1/2 > 1/3"},
	} {
		refuses(t, c.why, checkBox(c.box, c.n), c.want)
	}
	if s := fmt.Sprint(Between("1/2", "2/3")); s != "[1/2, 2/3]" {
		t.Error(s)
	}
}

// TestOptionLimits: the same for the budgets and precisions.
func TestOptionLimits(t *testing.T) {
	for _, c := range []struct {
		why  string
		o    Options
		want string
	}{
		{"defaults", Options{}, ""},
		{"least", Options{1, 53}, ""},
		{"largest", Options{1 << 40, interval.MaxPrec}, ""},
		{"fewer boxes", Options{-1, 53}, "MaxBoxes = -1: must be from 1 to 1099511627776"},
		{"more boxes", Options{1<<40 + 1, 53}, "MaxBoxes = 1099511627777"},
		{"fewer bits", Options{1, 52}, "MaxPrec = 52"},
		{"more bits", Options{1, interval.MaxPrec + 1}, "MaxPrec = "},
	} {
		got, err := c.o.withDefaults()
		refuses(t, c.why, err, c.want)
		want := c.o
		if want == (Options{}) {
			want = Options{1_000_000, 1024}
		}
		if err == nil && got != want {
			t.Errorf("%s: %+v", c.why, got)
		}
	}
	b := circuit.NewBuilder()
	x := b.Var("x")
	s := NewSystem(b, []circuit.Node{x.Sub(b.Int(1))}, []circuit.Node{x})
	box := []Range{Between("0", "3")}
	for _, c := range []struct {
		why  string
		o    ZeroOptions
		want string
	}{
		{"defaults", ZeroOptions{}, ""},
		{"least", ZeroOptions{1, 53}, ""},
		{"largest", ZeroOptions{1 << 40, MaxZeroPrec}, ""},
		{"fewer boxes", ZeroOptions{-1, 53}, "MaxBoxes = -1: must be from 1 to 1099511627776"},
		{"more boxes", ZeroOptions{1<<40 + 1, 53}, "MaxBoxes = 1099511627777"},
		{"fewer bits", ZeroOptions{1, 52}, "Prec = 52: must be from 53 to 65536"},
		{"more bits", ZeroOptions{1, MaxZeroPrec + 1}, "Prec = 65537"},
	} {
		z, err := s.Zeros(context.Background(), box, c.o)
		refuses(t, c.why, err, c.want)
		if err == nil && (!z.Complete() || len(z.Zeros) != 1) {
			t.Errorf("%s: %+v", c.why, z)
		}
	}
	for prec, want := range map[uint]string{63: "maxPrec = 63: must be from 64 to 65536", 64: "", MaxZeroPrec: "", MaxZeroPrec + 1: "maxPrec = 65537"} {
		v, _, err := s.Verify(box, prec)
		refuses(t, fmt.Sprint("Verify at ", prec), err, want)
		if err == nil && v != interval.Yes {
			t.Errorf("at %d bits: %v", prec, v)
		}
	}
	power := func(k uint) *big.Rat { return new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), k)) }
	for k, want := range map[uint]string{1000: "", 1001: "box[0]: an endpoint beyond 2^1000", 1024: "box[0]: an endpoint beyond 2^1000"} {
		for _, region := range []Range{{big.NewRat(-1, 1), power(k)}, {new(big.Rat).Neg(power(k)), big.NewRat(2, 1)}} {
			z, err := s.Zeros(context.Background(), []Range{region}, ZeroOptions{})
			refuses(t, fmt.Sprint("a region to 2^", k), err, want)
			if err == nil && (len(z.Zeros) != 1 || z.Zeros[0].Neighborhood[0].Lo == nil) {
				t.Errorf("region to 2^%d: %+v", k, z)
			}
		}
	}
	smooth := Smooth(1, func(c *interval.Context, f *interval.Interval, _, _ []*interval.Interval) { c.SetInt64(f, 1) })
	_, err := Positive(context.Background(), smooth, points(1), Options{MaxPrec: 127})
	refuses(t, "no float64 stage", err, "MaxPrec = 127: a function that is not a polynomial needs at least 128")
	_, err = Positive(context.Background(), smooth, points(1), Options{MaxPrec: 128})
	refuses(t, "the first precision", err, "")
}

// TestPanics: programmers' errors, each next to what is right.
func TestPanics(t *testing.T) {
	b := circuit.NewBuilder()
	x := b.Vars("x", MaxUnknowns+1)
	one := circuit.NewBuilder()
	y := one.Var("y")
	eval := func(c *interval.Context, f *interval.Interval, _, _ []*interval.Interval) { c.SetInt64(f, 1) }
	for _, c := range []struct {
		name string
		f    func()
		want bool
	}{
		{"Between", func() { Between("1", "2") }, false},
		{"Between with a bad start", func() { Between("x", "2") }, true},
		{"Between with a bad end", func() { Between("1", "x") }, true},
		{"Smooth", func() { Smooth(1, eval) }, false},
		{"Smooth without variables", func() { Smooth(0, eval) }, true},
		{"Smooth without a function", func() { Smooth(1, nil) }, true},
		{"Polynomial", func() { Polynomial(one, y.Sqr(), y) }, false},
		{"Polynomial of fewer variables", func() { Polynomial(b, x[0], x[:2]...) }, true},
		{"Polynomial of others", func() { Polynomial(one, y.Sqr(), y.Sqr()) }, true},
		{"Polynomial in another order", func() { Polynomial(b, x[0], append([]circuit.Node{x[1], x[0]}, x[2:]...)...) }, true},
		{"NewSystem", func() { NewSystem(b, x[:MaxUnknowns], x[:MaxUnknowns]) }, false},
		{"NewSystem with more unknowns", func() { NewSystem(b, x, x) }, true},
		{"NewSystem without unknowns", func() { NewSystem(b, nil, nil) }, true},
		{"NewSystem that is not square", func() { NewSystem(b, x[:1], x[:2]) }, true},
		{"NewSystem with an unknown that is no variable", func() { NewSystem(b, x[:1], []circuit.Node{x[0].Sqr()}) }, true},
		{"NewSystem with an unknown twice", func() { NewSystem(b, x[:2], []circuit.Node{x[0], x[0]}) }, true},
		{"Unbounded", func() { Unbounded(one.Compile(y), Ray{}) }, false},
		{"Unbounded of two outputs", func() { Unbounded(one.Compile(y, y.Sqr()), Ray{}) }, true},
		{"Unbounded with one ray twice", func() { Unbounded(one.Compile(y), Ray{}, Ray{}) }, true},
		{"Unbounded beyond the variables", func() { Unbounded(one.Compile(y), Ray{Var: 1}) }, true},
		{"Unbounded before the variables", func() { Unbounded(one.Compile(y), Ray{Var: -1}) }, true},
	} {
		got := func() (failed bool) {
			defer func() {
				r, ok := recover().(string)
				failed = ok && strings.HasPrefix(r, "prove: ")
			}()
			c.f()
			return false
		}()
		if got != c.want {
			t.Errorf("%s panics with a message: %v", c.name, got)
		}
	}
	if n := Polynomial(one, y, y).Dim(); n != 1 {
		t.Errorf("dimension %d", n)
	}
	if n := NewSystem(b, x[:2], x[:2]).Dim(); n != 2 {
		t.Errorf("dimension %d", n)
	}
}
