package pacbayes

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/numeric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

// statement is what is verified; wrong variants replace parts of it.
type statement struct {
	risk   func(m *proof.Model) circuit.Node // E_Q of the risk
	second func(m *proof.Model) circuit.Node // E_Q t2^2

	xi       func(n int) *big.Rat
	xiLow    func(n int64) int64 // bounds of xi(n)^2
	xiHigh   func(n int64) int64
	inverse  func(q *big.Rat, b *interval.Interval, prec uint) (*interval.Interval, error)
	pinsker  int64 // kl(q||p) >= pinsker (p-q)^2: 2
	catoni   func(c *interval.Context, z, cc *interval.Interval, q *big.Rat, b *interval.Interval) *interval.Interval
	laplace  int64    // E exp(-lambda r^2) = (1 + laplace lambda t2)^(-1/2): 2
	quad     *big.Rat // log(1+2x)/2 >= x - quad x^2: 1
	finite   func(layers int, t, sp *big.Rat) bool
	share    *big.Rat // of KL in the bounds
	noDim    bool     // KL without its D-term
	reject   func(trials int, rate, alpha *big.Rat) int
	constant *big.Rat // the constant column of the Longley regression
	variance func(m *numeric.Model, n *numeric.Network) (v, bound float64)
	gibbs    func(x [][]float64, y []float64, layers [][]float64, e float64) (v, bound float64, err error)
}

func theorem() statement {
	return statement{
		risk:     closedRisk,
		second:   closedSecond,
		xi:       pacbayes.Xi,
		xiLow:    func(n int64) int64 { return n },
		xiHigh:   func(n int64) int64 { return 4 * n },
		inverse:  pacbayes.KLInverse,
		pinsker:  2,
		catoni:   catoni,
		laplace:  2,
		quad:     big.NewRat(1, 1),
		finite:   finite,
		share:    big.NewRat(1, 1),
		reject:   pacbayes.Threshold,
		constant: big.NewRat(1, 1),
		variance: numeric.LossVariance,
		gibbs:    numeric.EmpiricalGibbs,
	}
}

// closedRisk is L(W) + sum_i s_i (P_i - p_i^2).
func closedRisk(m *proof.Model) circuit.Node {
	sum := definition.Loss(m.C, m.Symbols)
	for i := range m.B {
		sum = sum.Add(m.Sigma[i][i].Mul(spread(m, i)))
	}
	return sum
}

// spread is P_i - p_i^2.
func spread(m *proof.Model, i int) circuit.Node {
	capital, small := m.C.Int(1), m.C.Int(1)
	for _, w := range m.Layer(i) {
		capital, small = capital.Mul(w.Sqr().Add(m.E.Sqr())), small.Mul(w.Sqr())
	}
	return capital.Sub(small)
}

// closedSecond is L_R^2 + Var with
//
//	Var = 4 sum_i (A mu)_i^2 V_i - 4 sum_i (A mu)_i A_ii K3_i + sum_i A_ii^2 (K4_i - V_i^2) + 2 sum_{i != j} A_ij^2 V_i V_j,
//
// V, K3, K4 the central moments of q_i layer by layer (numeric.LossVariance has the derivation).
func closedSecond(m *proof.Model) circuit.Node {
	d := len(m.B)
	v, k3, k4, mu := make([]circuit.Node, d), make([]circuit.Node, d), make([]circuit.Node, d), make([]circuit.Node, d)
	e2 := m.E.Sqr()
	for i := range d {
		p, a, b, c := m.C.Int(1), m.C.Int(0), m.C.Int(0), m.C.Int(0)
		for _, w := range m.Layer(i) {
			w2, p2 := w.Sqr(), p.Sqr()
			c = w2.Sqr().Mul(c).Add(w2.Mul(e2).Mul(c.Add(p.Mul(b).Times(2)).Add(p2.Mul(a))).Times(6)).
				Add(e2.Sqr().Mul(c.Add(p.Mul(b).Times(4)).Add(p2.Mul(a).Times(6)).Add(p2.Sqr())).Times(3))
			b = w2.Mul(w).Mul(b).Add(w.Mul(e2).Mul(b.Add(p.Mul(a).Times(2))).Times(3))
			a = w2.Mul(a).Add(e2.Mul(a.Add(p2)))
			p = p.Mul(w)
		}
		v[i], k3[i], k4[i], mu[i] = a, b, c, m.B[i].Sub(p)
	}
	sum := closedRisk(m).Sqr()
	for i := range d {
		r, s := m.C.Int(0), m.Sigma[i][i]
		for j := range d {
			r = r.Add(m.Sigma[i][j].Mul(mu[j]))
			if j != i {
				sum = sum.Add(m.Sigma[i][j].Sqr().Mul(v[i]).Mul(v[j]).Times(2))
			}
		}
		sum = sum.Add(r.Sqr().Mul(v[i]).Times(4)).Sub(r.Mul(s).Mul(k3[i]).Times(4)).Add(s.Sqr().Mul(k4[i].Sub(v[i].Sqr())))
	}
	return sum
}

// catoni sets z = (1 - exp(-C q - B)) / (1 - e^-C).
func catoni(c *interval.Context, z, cc *interval.Interval, q *big.Rat, b *interval.Interval) *interval.Interval {
	num, den := interval.New(), interval.New()
	c.Add(num, c.MulRat(num, cc, q), b)
	c.Expm1(num, c.Neg(num, num))
	c.Expm1(den, c.Neg(den, cc))
	return c.Div(z, num, den)
}

// finite reports whether E_P exp(t (b - v_1 ... v_L)^2) is finite for P = N(0, sp^2 I).
func finite(layers int, t, sp *big.Rat) bool {
	x := new(big.Rat).Mul(sp, sp)
	x.Mul(x, new(big.Rat).Add(t, t))
	return layers == 1 && x.Cmp(big.NewRat(1, 1)) < 0
}
