package pacbayes

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	x, err := interval.ParseRat(s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Vectors of another tool: 60 digits, so that the enclosure must meet the last digit's unit, 10^-60 at values in [0.1, 1) and 10^-59 above.
func TestReferenceVectors(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "kl_inverse.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Vectors []struct {
			Risk       string `json:"risk"`
			Budget     string `json:"budget"`
			KLInverse  string `json:"kl_inverse"`
			SquareRoot string `json:"square_root"`
		} `json:"kl_inverse"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Vectors) != 24 {
		t.Fatalf("%d vectors, want 24", len(file.Vectors))
	}
	ulp := big.NewRat(1, 1)
	ulp.SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(59), nil))
	for _, v := range file.Vectors {
		q := &Question{Risk: rat(t, v.Risk), Budget: rat(t, v.Budget), Digits: 62}
		a, err := q.Solve(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []struct {
			name, want string
			got        *interval.Interval
		}{{"kl inverse", v.KLInverse, a.KLInverse}, {"square root", v.SquareRoot, a.SquareRoot}} {
			lo, hi, ok := f.got.Rats()
			if !ok {
				t.Fatalf("%s: %v", f.name, f.got)
			}
			want := rat(t, f.want)
			if lo.Cmp(new(big.Rat).Add(want, ulp)) > 0 || hi.Cmp(new(big.Rat).Sub(want, ulp)) < 0 {
				t.Errorf("risk %s, budget %s: %s %v, want %s", v.Risk, v.Budget, f.name, f.got, f.want)
			}
		}
	}
}

// Planted roots: B = kl(q||p) is enclosed, so the inverse must enclose p.
func TestPlantedRoots(t *testing.T) {
	rows := []struct{ q, p, why string }{
		{"1/2", "3/4", "plain"},
		{"1/2", "0.500000000000000000000000000000000000000000000000001", "kl about 10^-102: the terms cancel"},
		{"1e-30", "1/3", "risk near 0"},
		{"1e-300", "2e-300", "both near 0"},
		{"0.999999999999", "0.9999999999999", "both near 1"},
		{"1/3", "0.99999999999999999999999999999999999999999999999999999999999999999999999999999999", "inverse within 10^-80 of 1"},
		{"0.25", "0.2500001", "small step"},
		{"0", "1/7", "risk 0 has a closed form"},
	}
	for _, r := range rows {
		t.Run(r.why, func(t *testing.T) { planted(t, rat(t, r.q), rat(t, r.p), 256) })
	}
	n := 200
	if testing.Short() {
		n = 40
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range n {
		q := big.NewRat(rng.Int64N(1<<20), 1<<20)
		p := new(big.Rat).Add(q, new(big.Rat).Mul(new(big.Rat).Sub(one, q), big.NewRat(1+rng.Int64N(1<<20-1), 1<<20)))
		planted(t, q, p, 64+uint(rng.IntN(200)))
	}
}

func planted(t *testing.T, q, p *big.Rat, prec uint) {
	t.Helper()
	if p.Cmp(one) >= 0 {
		return
	}
	b := interval.New()
	if err := BinaryKL(interval.NewContext(4*prec+1200), b, q, p); err != nil {
		t.Fatal(err)
	}
	x, err := KLInverse(q, b, prec)
	if err != nil {
		t.Fatal(err)
	}
	if !x.Contains(p) {
		t.Errorf("kl^-1(%s, %v) = %v misses %s", q.RatString(), b, x, p.RatString())
	}
	// Tight: 2^-prec behind the point, up to the factor 16 of a widening and of a few units.
	w, ok := width(x)
	if !ok || w.Cmp(new(big.Rat).SetFrac(big.NewInt(1024), new(big.Int).Lsh(big.NewInt(1), prec))) > 0 {
		t.Errorf("kl^-1(%s, .) near %s at %d bits is too wide: %v", q.RatString(), p.FloatString(20), prec, x)
	}
}

func width(x *interval.Interval) (*big.Rat, bool) {
	lo, hi, ok := x.Rats()
	if !ok {
		return nil, false
	}
	return hi.Sub(hi, lo), true
}

func TestInverseEdges(t *testing.T) {
	c := interval.NewContext(128)
	point := func(s string) *interval.Interval { return c.SetRat(interval.New(), rat(t, s)) }
	for _, r := range []struct{ q, b, lo, hi, why string }{
		{"1/3", "0", "1/3", "1/3", "budget 0 allows q alone"},
		{"1", "5", "1", "1", "risk 1 can't grow"},
		{"1/2", "1000000", "1", "1", "a huge budget reaches 1"},
		{"0", "0", "0", "0", "nothing at all"},
	} {
		x, err := KLInverse(rat(t, r.q), point(r.b), 128)
		if err != nil {
			t.Errorf("%s: %v", r.why, err)
			continue
		}
		lo, hi, _ := x.Rats()
		off := rat(t, "1e-35") // 2^-120 < 10^-36
		if new(big.Rat).Sub(rat(t, r.lo), lo).Cmp(off) > 0 || new(big.Rat).Sub(hi, rat(t, r.hi)).Cmp(off) > 0 || !x.Contains(rat(t, r.lo)) {
			t.Errorf("%s: %v, want [%s, %s]", r.why, x, r.lo, r.hi)
		}
	}
	for _, r := range []struct{ q, b, why string }{
		{"-1/3", "1", "risk = -1/3: want a number in [0, 1]"}, {"4/3", "1", "risk = 4/3: want a number in [0, 1]"},
		{"1/3", "-1", "budget = -1: want a finite number that is not negative"},
	} {
		if x, err := KLInverse(rat(t, r.q), point(r.b), 128); err == nil || !strings.Contains(err.Error(), r.why) {
			t.Errorf("%v, %v, want %s", x, err, r.why)
		}
	}
	if x, err := KLInverse(rat(t, "1/3"), c.SetWhole(interval.New()), 128); err == nil || !strings.Contains(err.Error(), "want a finite number") {
		t.Errorf("an unbounded budget: %v, %v", x, err)
	}
	if x, err := KLInverse(rat(t, "1/3"), point("1"), 0); err == nil {
		t.Errorf("no precision: %v", x)
	}
	wide := interval.New()
	if err := c.SetRatBounds(wide, rat(t, "1/10"), rat(t, "2/10")); err != nil {
		t.Fatal(err)
	}
	x, err := KLInverse(rat(t, "1/2"), wide, 128)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []string{"1/10", "3/20", "2/10"} {
		y, err := KLInverse(rat(t, "1/2"), point(b), 128)
		if err != nil || !x.ContainsInterval(y) {
			t.Errorf("the inverse over [1/10, 2/10], %v, misses that at %s, %v (%v)", x, b, y, err)
		}
	}
	if _, err := KLInverse(rat(t, "1/3"), c.MulPow2(interval.New(), point("1"), -(1<<17)), 128); err == nil {
		t.Error("a budget of 2^-131072 needs more than the largest precision: want an error")
	}
}
