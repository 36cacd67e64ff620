package gaussian_kl

import (
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
)

// freeSteps is the proof of the package doc: one coordinate with free symbols. Both sides are multiplied by 2 e^2 sp^2.
func (s statement) freeSteps(claim.Profile) []claim.Step {
	const scope = "all D"
	step := func(name string, f func(c *circuit.Builder, e, sp, theta, theta0 circuit.Node) grid.Identity) claim.Step {
		return proof.Grid(name, scope, 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			return []grid.Identity{f(c, c.Var("e"), c.Var("sp"), c.Var("theta"), c.Var("theta0"))}, nil
		})
	}
	// E_Q (v - a)^2 from the definition: the second moment of (theta - a) + e xi.
	square := func(c *circuit.Builder, shift, e circuit.Node) circuit.Node {
		return definition.Gaussian().Moment(shift, e, c, 2)
	}
	return []claim.Step{
		step("density-ratio", func(c *circuit.Builder, e, sp, theta, theta0 circuit.Node) grid.Identity {
			// 2 e^2 sp^2 E [ -(v-theta)^2/(2e^2) + (v-theta_0)^2/(2sp^2) ]
			lhs := e.Sqr().Mul(square(c, theta.Sub(theta0), e)).Sub(sp.Sqr().Mul(square(c, c.Int(0), e)))
			return proof.GridIdentity("KL without logarithms", lhs, s.scaled(e, sp, theta.Sub(theta0)))
		}),
		step("normalizers", func(_ *circuit.Builder, _, sp, _, _ circuit.Node) grid.Identity {
			// log sp - log e = (1/2) log(sp^2/e^2): coefficient 1 of half the logarithm. sp is a symbol that makes it an identity.
			return proof.GridIdentity("coefficient of log(sp^2/e^2), times 2", sp, sp.Times(s.logs))
		}),
		step("equal-spreads", func(_ *circuit.Builder, e, _, theta, theta0 circuit.Node) grid.Identity {
			// sp = e: KL = (theta-theta_0)^2/(2 e^2), times 2 e^4.
			d := theta.Sub(theta0)
			return proof.GridIdentity("KL at sp = e", s.scaled(e, e, d), e.Sqr().Mul(d.Sqr()))
		}),
		step("gaussian-tilt", func(c *circuit.Builder, e, sp, theta, theta0 circuit.Node) grid.Identity {
			// E_Q f - log E_P exp f = KL; the logarithms, -1/2 and 1/2 of log(sp^2/e^2), agree with s.logs by the step normalizers.
			d := theta.Sub(theta0)
			ef := sp.Sqr().Mul(d.Sqr()).Times(2).Sub(sp.Sqr().Sub(e.Sqr()).Mul(square(c, d, e))) // 2 e^2 sp^2 ( b d - (a/2) E (v-theta_0)^2 )
			return proof.GridIdentity("equality at the tilted Gaussian", ef.Sub(sp.Sqr().Mul(d.Sqr())), s.scaled(e, sp, d))
		}),
	}
}
