package theorem3_1

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestNumbers: the parts of the statement against numbers that are worked out by hand.
func TestNumbers(t *testing.T) {
	n := lemma().numbers()
	along := func(depth int, s, e, u *big.Rat) *big.Rat { x, _ := eigenvalues(depth, s, e, u); return x }
	across := func(depth int, s, e, u *big.Rat) *big.Rat { _, x := eigenvalues(depth, s, e, u); return x }
	local := lemma().local
	for _, c := range []struct {
		what      string
		got, want *big.Rat
	}{
		{"rate at L = 2, s = 3, e = 2: 4 3 2^2", n.balancing(2, q(3, 1), q(2, 1)), q(48, 1)},
		{"rate at L = 4, s = 3, e = 2: 4 3 2^6", n.balancing(4, q(3, 1), q(2, 1)), q(768, 1)},
		{"box at L = 2, b = -3, e = 1/4: 3 / (1/2)", n.box(2, q(-3, 1), q(1, 4)), q(6, 1)},
		{"box at L = 4, b = 3, e = 1/4: 3 / (1/2)^3", n.box(4, q(3, 1), q(1, 4)), q(24, 1)},
		{"e^(2(L-1)) at L = 2, e = 3", n.coefficient(2, q(3, 1)), q(9, 1)},
		{"e^(2(L-1)) at L = 4, e = 3", n.coefficient(4, q(3, 1)), q(729, 1)},
		{"E - |b| m^(L-2) for E = 16, |b| = 3, m^(L-2) = 4", n.decay(q(16, 1), q(3, 1), q(4, 1)), q(4, 1)},
		{"A (2 u) at L = 2, s = 3, e = 2, u = 5: A = 6", along(2, q(3, 1), q(2, 1), q(5, 1)), q(60, 1)},
		{"2 A e^2 there", across(2, q(3, 1), q(2, 1), q(5, 1)), q(48, 1)},
		{"A (4 u - 2 e^2) at L = 4, s = 3, e = 2, u = 5: A = 6 9^2 = 486", along(4, q(3, 1), q(2, 1), q(5, 1)), q(486*12, 1)},
		{"2 A e^2 there", across(4, q(3, 1), q(2, 1), q(5, 1)), q(486*8, 1)},
		{"the least is that across", local(2, q(3, 1), q(2, 1), q(5, 1)), q(48, 1)},
		{"the least is that along: 6 (2 3)", local(2, q(3, 1), q(2, 1), q(3, 1)), q(36, 1)},
	} {
		if c.got.Cmp(c.want) != 0 {
			t.Errorf("%s: %s, want %s", c.what, c.got.RatString(), c.want.RatString())
		}
	}
	// u_0 / (1 + 4 s u_0 t) = 3 / (1 + 4 2 3 5)
	if u := lemma().threshold(interval.NewContext(64), q(2, 1), q(3, 1), q(5, 1)); !u.Contains(q(3, 121)) || u.RelBits() < 60 {
		t.Errorf("u at the threshold: %v, want 3/121", u)
	}
}

// TestEnds: what part 5 says of every combination of facts that the theorem looks at.
func TestEnds(t *testing.T) {
	for _, depth := range []int{2, 3} {
		for bits := range 16 {
			f := facts{Depth: depth, Sum: bits&1 != 0, Roots: bits&2 != 0, Cube: bits&4 != 0, Sublevel: bits&8 != 0}
			want := anywhere
			if depth == 2 {
				want = origin
				if f.Roots && f.Sum {
					want = largeRoot
				}
			} else {
				if f.Sublevel {
					want = largeRoot
				}
				if f.Cube || !f.Roots {
					want = origin
				}
			}
			if got := lemma().ends(f); got != want {
				t.Errorf("%+v: %s, want %s", f, got, want)
			}
		}
	}
}

// TestPairOfLayers: what two weights see of the rest, on one network of three layers and two coordinates, coordinate 2, layers 1 and 3.
func TestPairOfLayers(t *testing.T) {
	c := beside(given(t, "5", "1", "2", "1", "1"), given(t, "7", "1", "3", "2", "5"))
	for i := range 2 {
		c.Sigma[i][1-i].SetInt64(1)
		c.Sigma[i][i].SetInt64(4)
	}
	for _, k := range []struct {
		reason string
		f      func(p pair) circuit.Node
		want   int64
	}{
		{"first weight", func(p pair) circuit.Node { return p.X }, 3},
		{"second weight", func(p pair) circuit.Node { return p.Y }, 5},
		{"w_2^2 + e^2", func(p pair) circuit.Node { return p.A }, 5},
		{"w_2", func(p pair) circuit.Node { return p.B }, 2},
		{"target", func(p pair) circuit.Node { return p.Target }, 7},
		{"scale", func(p pair) circuit.Node { return p.S }, 4},
		{"Sigma_21 (b_1 - p_1) = 5 - 2", func(p pair) circuit.Node { return p.Cross }, 3},
		{"3^2 - 5^2", pair.difference, -16},
		{"-2 (3 1 - 5 2)", func(p pair) circuit.Node { return p.slope(p.c.Int(1), p.c.Int(2)) }, 14},
		{"-4 s e^2 A D = -4 4 5 (-16)", lemma().drift, 1280},
	} {
		got := proof.NewValues(func(m *proof.Model) []circuit.Node { return []circuit.Node{k.f(at(m, 1, 0, 2))} }).At(c.Instance)[0]
		if got.Cmp(q(k.want, 1)) != 0 {
			t.Errorf("%s: %s, want %d", k.reason, got.RatString(), k.want)
		}
	}
}

// TestPairs: every coordinate and every pair of different layers, once each.
func TestPairs(t *testing.T) {
	type key struct{ i, l, k int }
	seen := map[key]string{}
	pairs(4, 3, func(name string, i, l, k int) { seen[key{i, l, k}] = name })
	if len(seen) != 3*6 {
		t.Errorf("%d pairs, want 18", len(seen))
	}
	for k := range seen {
		if k.i < 0 || k.i > 2 || k.l < 0 || k.l >= k.k || k.k > 3 {
			t.Errorf("%+v is not a pair of layers in order", k)
		}
	}
	if got := seen[key{2, 0, 3}]; got != "layers 1 and 4, coordinate 3" {
		t.Errorf("the last pair is called %q", got)
	}
}
