package generators

import (
	"math/big"
	"testing"
)

// minorsDecide is the oracle: a symmetric matrix is positive semidefinite if and
// only if all its 2^d - 1 principal minors are nonnegative; each is expanded by
// the first row, over the rationals, without elimination.
func minorsDecide(a [][]*big.Rat) bool {
	for set := 1; set < 1<<len(a); set++ {
		var keep []int
		for i := range a {
			if set>>i&1 == 1 {
				keep = append(keep, i)
			}
		}
		if laplace(a, keep, keep).Sign() < 0 {
			return false
		}
	}
	return true
}

func laplace(a [][]*big.Rat, rows, cols []int) *big.Rat {
	if len(rows) == 0 {
		return rat("1")
	}
	det := new(big.Rat)
	for k, j := range cols {
		rest := append(append([]int(nil), cols[:k]...), cols[k+1:]...)
		term := new(big.Rat).Mul(a[rows[0]][j], laplace(a, rows[1:], rest))
		if k%2 == 1 {
			term.Neg(term)
		}
		det.Add(det, term)
	}
	return det
}

// gaussRank is the rank by Gaussian elimination with row exchanges.
func gaussRank(a [][]*big.Rat) int {
	m := make([][]*big.Rat, len(a))
	for i, row := range a {
		for _, x := range row {
			m[i] = append(m[i], new(big.Rat).Set(x))
		}
	}
	rank := 0
	for j := range m {
		p := rank
		for p < len(m) && m[p][j].Sign() == 0 {
			p++
		}
		if p == len(m) {
			continue
		}
		m[rank], m[p] = m[p], m[rank]
		for i := rank + 1; i < len(m); i++ {
			f := new(big.Rat).Quo(m[i][j], m[rank][j])
			for k := j; k < len(m); k++ {
				m[i][k].Sub(m[i][k], new(big.Rat).Mul(f, m[rank][k]))
			}
		}
		rank++
	}
	return rank
}

func matrix(rows ...[]string) [][]*big.Rat {
	out := make([][]*big.Rat, len(rows))
	for i, row := range rows {
		for _, s := range row {
			out[i] = append(out[i], rat(s))
		}
	}
	return out
}

func TestIsPSDTable(t *testing.T) {
	for _, row := range []struct {
		why  string
		a    [][]*big.Rat
		want bool
	}{
		{"zero matrix", matrix([]string{"0", "0"}, []string{"0", "0"}), true},
		{"negative diagonal", matrix([]string{"-1"}), false},
		{"zero pivot with an entry beside it", matrix([]string{"0", "1"}, []string{"1", "5"}), false},
		{"zero pivot that drops out", matrix([]string{"0", "0", "0"}, []string{"0", "1", "1"}, []string{"0", "1", "1"}), true},
		{"rank one", matrix([]string{"1", "1/2"}, []string{"1/2", "1/4"}), true},
		{"rank one, one part in 10^60 short", matrix([]string{"1", "1/2"}, []string{"1/2", "0.249999999999999999999999999999999999999999999999999999999999"}), false},
		{"zero after elimination, then an entry", matrix([]string{"1", "1", "1"}, []string{"1", "1", "2"}, []string{"1", "2", "9"}), false},
		{"indefinite with a positive diagonal", matrix([]string{"1", "2"}, []string{"2", "1"}), false},
	} {
		t.Run(row.why, func(t *testing.T) {
			if got := IsPSD(row.a); got != row.want {
				t.Errorf("IsPSD = %v", got)
			}
			if got := minorsDecide(row.a); got != row.want {
				t.Errorf("the table is wrong: the minors say %v", got)
			}
		})
	}
}

// TestIsPSDAgainstMinors: random symmetric matrices, semidefinite ones by
// construction (A A^T) and those with one entry pushed down; both outcomes must occur.
func TestIsPSDAgainstMinors(t *testing.T) {
	counts := map[bool]int{}
	for i := range 600 {
		m := newMaker(stream(i), Domain{})
		d := 1 + m.below(5)
		in := NewInstance("", 2, d)
		m.gram(in, 1+m.below(d+1))
		if got := Rank(in.Sigma); got != gaussRank(in.Sigma) {
			t.Fatalf("Rank = %d of %v, want %d", got, in.Sigma, gaussRank(in.Sigma))
		}
		if m.oneIn(2) {
			j := m.below(d)
			in.Sigma[j][j].Sub(in.Sigma[j][j], big.NewRat(int64(m.below(40)), 16))
		}
		want := minorsDecide(in.Sigma)
		if got := IsPSD(in.Sigma); got != want {
			t.Fatalf("IsPSD = %v, the minors say %v: %v", got, want, in.Sigma)
		}
		counts[want]++
	}
	// a quarter of the cases at least should fall on each side; 60 of 600 is far below
	if counts[true] < 60 || counts[false] < 60 {
		t.Errorf("one-sided sample: %v", counts)
	}
}

func TestRankPanicsOnIndefinite(t *testing.T) {
	mustPanic(t, func() { Rank(matrix([]string{"1", "2"}, []string{"2", "1"})) })
}
