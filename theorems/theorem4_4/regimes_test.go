package theorem4_4

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
)

// TestInsideBox: each weight is asked, at the bound and beyond, on both sides.
func TestInsideBox(t *testing.T) {
	holds := insideBox().Holds
	for _, c := range []struct {
		w    [4]string // layer 1, layer 2
		want bool
	}{
		{[4]string{"1", "1", "1", "1"}, true}, {[4]string{"-1", "0", "1", "-1"}, true},
		{[4]string{"3/2", "1", "1", "1"}, false}, {[4]string{"1", "-3/2", "1", "1"}, false}, {[4]string{"1", "1", "9/8", "1"}, false}, {[4]string{"1", "1", "1", "-9/8"}, false},
	} {
		in := ones(t, 2)
		for k, x := range c.w {
			in.Weights[k/2][k%2].Set(rat(t, x))
		}
		if got := holds(in); got != c.want {
			t.Errorf("%v: %t", c.w, got)
		}
	}
}

// TestDrawingParts: ratio draws k/16 e for all k in 1..hi; what is planted is stationary with t, with both signs of b; spread takes +-t with the sign of b as product, in
// every pattern that has it, and any pattern at b = 0.
func TestDrawingParts(t *testing.T) {
	r := rand.New(generators.NewSource(21, 0))
	seen := map[string]bool{}
	for range 400 {
		seen[ratio(r, big.NewRat(8, 1), 12).RatString()] = true
	}
	if len(seen) != 12 || !seen["1/2"] || !seen["6"] {
		t.Errorf("ratio draws %v", seen)
	}
	for depth := 2; depth <= 4; depth++ {
		in := generators.NewInstance("test", depth, 1)
		in.Sigma[0][0].SetInt64(1)
		in.Noise.SetFrac64(1, 2)
		x := big.NewRat(3, 4)
		signs := map[int]map[string]bool{1: {}, -1: {}, 0: {}}
		for k := range 400 {
			if in.Target[0].SetInt64(0); k%3 > 0 {
				plant(r, in, x)
			}
			spread(r, in, x)
			w := make([]*big.Rat, depth)
			pattern, sign := "", 1
			for l, row := range in.Weights {
				w[l] = row[0]
				sign *= w[l].Sign()
				pattern += string("- +"[w[l].Sign()+1])
				if new(big.Rat).Abs(w[l]).Cmp(x) != 0 {
					t.Fatalf("L = %d: %v", depth, w)
				}
			}
			b := in.Target[0]
			signs[b.Sign()][pattern] = true
			if b.Sign() != 0 && (sign != b.Sign() || !stationary(w, b, in.Noise)) {
				t.Fatalf("L = %d: w = %v, b = %s", depth, w, b.RatString())
			}
		}
		if n := 1 << (depth - 1); len(signs[1]) != n || len(signs[-1]) != n || len(signs[0]) != 2*n {
			t.Errorf("L = %d: sign patterns %v", depth, signs)
		}
	}
}

// TestKKTRegimes: each regime of the KKT sample draws what its name says, by the exact place of M, the moduli of the weights, and the KKT conditions.
func TestKKTRegimes(t *testing.T) {
	d := domain(7)
	space := generators.NewSpace(d, kktRegimes(d)...)
	r := rand.New(generators.NewSource(22, 0))
	g := gradients{}
	for k, c := range []struct {
		name    string
		corner  bool    // every |w_l| = M
		kkt     string  // how many are KKT points; "": not asked
		places  []place // all that are drawn; nil: not asked
		deepest int
	}{
		{"corner below the small root", true, "none", []place{below}, 3},
		{"corner, M at a root", true, "all", []place{atSmall, atLarge}, 3},
		{"corner, M drawn", true, "some", []place{noRoots, below, between, above}, 7},
		{"corner, M at a root, any depth", true, "all", []place{atSmall, atLarge}, 7},
		{"corner, M just off a root", true, "some", []place{below, between, above}, 7},
		{"corner of the wrong sign", true, "none", []place{below, atSmall, between, atLarge}, 3},
		{"one layer inside", false, "none", []place{below, atSmall, between, atLarge, above}, 7},
		{"one layer solves its equation", false, "some", nil, 7}, // where it lies outside the box, the corner is left
		{"stationary in the box", false, "all", []place{atSmall, between, atLarge, above}, 7},
		{"origin", false, "all", nil, 7},
		{"anywhere", false, "", nil, 7},
	} {
		if space.Regimes[k].Name != c.name {
			t.Fatalf("regime %d is %s, want %s", k, space.Regimes[k].Name, c.name)
		}
		count, deepest, places, corners := map[bool]int{}, 0, map[place]bool{}, 0
		for range 300 {
			in := space.Draw(k, r)
			b, m := in.Target[0], in.Param(boxName)
			w, corner := make([]*big.Rat, in.Depth()), true
			for l, row := range in.Weights {
				w[l] = row[0]
				corner = corner && active(w[l], m)
			}
			if corner {
				corners++
			}
			deepest = max(deepest, in.Depth())
			if b.Sign() != 0 {
				places[locate(in.Depth(), b, in.Noise, m)] = true
			}
			count[g.isKKT(w, b, in.Scale(0), in.Noise, m)]++
		}
		if c.corner && corners < 300 || deepest != c.deepest {
			t.Errorf("%s: %d corners, depth up to %d", c.name, corners, deepest)
		}
		if c.kkt == "all" && count[false] > 0 || c.kkt == "none" && count[true] > 0 || c.kkt == "some" && (count[true] == 0 || count[false] == 0) {
			t.Errorf("%s: %d KKT points, %d others", c.name, count[true], count[false])
		}
		ok := c.places == nil || len(places) == len(c.places)
		for _, x := range c.places {
			ok = ok && places[x]
		}
		if !ok {
			t.Errorf("%s: places %v, want %v", c.name, places, c.places)
		}
	}
}

// TestOneLayerSolvesItsEquation: w_1 at a zero of dL_R/dw_1 with the others at M, or, where that lies outside the box, at M too.
func TestOneLayerSolvesItsEquation(t *testing.T) {
	d := domain(7)
	regimes := kktRegimes(d)
	k := 0
	for regimes[k].Name != "one layer solves its equation" {
		k++
	}
	space, r, g := generators.NewSpace(d, regimes...), rand.New(generators.NewSource(23, 0)), gradients{}
	inside := 0
	for range 200 {
		in := space.Draw(k, r)
		m, w := in.Param(boxName), make([]*big.Rat, in.Depth())
		for l, row := range in.Weights {
			w[l] = row[0]
			if l > 0 && !active(w[l], m) {
				t.Fatalf("w = %v, M = %s", w, m.RatString())
			}
		}
		if active(w[0], m) {
			continue
		}
		inside++
		if x := g.at(w, in.Target[0], in.Scale(0), in.Noise)[0]; x.Sign() != 0 {
			t.Fatalf("w = %v, b = %s: dL_R/dw_1 = %s", w, in.Target[0].RatString(), x.RatString())
		}
	}
	if inside < 50 { // most of them; a smaller number says that the equation is another
		t.Errorf("%d of 200 draws have w_1 inside", inside)
	}
}
