package theorem4_4

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// gradients evaluates the gradient of L_R of one coordinate from the definition, by depth. It holds scratch: one per goroutine.
type gradients map[int]*circuit.Machine[*big.Rat, circuit.Rats]

// at returns dL_R/dw_l, l = 1..L; the numbers are valid until the next call.
func (g gradients) at(w []*big.Rat, b, s, e *big.Rat) []*big.Rat {
	m, ok := g[len(w)]
	if !ok {
		model := proof.NewModel(proof.Shape{Depth: len(w), Width: 1, Diagonal: true})
		f := definition.ExpectedLoss(model.C, model.Symbols, definition.Gaussian())
		var outs []circuit.Node
		for _, row := range definition.Gradient(f, model.Symbols) {
			outs = append(outs, row...)
		}
		m = circuit.NewMachine(circuit.Rats{}, model.C.Compile(outs...))
		g[len(w)] = m
	}
	return m.Run(append(append([]*big.Rat(nil), w...), b, s, e, new(big.Rat)))
}

// isKKT decides by definition whether w is a KKT point of L_R on |w_l| <= m: g = 0 inside, w g <= 0 on the boundary. |w_l| <= m must hold.
func (g gradients) isKKT(w []*big.Rat, b, s, e, m *big.Rat) bool {
	for l, x := range g.at(w, b, s, e) {
		if active(w[l], m) {
			if x.Sign()*w[l].Sign() > 0 {
				return false
			}
		} else if x.Sign() != 0 {
			return false
		}
	}
	return true
}

func active(w, m *big.Rat) bool { return new(big.Rat).Abs(w).Cmp(m) == 0 }

// says is the statement's answer: a stationary point of Lemma 2.3, or a corner.
func (s statement) says(w []*big.Rat, b, e, m *big.Rat) bool {
	corners, sign := true, 1
	for _, x := range w {
		corners = corners && active(x, m)
		sign *= x.Sign()
	}
	if stationary(w, b, e) {
		return true
	}
	return s.spurious && corners && (!s.signed || sign == b.Sign()) && b.Sign() != 0 && s.corner(locate(len(w), b, e, m))
}

// stationary is Lemma 2.3: all squares are one u, and u = 0 or the product has the sign of b and (u+e^2)^(2(L-1)) = b^2 u^(L-2).
func stationary(w []*big.Rat, b, e *big.Rat) bool {
	sign := 1
	u := new(big.Rat).Mul(w[0], w[0])
	for _, x := range w {
		if new(big.Rat).Mul(x, x).Cmp(u) != 0 {
			return false
		}
		sign *= x.Sign()
	}
	return u.Sign() == 0 || sign == b.Sign() && excess(len(w), b, e, new(big.Rat).Abs(w[0])).Sign() == 0
}

// excess is (m^2+e^2)^(2(L-1)) - b^2 m^(2(L-2)): at most 0 iff h(m^2/e^2) <= beta, 0 iff m is t_- or t_+ (m > 0).
func excess(depth int, b, e, m *big.Rat) *big.Rat {
	u := new(big.Rat).Mul(m, m)
	x := power(new(big.Rat).Add(u, new(big.Rat).Mul(e, e)), 2*(depth-1))
	y := new(big.Rat).Mul(new(big.Rat).Mul(b, b), power(u, depth-2))
	return x.Sub(x, y)
}

// locate compares m > 0 with t_- and t_+ in exact arithmetic: the sign of excess, and on which side of the turning point z = (L-2)/L of h it is.
// That the roots exist at all is beta >= beta_1, the excess at the turning point; both sides are rational in u = e^2 (L-2)/L.
func locate(depth int, b, e, m *big.Rat) place {
	e2 := new(big.Rat).Mul(e, e)
	turn := new(big.Rat).Mul(e2, big.NewRat(int64(depth-2), int64(depth))) // u at the least h
	least := power(new(big.Rat).Add(turn, e2), 2*(depth-1))
	least.Sub(least, new(big.Rat).Mul(new(big.Rat).Mul(b, b), power(turn, depth-2)))
	exists := least.Sign() <= 0
	if depth == 2 { // h(0) = 1: a root t_+ > 0 exists iff |b| > e^2
		exists = least.Sign() < 0
	}
	if !exists {
		return noRoots
	}
	side := new(big.Rat).Mul(m, m)
	left := side.Cmp(turn)
	switch sign := excess(depth, b, e, m).Sign(); {
	case sign < 0:
		return between
	case sign == 0 && left < 0:
		return atSmall
	case sign == 0 && left == 0:
		return double
	case sign == 0:
		return atLarge
	case left < 0:
		return below
	default:
		return above
	}
}

func power(x *big.Rat, n int) *big.Rat {
	k := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), k, nil), new(big.Int).Exp(x.Denom(), k, nil))
}
