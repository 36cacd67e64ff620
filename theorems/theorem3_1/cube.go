package theorem3_1

import (
	"fmt"
	"math"
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Part 5, L >= 3: from the cube |b| m^(L-2) < e^(2(L-1)), m = max|w(0)|, an open set, the enclosures of the flow stay below
// m exp(-2 s (e^(2(L-1)) - |b| m^(L-2)) t). At b = 0 equality is possible, so b != 0 here.

func inCube(in *generators.Instance) bool { return in.Target[0].Sign() != 0 && facts3(in).Cube }

func (s statement) cube() *claim.Sample {
	d := trajectory.Domain(3, 5, 1, 1)
	d.Diagonal, d.PositiveNoise, d.Params = true, true, times(big.NewRat(1, 8), big.NewRat(4, 1))
	d.Extra = append(d.Extra, generators.Constraint{Text: "b != 0, max|w|^(L-2) |b| < e^(2(L-1))", Holds: inCube})
	names := []string{generators.Generic, generators.Dyadic, generators.Unit, generators.Balanced, generators.OneZeroLayer}
	space := trajectory.Space(d, names, func(_ *rand.Rand, in *generators.Instance) {
		if in.Target[0].Sign() == 0 {
			in.Target[0].SetInt64(1)
		}
		for !inCube(in) {
			for _, row := range in.Weights {
				row[0].Mul(row[0], big.NewRat(3, 4))
			}
		}
	})
	return &claim.Sample{
		Space: space, Cases: claim.Count{Quick: 5, Default: 25, Deep: 2000}, MinValid: 1,
		MarginIs: "1 - max|w(t)| / (m exp(-2 s (e^(2(L-1)) - |b| m^(L-2)) t))",
		NewJudge: func() claim.Judge {
			n, ic := s.numbers(), interval.NewContext(256)
			return func(c *claim.Case) claim.Outcome { return decay(c, n, ic) }
		},
	}
}

func decay(c *claim.Case, n numbers, ic *interval.Context) claim.Outcome {
	var ws []*big.Rat
	for _, row := range c.Weights {
		ws = append(ws, row[0])
	}
	m := orbit.MaxAbs(ws...)
	if m.Sign() == 0 {
		return claim.Hold()
	}
	rate := n.decay(orbit.Pow(c.Noise, 2*(c.Depth()-1)), new(big.Rat).Abs(c.Target[0]), orbit.Pow(m, c.Depth()-2))
	rate.Mul(rate, c.Scale(0)).Mul(rate, big.NewRat(-2, 1))
	return retry(c, moments(c), func(states []flow.State) claim.Outcome {
		margin := math.Inf(1)
		for _, st := range states {
			grown := ic.Exp(interval.New(), ic.SetRat(interval.New(), new(big.Rat).Mul(rate, st.Time)))
			ic.MulRat(grown, grown, m)
			for l, row := range st.Weights {
				where := fmt.Sprintf("t = %s, layer %d", proof.Clip(st.Time), l+1)
				x := ic.Div(interval.New(), ic.Abs(interval.New(), row[0]), grown)
				lo, hi := x.Float64()
				switch sign, known := x.CmpRat(big.NewRat(1, 1)); {
				case !known:
					return claim.Undecide("%s: |w| is %v times the bound", where, x)
				case sign > 0:
					return claim.Violate("slower", lo-1, "%s: |w| is %v times the bound", where, x)
				}
				margin = math.Min(margin, math.Max(0, 1-hi))
			}
		}
		return outcome(claim.Hold(), margin)
	})
}
