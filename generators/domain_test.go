package generators

import (
	"math/big"
	"math/rand"
	"strings"
	"testing"
)

// TestDomainCheckNamesTheViolation: one instance of the domain, and one change
// per hypothesis that must be named.
func TestDomainCheckNamesTheViolation(t *testing.T) {
	d := Domain{
		MinDepth: 2, MaxDepth: 3, MinWidth: 2, MaxWidth: 2,
		Diagonal: true, PositiveScale: true, PositiveNoise: true, Dyadic: true, ZeroTau2: true,
		Params: []ParamSpec{{Name: "step", Lo: rat("0"), Hi: rat("1"), OpenLo: true}},
		Extra:  []Constraint{{"b_1 != 0", func(in *Instance) bool { return in.Target[0].Sign() != 0 }}},
	}
	good := func() *Instance {
		in := given([][]string{{"1", "2"}, {"3", "4"}}, []string{"1", "0"}, []string{"1", "2"}, "1")
		in.Params = []Param{{"step", rat("1/2")}}
		return in
	}
	if err := d.Check(good()); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		why  string
		bend func(in *Instance)
		want string
	}{
		{"too deep", func(in *Instance) { in.Weights = append(in.Weights, in.Weights...) }, "depth L = 4: outside 2..3"},
		{"one layer", func(in *Instance) { in.Weights = in.Weights[:1] }, "weights: 1 layer"},
		{"no layer", func(in *Instance) { in.Weights = nil }, "weights: no layers"},
		{"no coordinate", func(in *Instance) { in.Target = nil }, "target: no coordinates"},
		{"ragged", func(in *Instance) { in.Weights[1] = in.Weights[1][:1] }, "weights[1]: 1 entries, want d = 2"},
		{"missing weight", func(in *Instance) { in.Weights[1][1] = nil }, "weights[1][1]: missing"},
		{"missing target", func(in *Instance) { in.Target[1] = nil }, "target[1]: missing"},
		{"missing noise", func(in *Instance) { in.Noise = nil }, "noise: missing"},
		{"missing tau2", func(in *Instance) { in.Tau2 = nil }, "tau2: missing"},
		{"missing parameter value", func(in *Instance) { in.Params[0].Value = nil }, "params.step: missing"},
		{"parameter twice", func(in *Instance) { in.Params = append(in.Params, in.Params[0]) }, "params.step: given twice"},
		{"sigma short", func(in *Instance) { in.Sigma = in.Sigma[:1] }, "sigma: 1 rows, want d = 2"},
		{"too wide", func(in *Instance) {
			*in = *given([][]string{{"1", "1", "1"}, {"1", "1", "1"}}, []string{"1", "1", "1"}, []string{"1", "1", "1"}, "1")
		}, "width d = 3: outside 2..2"},
		{"too narrow", func(in *Instance) { *in = *given([][]string{{"1"}, {"1"}}, []string{"1"}, []string{"1"}, "1") }, "width d = 1: outside 2..2"},
		{"not symmetric", func(in *Instance) { in.Sigma[0][1].SetInt64(1) }, "sigma: not symmetric: sigma[1][0] = 0 but sigma[0][1] = 1"},
		{"negative s", func(in *Instance) { in.Scale(1).SetInt64(-3) }, "sigma[1][1] = -3 is negative"},
		{"indefinite", func(in *Instance) { in.Sigma[0][1].SetInt64(2); in.Sigma[1][0].SetInt64(2) }, "not positive semidefinite: the 2 x 2"},
		{"not diagonal", func(in *Instance) { in.Sigma[0][1].SetInt64(1); in.Sigma[1][0].SetInt64(1) }, "sigma: not diagonal"},
		{"s = 0", func(in *Instance) { in.Scale(0).SetInt64(0) }, "sigma[0][0] = 0: not positive"},
		{"e = 0", func(in *Instance) { in.Noise.SetInt64(0) }, "noise = 0: not positive"},
		{"e < 0", func(in *Instance) { in.Noise.SetInt64(-1) }, "noise: -1 is negative"},
		{"tau2 < 0", func(in *Instance) { in.Tau2.SetInt64(-1) }, "tau2: -1 is negative"},
		{"tau2 > 0", func(in *Instance) { in.Tau2.SetInt64(1) }, "tau2 = 1: not zero"},
		{"weight not a float", func(in *Instance) { in.Weights[1][0].SetFrac64(1, 3) }, "weights[1][0] = 1/3: not a float64"},
		{"target not a float", func(in *Instance) { in.Target[1].SetFrac64(1, 3) }, "target[1] = 1/3: not a float64"},
		{"s not a float", func(in *Instance) { in.Scale(1).SetFrac64(1, 3) }, "sigma[1][1] = 1/3: not a float64"},
		{"e not a float", func(in *Instance) { in.Noise.SetFrac64(1, 3) }, "noise = 1/3: not a float64"},
		{"parameter not a float", func(in *Instance) { in.Params[0].Value.SetFrac64(1, 3) }, "params.step = 1/3: not a float64"},
		{"no parameter", func(in *Instance) { in.Params = nil }, "params: 0 given, 1 declared"},
		{"another parameter", func(in *Instance) { in.Params[0].Name = "stop" }, "params: stop given where step is declared"},
		{"parameter at an open end", func(in *Instance) { in.Params[0].Value.SetInt64(0) }, "params.step = 0: outside 0 < step <= 1"},
		{"parameter beyond", func(in *Instance) { in.Params[0].Value.SetInt64(2) }, "params.step = 2: outside"},
		{"further hypothesis", func(in *Instance) { in.Target[0].SetInt64(0) }, `hypothesis "b_1 != 0" does not hold`},
	} {
		t.Run(row.why, func(t *testing.T) {
			in := good()
			row.bend(in)
			err := d.Check(in)
			if err == nil || !strings.Contains(err.Error(), row.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want one line with %q", err, row.want)
			}
		})
	}
}

// TestDomainBoundsDepthBelow: the lower bound on L, apart from L >= 2.
func TestDomainBoundsDepthBelow(t *testing.T) {
	in := given([][]string{{"1"}, {"1"}}, []string{"1"}, []string{"1"}, "1")
	if err := (Domain{MinDepth: 3}).Check(in); err == nil || err.Error() != "depth L = 2: outside 3..6" {
		t.Errorf("L = 2 where L >= 3: %v", err)
	}
}

// TestLongValuesAreNotPrinted: an error about a number of a million bits stays short.
func TestLongValuesAreNotPrinted(t *testing.T) {
	in := given([][]string{{"1"}, {"1"}}, []string{"1"}, []string{"1"}, "1")
	setPow2(in.Noise, -1, 1_000_000)
	if err := in.Validate(); err == nil || len(err.Error()) > 200 {
		t.Errorf("error of %d bytes", len(err.Error()))
	}
}

func TestDescribe(t *testing.T) {
	got := strings.Join(Domain{
		MaxDepth: 5, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true, Dyadic: true,
		Params: []ParamSpec{{Name: "k", Lo: rat("1"), Hi: rat("9"), OpenHi: true, Integer: true}},
		Extra:  []Constraint{{"b != 0", func(*Instance) bool { return true }}},
	}.Describe(), "; ")
	want := "2 <= L <= 5; 1 <= d <= 4; Sigma = diag(s), s_i > 0; e > 0; tau2 = 0; every number is a float64; 1 <= k < 9, an integer; b != 0"
	if got != want {
		t.Errorf("Describe:\n%s\nwant\n%s", got, want)
	}
	for _, row := range []struct {
		d    Domain
		want string
	}{
		{Domain{Diagonal: true}, "Sigma = diag(s), s_i >= 0"},
		{Domain{PositiveScale: true}, "Sigma positive semidefinite, Sigma_ii > 0"},
		{Domain{}, "Sigma positive semidefinite"},
	} {
		if got := row.d.Describe()[2]; got != row.want {
			t.Errorf("Describe: %q, want %q", got, row.want)
		}
	}
}

// TestNewSpacePanics: every programmer's mistake is refused, with its reason, by NewSpace or by the first draws.
func TestNewSpacePanics(t *testing.T) {
	in := given([][]string{{"1"}, {"1"}}, []string{"1"}, []string{"1"}, "0")
	fixed := Regime{Name: "fixed", Make: func(*rand.Rand, Domain) *Instance { return in.Clone() }}
	for _, row := range []struct {
		why     string
		d       Domain
		regimes []Regime
		want    string
	}{
		{"one layer", Domain{MinDepth: 1}, nil, "MinDepth = 1"},
		{"depths in the wrong order", Domain{MinDepth: 5, MaxDepth: 4}, nil, "no depth between 5 and 4"},
		{"widths in the wrong order", Domain{MinWidth: 5, MaxWidth: 4}, nil, "no width between 5 and 4"},
		{"negative width", Domain{MinWidth: -1}, nil, "MinWidth = -1"},
		{"nameless parameter", Domain{Params: []ParamSpec{{Lo: rat("0"), Hi: rat("1")}}}, nil, "needs a name"},
		{"parameter without ends", Domain{Params: []ParamSpec{{Name: "a"}}}, nil, "needs both ends"},
		{"parameter with an empty range", Domain{Params: []ParamSpec{{Name: "a", Lo: rat("1"), Hi: rat("0")}}}, nil, "no value"},
		{"parameter with an empty open range", Domain{Params: []ParamSpec{{Name: "a", Lo: rat("1"), Hi: rat("1"), OpenLo: true}}}, nil, "no value"},
		{"no integer in the range", Domain{Params: []ParamSpec{{Name: "a", Lo: rat("1/3"), Hi: rat("2/3"), Integer: true}}}, nil, "no value"},
		{"no float in the range", Domain{Dyadic: true, Params: []ParamSpec{{Name: "a", Lo: rat("1/3"), Hi: rat("1/3")}}}, nil, "no value"},
		{"logarithm of zero", Domain{Params: []ParamSpec{{Name: "a", Lo: rat("0"), Hi: rat("1"), Log: true}}}, nil, "must be positive"},
		{"parameter twice", Domain{Params: []ParamSpec{paramTable[0], paramTable[0]}}, nil, "declared twice"},
		{"constraint without a text", Domain{Extra: []Constraint{{Holds: func(*Instance) bool { return true }}}}, nil, "a constraint needs"},
		{"constraint nobody meets", Domain{Extra: []Constraint{{"never", func(*Instance) bool { return false }}}}, nil, `"never" does not hold`},
		{"regime twice", Domain{}, []Regime{fixed, fixed}, "two regimes are named"},
		{"regime without a name", Domain{}, []Regime{{Make: fixed.Make}}, "needs a name"},
		{"regime without Make", Domain{}, []Regime{{Name: "a"}}, "needs a name and a Make"},
		{"regime that makes nothing", Domain{}, []Regime{{Name: "a", Make: func(*rand.Rand, Domain) *Instance { return nil }}}, "made no instance"},
		{"regime that leaves the domain", Domain{PositiveNoise: true}, []Regime{fixed}, "noise = 0: not positive"},
	} {
		t.Run(row.why, func(t *testing.T) {
			got := mustPanic(t, func() { NewSpace(row.d, row.regimes...).Probe() })
			msg, _ := got.(string)
			if !strings.HasPrefix(msg, "generators: ") || !strings.Contains(msg, row.want) {
				t.Errorf("panic %q, want one with %q", msg, row.want)
			}
		})
	}
	s := NewSpace(Domain{}, fixed)
	mustPanic(t, func() { s.Regime(-1) })
	if s.Regime(7).Name != "fixed" {
		t.Error("Regime is not by index")
	}
}

// TestParamsReachTheirRange: every value lies in its range; closed ends and 1 are
// reached, open ends are not; the values spread over the range.
func TestParamsReachTheirRange(t *testing.T) {
	for _, dy := range []bool{false, true} {
		d := Domain{Dyadic: dy}.Normalize()
		for _, spec := range paramTable {
			distinct := map[string]int{}
			var lowest, highest *big.Rat
			const n = 4000
			for i := range n {
				m := newMaker(stream(i), d)
				x := m.param(spec)
				if !spec.contains(x) || dy && !isFloat64(x) {
					t.Fatalf("%s: drew %s (floats: %v)", spec, x, dy)
				}
				distinct[x.RatString()]++
				if lowest == nil || x.Cmp(lowest) < 0 {
					lowest = x
				}
				if highest == nil || x.Cmp(highest) > 0 {
					highest = x
				}
			}
			// ends and 1 have probability 1/8 each: 500 of 4000 expected, fewer than
			// 300 has probability below exp(-2*4000*(1/20)^2) = 2e-9 (Hoeffding)
			for _, x := range []*big.Rat{spec.Lo, spec.Hi, rat("1")} {
				if reachable := spec.contains(x) && (!dy || isFloat64(x)); reachable && distinct[x.RatString()] < 300 {
					t.Errorf("%s: %s drawn %d times of %d (floats: %v)", spec, x.RatString(), distinct[x.RatString()], n, dy)
				}
			}
			if spec.Lo.Cmp(spec.Hi) == 0 {
				continue
			}
			// 20 integers, or at least 24 doublings times 16 places, or 255 places
			if want := map[bool]int{true: 15, false: 100}[spec.Integer]; len(distinct) < want {
				t.Errorf("%s: only %d distinct values", spec, len(distinct))
			}
			// the draws come within 1/16 of either end
			sixteenth := new(big.Rat).Sub(spec.Hi, spec.Lo)
			sixteenth.Mul(sixteenth, rat("1/16"))
			if lowest.Cmp(new(big.Rat).Add(spec.Lo, sixteenth)) > 0 || highest.Cmp(new(big.Rat).Sub(spec.Hi, sixteenth)) < 0 {
				t.Errorf("%s: draws only between %s and %s", spec, lowest.FloatString(6), highest.FloatString(6))
			}
		}
	}
}
