package lemma3_2

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// kindSample decides the signature of the exact Hessian at exact planted stationary points, and at the origin.
func kindSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: planted.Space(2, maxSampleDepth), Cases: claim.Count{Quick: 70, Default: 700, Deep: 28000}, MinValid: 8,
		NewJudge: func() claim.Judge {
			values := planted.Table{}
			return func(c *claim.Case) claim.Outcome {
				p := planted.Of(c.Instance)
				v := values.At(p.Depth).At(p.Weights, p.Target, p.Scale, p.Noise)
				if !planted.IsZero(v.Gradient) {
					return claim.Violate("not stationary", 0, "the gradient at the planted point is %v", v.Gradient)
				}
				n, zero, _ := planted.Inertia(v.Hessian)
				got, want := signature{n, zero}, s.kind(p.Depth, p.Z().Cmp(big.NewRat(int64(p.Depth-2), int64(p.Depth))))
				c.Trace("negative and zero eigenvalues", got)
				if got != want {
					return claim.Violate("kind", 0, "z = %s: %d negative and %d zero eigenvalues, want %d and %d", proof.Clip(p.Z()), got.negative, got.zero, want.negative, want.zero)
				}
				return claim.Hold()
			}
		},
	}
}

// originSample decides the signature at w = 0.
func originSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: coordinates(maxSampleDepth, false), Cases: claim.Count{Quick: 65, Default: 1300, Deep: 65000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			values := planted.Table{}
			return func(c *claim.Case) claim.Outcome {
				w := make([]*big.Rat, c.Depth())
				for l := range w {
					w[l] = new(big.Rat)
				}
				v := values.At(c.Depth()).At(w, c.Target[0], c.Scale(0), c.Noise)
				if !planted.IsZero(v.Gradient) {
					return claim.Violate("not stationary", 0, "the gradient at the origin is %v", v.Gradient)
				}
				n, zero, _ := planted.Inertia(v.Hessian)
				b2 := betaSquared(c.Depth(), c.Target[0], c.Noise)
				got, want := signature{n, zero}, s.origin(c.Depth(), b2.Cmp(big.NewRat(1, 1)))
				if got != want {
					return claim.Violate("kind of the origin", 0, "beta^2 = %s: %d negative and %d zero eigenvalues, want %d and %d",
						proof.Clip(b2), got.negative, got.zero, want.negative, want.zero)
				}
				return claim.Hold()
			}
		},
	}
}

// doubleSteps takes the double root in Q(sqrt D), D = L (L-2): t = sqrt(D)/L, e = 1, b = (t^2+1)^(L-1) / t^(L-2), where 1/t = sqrt(D)/(L-2). The
// gradient from the definition vanishes, H w = 0, and H v = 2 A e^2 v != 0 across; the statement has one zero eigenvalue and none negative.
func doubleSteps(s statement) func(claim.Profile) []claim.Step {
	return func(claim.Profile) []claim.Step {
		var steps []claim.Step
		for depth := 3; depth <= maxSampleDepth; depth++ {
			steps = append(steps, claim.Step{
				Name: fmt.Sprintf("depth%d", depth), Scope: fmt.Sprintf("L = %d, beta = beta_1", depth),
				Run: func(context.Context) claim.StepResult { return s.double(depth) },
			})
		}
		return steps
	}
}

type surd = circuit.Surd[*big.Rat]

// is reports whether x is the rational number a.
func is(x *surd, a *big.Rat) bool { return x.B.Sign() == 0 && x.A.Cmp(a) == 0 }

func (s statement) double(depth int) claim.StepResult {
	res := claim.StepResult{Method: "Q(sqrt(L(L-2)))", Verdict: claim.Proved, Depth: depth, Width: 1}
	n := int64(depth)
	root := n * (n - 2)
	ring := circuit.NewSurds(circuit.Rats{}, root)
	pure := func(a, b *big.Rat) *surd { z := ring.New(); z.A.Set(a); z.B.Set(b); return z }
	zero, one := new(big.Rat), big.NewRat(1, 1)
	t, inverse := pure(zero, big.NewRat(1, n)), pure(zero, big.NewRat(1, n-2))
	b := pure(planted.Pow(big.NewRat(2*(n-1), n), depth-1), zero) // (t^2+1)^(L-1)
	for range depth - 2 {
		next := ring.New()
		ring.Mul(next, b, inverse)
		b = next
	}
	m := proof.NewModel(proof.Shape{Depth: depth, Width: 1, Diagonal: true})
	f := definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian())
	var gradient, along, across []circuit.Node // g_l, (H w)_l / t, H_ll - H_lm
	for l := range depth {
		gradient = append(gradient, circuit.Derive(f, m.W[l][0]))
	}
	for l, g := range gradient {
		row := make([]circuit.Node, depth)
		for k := range row {
			row[k] = circuit.Derive(g, m.W[k][0])
		}
		along, across = append(along, m.C.Sum(row...)), append(across, row[l].Sub(row[(l+1)%depth]))
	}
	in := make([]*surd, 0, depth+4)
	for range depth {
		in = append(in, t)
	}
	in = append(in, b, pure(one, zero), pure(one, zero), pure(zero, zero))
	got := circuit.NewMachine(ring, m.C.Compile(slices.Concat(gradient, along, across)...)).Run(in)
	// Across: 2 A > 0, so that no further eigenvalue vanishes; A = 2 (t^2+1)^(L-2) is rational.
	twoA := planted.Pow(big.NewRat(2*(n-1), n), depth-2)
	twoA.Mul(twoA, big.NewRat(4, 1))
	for _, part := range []struct {
		name   string
		values []*surd
		value  *big.Rat
		stated bool
	}{
		{"the gradient", got[:depth], zero, true},
		{"H w / t", got[depth : 2*depth], zero, s.kind(depth, 0) == signature{0, 1}},
		{"H across", got[2*depth:], twoA, true},
	} {
		for _, x := range part.values {
			res.Points++
			if is(x, part.value) != part.stated {
				res.Verdict = claim.Refuted
				res.Detail = fmt.Sprintf("%s is %s + %s sqrt(%d), equal to %s expected: %t", part.name, x.A.RatString(), x.B.RatString(), root, part.value.RatString(), part.stated)
				return res
			}
		}
	}
	return res
}
