package pacbayes

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
)

// ratOfBits is 2^(bits-1), of bits bits.
func ratOfBits(bits uint) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), bits-1))
}

func repeat(x *big.Rat, n int) []*big.Rat {
	out := make([]*big.Rat, n)
	for k := range out {
		out[k] = x
	}
	return out
}

// TestQuestionLimits: each field of a question is accepted at its bound and refused one unit past it, by name.
func TestQuestionLimits(t *testing.T) {
	r := big.NewRat
	tera := func(s string) *big.Int {
		n, ok := new(big.Int).SetString(s, 10)
		if !ok {
			t.Fatal(s)
		}
		return n
	}
	base := func() *Question {
		return &Question{Risk: r(1, 2), KL: r(1, 1), Confidence: Confidence{N: big.NewInt(5), Delta: r(1, 20)}, Digits: 9}
	}
	gauss := func(n int) *Question {
		q := base()
		q.KL, q.Gaussians = nil, &Gaussians{Theta: repeat(r(1, 3), n), Theta0: repeat(r(1, 2), n), Noise: r(1, 1), Prior: r(2, 1)}
		return q
	}
	budget := func(b *big.Rat) *Question { return &Question{Risk: r(1, 2), Budget: b, Digits: 9} }
	with := func(change func(q *Question)) *Question {
		q := base()
		change(q)
		return q
	}
	for _, c := range []struct {
		reason  string
		q       *Question
		refused string
	}{
		{"plain", base(), ""},
		{"one digit", with(func(q *Question) { q.Digits = 1 }), ""},
		{"no digit", with(func(q *Question) { q.Digits = 0 }), "digits = 0: must be from 1 to 10000"},
		{"the most digits", with(func(q *Question) { q.Digits = MaxDigits }), ""},
		{"one digit more", with(func(q *Question) { q.Digits = MaxDigits + 1 }), "digits = 10001: must be from 1 to 10000"},
		{"risk 0", with(func(q *Question) { q.Risk = r(0, 1) }), ""},
		{"risk 1", with(func(q *Question) { q.Risk = r(1, 1) }), ""},
		{"risk above 1", with(func(q *Question) { q.Risk = r(10001, 10000) }), "risk = 10001/10000: must be in [0, 1]"},
		{"risk below 0", with(func(q *Question) { q.Risk = r(-1, 10000) }), "risk = -1/10000: must not be negative"},
		{"divergence 0", with(func(q *Question) { q.KL = r(0, 1) }), ""},
		{"divergence below 0", with(func(q *Question) { q.KL = r(-1, 9) }), "kl = -1/9: must not be negative"},
		{"a divergence of the most bits", with(func(q *Question) { q.KL = ratOfBits(MaxRationalBits) }), ""},
		{"one bit more", with(func(q *Question) { q.KL = ratOfBits(MaxRationalBits + 1) }), "kl = a rational of 8193 bits: must have at most 8192"},
		{"a denominator of one bit more", with(func(q *Question) { q.KL = new(big.Rat).Inv(ratOfBits(MaxRationalBits + 1)) }), "kl = a rational of 8193 bits"},
		{"one sample", with(func(q *Question) { q.N = big.NewInt(1) }), ""},
		{"no sample", with(func(q *Question) { q.N = big.NewInt(0) }), "n = 0: must be an integer from 1 to 10^18"},
		{"10^18 samples", with(func(q *Question) { q.N = tera("1000000000000000000") }), ""},
		{"one more", with(func(q *Question) { q.N = tera("1000000000000000001") }), "n = 1000000000000000001: must be an integer from 1 to 10^18"},
		{"delta 1", with(func(q *Question) { q.Delta = r(1, 1) }), ""},
		{"delta above 1", with(func(q *Question) { q.Delta = r(1001, 1000) }), "delta = 1001/1000: must be in (0, 1]"},
		{"delta 0", with(func(q *Question) { q.Delta = r(0, 1) }), "delta = 0: must be in (0, 1]"},
		{"a delta of too many bits", with(func(q *Question) { q.Delta = new(big.Rat).Inv(ratOfBits(MaxRationalBits + 1)) }), "delta = a rational of 8193 bits"},
		{"C 10^6", with(func(q *Question) { q.C = repeat(r(1_000_000, 1), 1) }), ""},
		{"C above 10^6", with(func(q *Question) { q.C = repeat(r(10_000_001, 10), 1) }), "c = 10000001/10: must be in (0, 10^6]"},
		{"C 0", with(func(q *Question) { q.C = repeat(r(0, 1), 1) }), "c = 0: must be in (0, 10^6]"},
		{"a C of too many bits", with(func(q *Question) { q.C = repeat(new(big.Rat).Inv(ratOfBits(MaxRationalBits+1)), 1) }), "c = a rational of 8193 bits"},
		{"a C that is missing", with(func(q *Question) { q.C = []*big.Rat{nil} }), "c = nothing: is missing"},
		{"the most C", with(func(q *Question) { q.C = repeat(r(1, 1), MaxConstants) }), ""},
		{"one C more", with(func(q *Question) { q.C = repeat(r(1, 1), MaxConstants+1) }), "c = 65 entries: at most 64"},
		{"the largest dimension", gauss(MaxDimension), ""},
		{"one more", gauss(MaxDimension + 1), "theta = 4097 entries: at most 4096"},
		{"budget 0", budget(r(0, 1)), ""},
		{"budget below 0", budget(r(-1, 7)), "budget = -1/7: must not be negative"},
		{"budget and n", func() *Question { q := budget(r(1, 7)); q.N = big.NewInt(1); return q }(), "n = a value: is given together with budget"},
		{"budget and delta", func() *Question { q := budget(r(1, 7)); q.Delta = r(1, 2); return q }(), "delta = a value: is given together with budget"},
		{"budget and kl", func() *Question { q := budget(r(1, 7)); q.KL = r(1, 2); return q }(), "kl = a value: is given together with budget"},
		{"budget and theta", func() *Question { q := budget(r(1, 7)); q.Gaussians = &Gaussians{}; return q }(), "theta = a value: is given together with budget"},
		{"budget and C", func() *Question { q := budget(r(1, 7)); q.C = repeat(r(1, 1), 1); return q }(), "c = a value: is given together with budget"},
		{"a long number in theta", func() *Question { q := gauss(2); q.Gaussians.Theta[1] = ratOfBits(MaxRationalBits + 1); return q }(), "theta = a rational of 8193 bits"},
		{"no prior", func() *Question { q := gauss(2); q.Gaussians.Prior = nil; return q }(), "prior = nothing: is missing"},
	} {
		err := c.q.Validate()
		if (err == nil) != (c.refused == "") || err != nil && !strings.HasPrefix(err.Error(), "pacbayes: "+c.refused) {
			t.Errorf("%s: %v, want %q", c.reason, err, c.refused)
		}
	}
}

// TestGaussianLimits: the noise and the prior must be there and above 0.
func TestGaussianLimits(t *testing.T) {
	r, x := big.NewRat, repeat(big.NewRat(1, 1), 2)
	for _, c := range []struct {
		g       Gaussians
		refused string
	}{
		{Gaussians{x, x, r(1, 9), r(1, 9)}, ""},
		{Gaussians{x, x, nil, r(1, 1)}, "noise = nothing"}, {Gaussians{x, x, r(0, 1), r(1, 1)}, "noise = 0"}, {Gaussians{x, x, r(-1, 9), r(1, 1)}, "noise = -1/9"},
		{Gaussians{x, x, r(1, 1), nil}, "prior = nothing"}, {Gaussians{x, x, r(1, 1), r(0, 1)}, "prior = 0"}, {Gaussians{x, x, r(1, 1), r(-1, 9)}, "prior = -1/9"},
		{Gaussians{nil, nil, r(1, 1), r(1, 1)}, "theta: no entries"}, {Gaussians{x, x[:1], r(1, 1), r(1, 1)}, "theta_0: 1 entries, theta has 2"},
	} {
		if err := c.g.Validate(); (err == nil) != (c.refused == "") || err != nil && !strings.HasPrefix(err.Error(), c.refused) {
			t.Errorf("%v, want %q", err, c.refused)
		}
	}
}

// TestTextLimits: lengths of the text and of its parts, at the bound and past it.
func TestTextLimits(t *testing.T) {
	question := `{"budget": 1, "risk": 0}`
	atMost := question + strings.Repeat(" ", MaxQuestionBytes-len(question))
	if _, err := ParseQuestion([]byte(atMost)); err != nil {
		t.Errorf("the longest question: %v", err)
	}
	if _, err := ParseQuestion([]byte(atMost + " ")); err == nil || !strings.Contains(err.Error(), "16777217 bytes: must have at most 16777216") {
		t.Errorf("one byte more: %v", err)
	}
	list := func(n int, x string) json.RawMessage {
		return json.RawMessage("[" + strings.TrimSuffix(strings.Repeat(x+",", n), ",") + "]")
	}
	for _, c := range []struct {
		reason, refused string
		p               parser
		v               json.RawMessage
	}{
		{"an empty list", "", parser{}, list(0, "")},
		{"the most entries", "", parser{}, list(7, "1")},
		{"one more", "x = 8 entries: at most 7", parser{}, list(8, "1")},
		{"the last byte in all", "", parser{bytes: maxTotalBytes - 3}, list(3, "1")},
		{"one more", "x = its numbers: must have at most 1048576 bytes in all", parser{bytes: maxTotalBytes - 2}, list(3, "1")},
		{"no list", "x = 1: must be a list of numbers", parser{}, json.RawMessage("1")},
		{"null", "x = null: must be a list of numbers", parser{}, json.RawMessage("null")},
		{"a bad entry", "x[1] = a: ", parser{}, json.RawMessage(`[1, "a"]`)},
	} {
		xs, err := c.p.vector("x", c.v, 7)
		if (err == nil) != (c.refused == "") || err != nil && !strings.HasPrefix(err.Error(), "pacbayes: "+c.refused) {
			t.Errorf("%s: %v, want %q", c.reason, err, c.refused)
		}
		if err == nil && len(xs) != strings.Count(string(c.v), "1") {
			t.Errorf("%s: %d entries of %s", c.reason, len(xs), c.v)
		}
	}
	long := strings.Repeat("0", 2*MaxRationalBits-1) + "7" // 7, in as many characters as are allowed
	if x, err := rational("x", json.RawMessage(long)); err != nil || x.Cmp(big.NewRat(7, 1)) != 0 {
		t.Errorf("the longest number: %v, %v", x, err)
	}
	if _, err := rational("x", json.RawMessage("0"+long)); err == nil || !strings.Contains(err.Error(), "must have at most 16384 characters") {
		t.Errorf("one digit more: %v", err)
	}
	sixty := strings.Repeat("x", 60)
	if clip(sixty) != sixty || clip(sixty+"y") != sixty+"..." {
		t.Errorf("clip: %q and %q", clip(sixty), clip(sixty+"y"))
	}
}

// TestParts: of theta, theta_0, noise and prior any one asks for the other three; n has at most the digits of 10^18.
func TestParts(t *testing.T) {
	for _, field := range []string{`"theta": [1]`, `"theta_0": [1]`, `"noise": 1`, `"prior": 1`} {
		text := fmt.Sprintf(`{%s, "risk": 0, "n": 9, "delta": 1}`, field)
		if _, err := ParseQuestion([]byte(text)); err == nil || !strings.Contains(err.Error(), "belong together") {
			t.Errorf("%s alone: %v", field, err)
		}
	}
	for n, ok := range map[string]bool{"1": true, "1000000000000000000": true, "1000000000000000001": false, "0": false, "10000000000000000000": false, "1e3": false, "1.0": false} {
		q, err := ParseQuestion([]byte(`{"kl": 1, "risk": 0, "delta": 1, "n": ` + n + `}`))
		if (err == nil) != ok || ok && q.N.String() != n {
			t.Errorf("n = %s: %v", n, err)
		}
	}
}
