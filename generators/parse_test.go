package generators

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
)

func TestParseRat(t *testing.T) {
	for _, row := range []struct{ in, want string }{
		{"0", "0"}, {"-0", "0"}, {"+7", "7"}, {"007", "7"},
		{"010/3", "10/3"}, // not octal
		{"6/-4", ""}, {"6/4", "3/2"}, {"-6/4", "-3/2"},
		{"1.5", "3/2"}, {".5", "1/2"}, {"5.", "5"}, {"-0.25", "-1/4"},
		{"1e3", "1000"}, {"1E-3", "1/1000"}, {"2.5e+1", "25"}, {"00.10e01", "1"},
	} {
		x, err := ParseRat(row.in)
		switch {
		case row.want == "" && err == nil:
			t.Errorf("%q read as %s", row.in, x.RatString())
		case row.want != "" && (err != nil || x.RatString() != row.want):
			t.Errorf("%q: %v, %v, want %s", row.in, x, err, row.want)
		}
	}
	long := strings.Repeat("9", 4000)
	if x, err := ParseRat(long); err != nil || x.Num().String() != long {
		t.Errorf("4000 digits: %v", err)
	}
	for _, row := range []struct{ why, in, want string }{
		{"empty", "", "not a rational"},
		{"sign alone", "-", "not a rational"},
		{"two signs", "+-1", "not a rational"},
		{"point alone", ".", "not a rational"},
		{"space", " 1", "not a rational"},
		{"hexadecimal", "0x10", "not a rational"},
		{"binary exponent", "1p3", "not a rational"},
		{"underscore", "1_000", "not a rational"},
		{"two slashes", "1/2/3", "not a rational"},
		{"fraction of decimals", "1.5/2", "not a rational"},
		{"sign in the denominator", "1/+2", "not a rational"},
		{"no numerator", "/2", "not a rational"},
		{"no denominator", "1/", "not a rational"},
		{"zero denominator", "1/00", `"1/00": the denominator is zero`},
		{"NaN", "NaN", `"NaN": not a rational`},
		{"infinity", "-Inf", `"-Inf": not a rational`},
		{"two points", "1.2.3", "not a rational"},
		{"no exponent", "1e", "not a rational"},
		{"exponent beyond", "1e2001", "exponent beyond +-2000"},
		{"exponent beyond an int", "1e-99999999999999999999", "exponent beyond +-2000"},
		{"too many digits", long + "9", "4001 digits, at most 4000"},
		{"too many digits in a fraction", long + "/7", "4001 digits, at most 4000"},
		{"far too long", strings.Repeat("0", 1<<20), "more than 4000 digits"},
		{"other digits", "\u0663", "not a rational"},
		{"control characters", "1\n2", `"1\n2"`},
	} {
		t.Run(row.why, func(t *testing.T) {
			x, err := ParseRat(row.in)
			if err == nil {
				t.Fatalf("read as %s", clipRat(x))
			}
			if msg := err.Error(); !strings.Contains(msg, row.want) || len(msg) > 200 || strings.Contains(msg, "\n") {
				t.Errorf("error %q, want one short line with %q", msg, row.want)
			}
		})
	}
}

const goodText = `{"weights":[["1","-1/2"],[2,0.5]],"target":["1e-3",3],"sigma":[[2,1],[1,"5/4"]],"noise":"1/2"}`

func TestParseInstance(t *testing.T) {
	in, err := ParseInstance([]byte(goodText), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := "L=2 d=2 w1=(1, -1/2) w2=(2, 1/2) b=(1/1000, 3) Sigma=[(2, 1) (1, 5/4)] e=1/2 tau2=0"
	if in.String() != want || in.Regime != Given {
		t.Errorf("read %s", in.String())
	}
	withAll := strings.Replace(goodText, `"noise"`, `"params":{"step":"1/10","box":2},"tau2":"3/4","noise"`, 1)
	in, err = ParseInstance([]byte(withAll), Limits{})
	if err != nil || in.Tau2.RatString() != "3/4" || in.Param("step").RatString() != "1/10" || in.Params[1].Name != "box" {
		t.Errorf("with tau2 and params: %v, %v", in, err)
	}
}

func TestParseInstanceErrors(t *testing.T) {
	replace := func(old, with string) string {
		if !strings.Contains(goodText, old) {
			t.Fatalf("the good text has no %s", old)
		}
		return strings.Replace(goodText, old, with, 1)
	}
	for _, row := range []struct{ why, text, want string }{
		{"empty input", "", "input: malformed JSON: the text ends too early"},
		{"no JSON", "weights", "input: malformed JSON"},
		{"a list", "[]", `input: "[" where an object is expected`},
		{"null", "null", "input: null where an object is expected"},
		{"cut", goodText[:len(goodText)-1], "malformed JSON: the text ends too early"},
		{"trailing data", goodText + "{}", "input: data after the closing brace"},
		{"trailing junk", goodText + "x", "input: data after the closing brace"},
		{"unknown field", replace(`"noise"`, `"nosie"`), `input: unknown field "nosie"`},
		{"other case", replace(`"noise"`, `"Noise"`), `input: unknown field "Noise"`},
		{"repeated field", replace(`{"weights"`, `{"noise":1,"weights"`), "noise: given twice"},
		{"no weights", `{"target":[1],"sigma":[[1]],"noise":1}`, "weights: missing"},
		{"no target", `{"weights":[[1],[1]],"sigma":[[1]],"noise":1}`, "target: missing"},
		{"no sigma", `{"weights":[[1],[1]],"target":[1],"noise":1}`, "sigma: missing"},
		{"no noise", `{"weights":[[1],[1]],"target":[1],"sigma":[[1]]}`, "noise: missing"},
		{"ragged weights", replace(`[2,0.5]`, `[2]`), "weights: ragged: weights[0] has 2 entries but weights[1] has 1"},
		{"weights wider than target", replace(`["1e-3",3]`, `[3]`), "sigma: 2 rows, want d = 1"},
		{"sigma not square", replace(`[1,"5/4"]`, `[1,1],[1,1]`), "sigma: 3 rows, want d = 2"},
		{"no layers", replace(`[["1","-1/2"],[2,0.5]]`, `[]`), "weights: no layers"},
		{"one layer", replace(`,[2,0.5]`, ``), "weights: 1 layer; the depth L is at least 2"},
		{"no coordinates", `{"weights":[[],[]],"target":[],"sigma":[],"noise":1}`, "target: no coordinates"},
		{"weights not a list", replace(`[["1","-1/2"],[2,0.5]]`, `3`), `weights: "3" where a list of lists is expected`},
		{"a flat list of weights", replace(`[["1","-1/2"],[2,0.5]]`, `[1,2]`), `weights[0]: "1" where a list is expected`},
		{"not symmetric", replace(`[1,"5/4"]`, `[2,"5/4"]`), "sigma: not symmetric: sigma[1][0] = 2 but sigma[0][1] = 1"},
		{"indefinite", replace(`"5/4"`, `"1/4"`), "sigma: not positive semidefinite"},
		{"negative s", replace(`"5/4"`, `"-5/4"`), "sigma: not positive semidefinite: sigma[1][1] = -5/4 is negative"},
		{"negative noise", replace(`"1/2"`+"}", `"-1/2"`+"}"), "noise: -1/2 is negative"},
		{"negative tau2", replace(`"noise"`, `"tau2":-1,"noise"`), "tau2: -1 is negative"},
		{"zero denominator", replace(`"-1/2"`, `"1/0"`), `weights[0][1]: "1/0": the denominator is zero`},
		{"NaN", replace(`"-1/2"`, `"NaN"`), `weights[0][1]: "NaN": not a rational`},
		{"bare NaN", replace(`"-1/2"`, `NaN`), "malformed JSON"},
		{"null weight", replace(`"-1/2"`, `null`), "weights[0][1]: null: not a rational"},
		{"true weight", replace(`"-1/2"`, `true`), "weights[0][1]: true: not a rational"},
		{"list for a weight", replace(`"-1/2"`, `[1]`), `weights[0][1]: "[": not a rational`},
		{"exponent in JSON", replace(`0.5`, `1e9999`), `weights[1][1]: "1e9999": exponent beyond +-2000`},
		{"list for noise", replace(`"1/2"`+"}", `[]}`), `noise: "[": not a rational`},
		{"params a list", replace(`"noise"`, `"params":[],"noise"`), `params: "[" where an object is expected`},
		{"parameter twice", replace(`"noise"`, `"params":{"a":1,"a":2},"noise"`), `params: the name "a" is empty or given twice`},
		{"nameless parameter", replace(`"noise"`, `"params":{"":1},"noise"`), `params: the name "" is empty or given twice`},
		{"bad parameter", replace(`"noise"`, `"params":{"a":"b"},"noise"`), `params."a": "b": not a rational`},
		{"a name with a line break", replace(`"noise"`, `"no\nise"`), `unknown field "no\nise"`},
		{"invalid UTF-8", replace(`"-1/2"`, "\"\xff\""), `weights[0][1]`},
	} {
		t.Run(row.why, func(t *testing.T) {
			in, err := ParseInstance([]byte(row.text), Limits{})
			if err == nil {
				t.Fatalf("read as %s", in.String())
			}
			if msg := err.Error(); !strings.Contains(msg, row.want) || len(msg) > 300 || strings.Contains(msg, "\n") {
				t.Errorf("error %q, want one short line with %q", msg, row.want)
			}
		})
	}
}

// TestParseInstanceLimits: each bound is met exactly without an error, and
// passed by one with an error that names it.
func TestParseInstanceLimits(t *testing.T) {
	problem := func(L, d int, offDiagonal, x string) string {
		row := "[" + strings.TrimSuffix(strings.Repeat(x+",", d), ",") + "]"
		var sigma []string
		for i := range d {
			cells := make([]string, d)
			for j := range cells {
				cells[j] = offDiagonal
				if i == j {
					cells[j] = fmt.Sprint(d)
				}
			}
			sigma = append(sigma, "["+strings.Join(cells, ",")+"]")
		}
		weights := strings.TrimSuffix(strings.Repeat(row+",", L), ",")
		return fmt.Sprintf(`{"weights":[%s],"target":%s,"sigma":[%s],"noise":1}`, weights, row, strings.Join(sigma, ","))
	}
	small := Limits{MaxBytes: 4000, MaxDepth: 5, MaxWidth: 6, MaxFullWidth: 3, MaxParams: 2, MaxDigits: 10, MaxExponent: 20, MaxTotalBits: 1000, MaxSigmaBits: 9 * 4}
	for _, row := range []struct{ why, text, want string }{
		{"as deep as allowed", problem(5, 1, "0", "1"), ""},
		{"deeper", problem(6, 1, "0", "1"), "weights: more than 5 rows"},
		{"as wide as allowed", problem(2, 6, "0", "1"), ""},
		{"wider", problem(2, 7, "0", "1"), "weights[0]: more than 6 entries"},
		{"full, as wide as allowed", problem(2, 3, "1", "1"), ""},
		{"full, wider", problem(2, 4, "1", "1"), "sigma: 4 x 4 and not diagonal; at most 3 x 3"},
		{"full, entries too long", problem(2, 3, `"1/7"`, "1"), "with d = 3 at most 4 for the exact test"},
		{"digits", problem(2, 1, "0", "12345678901"), `weights[0][0]: "12345678901": 11 digits, at most 10`},
		{"exponent", problem(2, 1, "0", "1e21"), `"1e21": exponent beyond +-20`},
		{"many long numbers", problem(5, 4, "0", "1e20"), "more than 1000 bits"},
		{"bytes", problem(2, 1, "0", "1") + strings.Repeat(" ", 4000), " bytes, at most 4000"},
		{"parameters", strings.Replace(problem(2, 1, "0", "1"), `"noise"`, `"params":{"a":1,"b":1,"c":1},"noise"`, 1), "params: more than 2"},
	} {
		t.Run(row.why, func(t *testing.T) {
			_, err := ParseInstance([]byte(row.text), small)
			switch {
			case row.want == "" && err != nil:
				t.Error(err)
			case row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)):
				t.Errorf("error %v, want %q", err, row.want)
			}
		})
	}
	// the command line's own limits: 64 full coordinates, and 400 diagonal ones
	for _, text := range []string{problem(64, 64, "1", "1"), problem(2, 400, "0", "1")} {
		if _, err := ParseInstance([]byte(text), Limits{}); err != nil {
			t.Error(err)
		}
	}
}

// FuzzParseInstance: no panic on any bytes; an error is one short line; what is
// accepted is valid and survives writing and reading again.
func FuzzParseInstance(f *testing.F) {
	f.Add([]byte(goodText))
	f.Add([]byte(`{"weights":[["1/3"],["-0.5e2"]],"target":[0],"sigma":[[0]],"noise":"0","tau2":1,"params":{"k":3}}`))
	f.Add([]byte(`{"weights":[[1,1],[1,1]],"target":[1,1],"sigma":[[1,2],[2,1]],"noise":1}`))
	f.Add([]byte(`{"weights":[[1e-2000]],"noise":{}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := ParseInstance(data, Limits{})
		if err != nil {
			if msg := err.Error(); msg == "" || len(msg) > 400 || strings.Contains(msg, "\n") {
				t.Fatalf("error %q", msg)
			}
			return
		}
		if err := in.Validate(); err != nil {
			t.Fatalf("accepted, but %v", err)
		}
		text, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		// written as fractions the digits of a decimal's power of ten count
		out, err := ParseInstance(text, Limits{MaxDigits: 20_000, MaxBytes: 1 << 30})
		if err != nil || !out.Equal(in) {
			t.Fatalf("wrote %s, read %v, %v", text, out, err)
		}
	})
}

// FuzzParseRat: no panic; what is accepted is what math/big reads, when that
// does not take a leading zero for base 8; its own text is accepted again.
func FuzzParseRat(f *testing.F) {
	for _, s := range []string{"1/2", "-3.25e-7", "007", "0x1", "1_0", "9/0", "+.5E+09", "1e2000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x, err := ParseRat(s)
		if err != nil {
			return
		}
		if !strings.Contains(s, "/") {
			if y, ok := new(big.Rat).SetString(s); !ok || y.Cmp(x) != 0 {
				t.Fatalf("%q read as %s, math/big reads %v", s, clipRat(x), y)
			}
		}
		y, err := Limits{MaxDigits: 20_000}.withDefaults().parseRat(x.RatString())
		if err != nil || y.Cmp(x) != 0 {
			t.Fatalf("%q: its own text %q is not read back: %v", s, clipRat(x), err)
		}
	})
}
