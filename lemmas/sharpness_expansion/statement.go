package sharpness_expansion

import (
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/symmetric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// coordinate is what the formulas see of one coordinate.
type coordinate struct {
	c       *circuit.Builder
	Depth   int
	Squares []circuit.Node // E_0, ..., E_L of the squared weights
	Plain   []circuit.Node // E_0, ..., E_L of the weights; only a wrong variant uses them
	E       circuit.Node   // noise level
}

func coordinateOf(m *proof.Model, i int) coordinate {
	ws := m.Layer(i)
	return coordinate{
		c: m.C, Depth: len(ws), E: m.E,
		Squares: symmetric.Nodes(m.C, symmetric.Squares(ws)), Plain: symmetric.Nodes(m.C, ws),
	}
}

// statement is what S.2 says, per coordinate and divided by s_i; wrong variants replace parts of it.
type statement struct {
	// series is the coordinate's part of R.
	series func(v coordinate) circuit.Node
	// trace is the coordinate's part of tr Hess L.
	trace func(v coordinate) circuit.Node
	// tail is the coordinate's part of R - (e^2/2) tr Hess L.
	tail func(v coordinate) circuit.Node
	// across is what one off-diagonal pair of coordinates adds to R, per Sigma_ij: nothing.
	across func(v, u coordinate) circuit.Node

	// The free-symbol forms. sharpness is the coordinate's part of R over s from w, e, A = P_-l, B = p_-l.
	sharpness func(w, e, a, b circuit.Node) circuit.Node
	// curvature is d^2 L / dw^2 over s.
	curvature func(w, b circuit.Node) circuit.Node
	// coefficient is that of t^k in (a + t) times a series with the coefficients u, v of t^k, t^(k-1).
	coefficient func(a, u, v circuit.Node) circuit.Node
	// lead and rest are the coefficients of e^2 and of e^4 in R/s when A = B^2 + e^2 T + e^4 U.
	lead func(w, b, t circuit.Node) circuit.Node
	rest func(w, e, t, u circuit.Node) circuit.Node
}

func lemma() statement {
	return statement{
		series: func(v coordinate) circuit.Node { return v.powers(1) },
		trace:  func(v coordinate) circuit.Node { return v.Squares[v.Depth-1].Times(2) },
		tail:   func(v coordinate) circuit.Node { return v.powers(2) },
		across: func(v, _ coordinate) circuit.Node { return v.c.Int(0) },
		sharpness: func(w, e, a, b circuit.Node) circuit.Node {
			return w.Sqr().Add(e.Sqr()).Mul(a).Sub(w.Mul(b).Sqr())
		},
		curvature:   func(_, b circuit.Node) circuit.Node { return b.Sqr().Times(2) },
		coefficient: func(a, u, v circuit.Node) circuit.Node { return a.Mul(u).Add(v) },
		lead:        func(w, b, t circuit.Node) circuit.Node { return b.Sqr().Add(w.Sqr().Mul(t)) },
		rest: func(w, e, t, u circuit.Node) circuit.Node {
			return t.Add(w.Sqr().Add(e.Sqr()).Mul(u))
		},
	}
}

// powers is the sum of e^{2k} E_{L-k} over k = from..L.
func (v coordinate) powers(from int) circuit.Node {
	sum := v.c.Int(0)
	for k := from; k <= v.Depth; k++ {
		sum = sum.Add(v.E.Pow(2 * k).Mul(v.Squares[v.Depth-k]))
	}
	return sum
}
