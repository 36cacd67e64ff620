package shrinkage_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

func TestParseProblem(t *testing.T) {
	tests := []struct {
		reason, text, want string // want: "depth b e s digits", or "!" and a part of the error
	}{
		{"all fields", `{"depth":3,"target":"-4/6","noise":"0.25","scale":"2","digits":7}`, "3 -2/3 1/4 2 7"},
		{"defaults", `{"depth":2,"target":"1","noise":"1"}`, "2 1 1 1 60"},
		{"numbers", ` {"depth":2,"target":-1.50,"noise":1e-2} `, "2 -3/2 1/100 1 60"},
		{"no object", `[1]`, "!JSON object"},
		{"empty", ``, "!question"},
		{"unclosed", `{"depth":2`, "!question"},
		{"two values", `{"depth":2,"target":"1","noise":"1"}{}`, "!follows"},
		{"unknown field", `{"depth":2,"target":"1","noise":"1","sigma":"1"}`, `!"sigma"`},
		{"other case", `{"Depth":2,"target":"1","noise":"1"}`, `!"Depth"`},
		{"doubled", `{"depth":2,"depth":3,"target":"1","noise":"1"}`, "!depth = 3: is given twice"},
		{"no depth", `{"target":"1","noise":"1"}`, "!depth"},
		{"no target", `{"depth":2,"noise":"1"}`, "!target"},
		{"fractional depth", `{"depth":2.5,"target":"1","noise":"1"}`, "!depth = 2.5"},
		{"null", `{"depth":2,"target":null,"noise":"1"}`, "!target"},
		{"nested", `{"depth":2,"target":{"a":1},"noise":"1"}`, "!target"},
		{"zero denominator", `{"depth":2,"target":"1/0","noise":"1"}`, "!target"},
		{"exponent beyond the bound", `{"depth":2,"target":"1e999999999","noise":"1"}`, "!target"},
		{"too long a rational", `{"depth":2,"target":"1e50000","noise":"1"}`, "!target"},
		{"depth 1", `{"depth":1,"target":"1","noise":"1"}`, "!depth = 1: must be from 2 to 64"},
		{"depth 65", `{"depth":65,"target":"1","noise":"1"}`, "!depth = 65: must be from 2 to 64"},
		{"noise 0", `{"depth":2,"target":"1","noise":"0"}`, "!noise = 0"},
		{"scale 0", `{"depth":2,"target":"1","noise":"1","scale":"0"}`, "!scale = 0"},
		{"digits 0", `{"depth":2,"target":"1","noise":"1","digits":0}`, "!digits = 0"},
		{"digits 100001", `{"depth":2,"target":"1","noise":"1","digits":100001}`, "!digits = 100001: must be from 1 to 100000"},
		{"one digit", `{"depth":2,"target":"1","noise":"1","digits":1}`, "2 1 1 1 1"},
		{"most digits", `{"depth":2,"target":"1","noise":"1","digits":100000}`, "2 1 1 1 100000"},
		{"the longest text", padded(1 << 16), "2 1 1 1 60"},
		{"one byte more", padded(1<<16 + 1), "!question = 65537 bytes"},
		{"a value of 60 characters, in full", `{"depth":` + strings.Repeat("7", 60) + `,"target":"1","noise":"1"}`, "!depth = " + strings.Repeat("7", 60) + ": "},
		{"a value of 61 characters, clipped", `{"depth":` + strings.Repeat("7", 61) + `,"target":"1","noise":"1"}`, "!depth = " + strings.Repeat("7", 60) + "...: "},
		{"too long a text", `{"depth":2,` + strings.Repeat(" ", 1<<16) + `"target":"1","noise":"1"}`, "!question"},
	}
	for _, tt := range tests {
		p, digits, err := shrinkage.ParseProblem([]byte(tt.text))
		if part, isError := strings.CutPrefix(tt.want, "!"); isError {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %v, want an error with %q", tt.reason, err, part)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.reason, err)
			continue
		}
		if got := fmt.Sprintf("%d %s %s %s %d", p.Depth, p.Target.RatString(), p.Noise.RatString(), p.Scale.RatString(), digits); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.reason, got, tt.want)
		}
	}
}

// padded is a question of n bytes.
func padded(n int) string {
	const head, tail = `{"depth":2,`, `"target":"1","noise":"1"}`
	return head + strings.Repeat(" ", n-len(head)-len(tail)) + tail
}

// FuzzParseProblem: no text panics or hangs; what is accepted is valid, and the answer obeys the structure of Lemma 3.2.
func FuzzParseProblem(f *testing.F) {
	f.Add(`{"depth":3,"target":"-4","noise":"0.25","scale":"2","digits":7}`)
	f.Add(`{"depth":4,"target":"27/4","noise":"1"}`)
	f.Add(`{"depth":64,"target":1e5,"noise":"1/3"}`)
	f.Add(`{"depth":2,"target":"1","noise":"1","noise":"2"}`)
	f.Fuzz(func(t *testing.T, text string) {
		p, digits, err := shrinkage.ParseProblem([]byte(text))
		if err != nil {
			var field *shrinkage.FieldError
			if errors.As(err, &field) && field.Field == "" {
				t.Errorf("an error without a field: %v", err)
			}
			return
		}
		if err := p.Validate(); err != nil {
			t.Fatalf("accepted, but %v", err)
		}
		s := solve(t, p, min(digits, 30))
		total := new(big.Int)
		globals := 0
		for _, q := range s.Points {
			total.Add(total, new(big.Int).SetUint64(q.Multiplicity))
			if q.Global {
				globals++
			}
		}
		if total.Cmp(s.Count) != 0 || globals != 1 {
			t.Errorf("%s: %d families globally minimal, multiplicities add to %v of %v", text, globals, total, s.Count)
		}
	})
}

// TestJSON checks the form of the answer: outward strings, exact counts, origin first.
func TestJSON(t *testing.T) {
	p, digits, err := shrinkage.ParseProblem([]byte(`{"depth":64,"target":"1e30","noise":"1","digits":12}`))
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(solve(t, p, digits))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"count":18446744073709551617`, `"multiplicity":9223372036854775808`, `"points":[{"u":{"lo":"0","hi":"0"}`, `"kind":"saddle"`, `"beta_1":{"lo":"`, `"value_minus_origin"`} {
		if !strings.Contains(string(data), part) {
			t.Errorf("no %s in %s", part, data)
		}
	}
}
