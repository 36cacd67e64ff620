package theorem4_1

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Long runs in interval arithmetic: the bound at every step. A run that can't decide starts again with twice the bits.

const (
	longSteps = 48
	firstPrec = 192
	lastPrec  = 4096
)

func certifiedSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: strictSpace(5), Cases: claim.Count{Quick: 24, Default: 180, Deep: 6000}, MinValid: 4,
		MarginIs: "1 - |D(k)| / (prod_j (1 - 2 alpha_j s e_j^(2(L-1)))^2 |D(0)|), the least over the pairs (1, m) and steps",
		NewJudge: func() claim.Judge {
			formulas := map[int]bounds{}
			return func(c *claim.Case) claim.Outcome {
				b, ok := formulas[c.Depth()]
				if !ok {
					b = bounds{at(c.Depth(), s.inverse), at(c.Depth(), s.root)}
					formulas[c.Depth()] = b
				}
				out := claim.Undecide("no precision was tried")
				for prec := uint(firstPrec); prec <= lastPrec; prec *= 2 {
					if out = s.long(c, b, prec); out.Kind != claim.KindUndecided {
						break
					}
				}
				return out
			}
		},
	}
}

// long is one run at one precision. In the strict domain D_1m(0) != 0 for every m, and each bound is strict.
func (s statement) long(c *claim.Case, b bounds, prec uint) claim.Outcome {
	ctx := interval.NewContext(prec)
	o := orbit.NewCertified(ctx, proof.ShapeOf(c.Instance))
	o.Place(c.Instance, func(z *interval.Interval, x *big.Rat) { ctx.SetRat(z, x) })
	h := s.schedule(c, b)
	limits := make([]*interval.Interval, c.Depth()-1)
	for m := range limits {
		limits[m] = ctx.Abs(interval.New(), imbalance(ctx, o.Weights(), m+1))
	}
	alpha, factor := interval.New(), interval.New()
	margin := 1.0
	for k := range longSteps {
		radius, ok := magnitude(ctx, o.Weights())
		if !ok {
			return claim.Undecide("step %d: weights without bound at %d bits", k, prec)
		}
		a := h.step(k, []*big.Rat{orbit.RoundUp(radius, stepBits)})
		ctx.SetRat(alpha, a)
		ctx.SetRat(o.Noise(), h.noise[k%2])
		o.Touch()
		o.Advance(alpha)
		ctx.SetRat(factor, h.rate(k, 0, a))
		for m, limit := range limits {
			ctx.Mul(limit, limit, factor)
			v := imbalance(ctx, o.Weights(), m+1)
			ctx.Abs(v, v)
			switch v.LessEq(limit) {
			case interval.Unknown:
				return claim.Undecide("step %d: |D| = %v against %v at %d bits", k+1, v, limit, prec)
			case interval.No:
				return claim.Violate("bound fails", 0, "step %d, alpha = %s: |D_1%d| = %v exceeds the bound %v", k+1, a.RatString(), m+2, v, limit)
			case interval.Yes:
				ctx.Div(v, v, limit)
				_, most := v.Float64()
				margin = min(margin, max(0, 1-most))
			}
		}
		if c.Tracing() {
			c.Trace(fmt.Sprintf("weights after step %d", k+1), o.Weights())
		}
	}
	return claim.HoldBy(margin)
}

// imbalance is w_1^2 - w_m^2 = (w_1 - w_m)(w_1 + w_m), the layer m counted from 0.
func imbalance(ctx *interval.Context, w []*interval.Interval, m int) *interval.Interval {
	x := ctx.Sub(interval.New(), w[0], w[m])
	return ctx.Mul(x, x, ctx.Add(interval.New(), w[0], w[m]))
}

// magnitude is a bound of every |w|.
func magnitude(ctx *interval.Context, w []*interval.Interval) (*big.Rat, bool) {
	most, abs := new(big.Rat), interval.New()
	for _, x := range w {
		r, ok := ctx.Abs(abs, x).HiRat()
		if !ok {
			return nil, false
		}
		if r.Cmp(most) > 0 {
			most = r
		}
	}
	return most, true
}
