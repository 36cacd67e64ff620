package moments

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/definition"
)

// neighbors holds the means mu_j = b_j - p_j and the variances V_j = P_j - p_j^2 of u_j = b_j - q_j, which are independent over j.
type neighbors struct {
	sigma  [][]*big.Rat
	mu, va []*big.Rat
	pull   []*big.Rat // [Sigma mu]_i
	total  *big.Rat   // E u^T Sigma u
}

func newNeighbors(m definition.Model) *neighbors {
	e2 := mul(m.Noise, m.Noise)
	n := &neighbors{sigma: m.Sigma, total: new(big.Rat)}
	for i, b := range m.Target {
		p, square := big.NewRat(1, 1), big.NewRat(1, 1)
		for _, row := range m.Weights {
			w := row[i]
			p.Mul(p, w)
			square.Mul(square, add(mul(w, w), e2))
		}
		n.mu = append(n.mu, sub(b, p))
		n.va = append(n.va, square.Sub(square, mul(p, p)))
	}
	for i, row := range m.Sigma {
		pull := new(big.Rat)
		for j, s := range row {
			if s.Sign() != 0 {
				pull.Add(pull, mul(s, n.mu[j]))
			}
		}
		n.pull = append(n.pull, pull)
		n.total.Add(n.total, mul(n.mu[i], pull))
		n.total.Add(n.total, mul(row[i], n.va[i]))
	}
	return n
}

// linear returns c and c2, the mean and the second moment of sum_{j != i} Sigma_ij u_j.
func (n *neighbors) linear(i int) (c, c2 *big.Rat) {
	c = sub(n.pull[i], mul(n.sigma[i][i], n.mu[i]))
	c2 = mul(c, c)
	for j, s := range n.sigma[i] {
		if j != i && s.Sign() != 0 {
			c2.Add(c2, mul(mul(s, s), n.va[j]))
		}
	}
	return c, c2
}

// form returns z = E sum_{j,k != i} Sigma_jk u_j u_k: the whole form without row and column i,
//
//	z = E u^T Sigma u - 2 mu_i [Sigma mu]_i + s_i mu_i^2 - s_i V_i.
func (n *neighbors) form(i int) *big.Rat {
	s, mu := n.sigma[i][i], n.mu[i]
	z := sub(n.total, times(2, mul(mu, n.pull[i])))
	z.Add(z, mul(s, mul(mu, mu)))
	return z.Sub(z, mul(s, n.va[i]))
}
