package theorem4_4

import (
	"math/big"

	"github.com/ssamverify/ssamverify/lemmas/step_schedules"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// statement is what Theorem 4.4 says, as far as it is verified; wrong variants replace parts of it.
type statement struct {
	// corner reports whether the corners of a coordinate with the sign of b are KKT points, given how M compares with t_- and t_+.
	corner func(m place) bool
	// signed says that corners have the sign of b.
	signed bool
	// spurious says that there are KKT points other than stationary ones.
	spurious bool
	// balance is w_l g_l - w_m g_m, weighted w_l g_l.
	balance, weighted func(v pair) circuit.Node
	// noise and sample bound E g_l^2 on the box.
	noise, sample func(v bound) circuit.Node
	// admissible is the hypothesis on alpha_k = a (k+k0)^-r.
	admissible func(r *big.Rat) bool
	// finite-time bound: factor (Delta + curvature K G2 sum alpha^2) / sum alpha for |G|^2.
	factor, curvature *big.Rat
	// own says that G is taken at the step alpha_k in place of 1/(2K).
	own bool
}

// place is where M lies among 0 < t_- <= t_+ (L = 2: t_- = 0).
type place uint8

const (
	noRoots place = iota // beta < beta_1
	below                // M < t_-
	atSmall              // M = t_-
	between
	atLarge // M = t_+
	above
	double // M = t_- = t_+
)

// pair is two weights of one coordinate; A and B are P_-lm and p_-lm.
type pair struct {
	X, Y, A, B, Target, E, S circuit.Node
}

// bound is a coordinate's data and box. R[k] = m_k(M)^(L-1), k = 2, 3, 4; Load = tau2 + sum over j != i of s_j (b_j^2 + 2 |b_j| M^L + m_2(M)^L).
type bound struct {
	S, Beta, E, M circuit.Node
	R             [5]circuit.Node
	Load          circuit.Node
}

func theorem() statement {
	bracket := func(v bound) circuit.Node {
		return v.Beta.Sqr().Mul(v.R[2]).Add(v.Beta.Mul(v.M).Mul(v.R[3]).Times(2)).Add(v.M.Sqr().Add(v.E.Sqr()).Mul(v.R[4]))
	}
	return statement{
		corner:   func(m place) bool { return m == atSmall || m == between || m == atLarge || m == double },
		signed:   true,
		spurious: true,
		balance: func(v pair) circuit.Node {
			return v.S.Mul(v.E.Sqr()).Mul(v.A).Mul(v.X.Sqr().Sub(v.Y.Sqr())).Times(2)
		},
		weighted: func(v pair) circuit.Node {
			rest := v.Y.Sqr().Add(v.E.Sqr()).Mul(v.A)
			return v.S.Mul(v.X.Sqr().Mul(rest).Sub(v.Target.Mul(v.X).Mul(v.Y).Mul(v.B))).Times(2)
		},
		noise: func(v bound) circuit.Node { return v.S.Sqr().Mul(bracket(v)).Times(4) },
		sample: func(v bound) circuit.Node {
			return v.S.Sqr().Mul(bracket(v)).Times(12).Add(v.S.Mul(v.R[2]).Mul(v.Load).Times(4))
		},
		admissible: step_schedules.Admissible,
		factor:     big.NewRat(9, 2),
		curvature:  big.NewRat(1, 1),
	}
}
