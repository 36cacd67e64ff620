package lemma2_2

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// statement is what Lemma 2.2 says; wrong variants replace parts of it.
type statement struct {
	// scalePositive and noisePositive are the hypotheses s_i > 0 and e > 0.
	scalePositive, noisePositive bool
	// least is the coefficient of G^k e^{2(L-k)} in the least value of P given the product.
	least func(depth, k int) int64
	// traceFactor and tracePower: the least value of sum_l p_-l^2 is traceFactor G^tracePower.
	traceFactor func(depth int) int64
	tracePower  func(depth int) int
	// balanced is the equality case of a, for one coordinate.
	balanced func(ws []*big.Rat) bool
	// traceMinimal is the equality case of b, for one coordinate.
	traceMinimal func(ws []*big.Rat) bool
	// tight is the equality case of the bracket E_k >= C(L,k) G^k.
	tight func(ws []*big.Rat, k int) bool
	// pair is G (x + y) - G^2 - x y, the drop of a smoothing step over V.
	pair func(x, y, g circuit.Node) circuit.Node
	// exchange is x^n + y^n - x^(n-1) y - x y^(n-1) as a manifestly nonnegative expression.
	exchange func(c *circuit.Builder, x, y circuit.Node, n int) circuit.Node
	// tail is the coordinate's part of R - (e^2/2) tr Hess L over s_i, from E_0, ..., E_L of the squares.
	tail func(c *circuit.Builder, e circuit.Node, squares []circuit.Node) circuit.Node
	// offDiagonal is dR/dSigma_ij for i != j.
	offDiagonal func(c *circuit.Builder, e circuit.Node) circuit.Node
}

func lemma() statement {
	return statement{
		scalePositive: true, noisePositive: true,
		least:        func(depth, k int) int64 { return new(big.Int).Binomial(int64(depth), int64(k)).Int64() },
		traceFactor:  func(depth int) int64 { return int64(depth) },
		tracePower:   func(depth int) int { return depth - 1 },
		balanced:     equalModuli,
		traceMinimal: func(ws []*big.Rat) bool { return zeros(ws) >= 2 || equalModuli(ws) },
		tight: func(ws []*big.Rat, k int) bool {
			return k == 0 || k == len(ws) || equalModuli(ws) || len(ws)-zeros(ws) < k
		},
		pair: func(x, y, g circuit.Node) circuit.Node { return g.Sub(x).Mul(y.Sub(g)) },
		exchange: func(c *circuit.Builder, x, y circuit.Node, n int) circuit.Node {
			sum := c.Int(0)
			for a := 0; a <= n-2; a++ {
				sum = sum.Add(x.Pow(a).Mul(y.Pow(n - 2 - a)))
			}
			return x.Sub(y).Sqr().Mul(sum)
		},
		tail: func(c *circuit.Builder, e circuit.Node, squares []circuit.Node) circuit.Node {
			depth, sum := len(squares)-1, c.Int(0)
			for k := 2; k <= depth; k++ {
				sum = sum.Add(e.Pow(2 * k).Mul(squares[depth-k]))
			}
			return sum
		},
		offDiagonal: func(c *circuit.Builder, _ circuit.Node) circuit.Node { return c.Int(0) },
	}
}

// equalModuli reports whether all w_l^2 are equal.
func equalModuli(ws []*big.Rat) bool {
	first := new(big.Rat).Abs(ws[0])
	for _, w := range ws[1:] {
		if new(big.Rat).Abs(w).Cmp(first) != 0 {
			return false
		}
	}
	return true
}

// zeros counts the vanishing layers.
func zeros(ws []*big.Rat) int {
	n := 0
	for _, w := range ws {
		if w.Sign() == 0 {
			n++
		}
	}
	return n
}

// leastProduct is the least value of P: the sum of least(L,k) G^k t^{L-k} over k = 0..L.
func (s statement) leastProduct(depth int, g, t *big.Rat) *big.Rat {
	sum, power := new(big.Rat), big.NewRat(1, 1)
	for k := range depth + 1 { // Horner in t, powers of G on the way: sum = sum t + least(k) G^k
		sum.Mul(sum, t)
		sum.Add(sum, new(big.Rat).Mul(new(big.Rat).SetInt64(s.least(depth, k)), power))
		power.Mul(power, g)
	}
	return sum
}

// leastTrace is the least value of sum_l p_-l^2.
func (s statement) leastTrace(depth int, g *big.Rat) *big.Rat {
	return new(big.Rat).Mul(new(big.Rat).SetInt64(s.traceFactor(depth)), pow(g, s.tracePower(depth)))
}

// pow returns x^n for n >= 0.
func pow(x *big.Rat, n int) *big.Rat {
	z := big.NewRat(1, 1)
	for range n {
		z.Mul(z, x)
	}
	return z
}
