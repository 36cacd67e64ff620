package lemma2_3

import (
	"math/big"

	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// statement is Lemma 2.3; wrong variants replace parts of it.
type statement struct {
	// scalePositive is the hypothesis s_i > 0.
	scalePositive bool
	// imbalance is the factor D in w_l g_l - w_m g_m = 2 s e^2 P_-lm D.
	imbalance func(x, y circuit.Node) circuit.Node
	// shrink is w_l g_l / (2 s) in the diagonal model, from w_l^2, P_-l and b p.
	shrink func(w2, a, bp circuit.Node) circuit.Node
	// residual is the shrinkage equation in t = |w_l| as left minus right, for the signed target pi b.
	residual func(depth int, t, e2, b circuit.Node) circuit.Node
	// equation decides (u + e^2)^(L-1) = |b| u^((L-2)/2) exactly, u > 0.
	equation func(depth int, u, b, e *big.Rat) bool
	// balanced decides (i) on one coordinate.
	balanced func(w []*big.Rat) bool
	// signs says whether the sign of the product and that of b fit, for a nonzero product.
	signs func(product, b int) bool
	// power is the exponent of u/(u+e^2) in lambda.
	power func(depth int) int
	// soft is the threshold of the soft thresholding at L = 2.
	soft func(e *big.Rat) *big.Rat
	// box bounds the weights of all stationary points.
	box func(depth int, b, e *big.Rat) *big.Rat
	// coupled is p_i [Sigma(b-p)]_i at a balanced stationary point of the general model, from s, u, (u+e^2)^(L-1) and p^2.
	coupled func(s, u, c, p2 circuit.Node) circuit.Node
	// residue is [Sigma(b-p)]_i.
	residue func(sigma []*big.Rat, b, p []*big.Rat, i int) *big.Rat
	// lassoP is the common value of p_1 = p_2 at Sigma = [[1,1/2],[1/2,1]], b = (1,1), e^2 = 1/2, L = 2.
	lassoP lassoPoint
	// circle is p_1 + p_2 + circle e^2 = b_1 + b_2 on the continuum of Sigma = [[1,1],[1,1]], L = 2.
	circle int64
}

func lemma() statement {
	return statement{
		scalePositive: true,
		imbalance:     func(x, y circuit.Node) circuit.Node { return x.Sqr().Sub(y.Sqr()) },
		shrink:        func(w2, a, bp circuit.Node) circuit.Node { return w2.Mul(a).Sub(bp) },
		residual: func(depth int, t, e2, b circuit.Node) circuit.Node {
			return t.Sqr().Add(e2).Pow(depth - 1).Sub(b.Mul(t.Pow(depth - 2)))
		},
		equation: func(depth int, u, b, e *big.Rat) bool { return squared(depth-1, depth-2, u, b, e) },
		balanced: func(w []*big.Rat) bool {
			for _, x := range w[1:] {
				if new(big.Rat).Abs(x).Cmp(new(big.Rat).Abs(w[0])) != 0 {
					return false
				}
			}
			return true
		},
		signs: func(product, b int) bool { return product == b },
		power: func(depth int) int { return depth - 1 },
		soft:  func(e *big.Rat) *big.Rat { return new(big.Rat).Mul(e, e) },
		box: func(depth int, b, e *big.Rat) *big.Rat {
			m := new(big.Rat).Abs(b)
			return m.Quo(m, planted.Pow(new(big.Rat).Add(e, e), depth-1))
		},
		coupled: func(s, u, c, p2 circuit.Node) circuit.Node { return s.Mul(u.Mul(c).Sub(p2)) },
		residue: residue,
		lassoP:  twoThirds,
		circle:  1,
	}
}

// squared decides (u+e^2)^(2n) = b^2 u^m: the shrinkage equation with both sides, which are not negative, squared.
func squared(n, m int, u, b, e *big.Rat) bool {
	left := new(big.Rat).Mul(e, e)
	left = planted.Pow(left.Add(left, u), 2*n)
	right := planted.Pow(u, m)
	right.Mul(right, new(big.Rat).Mul(b, b))
	return left.Cmp(right) == 0
}

// residue is [Sigma(b-p)]_i for row i of Sigma.
func residue(sigma []*big.Rat, b, p []*big.Rat, _ int) *big.Rat {
	r := new(big.Rat)
	for j, x := range sigma {
		d := new(big.Rat).Sub(b[j], p[j])
		r.Add(r, d.Mul(d, x))
	}
	return r
}

// product is the product of the weights.
func product(w []*big.Rat) *big.Rat {
	p := big.NewRat(1, 1)
	for _, x := range w {
		p.Mul(p, x)
	}
	return p
}

// coordinate returns w_1i, ..., w_Li.
func coordinate(weights [][]*big.Rat, i int) []*big.Rat {
	w := make([]*big.Rat, len(weights))
	for l := range w {
		w[l] = weights[l][i]
	}
	return w
}

// stationary is the lemma's predicate for one coordinate of the diagonal model.
func (s statement) stationary(w []*big.Rat, b, e *big.Rat) bool {
	if !s.balanced(w) {
		return false
	}
	if w[0].Sign() == 0 {
		return true
	}
	u := new(big.Rat).Mul(w[0], w[0])
	return s.signs(product(w).Sign(), b.Sign()) && s.equation(len(w), u, b, e) // at b = 0 no equation holds
}
