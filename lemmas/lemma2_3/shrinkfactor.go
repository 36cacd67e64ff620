package lemma2_3

import (
	"context"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// lambdaSample decides the shrinkage factor at exact planted points: lambda = p/b is in (0, 1), equals (u/(u+e^2))^power, and solves
// lambda (1 + e^2/v)^power = 1 with v = (lambda |b|)^(2/L), that is v^L = (lambda b)^2, where v = u.
func lambdaSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: planted.Space(2, 12), Cases: claim.Count{Quick: 70, Default: 1400, Deep: 70000}, MinValid: 8,
		MarginIs: "min(lambda, 1 - lambda), rounded",
		NewJudge: func() claim.Judge {
			values := planted.Table{}
			return func(c *claim.Case) claim.Outcome { return s.lambda(c, values) }
		},
	}
}

func (s statement) lambda(c *claim.Case, values planted.Table) claim.Outcome {
	p := planted.Of(c.Instance)
	if v := values.At(p.Depth).At(p.Weights, p.Target, p.Scale, p.Noise); !planted.IsZero(v.Gradient) {
		return claim.Violate("not stationary", 0, "the gradient at the planted point is %v", v.Gradient)
	}
	lambda := new(big.Rat).Quo(product(p.Weights), p.Target)
	u, e2 := p.U(), new(big.Rat).Mul(p.Noise, p.Noise)
	c.Trace("lambda", lambda.RatString())
	one := big.NewRat(1, 1)
	if lambda.Sign() <= 0 || lambda.Cmp(one) >= 0 {
		return claim.Violate("lambda outside (0, 1)", 0, "lambda = %s", proof.Clip(lambda))
	}
	ratio := new(big.Rat).Quo(u, new(big.Rat).Add(u, e2))
	if want := planted.Pow(ratio, s.power(p.Depth)); lambda.Cmp(want) != 0 {
		return claim.Violate("lambda differs", 0, "p/b = %s, closed form %s", proof.Clip(lambda), proof.Clip(want))
	}
	lb := new(big.Rat).Mul(lambda, p.Target)
	if lb.Mul(lb, lb).Cmp(planted.Pow(u, p.Depth)) != 0 {
		return claim.Violate("fixed point", 0, "(lambda b)^2 = %s is not u^L", proof.Clip(lb))
	}
	back := planted.Pow(new(big.Rat).Add(one, new(big.Rat).Quo(e2, u)), s.power(p.Depth))
	if back.Mul(back, lambda).Cmp(one) != 0 {
		return claim.Violate("fixed point", 0, "lambda (1 + e^2/u)^(L-1) = %s", proof.Clip(back))
	}
	lo, _ := lambda.Float64()
	hi, _ := one.Sub(one, lambda).Float64()
	return claim.HoldBy(min(lo, hi))
}

// boxSample decides |w_l| <= |b|/(2e)^(L-1) at exact planted points, at t = e with equality.
func boxSample(s statement) *claim.Sample {
	sharp := planted.Ratio{Name: "t = e", Draw: func(*rand.Rand, int) *big.Rat { return big.NewRat(1, 1) }}
	return &claim.Sample{
		Space: planted.Space(2, 12, sharp), Cases: claim.Count{Quick: 80, Default: 1600, Deep: 80000}, MinValid: 8,
		MarginIs: "1 - t / M, rounded; 0 at t = e",
		NewJudge: func() claim.Judge {
			return func(c *claim.Case) claim.Outcome {
				p := planted.Of(c.Instance)
				m := s.box(p.Depth, p.Target, p.Noise)
				if p.T.Cmp(m) > 0 {
					return claim.Violate("outside the box", 0, "|w| = %s, M = %s", proof.Clip(p.T), proof.Clip(m))
				}
				x, _ := new(big.Rat).Quo(p.T, m).Float64()
				return claim.HoldBy(max(0, 1-x))
			}
		},
	}
}

// softSample decides p = sign(b) (|b| - threshold)_+ at L = 2: by Sturm's theorem applied to the definition's derivative on the balanced
// line, there is a positive root t iff |b| exceeds the threshold, only one, and t^2 = |b| - threshold.
func softSample(s statement) *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 2, MinWidth: 1, MaxWidth: 1, Diagonal: true, PositiveScale: true, PositiveNoise: true, ZeroTau2: true}
	return &claim.Sample{
		Space: generators.NewSpace(d), Cases: claim.Count{Quick: 160, Default: 1600, Deep: 64000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			line := planted.Line(2)
			return func(c *claim.Case) claim.Outcome { return s.softThreshold(c, line) }
		},
	}
}

func (s statement) softThreshold(c *claim.Case, line *circuit.Program) claim.Outcome {
	b := c.Target[0]
	sigma := int64(1)
	if b.Sign() < 0 {
		sigma = -1
	}
	g := planted.GradientPolynomial(line, 2, sigma, b, c.Scale(0), c.Noise)
	f, err := g.Poly()
	if err != nil {
		return claim.Undecide("%v", err)
	}
	seq, err := sturm.NewSequence(context.Background(), f)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	u := new(big.Rat).Abs(b)
	u.Sub(u, s.soft(c.Noise))
	want := 0
	if u.Sign() > 0 {
		want = 1
	}
	if n := seq.Count(sturm.At(new(big.Rat)), sturm.PosInf()); n != want {
		return claim.Violate("number of roots", 0, "%d positive roots, |b| - threshold = %s", n, proof.Clip(u))
	}
	if want == 0 {
		return claim.Hold()
	}
	if !vanishesAtSquare(f, u) {
		return claim.Violate("root differs", 0, "%v does not vanish at t^2 = %s", f, proof.Clip(u))
	}
	return claim.Hold()
}

// vanishesAtSquare reports whether f is c_0 + c_2 t^2 and 0 at t^2 = u.
func vanishesAtSquare(f *sturm.Poly, u *big.Rat) bool {
	if f.Degree() != 2 || f.Coefficient(1).Sign() != 0 {
		return false
	}
	value := new(big.Rat).Mul(f.Coefficient(2), u)
	return value.Add(value, f.Coefficient(0)).Sign() == 0
}
