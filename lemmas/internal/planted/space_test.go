package planted

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// drawn is what a regime was seen to draw.
type drawn struct {
	ratios         map[string]bool // t/e
	least, largest *big.Rat        // t/e
	depths         map[int]bool
	negative       map[int]bool // layers with a negative weight
	positive       map[int]bool // layers with a positive weight
}

func draw(t *testing.T, s generators.Space, k, n int) drawn {
	t.Helper()
	d := drawn{ratios: map[string]bool{}, depths: map[int]bool{}, negative: map[int]bool{}, positive: map[int]bool{}}
	r := rand.New(generators.NewSource(3, uint64(k)))
	for range n {
		in := s.Draw(k, r)
		x := new(big.Rat).Abs(in.Weights[0][0])
		for l, row := range in.Weights {
			if new(big.Rat).Abs(row[0]).Cmp(x) != 0 {
				t.Fatalf("%s: weights of different modulus", in.Regime)
			}
			if row[0].Sign() < 0 {
				d.negative[l] = true
			} else {
				d.positive[l] = true
			}
		}
		d.depths[in.Depth()] = true
		x.Quo(x, in.Noise)
		d.ratios[x.RatString()] = true
		if d.least == nil || x.Cmp(d.least) < 0 {
			d.least = x
		}
		if d.largest == nil || x.Cmp(d.largest) > 0 {
			d.largest = x
		}
	}
	return d
}

// Each regime draws exactly the multiples of its grid that it names, with the signs that it names.
func TestSpaceDrawsWhatItNames(t *testing.T) {
	fixed := Ratio{Name: "t = e", Draw: func(*rand.Rand, int) *big.Rat { return big.NewRat(1, 1) }}
	s := Space(2, 8, fixed)
	for k, c := range []struct {
		name        string
		lo, hi, n   int64
		signs, full bool
	}{
		{Overtaken, 38, 50, 64, false, true},  // z in (0.3525, 0.6104), inside (1/3, 0.618)
		{SmallRoot, 1, 36, 64, false, true},   // z <= 0.3164 < 1/3
		{Between, 37, 64, 64, false, true},    // z >= 0.3342 > 1/3
		{LargeRoot, 33, 191, 32, false, true}, // 1.03 <= t/e <= 5.97 < 6
		{FarRoot, 32, 1 << 12, 1, false, false},
		{Mirrored, 37, 64, 64, true, true},
		{Rational, 0, 0, 0, true, false},
		{fixed.Name, 1, 1, 1, true, true},
	} {
		if s.Regimes[k].Name != c.name {
			t.Fatalf("regime %d is %s, want %s", k, s.Regimes[k].Name, c.name)
		}
		d := draw(t, s, k, 1500)
		layers := 8
		if c.name == Overtaken {
			layers = 3
		}
		if signs := len(d.negative) == 8; signs != c.signs || !c.signs && len(d.negative) > 0 || len(d.positive) != layers {
			t.Errorf("%s: negative weights in the layers %v, positive ones in %v", c.name, d.negative, d.positive)
		}
		if want := 7; c.name != Overtaken && len(d.depths) != want || c.name == Overtaken && (len(d.depths) != 1 || !d.depths[3]) {
			t.Errorf("%s: depths %v", c.name, d.depths)
		}
		if c.n == 0 {
			continue
		}
		if lo, hi := big.NewRat(c.lo, c.n), big.NewRat(c.hi, c.n); c.full && (d.least.Cmp(lo) != 0 || d.largest.Cmp(hi) != 0 || len(d.ratios) != int(c.hi-c.lo+1)) ||
			d.least.Cmp(lo) < 0 || d.largest.Cmp(hi) > 0 {
			t.Errorf("%s: t/e from %s to %s, %d values", c.name, d.least.RatString(), d.largest.RatString(), len(d.ratios))
		}
	}
	if d := draw(t, s, 4, 1500); d.largest.Cmp(big.NewRat(4000, 1)) < 0 { // 36 of 1500 draws are beyond
		t.Errorf("%s: t/e up to %s only", FarRoot, d.largest.RatString())
	}
}

// t of the modest regime is k/n with k = 1..64 and n = 1..16.
func TestModestModuli(t *testing.T) {
	s := Space(4, 8)
	k := len(s.Regimes) - 1
	if s.Regimes[k].Name != Rational {
		t.Fatalf("the last regime is %s", s.Regimes[k].Name)
	}
	least, largest, den := big.NewRat(64, 1), new(big.Rat), int64(0)
	r := rand.New(generators.NewSource(5, 0))
	for range 9000 {
		x := s.Draw(k, r).Weights[0][0]
		x.Abs(x)
		if x.Cmp(least) < 0 {
			least = x
		}
		if x.Cmp(largest) > 0 {
			largest = x
		}
		den = max(den, x.Denom().Int64())
	}
	if least.Cmp(big.NewRat(1, 16)) != 0 || largest.Cmp(big.NewRat(64, 1)) != 0 || den != 16 {
		t.Errorf("t from %s to %s, denominators up to %d", least.RatString(), largest.RatString(), den)
	}
}

// The regime of depth 3 is there when depth 3 is.
func TestOvertakenNeedsDepthThree(t *testing.T) {
	for _, c := range []struct {
		lo, hi int
		want   bool
	}{{2, 2, false}, {2, 3, true}, {3, 3, true}, {3, 8, true}, {4, 4, false}, {4, 8, false}} {
		if got := Space(c.lo, c.hi).Regimes[0].Name == Overtaken; got != c.want {
			t.Errorf("L = %d..%d: %v", c.lo, c.hi, got)
		}
	}
}

func TestSpaceHypotheses(t *testing.T) {
	d := Space(3, 5).Domain
	if !d.Diagonal || !d.PositiveScale || !d.PositiveNoise || !d.ZeroTau2 || d.MinDepth != 3 || d.MaxDepth != 5 || d.MinWidth != 1 || d.MaxWidth != 1 {
		t.Errorf("domain %+v", d)
	}
	in := generators.NewInstance("test", 3, 1)
	in.Weights[1][0].SetInt64(1)
	if d.Extra[0].Holds(in) {
		t.Error("w_1 = 0 is allowed")
	}
	in.Weights[0][0].SetInt64(-1)
	in.Weights[1][0].SetInt64(0)
	if !d.Extra[0].Holds(in) {
		t.Error("w_1 = -1 is refused")
	}
}
