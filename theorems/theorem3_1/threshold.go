package theorem3_1

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Part 5 at the threshold, L = 2, |b| = e^2: on the balanced line the enclosure of u = w^2 meets the closed form at t/3, 2t/3, t, and
// both are known to 2^-20 of their size (12 digits of w are asked for, and w falls algebraically).

func atThreshold(in *generators.Instance) bool {
	x, y, b := in.Weights[0][0], in.Weights[1][0], in.Target[0]
	e2 := new(big.Rat).Mul(in.Noise, in.Noise)
	return new(big.Rat).Abs(x).Cmp(new(big.Rat).Abs(y)) == 0 && e2.Cmp(new(big.Rat).Abs(b)) == 0 && x.Sign()*y.Sign()*b.Sign() > 0
}

func (s statement) atThreshold() *claim.Sample {
	d := trajectory.Domain(2, 2, 1, 1)
	d.Diagonal, d.PositiveNoise, d.Params = true, true, times(big.NewRat(1, 8), big.NewRat(64, 1))
	d.Extra = append(d.Extra, generators.Constraint{Text: "w_2 = sign(b) w_1 != 0, |b| = e^2", Holds: atThreshold})
	names := []string{generators.Generic, generators.Dyadic, generators.Unit, generators.Signs}
	space := trajectory.Space(d, names, func(r *rand.Rand, in *generators.Instance) {
		x, y, b := in.Weights[0][0], in.Weights[1][0], in.Target[0]
		if x.Sign() == 0 {
			x.SetInt64(1)
		}
		b.Mul(in.Noise, in.Noise)
		y.Set(x)
		if r.Int63n(2) == 1 {
			y.Neg(y)
			b.Neg(b)
		}
	})
	return &claim.Sample{
		Space: space, Cases: claim.Count{Quick: 4, Default: 24, Deep: 4000}, MinValid: 1,
		NewJudge: func() claim.Judge {
			ic := interval.NewContext(256)
			return func(c *claim.Case) claim.Outcome {
				u0 := new(big.Rat).Mul(c.Weights[0][0], c.Weights[0][0])
				return retry(c, moments(c), func(states []flow.State) claim.Outcome {
					for _, st := range states {
						got := ic.Sqr(interval.New(), st.Weights[0][0])
						if out := agree(ic, st.Time, got, s.threshold(ic, c.Scale(0), u0, st.Time)); out.Kind != claim.KindHeld {
							return out
						}
					}
					return claim.Hold()
				})
			}
		},
	}
}

// agree decides whether two enclosures of u(t) can be of one number and are narrow enough for that to mean something.
func agree(ic *interval.Context, t *big.Rat, got, want *interval.Interval) claim.Outcome {
	switch {
	case !ic.Intersect(interval.New(), got, want):
		return claim.Violate("other law", 0, "t = %s: u = %v, not %v", proof.Clip(t), got, want)
	case got.RelBits() < 20, want.RelBits() < 20:
		return claim.Undecide("t = %s: u = %v against %v", proof.Clip(t), got, want)
	}
	return claim.Hold()
}
