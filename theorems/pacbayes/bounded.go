package pacbayes

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

// maxXi is the n up to which xi(n) is compared.
const maxXi = 200

func (s statement) xiSteps(claim.Profile) []claim.Step {
	const block = 50
	var steps []claim.Step
	for from := 1; from <= maxXi; from += block {
		steps = append(steps, claim.Step{
			Name: fmt.Sprintf("n%d", from), Scope: fmt.Sprintf("n = %d..%d", from, from+block-1),
			Run: func(context.Context) claim.StepResult { return s.xiStep(from, from+block-1) },
		})
	}
	return steps
}

// xiStep compares xi(n)^2 with its bounds, rationals with integers.
func (s statement) xiStep(from, to int) claim.StepResult {
	r := claim.StepResult{Method: "enumeration", Verdict: claim.Proved}
	for n := from; n <= to; n++ {
		x := s.xi(n)
		x2 := new(big.Rat).Mul(x, x)
		low, high := big.NewRat(s.xiLow(int64(n)), 1), big.NewRat(s.xiHigh(int64(n)), 1)
		if x2.Cmp(low) < 0 || x2.Cmp(high) > 0 {
			f, _ := x.Float64()
			return claim.StepResult{
				Method: "enumeration", Verdict: claim.Refuted, Points: 1,
				Detail: fmt.Sprintf("xi(%d) = %.6g is outside [sqrt %s, sqrt %s]", n, f, low.RatString(), high.RatString()),
				Values: []claim.Value{{Name: "n", Value: fmt.Sprint(n)}, {Name: "xi(n)", Value: proof.Clip(x)}},
			}
		}
		r.Points++
	}
	return r
}

// scalars is the space of checks that use parameters only; the instance carries them.
func scalars(params ...generators.ParamSpec) generators.Space {
	d := generators.Domain{MinDepth: 2, MaxDepth: 2, MinWidth: 1, MaxWidth: 1, ZeroTau2: true, Params: params}
	return generators.NewSpace(d, generators.RegimeNamed(d, generators.Unit, generators.Generic)...)
}

func rat(num, den int64) *big.Rat { return big.NewRat(num, den) }

var counts = claim.Count{Quick: 40, Default: 800, Deep: 40000} // of cheap certified cases

// momentSample sums C(n,k) p^k (1-p)^(n-k) exp(n kl(k/n||p)), the last factor being (k/(np))^k ((n-k)/(n(1-p)))^(n-k).
func (s statement) momentSample() *claim.Sample {
	space := scalars(
		generators.ParamSpec{Name: "n", Lo: rat(1, 1), Hi: rat(32, 1), Integer: true},
		generators.ParamSpec{Name: "p", Lo: rat(0, 1), Hi: rat(1, 1), OpenLo: true, OpenHi: true},
	)
	return &claim.Sample{Space: space, Cases: counts, MinValid: 4, NewJudge: func() claim.Judge {
		return func(c *claim.Case) claim.Outcome {
			n, p := c.Param("n").Num().Int64(), c.Param("p")
			q := new(big.Rat).Sub(rat(1, 1), p)
			sum := new(big.Rat)
			for k := int64(0); k <= n; k++ {
				probability := new(big.Rat).SetInt(new(big.Int).Binomial(n, k))
				probability.Mul(probability, power(p, k))
				probability.Mul(probability, power(q, n-k))
				tilt := power(new(big.Rat).Quo(rat(k, n), p), k)
				tilt.Mul(tilt, power(new(big.Rat).Quo(rat(n-k, n), q), n-k))
				sum.Add(sum, tilt.Mul(tilt, probability))
			}
			if want := s.xi(int(n)); sum.Cmp(want) != 0 {
				return claim.Violate("exponential moment differs", 0, "n = %d: E exp(n kl) = %s, xi = %s", n, proof.Clip(sum), proof.Clip(want))
			}
			return claim.Hold()
		}
	}}
}

// power is x^n with 0^0 = 1.
func power(x *big.Rat, n int64) *big.Rat {
	k := big.NewInt(n)
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), k, nil), new(big.Int).Exp(x.Denom(), k, nil))
}

// derivativeSteps proves the two identities of the package doc, multiplied by their denominators.
func (s statement) derivativeSteps(claim.Profile) []claim.Step {
	return []claim.Step{
		proof.Grid("pinsker", "all p, q", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			p, q := c.Var("p"), c.Var("q")
			// d/dp kl = (p-q)/(p(1-p)); minus 2 k (p-q), times p(1-p), is (p-q)(1-2p)^2.
			rest := p.Sub(q).Sub(p.Mul(c.Int(1).Sub(p)).Mul(p.Sub(q)).Times(2 * s.pinsker))
			return []grid.Identity{proof.GridIdentity("derivative of kl - 2(p-q)^2", rest, p.Sub(q).Mul(c.Int(1).Sub(p.Times(2)).Sqr()))}, nil
		}),
		proof.Grid("second-form", "all x", 0, 0, func(c *circuit.Builder) ([]grid.Identity, [][]circuit.Node) {
			x := c.Var("x")
			num, den := c.Int(s.quad.Num().Int64()), c.Int(s.quad.Denom().Int64())
			// d/dx [log(1+2x)/2 - x + k x^2], times (1+2x), is 4x^2; k = quad, both sides times its denominator.
			inner := den.Sub(x.Mul(num).Times(2))
			rest := den.Sub(x.Times(2).Add(c.Int(1)).Mul(inner))
			return []grid.Identity{proof.GridIdentity("derivative of log(1+2x)/2 - x + x^2", rest, x.Sqr().Mul(den).Times(4))}, nil
		}),
	}
}

const workPrec = 160 // bits of the certified checks; doubled up to lastPrec where a sign is open

const lastPrec = workPrec << 6

func share(name string) generators.ParamSpec {
	return generators.ParamSpec{Name: name, Lo: rat(0, 1), Hi: rat(1, 1), OpenLo: true, OpenHi: true}
}

// pair returns q and p = q + (1-q) step, q < p < 1.
func pair(c *claim.Case) (q, p *big.Rat) {
	q = c.Param("q")
	p = new(big.Rat).Sub(rat(1, 1), q)
	p.Mul(p, c.Param("step"))
	return q, p.Add(p, q)
}

// inverseSample plants the root: B = kl(q||p) is enclosed and the inverse must enclose p and be at most 2^-80 wide. The budget is enclosed to
// 2^-300 and the inverse computed with 128 bits; its slope is at most 1/(4 (p-q)) < 2^42, since kl' >= 4 (p-q) and step and 1-q are at
// least about 2^-20: 2^-80 leaves room for the factor 16 of a widening.
func (s statement) inverseSample() *claim.Sample {
	return &claim.Sample{Space: scalars(share("q"), share("step")), Cases: counts, MinValid: 4, NewJudge: func() claim.Judge {
		wide, limit := interval.NewContext(300), new(big.Float).SetMantExp(big.NewFloat(1), -81)
		return func(c *claim.Case) claim.Outcome {
			q, p := pair(c)
			b := interval.New()
			if err := pacbayes.BinaryKL(wide, b, q, p); err != nil {
				return claim.Undecide("%v", err)
			}
			x, err := s.inverse(q, b, 128)
			if err != nil {
				return claim.Undecide("%v", err)
			}
			c.Trace("kl inverse", x)
			if !x.Contains(p) {
				return claim.Violate("not the root", 0, "kl^-1(%s, kl(.||%s)) = %v", proof.Clip(q), proof.Clip(p), x)
			}
			if x.Rad().Cmp(limit) > 0 {
				return claim.Undecide("the enclosure %v is wide", x)
			}
			return claim.Hold()
		}
	}}
}

// orderingSample decides kl^-1(q, B) <= q + sqrt(B/2) and kl^-1(q, B) <= Catoni at the constant C and the same budget.
func (s statement) orderingSample() *claim.Sample {
	space := scalars(
		generators.ParamSpec{Name: "q", Lo: rat(0, 1), Hi: rat(1, 1)},
		generators.ParamSpec{Name: "B", Lo: rat(1, 1<<16), Hi: rat(4, 1), Log: true},
		generators.ParamSpec{Name: "C", Lo: rat(1, 1<<10), Hi: rat(16, 1), Log: true},
	)
	return &claim.Sample{
		Space: space, Cases: counts, MinValid: 4, MarginIs: "the bound minus the kl inverse, the smaller of square root and Catoni",
		NewJudge: func() claim.Judge { return s.order },
	}
}

// order is decided at some precision, since neither pair is equal. kl(q||p) > 2(p-q)^2 for p > q (package doc; q = 1 has a root above 1). Catoni's bound at C > 0 is
// the inverse only at q in (0, 1), C = log(p(1-q)/(q(1-p))), where B = log(1-q + q e^C) - q C: then e^(B+qC) = q e^C + 1-q with B, C and q rational, and B + qC
// is neither 0 nor, since q < 1, C. By Lindemann and Weierstrass the powers of e with exponents 0, C and B + qC are linearly independent.
func (s statement) order(c *claim.Case) claim.Outcome {
	q := c.Param("q")
	for prec := uint(workPrec); prec <= lastPrec; prec *= 2 {
		k := interval.NewContext(prec)
		b, cc := k.SetRat(interval.New(), c.Param("B")), k.SetRat(interval.New(), c.Param("C"))
		inv, err := s.inverse(q, b, prec)
		if err != nil {
			return claim.Undecide("%v", err)
		}
		root := k.MulRat(interval.New(), b, rat(1, s.pinsker))
		k.AddRat(root, k.Sqrt(root, root), q)
		cat := s.catoni(k, interval.New(), cc, q, b)
		c.Trace("kl inverse", inv)
		c.Trace("square root", root)
		c.Trace("Catoni", cat)
		low, _ := k.Sub(interval.New(), k.Min(interval.New(), root, cat), inv).Float64()
		switch {
		case root.Less(inv) == interval.Yes:
			return claim.Violate("above the square root", 0, "kl inverse %v, square root %v", inv, root)
		case cat.Less(inv) == interval.Yes:
			return claim.Violate("above Catoni's bound", 0, "kl inverse %v, Catoni %v", inv, cat)
		case inv.LessEq(root) == interval.Yes && inv.LessEq(cat) == interval.Yes:
			return claim.HoldBy(math.Max(low, 0))
		}
	}
	return claim.Undecide("the order is open at %d bits", lastPrec)
}

// tightSample: at q < p, B = kl(q||p) and C = log(p(1-q)/(q(1-p))) Catoni's bound is p. The enclosure must hold p with a radius of at most 2^-60: at 160
// bits the quotient of the bound loses the bits of 1 - e^-C and of the numerator, 2^-20 at the least each.
func (s statement) tightSample() *claim.Sample {
	return &claim.Sample{Space: scalars(share("q"), share("step")), Cases: counts, MinValid: 4, NewJudge: func() claim.Judge {
		k := interval.NewContext(workPrec)
		return func(c *claim.Case) claim.Outcome {
			q, p := pair(c)
			b := interval.New()
			if err := pacbayes.BinaryKL(k, b, q, p); err != nil {
				return claim.Undecide("%v", err)
			}
			one := rat(1, 1)
			odds := new(big.Rat).Quo(new(big.Rat).Mul(p, new(big.Rat).Sub(one, q)), new(big.Rat).Mul(q, new(big.Rat).Sub(one, p)))
			cc := k.SetRat(interval.New(), odds)
			z := s.catoni(k, interval.New(), k.Log(cc, cc), q, b)
			c.Trace("Catoni at the best constant", z)
			if !z.Contains(p) {
				return claim.Violate("not the kl inverse", 0, "Catoni %v at the best constant, p = %s", z, proof.Clip(p))
			}
			if r, _ := z.Rad().Float64(); r > 0x1p-60 {
				return claim.Undecide("the enclosure %v is wide", z)
			}
			return claim.Hold()
		}
	}}
}
