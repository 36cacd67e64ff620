package generators

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
)

func TestInstanceAccessors(t *testing.T) {
	in := given([][]string{{"1", "2"}, {"3", "4"}, {"5", "6"}}, []string{"7", "8"}, []string{"9", "10"}, "1/2")
	in.Params = []Param{{"step", rat("1/10")}}
	if in.Depth() != 3 || in.Width() != 2 || in.Scale(1).RatString() != "10" || !in.IsDiagonal() {
		t.Errorf("accessors disagree with %s", in.String())
	}
	if in.Param("step").RatString() != "1/10" {
		t.Error("Param(step)")
	}
	mustPanic(t, func() { in.Param("stop") })
	mustPanic(t, func() { NewInstance("", 0, 1) })
	in.Sigma[0][1].SetInt64(1)
	if in.IsDiagonal() {
		t.Error("IsDiagonal ignores Sigma_01")
	}
}

// TestCloneAndEqual: changing any single number of a clone makes it unequal and
// leaves the original as it was: no shared storage, no field left out of either.
func TestCloneAndEqual(t *testing.T) {
	s := NewSpace(Domain{Params: paramTable})
	for i := range 200 {
		in := s.Draw(i, stream(i))
		before := in.String()
		for k := range numbersOf(in) {
			out := in.Clone()
			if !out.Equal(in) || !in.Equal(out) || out.Regime != in.Regime {
				t.Fatalf("clone of %s differs", before)
			}
			x := numbersOf(out)[k]
			x.Num().Add(x.Num(), big.NewInt(1<<40)) // in place: shows shared words
			if x.IsInt() {
				x.SetInt64(1 << 41)
			}
			if out.Equal(in) || in.Equal(out) {
				t.Fatalf("Equal ignores number %d of %s", k, before)
			}
			if in.String() != before {
				t.Fatalf("number %d of the clone shares storage with the original", k)
			}
		}
		for _, shape := range [][2]int{{in.Depth() + 1, in.Width()}, {in.Depth(), in.Width() + 1}} {
			if in.Equal(NewInstance("", shape[0], shape[1])) {
				t.Fatal("Equal ignores the shape")
			}
		}
	}
}

// TestDrawOwnsItsNumbers: no two entries of a drawn instance share storage.
func TestDrawOwnsItsNumbers(t *testing.T) {
	for _, row := range domains {
		s := NewSpace(row.d)
		for i := range 3 * len(s.Regimes) {
			seen := map[*big.Word]bool{}
			for _, x := range numbersOf(s.Draw(i, stream(i))) {
				for _, n := range []*big.Int{x.Num(), x.Denom()} {
					if w := n.Bits(); cap(w) > 0 {
						p := &w[:1][0]
						if seen[p] {
							t.Fatalf("%s: case %d shares storage between entries", row.name, i)
						}
						seen[p] = true
					}
				}
			}
		}
	}
}

// TestFormatIsShort: every verb gives the short form, with any flags, whatever
// the size of the numbers; String gives everything.
func TestFormatIsShort(t *testing.T) {
	in := given([][]string{{"1"}, {"-1/2"}, {"0"}}, []string{"3"}, []string{"2"}, "1")
	in.Regime = Generic
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d", "%q", "%10x"} {
		if got := fmt.Sprintf(verb, in); got != "(L=3 d=1 generic)" {
			t.Errorf("%s: %s", verb, got)
		}
	}
	in.Params = []Param{{"step", rat("1/10")}}
	if got, want := in.String(), "L=3 d=1 w1=(1) w2=(-1/2) w3=(0) b=(3) Sigma=diag(2) e=1 tau2=0 step=1/10"; got != want {
		t.Errorf("String: %s\nwant    %s", got, want)
	}
	for _, part := range []string{"depth L = 3", "w_2    = (-1/2)", "b      = (3)", "Sigma  = (2)", "e      = 1", "step   = 1/10"} {
		if !strings.Contains(in.Pretty(), part) {
			t.Errorf("Pretty lacks %q:\n%s", part, in.Pretty())
		}
	}
	// Formatting costs the same for huge numbers: the string, fmt's interface
	// value and nothing for the numbers. Two allocations, none of them per entry.
	big := NewInstance(Extreme, 20, 20)
	for _, x := range numbersOf(big) {
		setPow2(x, 1, 990)
	}
	if n := testing.AllocsPerRun(100, func() { _ = fmt.Sprintf("%+v", big) }); n > 2 {
		t.Errorf("Format allocates %v times", n)
	}
}

// TestIsFloat64AgainstConversion: isFloat64 agrees with the conversion to the
// nearest float64 and back, on numbers around every edge: 53 and 54 bits, the ends
// of the exponents, subnormals, thirds. (The flag that Rat.Float64 returns cannot
// serve: Go 1.26.8 calls 2^-1076 -> 0 exact.)
func TestIsFloat64AgainstConversion(t *testing.T) {
	counts := map[bool]int{}
	check := func(x *big.Rat) {
		f, _ := x.Float64()
		want := !math.IsInf(f, 0) && new(big.Rat).SetFloat64(f).Cmp(x) == 0
		if got := isFloat64(x); got != want {
			t.Errorf("isFloat64(%s) = %v", clipRat(x), got)
		}
		counts[want]++
	}
	for _, m := range []int64{1, 3, 1<<52 - 1, 1<<53 - 1, 1<<53 + 1, 1 << 54, 1<<54 - 2} {
		for _, k := range []int{-1130, -1076, -1075, -1074, -1073, -1022, -53, -1, 0, 1, 60, 969, 970, 971, 972, 1022, 1023, 1024} {
			x := new(big.Rat)
			setPow2(x, m, k)
			check(x)
			check(new(big.Rat).Neg(x))
			check(new(big.Rat).Quo(x, rat("3")))
		}
	}
	check(new(big.Rat))
	if counts[true] < 50 || counts[false] < 50 {
		t.Errorf("one-sided table: %v", counts)
	}
}

// TestSetFracAndPow2: against big.NewRat and exact multiplication, for zero,
// negative and reducible fractions, onto numbers that hold something already.
func TestSetFracAndPow2(t *testing.T) {
	x := rat("22/7")
	for p := int64(-40); p <= 40; p++ {
		for q := int64(1); q <= 40; q++ {
			setFrac(x, p, q)
			if want := big.NewRat(p, q); x.Cmp(want) != 0 || x.RatString() != want.RatString() {
				t.Fatalf("setFrac(%d, %d) = %s", p, q, x)
			}
		}
		for k := -70; k <= 70; k++ {
			setPow2(x, p, k)
			want := big.NewRat(p, 1)
			for range max(k, -k) {
				if k > 0 {
					want.Mul(want, rat("2"))
				} else {
					want.Mul(want, rat("1/2"))
				}
			}
			if x.RatString() != want.RatString() {
				t.Fatalf("setPow2(%d, %d) = %s", p, k, x)
			}
		}
	}
	mustPanic(t, func() { setFrac(x, 1, 0) })
}

// TestJSONRoundTrip: what MarshalJSON writes, ParseInstance reads back, for every regime.
func TestJSONRoundTrip(t *testing.T) {
	s := NewSpace(Domain{Params: paramTable})
	for i := range 20 * len(s.Regimes) {
		in := s.Draw(i, stream(i))
		data, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := ParseInstance(data, Limits{})
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if !out.Equal(in) || out.Regime != Given {
			t.Fatalf("read back %s, wrote %s", out.String(), in.String())
		}
	}
}
