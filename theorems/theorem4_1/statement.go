package theorem4_1

import (
	"context"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// pair is what two weights of one coordinate see of the network.
type pair struct {
	C      *circuit.Builder
	X, Y   circuit.Node // w_li, w_mi
	A, B   circuit.Node // P_-lm, p_-lm
	Target circuit.Node // b_i
	E      circuit.Node // noise level
	S      circuit.Node // s_i
	R      circuit.Node // [Sigma (b-p)]_i
	Alpha  circuit.Node // step size
}

// box is a coordinate's box |w| <= M, and powers of it that depth makes.
type box struct {
	C       *circuit.Builder
	S, Beta circuit.Node // s, |b|
	M2, E2  circuit.Node // M^2, e^2
	G, H    circuit.Node // (M^2+e^2)^(L-2), M^(L-2)
	N       circuit.Node // e^(2(L-2))
}

// statement is what Theorem 4.1 says; wrong variants replace parts of it.
type statement struct {
	// general and diagonal are h.
	general, diagonal func(v pair) circuit.Node
	// plus and minus are the factors of w_l + w_m and w_l - w_m, from a and c; factor is that of D.
	plus, minus, factor func(one, a, c circuit.Node) circuit.Node
	// inverse is 1/alpha for the largest step that the condition allows on a box.
	inverse func(v box) circuit.Node
	// root is the rate per step: |D(k+1)| <= (1 - alpha root)^2 |D(k)|.
	root func(v box) circuit.Node
	// anyStep drops the condition on the step sizes: they are then up to this multiple of the bound.
	anyStep int64
	// ratio is D(1)/D(0) in the example of a step that is too large.
	ratio int64
	// summable says that step sizes with a finite sum balance too; noiseless that descent at e = 0 keeps D; necessary that a diverging sum
	// is necessary.
	summable, noiseless, necessary bool
	// descend is the float64 descent under test.
	descend func(ctx context.Context, d *numeric.Descent, start *numeric.Network) (*numeric.Trajectory, error)
}

func theorem() statement {
	return statement{
		general: func(v pair) circuit.Node {
			return v.R.Mul(v.B).Sub(v.S.Mul(v.X).Mul(v.Y).Mul(v.A.Sub(v.B.Sqr())))
		},
		diagonal: func(v pair) circuit.Node {
			return v.S.Mul(v.Target.Mul(v.B).Sub(v.X.Mul(v.Y).Mul(v.A)))
		},
		plus:   func(one, a, c circuit.Node) circuit.Node { return one.Sub(a).Add(c) },
		minus:  func(one, a, c circuit.Node) circuit.Node { return one.Sub(a).Sub(c) },
		factor: func(one, a, c circuit.Node) circuit.Node { return one.Sub(a).Sqr().Sub(c.Sqr()) },
		inverse: func(v box) circuit.Node {
			return v.S.Mul(v.Beta.Mul(v.H).Add(v.M2.Add(v.E2).Mul(v.G))).Times(2)
		},
		root:    func(v box) circuit.Node { return v.S.Mul(v.E2).Mul(v.N).Times(2) },
		anyStep: 1,
		ratio:   -8,
		descend: func(ctx context.Context, d *numeric.Descent, start *numeric.Network) (*numeric.Trajectory, error) {
			return d.Run(ctx, start)
		},
	}
}

// StepInverse writes 1/alpha for the largest step that the condition allows in one coordinate, for free g = (M^2+e^2)^(L-2) and h = M^(L-2).
func StepInverse(c *circuit.Builder, sc, beta, e, m, g, h circuit.Node) circuit.Node {
	return theorem().inverse(box{C: c, S: sc, Beta: beta, M2: m.Sqr(), E2: e.Sqr(), G: g, H: h})
}

// a is 2 alpha s e^2 P_-lm.
func (v pair) a() circuit.Node { return v.Alpha.Mul(v.S).Mul(v.E.Sqr()).Mul(v.A).Times(2) }

// c is 2 alpha h.
func (s statement) c(v pair, diagonal bool) circuit.Node {
	h := s.general(v)
	if diagonal {
		h = s.diagonal(v)
	}
	return v.Alpha.Mul(h).Times(2)
}

// pairOf fills the view of layers l and k of coordinate i at fixed depth and width.
func pairOf(m *proof.Model, alpha circuit.Node, i, l, k int) pair {
	c := m.C
	v := pair{C: c, X: m.W[l][i], Y: m.W[k][i], A: c.Int(1), B: c.Int(1), Target: m.B[i], E: m.E, S: m.Sigma[i][i], R: c.Int(0), Alpha: alpha}
	for n, w := range m.Layer(i) {
		if n != l && n != k {
			v.A, v.B = v.A.Mul(w.Sqr().Add(m.E.Sqr())), v.B.Mul(w)
		}
	}
	for j := range m.B {
		v.R = v.R.Add(m.Sigma[i][j].Mul(m.B[j].Sub(c.Prod(m.Layer(j)...))))
	}
	return v
}

// free makes the symbols of the free proof, and L_R as two weights see it.
func free(c *circuit.Builder, diagonal bool) (pair, circuit.Node) {
	v := pair{
		C: c, X: c.Var("x"), Y: c.Var("y"), A: c.Var("A"), B: c.Var("B"), Target: c.Var("b"), E: c.Var("e"), S: c.Var("s"), Alpha: c.Var("alpha"),
	}
	cross := c.Int(0)
	if !diagonal {
		cross = c.Var("c")
	}
	v.R = v.S.Mul(v.Target.Sub(v.X.Mul(v.Y).Mul(v.B))).Add(cross)
	law := definition.Gaussian()
	both := func(k int) circuit.Node { return law.Moment(v.X, v.E, c, k).Mul(law.Moment(v.Y, v.E, c, k)) }
	square := v.Target.Sqr().Sub(v.Target.Mul(both(1)).Mul(v.B).Times(2)).Add(both(2).Mul(v.A))
	return v, v.S.Mul(square).Add(cross.Mul(v.Target.Sub(both(1).Mul(v.B))).Times(2))
}

// at is a formula on a box at fixed depth, for s, |b|, e and M.
func at(depth int, f func(v box) circuit.Node) func(x ...*big.Rat) *big.Rat {
	return orbit.Formula(4, func(c *circuit.Builder, x []circuit.Node) circuit.Node {
		e2, m2 := x[2].Sqr(), x[3].Sqr()
		return f(box{C: c, S: x[0], Beta: x[1], M2: m2, E2: e2, G: m2.Add(e2).Pow(depth - 2), H: x[3].Pow(depth - 2), N: e2.Pow(depth - 2)})
	})
}
