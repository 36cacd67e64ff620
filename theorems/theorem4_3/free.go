package theorem4_3

import (
	"fmt"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// The free-symbol proof of the package doc. The random variables live in the same builder; they have degree 0 in the
// identities, so that they cost the grid nothing.

// freeLayer makes the symbols of one weight and its loss up to terms without w: s u^2 + 2 U u, or (eps + X u + Z)^2.
func freeLayer(b *circuit.Builder, variant moments.Variant, second bool) (v layer, loss circuit.Node, law moments.Law) {
	v = layer{c: b, W: b.Var("w"), Target: b.Var("b"), E: b.Var("e"), S: b.Var("s"), Tau2: b.Var("tau2"), Cross: b.Var("c")}
	as := b.Vars("A", 4)
	copy(v.A[1:], as)
	z := b.Var("z")
	v.Form = v.S.Mul(z).Add(v.Cross.Sqr().Times(2))
	xi, r := b.Var("xi"), b.Var("R")
	law = moments.Law{
		Groups:  append(moments.Normals(xi), moments.Known(r, as...)),
		Symbols: append([]circuit.Node{v.W, v.Target, v.E, v.S, v.Tau2, v.Cross, z}, as...),
	}
	u := v.Target.Sub(v.W.Add(v.E.Mul(xi)).Mul(r))
	if variant == moments.NoiseOnly {
		others := b.Var("U")
		law = law.With(moments.Known(others, v.Cross)) // only its mean is known: a square would panic
		if second {
			return v, v.S.Mul(u.Sqr()), law // diagonal model: U = 0
		}
		return v, v.S.Mul(u.Sqr()).Add(others.Mul(u).Times(2)), law
	}
	x, others, eps := b.Var("X"), b.Var("Z"), b.Var("eps")
	cov := [][]circuit.Node{{v.S, v.Cross}, {v.Cross, z}}
	vector := moments.Second
	if second {
		vector = moments.Gaussian
	}
	law = law.With(moments.Second([]circuit.Node{eps}, [][]circuit.Node{{v.Tau2}}), vector([]circuit.Node{x, others}, cov))
	return v, eps.Add(x.Mul(u)).Add(others).Sqr(), law
}

// freePair makes the symbols of two weights of one coordinate in the diagonal model and its loss.
func freePair(b *circuit.Builder, variant moments.Variant) (p pair, loss circuit.Node, law moments.Law) {
	p = pair{c: b, X: b.Var("x"), Y: b.Var("y"), Target: b.Var("b"), E: b.Var("e"), S: b.Var("s"), Tau2: b.Var("tau2"), Alpha: b.Var(alphaName), Others: b.Var("z")}
	as := b.Vars("A", 4)
	copy(p.A[1:], as)
	xi, zeta, r := b.Var("xi"), b.Var("zeta"), b.Var("R")
	law = moments.Law{
		Groups:  append(moments.Normals(xi, zeta), moments.Known(r, as...)),
		Symbols: append([]circuit.Node{p.X, p.Y, p.Target, p.E, p.S, p.Tau2, p.Alpha, p.Others}, as...),
	}
	u := p.Target.Sub(p.X.Add(p.E.Mul(xi)).Mul(p.Y.Add(p.E.Mul(zeta))).Mul(r))
	if variant == moments.NoiseOnly {
		return p, p.S.Mul(u.Sqr()), law
	}
	x, others, eps := b.Var("X"), b.Var("Z"), b.Var("eps")
	law = law.With(
		moments.Second([]circuit.Node{eps}, [][]circuit.Node{{p.Tau2}}),
		moments.Second([]circuit.Node{others}, [][]circuit.Node{{p.Others}}),
		moments.Gaussian([]circuit.Node{x}, [][]circuit.Node{{p.S}}),
	)
	return p, eps.Add(x.Mul(u)).Add(others).Sqr(), law
}

func freeStep(name, scope string, f func(b *circuit.Builder) []grid.Identity) claim.Step {
	return proof.Grid(name, scope, 0, 0, func(b *circuit.Builder) ([]grid.Identity, [][]circuit.Node) { return f(b), nil })
}

func (s statement) freeSteps(claim.Profile) []claim.Step {
	var steps []claim.Step
	for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
		steps = append(steps,
			freeStep(fmt.Sprintf("mean-%v", v), fmt.Sprintf("all L, all d, general model, %v", v), func(b *circuit.Builder) []grid.Identity {
				w, loss, law := freeLayer(b, v, false)
				g := circuit.Derive(loss, w.W)
				return []grid.Identity{{Name: "E g", LHS: moments.Expect(b, g, law), RHS: s.mean(w)}}
			}),
			freeStep(fmt.Sprintf("second-%v", v), map[moments.Variant]string{
				moments.NoiseOnly: "all L, all d, diagonal model, noise only", moments.OneSample: "all L, all d, general model, X Gaussian, one sample",
			}[v], func(b *circuit.Builder) []grid.Identity {
				w, loss, law := freeLayer(b, v, true)
				rhs := s.secondSample
				if v == moments.NoiseOnly {
					rhs = s.secondNoise
				}
				return []grid.Identity{{Name: "E g^2", LHS: moments.Expect(b, circuit.Derive(loss, w.W).Sqr(), law), RHS: rhs(w)}}
			}),
			freeStep(fmt.Sprintf("drift-%v", v), fmt.Sprintf("all L, all d, diagonal model, %v", v), func(b *circuit.Builder) []grid.Identity {
				p, loss, law := freePair(b, v)
				next := func(w circuit.Node) circuit.Node { return w.Sub(p.Alpha.Mul(circuit.Derive(loss, w))).Sqr() }
				f := s.drift
				if v == moments.OneSample {
					f = s.driftSample
				}
				return []grid.Identity{{Name: "E D+", LHS: moments.Expect(b, next(p.X).Sub(next(p.Y)), law), RHS: p.imbalance().Mul(f(p, s.b(p)))}}
			}),
		)
	}
	return append(steps, freeStep("factors", "all L, all d: one factor of q at a time", func(b *circuit.Builder) []grid.Identity {
		w, e, xi, r := b.Var("w"), b.Var("e"), b.Var("xi"), b.Var("R")
		as := b.Vars("A", 4)
		law := moments.Law{Groups: append(moments.Normals(xi), moments.Known(r, as...)), Symbols: append([]circuit.Node{w, e}, as...)}
		var ids []grid.Identity
		for k := 1; k <= 4; k++ {
			ids = append(ids, grid.Identity{
				Name: fmt.Sprintf("E (v R)^%d", k), LHS: moments.Expect(b, w.Add(e.Mul(xi)).Mul(r).Pow(k), law), RHS: s.factor(w, e, k).Mul(as[k-1]),
			})
		}
		return ids
	}))
}
