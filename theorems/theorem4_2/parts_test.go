package theorem4_2

import (
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

func rat(a, b int64) *big.Rat { return big.NewRat(a, b) }

func matrix(rows ...[]int64) [][]*big.Rat {
	out := make([][]*big.Rat, len(rows))
	for l, row := range rows {
		for _, x := range row {
			out[l] = append(out[l], rat(x, 1))
		}
	}
	return out
}

// TestEigenvalue: eigenvectors and others of ((2, 1), (1, 2)), whose eigenvalues are 3 and 1.
func TestEigenvalue(t *testing.T) {
	h := matrix([]int64{2, 1}, []int64{1, 2})
	for _, c := range []struct {
		v    [2]int64
		want int64 // 0: none
	}{{[2]int64{1, 1}, 3}, {[2]int64{-2, 2}, 1}, {[2]int64{1, 2}, 0}, {[2]int64{1, 0}, 0}} {
		got, ok := eigenvalue(h, []*big.Rat{rat(c.v[0], 1), rat(c.v[1], 1)})
		if ok != (c.want != 0) || ok && got.Cmp(rat(c.want, 1)) != 0 {
			t.Errorf("%v: %v, %t", c.v, got, ok)
		}
	}
}

// TestGap: rho^2 I - (I - alpha H)^2 at H = ((2, 1), (1, 2)), alpha = 1/2, rho = 3: J = ((0, -1/2), (-1/2, 0)), J^2 = I/4. At alpha = 1: J = -((1, 1), (1, 1)),
// J^2 = 2 ((1, 1), (1, 1)).
func TestGap(t *testing.T) {
	for _, c := range []struct {
		alpha     *big.Rat
		diag, off string
	}{{rat(1, 2), "35/4", "0"}, {rat(1, 1), "7", "-2"}} {
		z := &linear{h: matrix([]int64{2, 1}, []int64{1, 2}), alpha: c.alpha, rho: rat(3, 1)}
		g := z.gap()
		if g[0][0].RatString() != c.diag || g[1][1].RatString() != c.diag || g[0][1].RatString() != c.off || g[1][0].RatString() != c.off {
			t.Errorf("alpha = %s: %v", c.alpha, g)
		}
		// |1 - alpha lambda| at 3 and 1/4
		if a, b := z.modulus(rat(3, 1)), z.modulus(rat(1, 4)); a.Cmp(new(big.Rat).Sub(new(big.Rat).Mul(c.alpha, rat(3, 1)), rat(1, 1))) != 0 ||
			b.Cmp(new(big.Rat).Sub(rat(1, 1), new(big.Rat).Mul(c.alpha, rat(1, 4)))) != 0 {
			t.Errorf("alpha = %s: moduli %s, %s", c.alpha, a, b)
		}
	}
}

// TestStatement: the rate 2 alpha s e^(2(L-1)), the local factor, and |b| = (t^2+e^2)^(L-1) / t^(L-2) by hand.
func TestStatement(t *testing.T) {
	s := theorem()
	for depth, want := range map[int]int64{2: 2 * 5 * 7 * 9, 3: 2 * 5 * 7 * 81, 4: 2 * 5 * 7 * 729} {
		if got := s.rate(depth, rat(5, 1), rat(7, 1), rat(3, 1)); got.Cmp(rat(want, 1)) != 0 {
			t.Errorf("L = %d: rate %s", depth, got)
		}
	}
	for _, c := range [][3]int64{{1, 2, 2}, {2, 1, 2}, {2, 2, 2}} {
		if got := s.local(rat(c[0], 1), rat(c[1], 1)); got.Cmp(rat(c[2], 1)) != 0 {
			t.Errorf("%v: local factor %s", c, got)
		}
	}
	for depth, want := range map[int]*big.Rat{2: rat(5, 1), 3: rat(25, 2), 4: rat(125, 4)} {
		if got := planted(depth, rat(2, 1), rat(1, 1)); got.Cmp(want) != 0 {
			t.Errorf("L = %d: |b| = %s", depth, got)
		}
	}
}

// TestBalances: t = 2 alpha s e^2 = 1/2, so D may fall to between 0 and a quarter; every pair of layers and every coordinate counts.
func TestBalances(t *testing.T) {
	in := &generators.Instance{Weights: matrix([]int64{0, 0}, []int64{0, 0}), Target: []*big.Rat{rat(0, 1), rat(0, 1)}, Sigma: matrix([]int64{1, 0}, []int64{0, 1}), Noise: rat(1, 1)}
	before := []*big.Rat{rat(9, 1), rat(1, 1), rat(1, 1), rat(9, 1)} // D = 8 and -8
	tiny := rat(1, 1<<40)
	for _, c := range []struct {
		d1, d2 *big.Rat
		ok     bool
	}{
		{rat(2, 1), rat(-2, 1), true}, {rat(0, 1), rat(0, 1), true}, {rat(1, 1), rat(-1, 1), true},
		{new(big.Rat).Add(rat(2, 1), tiny), rat(0, 1), false}, {new(big.Rat).Neg(tiny), rat(0, 1), false},
		{rat(0, 1), new(big.Rat).Sub(rat(-2, 1), tiny), false}, {rat(0, 1), tiny, false},
	} {
		after := []*big.Rat{c.d1, c.d2, rat(0, 1), rat(0, 1)}
		if got := theorem().balances(&claim.Case{Instance: in}, rat(1, 4), before, after); (got == "") != c.ok {
			t.Errorf("D+ = %s, %s: %q", c.d1, c.d2, got)
		}
	}
}

// TestAtMinimum: half of the largest eigenvalue of the minimum with the largest weights, s = e = 1: at L = 2 4 (b-1) along w and 4 across, at L = 3, b = 25/2 (t = 2) 110 and 20; below the
// threshold 2 (1 + |b|) at the origin of L = 2. Up to the factor 1 + 2^-20 and float64 roundings, never less.
func TestAtMinimum(t *testing.T) {
	one := rat(1, 1)
	for _, c := range []struct {
		depth   int
		b, want *big.Rat
	}{{2, rat(9, 4), rat(5, 2)}, {2, rat(5, 4), rat(2, 1)}, {3, rat(25, 2), rat(55, 1)}, {2, rat(1, 2), rat(3, 2)}, {2, rat(-1, 2), rat(3, 2)}} {
		got := atMinimum(nil, c.depth, one, c.b, one, nil)
		if q, _ := got.Quo(got, c.want).Float64(); q < 1 || q > 1+0x1p-19 {
			t.Errorf("L = %d, b = %s: %v of %s", c.depth, c.b, q, c.want)
		}
	}
}
