package lemma3_2

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// monotoneSteps proves the derivatives of the package doc. With f = (u+q)^(2(L-1)) - b^2 u^(L-2), q = e^2, as polynomial identities
//
//	u (u+q) f_u = [L u - (L-2) q] (u+q)^(2(L-1)) + (L-2) (u+q) f,
//	[L u - (L-2) q] f_q = (...) so that on f = 0: u (u+q) f_u (-sinking) + u (u+q) [L u - (L-2) q] f_q = (L-2) (u+q) f (-sinking),
//
// that is du/dq = -sinking/[L u - (L-2) q]; and d/dq of log lambda = (L-1) log(u/(u+q)) is (L-1) [q u' - u] / (u (u+q)), negative where u' < 0.
// With L as a symbol: [L u - (L-2) q] = 2 (L-1) u - (L-2) (u+q), the numerator of G_u, and sinking = 2 u (u+q) G_q.
func monotoneSteps(s statement) func(claim.Profile) []claim.Step {
	free := proof.Build(func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
		depth, u, q := b.Var("L"), b.Var("u"), b.Var("q")
		one, two := b.Int(1), b.Int(2)
		lin := depth.Mul(u).Sub(depth.Sub(two).Mul(q))
		return []grid.Identity{
			proof.GridIdentity("2 u (u+q) G_u", depth.Sub(one).Mul(u).Times(2).Sub(depth.Sub(two).Mul(u.Add(q))), lin),
			proof.GridIdentity("2 u (u+q) G_q", depth.Sub(one).Mul(u).Times(2), s.sinking(depth, u, q)),
		}, nil
	})
	fixed := func(depth int) claim.Step {
		return proof.Grid(fmt.Sprintf("depth%d", depth), fmt.Sprintf("L = %d, all u, q, b", depth), depth, 1, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			u, q, b := c.Var("u"), c.Var("q"), c.Var("b")
			n := c.Int(int64(depth))
			power := u.Add(q).Pow(2 * (depth - 1))
			f := power.Sub(b.Sqr().Mul(u.Pow(depth - 2)))
			lin := n.Mul(u).Sub(n.Sub(c.Int(2)).Mul(q))
			weight := u.Mul(u.Add(q))
			fu, fq := circuit.Derive(f, u), circuit.Derive(f, q)
			sink := s.sinking(n, u, q)
			rest := u.Add(q).Mul(f).Times(int64(depth - 2))
			return []grid.Identity{
				proof.GridIdentity("f_u", weight.Mul(fu), lin.Mul(power).Add(rest)),
				proof.GridIdentity("du/dq", weight.Mul(lin.Mul(fq).Sub(sink.Mul(fu))), rest.Mul(sink).Neg()),
			}, nil
		})
	}
	return func(p claim.Profile) []claim.Step {
		top := 16
		if p == claim.Quick {
			top = 8
		}
		steps := []claim.Step{proof.Grid("free", "all L", 0, 0, free)}
		for depth := 2; depth <= top; depth++ {
			steps = append(steps, fixed(depth))
		}
		return steps
	}
}

// trendSample starts from an exact planted large root and moves |b| or e by a factor f, far up, a little up and a little down: certified enclosures of the new u_+ and lambda_+ lie
// on the stated side of the exact old ones.
func trendSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: planted.Space(2, maxSampleDepth), Cases: claim.Count{Quick: 35, Default: 350, Deep: 14000}, MinValid: 4,
		NewJudge: func() claim.Judge { return s.trend },
	}
}

func (s statement) trend(c *claim.Case) claim.Outcome {
	p := planted.Of(c.Instance)
	t := new(big.Rat).Add(p.T, p.Noise) // z > 1: the large root
	u := new(big.Rat).Mul(t, t)
	b := planted.Target(p.Depth, t, p.Noise)
	e2 := new(big.Rat).Mul(p.Noise, p.Noise)
	lambda := planted.Pow(e2.Quo(u, e2.Add(e2, u)), p.Depth-1)
	one := big.NewRat(1, 1)
	for _, f := range []*big.Rat{big.NewRat(3, 2), big.NewRat(1<<30+1, 1<<30), big.NewRat(1<<30-1, 1<<30)} {
		for k, q := range []shrinkage.Problem{
			{Depth: p.Depth, Target: new(big.Rat).Mul(b, f), Noise: p.Noise, Scale: p.Scale},
			{Depth: p.Depth, Target: b, Noise: new(big.Rat).Quo(p.Noise, f), Scale: p.Scale},
		} {
			st, err := shrinkage.Solve(context.Background(), q, 30)
			if err != nil {
				return claim.Undecide("%v", err)
			}
			last := st.Points[len(st.Points)-1]
			du, okU := last.U.CmpRat(u)
			dl, okL := last.Shrinkage.CmpRat(lambda)
			if !okU || !okL {
				return claim.Undecide("u in %v against %s, lambda in %v against %s", last.U, proof.Clip(u), last.Shrinkage, proof.Clip(lambda))
			}
			wantU, wantL := s.trendU[k], s.trendLambda[k]
			if (k == 1) != (f.Cmp(one) < 0) { // b or e became smaller
				wantU, wantL = -wantU, -wantL
			}
			if du != wantU || dl != wantL {
				return claim.Violate("trend", 0, "L = %d, b = %s, e = %s (now %s, %s): u changed by sign %d, lambda by %d; stated %d, %d",
					p.Depth, proof.Clip(b), proof.Clip(p.Noise), proof.Clip(q.Target), proof.Clip(q.Noise), du, dl, wantU, wantL)
			}
		}
	}
	return claim.Hold()
}
