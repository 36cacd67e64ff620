package theorem4_2

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Long runs in interval arithmetic: box and fall of L_R at every step. A run that can't decide starts again with twice the bits.

const (
	longSteps = 64
	firstPrec = 256
	lastPrec  = 8192
)

func runCertified(s statement) *claim.Sample {
	return &claim.Sample{
		Space: certifiedSpace(), Cases: claim.Count{Quick: 32, Default: 160, Deep: 8000}, MinValid: 4,
		MarginIs: "1 - (alpha/2)|g|^2 / (fall of L_R), the least over the steps",
		NewJudge: func() claim.Judge {
			constants := map[int]*lemmac_1.Constants{}
			return func(c *claim.Case) claim.Outcome {
				k, ok := constants[c.Depth()]
				if !ok {
					k = lemmac_1.NewConstants(c.Depth())
					constants[c.Depth()] = k
				}
				z := s.boxes(c, k)
				out := claim.Undecide("no precision was tried")
				for prec := uint(firstPrec); prec <= lastPrec; prec *= 2 {
					if out = s.long(c, z, prec); out.Kind != claim.KindUndecided {
						break
					}
				}
				return out
			}
		},
	}
}

// long is one run at one precision.
func (s statement) long(c *claim.Case, z box, prec uint) claim.Outcome {
	ctx := interval.NewContext(prec)
	o := orbit.NewCertified(ctx, proof.ShapeOf(c.Instance))
	o.Place(c.Instance, func(z *interval.Interval, x *big.Rat) { ctx.SetRat(z, x) })
	thetas := [2]*big.Rat{c.Param(theta0), c.Param(theta1)}
	alpha, fall, amount, t := interval.New(), interval.New(), interval.New(), interval.New()
	m := ctx.SetRat(interval.New(), z.m[0])
	margin := 1.0
	for k := range longSteps {
		ctx.SetRat(alpha, z.step(thetas[k%2]))
		ctx.Set(fall, o.Value())
		ctx.SetInt64(amount, 0)
		for _, g := range o.Gradient() {
			ctx.Add(amount, amount, ctx.Sqr(t, g))
		}
		ctx.MulRat(amount, ctx.Mul(amount, amount, alpha), s.share)
		o.Advance(alpha)
		ctx.Sub(fall, fall, o.Value())
		switch amount.LessEq(fall) {
		case interval.Unknown:
			return claim.Undecide("step %d: fall of L_R %v against %v at %d bits", k+1, fall, amount, prec)
		case interval.No:
			return claim.Violate("falls too little", 0, "step %d, alpha = %v: L_R falls by %v, less than %v", k+1, alpha, fall, amount)
		case interval.Yes:
			_, q := ctx.Div(t, amount, fall).Float64()
			margin = min(margin, max(0, 1-q))
		}
		for _, w := range o.Weights() {
			switch ctx.Abs(t, w).LessEq(m) {
			case interval.Unknown:
				return claim.Undecide("step %d: a weight %v against the box %v at %d bits", k+1, w, m, prec)
			case interval.No:
				return claim.Violate("leaves the box", 0, "step %d: a weight %v, M = %v", k+1, w, m)
			case interval.Yes:
			}
		}
	}
	return claim.HoldBy(margin)
}
