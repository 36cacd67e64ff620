package theorem4_4

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/ssam_moments"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// identitySteps proves the two identities behind the KKT set, for every depth: the other layers stand behind E R = B and E R^2 = A.
func (s statement) identitySteps(claim.Profile) []claim.Step {
	steps := []claim.Step{proof.Grid("pair", "all L, per coordinate", 0, 0, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		v := pair{X: b.Var("x"), Y: b.Var("y"), A: b.Var("A"), B: b.Var("B"), Target: b.Var("b"), E: b.Var("e"), S: b.Var("s")}
		xi, zeta, r := b.Var("xi"), b.Var("zeta"), b.Var("R")
		law := moments.Law{
			Groups:  append(moments.Normals(xi, zeta), moments.Known(r, v.B, v.A)),
			Symbols: []circuit.Node{v.X, v.Y, v.A, v.B, v.Target, v.E, v.S},
		}
		u := v.Target.Sub(v.X.Add(v.E.Mul(xi)).Mul(v.Y.Add(v.E.Mul(zeta))).Mul(r))
		f := moments.Expect(b, v.S.Mul(u.Sqr()), law)
		x, y := v.X.Mul(circuit.Derive(f, v.X)), v.Y.Mul(circuit.Derive(f, v.Y))
		return []grid.Identity{
			{Name: "w_l g_l - w_m g_m", LHS: x.Sub(y), RHS: s.balance(v)},
			{Name: "w_l g_l", LHS: x, RHS: s.weighted(v)},
		}, nil
	})}
	for depth := 3; depth <= 7; depth++ {
		steps = append(steps, claim.Step{
			Name: fmt.Sprintf("double-root-depth%d", depth), Scope: fmt.Sprintf("L = %d, beta = beta_1, M = t_- = t_+", depth),
			Run: func(context.Context) claim.StepResult { return s.atDouble(depth) },
		})
	}
	return steps
}

// atDouble takes the corner at M = t_- = t_+, which no rational M is: e = s = 1, t = sqrt(L(L-2))/L and b = (t^2+1)^(L-1)/t^(L-2) in Q(sqrt(L(L-2))). The gradient
// vanishes there, so that the corner is a KKT point.
func (s statement) atDouble(depth int) claim.StepResult {
	res := claim.StepResult{Method: "Q(sqrt(L(L-2)))", Verdict: claim.Proved, Depth: depth, Width: 1}
	stationary := true
	for _, g := range gradientAt(doublePoint(depth)) {
		res.Points++
		stationary = stationary && isZero(g)
	}
	if says := s.corner(double); says != stationary {
		res.Verdict, res.Detail = claim.Refuted, fmt.Sprintf("the gradient at the corner vanishes: %t, a KKT point as stated: %t", stationary, says)
	}
	return res
}

// surdPoint is w = (t, ..., t) with the target b in a ring Q(sqrt D).
type surdPoint struct {
	depth int
	ring  *circuit.Surds[*big.Rat, circuit.Rats]
	t, b  *circuit.Surd[*big.Rat]
}

// gradientAt is the gradient of L_R from the definition, at e = s = 1.
func gradientAt(p surdPoint) []*circuit.Surd[*big.Rat] {
	m := proof.NewModel(proof.Shape{Depth: p.depth, Width: 1, Diagonal: true})
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	one := p.ring.New()
	p.ring.SetInt(one, 1)
	var outs []circuit.Node
	in := make([]*circuit.Surd[*big.Rat], 0, p.depth+4)
	for _, w := range m.Layer(0) {
		outs = append(outs, circuit.Derive(f, w))
		in = append(in, p.t)
	}
	in = append(in, p.b, one, one, p.ring.New())
	return circuit.NewMachine(p.ring, m.C.Compile(outs...)).Run(in)
}

// isZero asks both parts.
func isZero(x *circuit.Surd[*big.Rat]) bool { return x.A.Sign() == 0 && x.B.Sign() == 0 }

// doublePoint is the double root, in Q(sqrt(L(L-2))).
func doublePoint(depth int) surdPoint {
	n := int64(depth)
	ring := circuit.NewSurds(circuit.Rats{}, n*(n-2))
	number := func(rational, root *big.Rat) *circuit.Surd[*big.Rat] {
		z := ring.New()
		z.A.Set(rational)
		z.B.Set(root)
		return z
	}
	zero := new(big.Rat)
	t := number(zero, big.NewRat(1, n))
	inverse := number(zero, big.NewRat(1, n-2))
	b := number(power(big.NewRat(2*(n-1), n), depth-1), zero)
	for range depth - 2 {
		next := ring.New()
		ring.Mul(next, b, inverse)
		b = next
	}
	return surdPoint{depth, ring, t, b}
}

// nonnegative is the step that proves f >= 0 for nonnegative values of all variables: every coefficient of f is nonnegative.
func nonnegative(name, scope string, build func(b *circuit.Builder) circuit.Node) claim.Step {
	return claim.Step{Name: name, Scope: scope, Run: func(context.Context) claim.StepResult {
		b := circuit.NewBuilder()
		f := build(b)
		res := claim.StepResult{Method: "nonnegative coefficients", Verdict: claim.Proved}
		names := b.Compile(f).Vars()
		terms := moments.Integers(b, f)
		for _, t := range terms {
			res.Points++
			if t.Coef.Sign() < 0 {
				res.Verdict = claim.Refuted
				res.Detail = fmt.Sprintf("the coefficient of %s is %s", monomial(names, t.Exps), t.Coef)
				return res
			}
		}
		res.Stats = []claim.Value{{Name: "terms", Value: fmt.Sprint(len(terms))}}
		return res
	}}
}

func monomial(names []string, exps []uint8) string {
	s := ""
	for k, n := range exps {
		if n > 0 {
			s += fmt.Sprintf(" %s^%d", names[k], n)
		}
	}
	return "[" + s + " ]"
}

// boundSteps proves the second moment's bound on the box for every depth: y = |w_l|, t = M - y, a = |b|; A_k = prod m_k(|w|) over the other layers
// and d_k = m_k(M)^(L-1) - A_k >= 0, which is the monotonicity of m_k. |b w_l E q_-l^3| <= a y A_3 is used for the one term without a sign.
func (s statement) boundSteps(claim.Profile) []claim.Step {
	symbols := func(b *circuit.Builder) (v bound, y circuit.Node, a [5]circuit.Node) {
		v = bound{S: b.Var("s"), Beta: b.Var("a"), E: b.Var("e")}
		y = b.Var("y")
		v.M = y.Add(b.Var("t"))
		for k := 2; k <= 4; k++ {
			a[k] = b.Var(fmt.Sprintf("A%d", k))
			v.R[k] = a[k].Add(b.Var(fmt.Sprintf("d%d", k)))
		}
		return v, y, a
	}
	largest := func(v bound, y circuit.Node, a [5]circuit.Node) circuit.Node {
		return v.Beta.Sqr().Mul(a[2]).Add(v.Beta.Mul(y).Mul(a[3]).Times(2)).Add(y.Sqr().Add(v.E.Sqr()).Mul(a[4]))
	}
	steps := []claim.Step{
		nonnegative("noise", "all L, noise only", func(b *circuit.Builder) circuit.Node {
			v, y, a := symbols(b)
			return s.noise(v).Sub(v.S.Sqr().Mul(largest(v, y, a)).Times(4))
		}),
		nonnegative("sample", "all L, all d, one sample, X Gaussian", func(b *circuit.Builder) circuit.Node {
			v, y, a := symbols(b)
			z := b.Var("z") // tau2 + sum of s_j E u_j^2
			v.Load = z.Add(b.Var("dz"))
			value := v.S.Sqr().Mul(largest(v, y, a)).Times(12).Add(v.S.Mul(z).Mul(a[2]).Times(4))
			return s.sample(v).Sub(value)
		}),
	}
	for k := 2; k <= 4; k++ {
		steps = append(steps, nonnegative(fmt.Sprintf("factor%d", k), "m_k increases in |w|", func(b *circuit.Builder) circuit.Node {
			y, t, e := b.Var("y"), b.Var("t"), b.Var("e")
			return ssam_moments.Factor(y.Add(t), e, k).Sub(ssam_moments.Factor(y, e, k))
		}))
	}
	return steps
}

// descentSteps proves the algebra of the bound for finite times. With c1, c2 >= 0 the slacks of weak and strong convexity,
//
//	c1 = f(y) - f(x) - i + (K/2) q,   c2 = f(x) - f(y) - (r/2) q - ((r-K)/2) q,   r = 2 K,
//
// i = -(c1 + c2) - K q, and the claim is 2 (phi(x) + r alpha i + (r/2) alpha^2 G2) <= 2 phi(x) - rate alpha |grad phi|^2 + 2 curvature alpha^2 K G2 with |grad phi|^2 = r^2 q; the
// factor of the bound is (3/2)^2 times 2/rate, the statement's factor 9/2 means rate = 1. Cleared of denominators the difference must have nonnegative coefficients in K, q,
// G2, alpha, c1, c2.
func (s statement) descentSteps(claim.Profile) []claim.Step {
	return []claim.Step{nonnegative("descent", "all L, all d", func(b *circuit.Builder) circuit.Node {
		k, q, g2, alpha, c1, c2 := b.Var("K"), b.Var("q"), b.Var("G2"), b.Var("alpha"), b.Var("c1"), b.Var("c2")
		r := k.Times(2)
		i := c1.Add(c2).Add(k.Mul(q)).Neg()
		change := r.Mul(alpha).Mul(i).Times(2).Add(r.Mul(alpha.Sqr()).Mul(g2)) // 2 E phi(W+) - 2 phi(x), bounded
		// rate = 2 (9/4) / factor = 9 / (2 factor) = 9 fd / (2 fn); everything times 2 fn cd.
		fn, fd := s.factor.Num().Int64(), s.factor.Denom().Int64()
		cn, cd := s.curvature.Num().Int64(), s.curvature.Denom().Int64()
		claimed := alpha.Sqr().Mul(k).Mul(g2).Times(2 * cn * 2 * fn).Sub(alpha.Mul(r.Sqr()).Mul(q).Times(9 * fd * cd))
		return claimed.Sub(change.Times(2 * fn * cd))
	})}
}
