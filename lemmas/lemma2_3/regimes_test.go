package lemma2_3

import (
	"math/big"
	"math/rand"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// instance has e = 1/2, weights and targets 1, and the given Sigma.
func instance(depth int, sigma ...[]int64) *generators.Instance {
	in := generators.NewInstance("test", depth, len(sigma))
	in.Noise.SetFrac64(1, 2)
	for i, row := range sigma {
		in.Target[i].SetInt64(1)
		for j, x := range row {
			in.Sigma[i][j].SetInt64(x)
		}
		for l := range in.Weights {
			in.Weights[l][i].SetInt64(1)
		}
	}
	return in
}

// Moduli t e with t = k/8, k = 1..32, random signs in every layer, and no zero in the first coordinate but about one in four elsewhere: 0.25 of 4000
// draws within 5 standard deviations sqrt(4000 3/16) = 27.4.
func TestSpreadDrawsWhatItNames(t *testing.T) {
	r := rand.New(generators.NewSource(11, 0))
	in := instance(3, []int64{1, 0}, []int64{0, 1})
	const n = 4000
	for i := range 2 {
		moduli, patterns, zeros := map[string]bool{}, map[[3]int]bool{}, 0
		for range n {
			spread(r, in, i)
			w, signs := coordinate(in.Weights, i), [3]int{}
			for l, x := range w {
				signs[l] = x.Sign()
				if !lemma().balanced(w) {
					t.Fatalf("not balanced: %v", w)
				}
			}
			if w[0].Sign() == 0 {
				zeros++
				continue
			}
			patterns[signs] = true
			moduli[new(big.Rat).Abs(w[0]).RatString()] = true
		}
		if len(moduli) != 32 || !moduli["1/16"] || !moduli["2"] || len(patterns) != 8 {
			t.Errorf("coordinate %d: %d moduli, %d sign patterns", i, len(moduli), len(patterns))
		}
		if i == 0 && zeros != 0 || i == 1 && (zeros < n/4-137 || zeros > n/4+137) {
			t.Errorf("coordinate %d: %d of %d draws are zero", i, zeros, n)
		}
	}
}

// The gradient from the definition vanishes at what is planted, and at b negated, nudged or with tilted weights it doesn't.
func TestPlantedPointsAreStationary(t *testing.T) {
	r := rand.New(generators.NewSource(12, 0))
	g := newGradients()
	type change func(*rand.Rand, *generators.Instance)
	for _, c := range []struct {
		name  string
		depth int
		sigma [][]int64
		plant change
	}{
		{"diagonal, L = 2", 2, [][]int64{{1, 0}, {0, 3}}, plantDiagonal},
		{"diagonal, L = 5", 5, [][]int64{{1, 0, 0}, {0, 3, 0}, {0, 0, 2}}, plantDiagonal},
		{"general, L = 2", 2, [][]int64{{1, 1}, {1, 1}}, plantGeneral},
		{"general, L = 4", 4, [][]int64{{2, 1, 0}, {1, 2, -1}, {0, -1, 1}}, plantGeneral},
	} {
		for range 20 {
			for name, f := range map[string]change{"": nil, "negate": negate, "nudge": nudge, "tilt": tilt} {
				in := instance(c.depth, c.sigma...)
				c.plant(r, in)
				if f != nil {
					f(r, in)
				}
				if got := g.stationary(in); got != (f == nil) {
					t.Fatalf("%s, %q: stationary %t, w = %v, b = %v", c.name, name, got, in.Weights, in.Target)
				}
			}
		}
	}
}

// In the general model the identity is added to Sigma, and a zero coordinate has the residual k/4, k = -4..4.
func TestPlantGeneralByHand(t *testing.T) {
	r := rand.New(generators.NewSource(13, 0))
	residuals := map[string]bool{}
	for range 400 {
		in := instance(2, []int64{1, 1}, []int64{1, 2})
		plantGeneral(r, in)
		for i, row := range [][]int64{{2, 1}, {1, 3}} {
			for j, x := range row {
				if in.Sigma[i][j].Cmp(big.NewRat(x, 1)) != 0 {
					t.Fatalf("Sigma = %v", in.Sigma)
				}
			}
		}
		p := []*big.Rat{product(coordinate(in.Weights, 0)), product(coordinate(in.Weights, 1))}
		if p[1].Sign() == 0 {
			residuals[residue(in.Sigma[1], in.Target, p, 1).RatString()] = true
		}
		// At L = 2 the residual of the first coordinate is s e^2 sign p = 2/4.
		want := big.NewRat(int64(p[0].Sign()), 2)
		if got := residue(in.Sigma[0], in.Target, p, 0); got.Cmp(want) != 0 {
			t.Fatalf("p = %v: residual %s, want %s", p, got.RatString(), want.RatString())
		}
	}
	if len(residuals) != 9 || !residuals["-1"] || !residuals["1"] || !residuals["1/4"] {
		t.Errorf("residuals %v", residuals)
	}
}

// x = (1, -2, 3) by hand, with a matrix whose elimination needs every step; the arguments stay.
func TestSolveByHand(t *testing.T) {
	a := [][]*big.Rat{{big.NewRat(4, 1), big.NewRat(2, 1), big.NewRat(1, 1)}, {big.NewRat(2, 1), big.NewRat(5, 1), big.NewRat(3, 1)}, {big.NewRat(1, 1), big.NewRat(3, 1), big.NewRat(6, 1)}}
	b := []*big.Rat{big.NewRat(3, 1), big.NewRat(1, 1), big.NewRat(13, 1)}
	for k, x := range solve(a, b) {
		if want := []int64{1, -2, 3}[k]; x.Cmp(big.NewRat(want, 1)) != 0 {
			t.Errorf("x_%d = %s, want %d", k+1, x.RatString(), want)
		}
	}
	if a[1][0].Cmp(big.NewRat(2, 1)) != 0 || b[1].Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("the arguments became %v, %v", a, b)
	}
}

// The changes of a planted instance, one by one: w = (2, 2, 2, 2), b = 1 in the first of two coordinates.
func TestChangesByHand(t *testing.T) {
	r := rand.New(generators.NewSource(14, 0))
	fresh := func() *generators.Instance {
		in := instance(4, []int64{1, 0}, []int64{0, 1})
		for _, row := range in.Weights {
			row[0].SetInt64(2)
		}
		return in
	}
	in := fresh()
	if negate(r, in); in.Target[0].Cmp(big.NewRat(-1, 1)) != 0 || in.Target[1].Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("negate: b = %v", in.Target)
	}
	in = fresh()
	if nudge(r, in); in.Target[0].Cmp(new(big.Rat).SetFloat64(1+0x1p-40)) != 0 || in.Target[1].Cmp(big.NewRat(1, 1)) != 0 {
		t.Errorf("nudge: b = %v", in.Target)
	}
	for _, b := range []int64{1, -1} {
		in = fresh()
		in.Target[0].SetInt64(b)
		if mix(r, in); in.Weights[1][0].Cmp(big.NewRat(-2, 1)) != 0 || in.Weights[0][0].Cmp(big.NewRat(2, 1)) != 0 || in.Target[0].Cmp(big.NewRat(-1, 1)) != 0 {
			t.Errorf("mix at b = %d: w = %v, b = %v", b, in.Weights, in.Target)
		}
	}
	tilted := map[int]bool{}
	for range 100 {
		in = fresh()
		tilt(r, in)
		w := coordinate(in.Weights, 0)
		l := 0
		for w[l].Cmp(big.NewRat(4, 1)) != 0 {
			l++
		}
		tilted[l] = true
		if w[l+1].Cmp(big.NewRat(1, 1)) != 0 || product(w).Cmp(big.NewRat(16, 1)) != 0 {
			t.Fatalf("tilt: %v", w)
		}
	}
	if len(tilted) != 3 {
		t.Errorf("tilt doubles the layers %v, want the first three", tilted)
	}
}

// A regime keeps to its depths, and all of them are drawn; spoil plants first and changes then.
func TestRegimeDepths(t *testing.T) {
	d := generators.Domain{MinDepth: 2, MaxDepth: 8, MinWidth: 1, MaxWidth: 2, Diagonal: true, PositiveNoise: true}
	order := ""
	step := func(name string) func(*rand.Rand, *generators.Instance) {
		return func(*rand.Rand, *generators.Instance) { order += name }
	}
	for _, hi := range []int{2, 3, 8, 12} {
		order = ""
		space := generators.NewSpace(d, at(d, generators.Dyadic, "test", hi, spoil(step("p"), step("c"))))
		r, depths := rand.New(generators.NewSource(15, 0)), map[int]bool{}
		for range 200 {
			depths[space.Draw(0, r).Depth()] = true
		}
		if top := min(hi, 8); len(depths) != top-1 || !depths[2] || !depths[top] {
			t.Errorf("up to %d: depths %v", hi, depths)
		}
		if order == "" || order != strings.Repeat("pc", len(order)/2) {
			t.Errorf("up to %d: order %.8s...", hi, order)
		}
	}
}

// (u+1)^(L-1) = |b| u^((L-2)/2) at e = 1.
func TestEquationByHand(t *testing.T) {
	s, one := lemma(), big.NewRat(1, 1)
	for _, c := range []struct {
		depth   int
		u, b    *big.Rat
		want    bool
		comment string
	}{
		{2, big.NewRat(3, 1), big.NewRat(4, 1), true, "u + 1 = b"},
		{2, big.NewRat(3, 1), big.NewRat(-4, 1), true, "the sign of b is asked elsewhere"},
		{2, big.NewRat(3, 1), big.NewRat(5, 1), false, ""},
		{4, big.NewRat(4, 1), big.NewRat(125, 4), true, "5^3 = b 4"},
		{4, big.NewRat(4, 1), big.NewRat(125, 8), false, ""},
		{3, big.NewRat(4, 1), big.NewRat(25, 2), true, "5^2 = b 2"},
		{3, big.NewRat(4, 1), big.NewRat(25, 4), false, "5^2 = b 4"},
	} {
		if got := s.equation(c.depth, c.u, c.b, one); got != c.want {
			t.Errorf("L = %d, u = %s, b = %s (%s): %t", c.depth, c.u.RatString(), c.b.RatString(), c.comment, got)
		}
	}
}
