package theorem4_2

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
)

// Basins of attraction for L >= 3 and b above both thresholds, where the minimum with w_l != 0 is global: how many of a set of starts go to
// the origin. Each fate is certified, and every start of a ball goes with its center.

func basinSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		starts := map[claim.Profile]int{claim.Quick: 12, claim.Default: 64, claim.Deep: 1024}[p]
		var steps []claim.Step
		for depth := 3; depth <= 5; depth++ {
			beta := [...]*big.Rat{big.NewRat(7, 2), big.NewRat(8, 1), big.NewRat(33, 2)}[depth-3] // beta_2 = 3.330, 7.414, 15.45
			steps = append(steps, claim.Step{
				Name: fmt.Sprintf("depth%d", depth), Scope: fmt.Sprintf("L = %d, b = %s, s = e = 1, %d starts in [-3/2, 3/2]^L, half of them in [-1/2, 1/2]^L", depth, beta.RatString(), starts),
				Run: func(ctx context.Context) claim.StepResult { return s.basins(ctx, depth, beta, starts) },
			})
		}
		return steps
	}
}

func (s statement) basins(ctx context.Context, depth int, beta *big.Rat, starts int) claim.StepResult {
	k := lemmac_1.NewConstants(depth)
	one := big.NewRat(1, 1)
	res := claim.StepResult{Method: "certified runs", Verdict: claim.Proved, Depth: depth, Width: 1}
	origin, large := 0, 0
	radius := new(big.Rat)
	for n := range starts {
		if err := ctx.Err(); err != nil {
			res.Verdict, res.Detail = claim.Undecided, err.Error()
			return res
		}
		w := spread(depth, n)
		in := instance(beta, w...)
		m := k.Box(beta, one, w...)
		z, err := newLandscape(in, orbit.RoundDown(new(big.Rat).Inv(k.K(one, beta, one, m)), stepBits))
		if err != nil {
			res.Verdict, res.Detail = claim.Undecided, err.Error()
			return res
		}
		f := z.follow(maxRun)
		switch {
		case f == nil:
			res.Verdict, res.Detail = claim.Undecided, fmt.Sprintf("start %v: in no ball that attracts after %d steps", w, maxRun)
			return res
		case f.ball.origin:
			origin++
			radius = f.ball.radius
		default:
			large++
		}
		res.Points++
	}
	res.Stats = []claim.Value{
		{Name: "starts that go to the origin", Value: fmt.Sprint(origin)}, {Name: "starts that go to the global minimum", Value: fmt.Sprint(large)},
		{Name: "radius of a ball around the origin that attracts", Value: radius.RatString()},
	}
	if (origin > 0) != s.originAttracts || large == 0 {
		res.Verdict, res.Values = claim.Refuted, res.Stats
		res.Detail = fmt.Sprintf("%d starts go to the origin and %d to the global minimum", origin, large)
	}
	return res
}

// spread is the n-th point of a lattice rule: w_l = r (2 {(n+1) g_l / 1024} - 1), g_l odd numbers, r = 3/2 and 1/2 in turn.
func spread(depth, n int) []*big.Rat {
	g := [...]int{1, 619, 379, 823, 257}
	w := make([]*big.Rat, depth)
	for l := range w {
		w[l] = big.NewRat(int64((3-2*(n%2))*(2*((n+1)*g[l]%1024)-1024)), 2*1024)
	}
	return w
}
