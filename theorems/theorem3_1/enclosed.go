package theorem3_1

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Part 2 along the flow: the enclosures of D(t) by the validated integrator against exp(-rate t) |D(0)| at t/3, 2t/3 and t. Sign and
// bound are decided by the enclosure of
//
//	x = D(t) / (D(0) exp(-rate t)):   x > 0,  x <= 1,
//
// and x = 1 where equality is claimed: at L = 2 and at e = 0 the enclosure must hold 1 and be at most 2^-20 wide, 12 digits being asked for.
// An enclosure that decides nothing is computed again with 24 and 48 digits.

const timeName = "time"

// moments are the times of one instance.
func moments(c *claim.Case) []*big.Rat { return trajectory.Fractions(c.Param(timeName), 3) }

func times(lo, hi *big.Rat) []generators.ParamSpec {
	return []generators.ParamSpec{{Name: timeName, Lo: lo, Hi: hi}}
}

var usual = []string{
	generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.Signs, generators.NearlyBalanced,
	generators.OneZeroLayer, generators.TwoZeroLayers, generators.ZeroNoise,
}

// coupled are those of the general model: the first two have Sigma_ij != 0, the others may.
var coupled = []string{
	generators.FullSigma, generators.SingularSigma, generators.Dyadic, generators.Signs, generators.OneZeroLayer, generators.ZeroNoise,
}

func (s statement) rateDiagonal() *claim.Sample {
	d := trajectory.Domain(2, 6, 1, 1)
	d.Diagonal, d.Params = true, times(big.NewRat(1, 16), big.NewRat(3, 4))
	return s.rateSample(trajectory.Space(d, append(usual[:len(usual):len(usual)], generators.ZeroTarget)), claim.Count{Quick: 10, Default: 60, Deep: 4000})
}

func (s statement) rateGeneral() *claim.Sample {
	d := trajectory.Domain(2, 3, 2, 3)
	d.Params = times(big.NewRat(1, 16), big.NewRat(1, 2))
	return s.rateSample(trajectory.Space(d, coupled), claim.Count{Quick: 6, Default: 42, Deep: 2200})
}

func (s statement) rateSample(space generators.Space, n claim.Count) *claim.Sample {
	return &claim.Sample{
		Space: space, Cases: n, MinValid: 1,
		MarginIs: "1 - |D(t)| / (exp(-rate t) |D(0)|), the least over coordinates, pairs of layers and times",
		NewJudge: func() claim.Judge {
			j := &enclosed{n: s.numbers(), c: interval.NewContext(256)}
			return j.judge
		},
	}
}

// retry calls decide with enclosures of more and more digits until it decides.
func retry(c *claim.Case, times []*big.Rat, decide func(states []flow.State) claim.Outcome) claim.Outcome {
	out := claim.Undecide("no attempt")
	for _, digits := range []int{12, 24, 48} {
		states, why := trajectory.Follow(c.Instance, times, digits)
		if why != "" { // near an unstable set errors grow before they fall: more digits may reach the end
			out = claim.Undecide("%s", why)
			continue
		}
		if out = decide(states); out.Kind != claim.KindUndecided {
			break
		}
	}
	return out
}

type enclosed struct {
	n numbers
	c *interval.Context
}

func (j *enclosed) judge(c *claim.Case) claim.Outcome {
	return retry(c, moments(c), func(states []flow.State) claim.Outcome {
		margin := math.Inf(1)
		for _, st := range states {
			for _, im := range st.Imbalances {
				m, out := j.imbalance(c, st.Time, im)
				if out.Kind != claim.KindHeld {
					return out
				}
				margin = math.Min(margin, m)
			}
		}
		return outcome(claim.Hold(), margin)
	})
}

func (j *enclosed) imbalance(c *claim.Case, t *big.Rat, im flow.Imbalance) (float64, claim.Outcome) {
	ic, i := j.c, im.Coordinate
	where := fmt.Sprintf("layers %d and %d, coordinate %d, t = %s", im.Layer1+1, im.Layer2+1, i+1, proof.Clip(t))
	a, b := c.Weights[im.Layer1][i], c.Weights[im.Layer2][i]
	start := new(big.Rat).Sub(new(big.Rat).Mul(a, a), new(big.Rat).Mul(b, b))
	if start.Sign() == 0 {
		if !im.Value.ContainsZero() {
			return 0, claim.Violate("balance lost", 0, "%s: D(0) = 0, D = %v", where, im.Value)
		}
		return math.Inf(1), claim.Hold()
	}
	exponent := j.n.balancing(c.Depth(), c.Scale(i), c.Noise)
	x := ic.Exp(interval.New(), ic.SetRat(interval.New(), exponent.Mul(exponent, t)))
	ic.Mul(x, ic.MulRat(x, x, start.Inv(start)), im.Value)
	c.Trace(where, x)
	lo, hi := x.Float64()
	switch sign, known := x.Sign(); {
	case known && sign <= 0:
		return 0, claim.Violate("sign", 1, "%s: D(t)/(D(0) exp(-rate t)) = %v", where, x)
	case !known:
		return 0, claim.Undecide("%s: the sign of D(t)/(D(0) exp(-rate t)) = %v", where, x)
	}
	one := big.NewRat(1, 1)
	side, known := x.CmpRat(one)
	switch {
	case side > 0:
		return 0, claim.Violate("slower", lo-1, "%s: |D(t)| is %v times exp(-rate t) |D(0)|", where, x)
	case j.equal(c, im):
		switch {
		case !x.Contains(one):
			return 0, claim.Violate("not equal", 1-hi, "%s: |D(t)| is %v times exp(-rate t) |D(0)|", where, x)
		case !(hi-lo <= 0x1p-20):
			return 0, claim.Undecide("%s: equality is known to %v only", where, x)
		}
		return 0, claim.Hold()
	case known:
		return math.Max(0, 1-hi), claim.Hold()
	}
	return 0, claim.Undecide("%s: |D(t)| is %v times exp(-rate t) |D(0)|", where, x)
}

// equal tells where P_-lm = e^(2(L-2)) along the whole flow: at L = 2, at e = 0 and where all other weights of the coordinate stay 0:
// two of them at least, or one that sees a zero weight or, with d = 1, a zero target.
func (j *enclosed) equal(c *claim.Case, im flow.Imbalance) bool {
	if c.Depth() == 2 || c.Noise.Sign() == 0 {
		return true
	}
	zeros := 0
	for l, layer := range c.Weights {
		if l == im.Layer1 || l == im.Layer2 {
			continue
		}
		if layer[im.Coordinate].Sign() != 0 {
			return false
		}
		zeros++
	}
	seen := c.Weights[im.Layer1][im.Coordinate].Sign() * c.Weights[im.Layer2][im.Coordinate].Sign()
	return zeros > 1 || seen == 0 || c.IsDiagonal() && c.Target[im.Coordinate].Sign() == 0
}
