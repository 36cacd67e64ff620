package lemma2_2

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/symmetric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// Route 2 of the package doc. For exponents α let [α] be the sum of y_σ1^α1 ... y_σL^αL over all permutations σ.
// With a_l = y_l^L: [(L, .., L, 0, .., 0)] = k!(L-k)! E_k(a) (k entries L) and [(k, .., k)] = L! G^k. Moving one
// unit from α_i to α_j (α_i - α_j = n >= 2) changes [α] by the sum, over the σ with σi < σj, of
//
//	(monomial of the other layers) (x y)^{α_j} (x^n + y^n - x^(n-1) y - x y^(n-1)),   x = y_σi, y = y_σj,
//
// and the last factor is (x-y)^2 (x^(n-2) + x^(n-3) y + ... + y^(n-2)) >= 0 for x, y >= 0. Moving units from the
// first largest to the last smallest exponent ends at (k, .., k).

// muirhead writes k!(L-k)! [E_k(y^L) - least(L,k) G^k] = sum of such terms.
func (s statement) muirhead(depth, k int) proof.Build {
	return func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		y := c.Vars("y", depth)
		a, alpha := make([]circuit.Node, depth), make([]int, depth)
		for l := range y {
			a[l] = y[l].Pow(depth)
			if l < k {
				alpha[l] = depth
			}
		}
		bracket := symmetric.Nodes(c, a)[k].Sub(c.Prod(y...).Pow(k).Times(s.least(depth, k)))
		sum := c.Int(0)
		for i, j, ok := spread(alpha); ok; i, j, ok = spread(alpha) {
			permutations(depth, func(sigma []int) {
				if sigma[i] < sigma[j] {
					sum = sum.Add(s.term(c, y, alpha, sigma, i, j))
				}
			})
			alpha[i]--
			alpha[j]++
		}
		id := grid.Identity{Name: fmt.Sprintf("bracket %d", k), LHS: bracket.Times(factorial(k) * factorial(depth-k)), RHS: sum}
		return []grid.Identity{id}, [][]circuit.Node{y}
	}
}

// term is one summand: a monomial times the exchange of σi and σj.
func (s statement) term(c *circuit.Builder, y []circuit.Node, alpha, sigma []int, i, j int) circuit.Node {
	z := c.Int(1)
	for r, to := range sigma {
		power := alpha[r]
		if r == i {
			power = alpha[j]
		}
		z = z.Mul(y[to].Pow(power))
	}
	return z.Mul(s.exchange(c, y[sigma[i]], y[sigma[j]], alpha[i]-alpha[j]))
}

// spread returns the first largest and the last smallest exponent, and whether they differ by 2 or more.
func spread(alpha []int) (i, j int, ok bool) {
	for r, x := range alpha {
		if x > alpha[i] {
			i = r
		}
		if x <= alpha[j] {
			j = r
		}
	}
	return i, j, alpha[i]-alpha[j] >= 2
}

// permutations calls f with each permutation of 0..n-1 (one slice, reused).
func permutations(n int, f func([]int)) {
	p, used := make([]int, 0, n), make([]bool, n)
	var extend func()
	extend = func() {
		if len(p) == n {
			f(p)
			return
		}
		for v := range n {
			if !used[v] {
				used[v] = true
				p = append(p, v)
				extend()
				p = p[:len(p)-1]
				used[v] = false
			}
		}
	}
	extend()
}

func factorial(n int) int64 {
	z := int64(1)
	for k := 2; k <= n; k++ {
		z *= int64(k)
	}
	return z
}

func muirheadSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		top := map[claim.Profile]int{claim.Quick: 4, claim.Default: 5, claim.Deep: 6}[p]
		var steps []claim.Step
		for depth := 2; depth <= top; depth++ {
			for k := 1; k < depth; k++ {
				name, scope := fmt.Sprintf("depth-%d-bracket-%d", depth, k), fmt.Sprintf("L = %d, k = %d, all real a_l >= 0", depth, k)
				steps = append(steps, proof.Grid(name, scope, depth, 1, s.muirhead(depth, k)))
			}
		}
		return steps
	}
}

// muirheadFieldSteps evaluates the identity of route 2 at random points where its grid is out of reach.
func muirheadFieldSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		shapes := [][2]int{{3, 1}, {5, 2}, {6, 1}, {6, 3}, {6, 5}}
		if p != claim.Quick {
			shapes = append(shapes, [2]int{6, 2}, [2]int{6, 4}, [2]int{7, 1}, [2]int{7, 6})
		}
		steps := make([]claim.Step, len(shapes))
		for n, at := range shapes {
			name, scope := fmt.Sprintf("depth-%d-bracket-%d", at[0], at[1]), fmt.Sprintf("L = %d, k = %d", at[0], at[1])
			steps[n] = proof.Random(name, scope, at[0], 1, 64, uint64(n), s.muirhead(at[0], at[1]))
		}
		return steps
	}
}
