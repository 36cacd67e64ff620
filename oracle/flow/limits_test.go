package flow

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
)

func ints(n int, x int64) []*big.Rat {
	r := make([]*big.Rat, n)
	for i := range r {
		r[i] = big.NewRat(x, 1)
	}
	return r
}

func shape(depth, width int) Problem {
	p := Problem{Target: ints(width, 1), Noise: big.NewRat(1, 1)}
	for range depth {
		p.Weights = append(p.Weights, ints(width, 1))
	}
	for i := range width {
		p.Sigma = append(p.Sigma, ints(width, 0))
		p.Sigma[i][i] = big.NewRat(1, 1)
	}
	return p
}

// refuses fails unless err says want, or is nil for an empty want.
func refuses(t *testing.T, what string, err error, want string) {
	t.Helper()
	if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

// TestNumberLimits: every limit of a number is accepted and one past it is not.
func TestNumberLimits(t *testing.T) {
	full := new(big.Int).Lsh(big.NewInt(1), MaxBits) // one bit too many
	last := new(big.Int).Sub(full, big.NewInt(1))
	for _, c := range []struct {
		why  string
		x    *big.Rat
		want string
	}{
		{"none", nil, "x: missing"},
		{"the longest denominator", new(big.Rat).SetFrac(big.NewInt(1), last), ""},
		{"a longer one", new(big.Rat).SetFrac(big.NewInt(1), full), "x: a rational of 8193 bits, at most 8192"},
		{"the longest numerator", new(big.Rat).SetFrac(last, new(big.Int).Sub(last, big.NewInt(1))), ""},
		{"a longer one", new(big.Rat).SetFrac(full, last), "x: a rational of 8193 bits, at most 8192"},
		{"the largest", big.NewRat(MaxMagnitude, 1), ""},
		{"a larger one", big.NewRat(MaxMagnitude+1, 1), "x = 1000000000001: magnitude above 1000000000000"},
		{"the least", big.NewRat(-MaxMagnitude, 1), ""},
		{"a smaller one", big.NewRat(-MaxMagnitude-1, 1), "x = -1000000000001: magnitude above 1000000000000"},
	} {
		refuses(t, c.why, checkNumber("x", c.x), c.want)
	}
	for n := 38; n <= 42; n++ {
		digits := strings.Repeat("7", n)
		x, _ := new(big.Rat).SetString(digits)
		want := digits
		if n > 40 {
			want = digits[:40] + "..."
		}
		if got := short(x); got != want {
			t.Errorf("%d digits: %s", n, got)
		}
		if got := clip([]byte(digits)); got != want {
			t.Errorf("%d bytes: %s", n, got)
		}
	}
}

// TestShapeLimits: the same for the shapes.
func TestShapeLimits(t *testing.T) {
	for _, c := range []struct {
		why  string
		p    Problem
		edit func(p *Problem)
		want string
	}{
		{"least depth", shape(2, 1), nil, ""},
		{"less", shape(1, 1), nil, "weights: 1 layers"},
		{"largest depth", shape(6, 1), nil, ""},
		{"more", shape(7, 1), nil, "weights: 7 layers"},
		{"largest width", shape(2, 64), nil, ""},
		{"more", shape(2, 65), nil, "target: 65 coordinates"},
		{"no width", shape(2, 0), nil, "target: 0 coordinates"},
		{"a row of sigma is missing", shape(2, 2), func(p *Problem) { p.Sigma = p.Sigma[:1] }, "sigma: 1 rows, the target has 2 entries"},
		{"a short row of sigma", shape(2, 2), func(p *Problem) { p.Sigma[1] = p.Sigma[1][:1] }, "sigma[1]: 1 entries, want 2"},
		{"a hole in the target", shape(2, 2), func(p *Problem) { p.Target[1] = nil }, "target[1]: missing"},
		{"a free coordinate", shape(2, 2), func(p *Problem) { p.Sigma[1][1].SetInt64(0) }, ""},
		{"a negative variance", shape(2, 2), func(p *Problem) { p.Sigma[1][1].SetInt64(-1) }, "sigma[1][1] = -1: a variance"},
		{"asymmetric", shape(2, 2), func(p *Problem) { p.Sigma[1][0].SetInt64(1) }, "sigma: entry [1][0] is 1, entry [0][1] is 0"},
		{"no noise", shape(2, 1), func(p *Problem) { p.Noise = new(big.Rat) }, ""},
		{"negative noise", shape(2, 1), func(p *Problem) { p.Noise = big.NewRat(-1, 9) }, "noise = -1/9: must not be negative"},
		{"noise missing", shape(2, 1), func(p *Problem) { p.Noise = nil }, "noise: missing"},
	} {
		if c.edit != nil {
			c.edit(&c.p)
		}
		depth, width, err := c.p.validate()
		refuses(t, c.why, err, c.want)
		if err == nil && (depth != len(c.p.Weights) || width != len(c.p.Target)) {
			t.Errorf("%s: depth %d, width %d", c.why, depth, width)
		}
	}
}

// TestOptionLimits: the same for the options, with the defaults.
func TestOptionLimits(t *testing.T) {
	for _, c := range []struct {
		why  string
		o    Options
		end  int64
		want string
	}{
		{"all defaults", Options{}, 1, ""},
		{"least of all", Options{Digits: 1, Order: MinOrder, MaxSteps: 1, MaxWork: 1}, 1, ""},
		{"largest of all", Options{Digits: MaxDigits, Order: MaxOrder, MaxSteps: MaxSteps}, 1, ""},
		{"fewer digits", Options{Digits: -1}, 1, "digits = -1"},
		{"more digits", Options{Digits: MaxDigits + 1}, 1, "digits = 201"},
		{"less order", Options{Order: MinOrder - 1}, 1, "order = 3"},
		{"more order", Options{Order: MaxOrder + 1}, 1, "order = 201"},
		{"fewer steps", Options{MaxSteps: -1}, 1, "steps = -1"},
		{"more steps", Options{MaxSteps: MaxSteps + 1}, 1, "steps = 10000001"},
		{"less work", Options{MaxWork: -1}, 1, "work = -1"},
		{"two times", Options{Times: []*big.Rat{big.NewRat(1, 3), big.NewRat(1, 2)}}, 1, ""},
		{"two times, backward", Options{Times: []*big.Rat{big.NewRat(-1, 3), big.NewRat(-1, 2)}}, -1, ""},
		{"one time twice", Options{Times: []*big.Rat{big.NewRat(1, 2), big.NewRat(1, 2)}}, 1, "times[1] = 1/2: must lie between 1/2 and 1"},
		{"the start", Options{Times: []*big.Rat{new(big.Rat)}}, 1, "times[0] = 0: must lie between 0 and 1"},
		{"the end", Options{Times: []*big.Rat{big.NewRat(1, 1)}}, 1, "times[0] = 1: must lie between 0 and 1"},
		{"the wrong direction", Options{Times: []*big.Rat{big.NewRat(-1, 2)}}, 1, "times[0] = -1/2: must lie between 0 and 1"},
		{"the wrong direction, backward", Options{Times: []*big.Rat{big.NewRat(1, 2)}}, -1, "times[0] = 1/2: must lie between 0 and -1"},
		{"a hole", Options{Times: []*big.Rat{nil}}, 1, "times[0]: missing"},
		{"nothing lies between 0 and 0", Options{Times: []*big.Rat{new(big.Rat)}}, 0, "times[0] = 0: must lie between 0 and 0"},
		{"no time at all", Options{}, 0, ""},
	} {
		got, err := c.o.withDefaults(big.NewRat(c.end, 1))
		refuses(t, c.why, err, c.want)
		if err != nil {
			continue
		}
		want := c.o
		for _, d := range []struct {
			field    *int
			standard int
		}{{&want.Digits, 30}, {&want.Order, 36}, {&want.MaxSteps, 20_000}, {&want.MaxWork, 1_000_000_000}} {
			if *d.field == 0 {
				*d.field = d.standard
			}
		}
		if got.Digits != want.Digits || got.Order != want.Order || got.MaxSteps != want.MaxSteps || got.MaxWork != want.MaxWork {
			t.Errorf("%s: %+v, want %+v", c.why, got, want)
		}
	}
	for digits, order := range map[int]int{1: 15, 4: 15, 5: 16, 10: 20, 45: 48, 200: 172} {
		if o, err := (Options{Digits: digits}).withDefaults(big.NewRat(1, 1)); err != nil || o.Order != order {
			t.Errorf("%d digits: order %d, %v; want %d", digits, o.Order, err, order)
		}
	}
	times := make([]*big.Rat, MaxTimes+1)
	for k := range times {
		times[k] = big.NewRat(int64(k+1), MaxTimes+2)
	}
	_, err := Options{Times: times[:MaxTimes]}.withDefaults(big.NewRat(1, 1))
	refuses(t, "most times", err, "")
	_, err = Options{Times: times}.withDefaults(big.NewRat(1, 1))
	refuses(t, "more times", err, "times: 10001 of them, at most 10000")
}

// TestComponents: for every graph on five coordinates the components are those of its reachability by powers of the adjacency matrix.
func TestComponents(t *testing.T) {
	const d = 5
	accepted := 0
	for graph := range 1 << (d * (d - 1) / 2) {
		p := shape(2, d)
		reach := [d][d]bool{}
		bit := 0
		for i := range d {
			reach[i][i] = true
			for j := range i {
				if graph>>bit&1 == 1 {
					p.Sigma[i][j].SetInt64(int64(1 - 2*(bit%2)))
					p.Sigma[j][i].Set(p.Sigma[i][j])
					reach[i][j], reach[j][i] = true, true
				}
				bit++
			}
		}
		for k := range d { // Warshall
			for i := range d {
				for j := range d {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		var want [][]int
		largest := 0
		for i := range d {
			var c []int
			for j := range d {
				if reach[i][j] {
					c = append(c, j)
				}
			}
			largest = max(largest, len(c))
			if c[0] == i {
				want = append(want, c)
			}
		}
		got, err := p.components()
		if (err == nil) != (largest <= MaxCoupled) {
			t.Fatalf("graph %b: %v", graph, err)
		}
		if err != nil {
			refuses(t, fmt.Sprintf("graph %b", graph), err, fmt.Sprintf("couples %d coordinates", largest))
			continue
		}
		accepted++
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("graph %b: %v, want %v", graph, got, want)
		}
	}
	// No edge: 1; components of 2, 1, 1, 1: 10; 2, 2, 1: 15; 3, 1, 1: 10, by 4 connected graphs each; 3, 2: the same.
	if accepted != 1+10+15+40+40 {
		t.Errorf("%d graphs accepted", accepted)
	}
}
