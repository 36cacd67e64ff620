package local_rate

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// telescope proves the identity behind the lower bound of descent: with q = rho + x,
// sum_{j<k} rho^(k-1-j) x q^j = q^k - rho^k, for k = 1..12.
func telescope(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		return []claim.Step{proof.Grid("powers", "k = 1..12", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			rho, x := c.Var("rho"), c.Var("x")
			var ids []grid.Identity
			for k := 1; k <= 12; k++ {
				sum := c.Int(0)
				for j := range k {
					sum = sum.Add(rho.Pow(k - 1 - j).Mul(x).Mul(rho.Add(x).Pow(j)))
				}
				ids = append(ids, proof.GridIdentity("gap", sum, s.gap(c, k, rho, x)))
			}
			return ids, [][]circuit.Node{{rho, x}}
		})}
	}
}

// eigenpairs decides H v = lambda v exactly, H the definition's Hessian at an exact stationary point, for v = sigma and the L-1 vectors
// sigma_m e_1 - sigma_1 e_m; together they span, so these are all eigenvalues. The rate is positive and
// the least of them, the factor of descent the largest |1 - alpha lambda|.
func (s statement) eigenpairs() *claim.Sample {
	return &claim.Sample{
		Space: space(domain(6)), Cases: claim.Count{Quick: 60, Default: 800, Deep: 40000}, MinValid: 8,
		NewJudge: func() claim.Judge {
			hessians := orbit.ExactHessians{}
			return func(c *claim.Case) claim.Outcome {
				m := plant(c.Instance, hessians)
				if out := m.isStationary(); out.Kind != claim.KindHeld {
					return out
				}
				along, across := s.eigenvalues(m)
				if !m.eigen(m.signs, along) {
					return claim.Violate("along", 0, "H sigma is not %s sigma", proof.Clip(along))
				}
				for l := 1; l < len(m.signs); l++ {
					v := make([]int64, len(m.signs))
					v[0], v[l] = m.signs[l], -m.signs[0]
					if !m.eigen(v, across) {
						return claim.Violate("across", 0, "H v is not %s v for v = %v", proof.Clip(across), v)
					}
				}
				least, most := along, across
				if least.Cmp(most) > 0 {
					least, most = most, least
				}
				if rate, _ := s.rate(along, across); least.Sign() <= 0 || rate.Cmp(least) != 0 {
					return claim.Violate("not the least", 0, "rate %s of the eigenvalues %s and %s", proof.Clip(rate), proof.Clip(along), proof.Clip(across))
				}
				// Descent at alpha = k / (4 lambda_max), k = 1..7: the largest modulus of 1 - alpha lambda.
				for k := int64(1); k < 8; k++ {
					alpha := big.NewRat(k, 4)
					alpha.Quo(alpha, most)
					worst := orbit.MaxAbs(shrinks(alpha, along), shrinks(alpha, across))
					if rho, _ := s.factor(alpha, along, across); rho.Cmp(worst) != 0 {
						return claim.Violate("not the largest modulus", 0, "factor %s at alpha = %s, the eigenvalues are %s and %s", proof.Clip(rho), proof.Clip(alpha), proof.Clip(along), proof.Clip(across))
					}
				}
				return claim.Hold()
			}
		},
	}
}

// shrinks is 1 - alpha lambda, what descent multiplies an eigenvector by.
func shrinks(alpha, lambda *big.Rat) *big.Rat {
	x := new(big.Rat).Mul(alpha, lambda)
	return x.Sub(big.NewRat(1, 1), x)
}

func (s statement) eigenvalues(m minimum) (along, across *big.Rat) {
	depth, sc, e := m.in.Depth(), m.in.Scale(0), m.in.Noise
	return s.along(depth, sc, e, m.u), s.across(depth, sc, e, m.u)
}

// isStationary checks the planted point against the definition.
func (m minimum) isStationary() claim.Outcome {
	v, err := definition.Evaluate(definition.Model{Weights: m.in.Weights, Target: m.in.Target, Sigma: m.in.Sigma, Noise: m.in.Noise})
	if err != nil {
		return claim.Skip("%v", err)
	}
	for l, row := range v.Gradient {
		if row[0].Sign() != 0 {
			return claim.Violate("not stationary", 0, "dL_R/dw_%d = %s at the planted point", l+1, proof.Clip(row[0]))
		}
	}
	return claim.Hold()
}

func (m minimum) eigen(v []int64, lambda *big.Rat) bool {
	t := new(big.Rat)
	for l, row := range m.hessian {
		sum := new(big.Rat)
		for n, x := range row {
			sum.Add(sum, t.Mul(x, big.NewRat(v[n], 1)))
		}
		if sum.Cmp(t.Mul(lambda, big.NewRat(v[l], 1))) != 0 {
			return false
		}
	}
	return true
}

// directionOf reads the parameter.
func directionOf(in *generators.Instance) direction {
	return direction(in.Param(directionName).Num().Int64())
}
