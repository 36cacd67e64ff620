package lemmac_1

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// symbols are a coordinate's data and box, with the powers that depth makes.
type symbols struct {
	C       *circuit.Builder
	S, Beta circuit.Node // s, |b|
	E, M    circuit.Node
	G, H    circuit.Node // (M^2+e^2)^(L-2), M^(L-2)
	Rest    circuit.Node // L-1
}

// statement is what Lemma C.1 says; wrong variants replace parts of it.
type statement struct {
	// perLayer is the factor per layer of N = (2e)^(L-1): the box needs M N >= |b|.
	perLayer func(e circuit.Node) circuit.Node
	// inverse is 1/alpha for the largest step that keeps the box.
	inverse func(v symbols) circuit.Node
	// k bounds the Hessian on the box.
	k func(v symbols) circuit.Node
	// residual is the factor of sqrt(s F_0) M^(L-2) in the general bound, in hundredths; noise says that its first term has (M^2+e^2)^(L-1), not M^(2(L-1)).
	residual int64
	noise    bool
	// percent is the smallest admissible box in hundredths of |b|/N.
	percent int64
}

func lemma() statement {
	return statement{
		perLayer: func(e circuit.Node) circuit.Node { return e.Times(2) },
		inverse:  func(v symbols) circuit.Node { return v.S.Mul(v.top()).Times(2) },
		k: func(v symbols) circuit.Node {
			return v.S.Mul(v.top().Add(v.Rest.Mul(v.Beta.Mul(v.H).Add(v.M.Sqr().Mul(v.G).Times(2))))).Times(2)
		},
		residual: 200,
		noise:    true,
		percent:  100,
	}
}

// top is (M^2+e^2)^(L-1).
func (v symbols) top() circuit.Node { return v.M.Sqr().Add(v.E.Sqr()).Mul(v.G) }

// at fills in the powers at fixed depth.
func (v symbols) at(depth int) symbols {
	v.G, v.H, v.Rest = v.M.Sqr().Add(v.E.Sqr()).Pow(depth-2), v.M.Pow(depth-2), v.C.Int(int64(depth-1))
	return v
}

// Bounds writes K and the largest 1/alpha of one coordinate for free g = (M^2+e^2)^(L-2), h = M^(L-2) and n = L-1.
func Bounds(c *circuit.Builder, sc, beta, e, m, g, h, n circuit.Node) (k, inverse circuit.Node) {
	v := symbols{C: c, S: sc, Beta: beta, E: e, M: m, G: g, H: h, Rest: n}
	return lemma().k(v), lemma().inverse(v)
}

// Constants evaluates the constants of one coordinate at one depth, exactly. It is not safe for concurrent use.
type Constants struct {
	depth        int
	n            func(x ...*big.Rat) *big.Rat
	inverse, kOf func(x ...*big.Rat) *big.Rat
	percent      int64
}

// NewConstants returns the constants of Lemma C.1 at depth L >= 2.
func NewConstants(depth int) *Constants { return lemma().constants(depth) }

func (s statement) constants(depth int) *Constants {
	form := func(f func(v symbols) circuit.Node) func(x ...*big.Rat) *big.Rat {
		return orbit.Formula(4, func(c *circuit.Builder, x []circuit.Node) circuit.Node {
			return f(symbols{C: c, S: x[0], Beta: x[1], E: x[2], M: x[3]}.at(depth))
		})
	}
	n := orbit.Formula(1, func(_ *circuit.Builder, x []circuit.Node) circuit.Node { return s.perLayer(x[0]).Pow(depth - 1) })
	return &Constants{depth: depth, n: n, inverse: form(s.inverse), kOf: form(s.k), percent: s.percent}
}

// Box returns the smallest admissible M of a start w: max(max_l |w_l|, |b|/(2e)^(L-1)), e > 0.
func (k *Constants) Box(b, e *big.Rat, w ...*big.Rat) *big.Rat {
	m := new(big.Rat).Quo(new(big.Rat).Abs(b), k.n(e))
	m.Mul(m, big.NewRat(k.percent, 100))
	return orbit.MaxAbs(append([]*big.Rat{m}, w...)...)
}

// StepInverse returns 2 s (M^2+e^2)^(L-1): steps up to its inverse keep the box M.
func (k *Constants) StepInverse(s, e, m *big.Rat) *big.Rat { return k.inverse(s, new(big.Rat), e, m) }

// K returns K(M), the bound of the Hessian on the box M.
func (k *Constants) K(s, b, e, m *big.Rat) *big.Rat { return k.kOf(s, new(big.Rat).Abs(b), e, m) }
