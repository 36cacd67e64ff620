package theorem4_1

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Sharp instances: from w = (x, 0, ..., 0) with b p_-l = 0 the bound is an equality at each of many steps, in exact arithmetic (the digits
// grow linearly here). The steps alpha_k = 1/(4 (k+1) e^(2(L-1))) have a diverging sum: D tends to 0 as slowly as the bound allows.

func sharpSteps(s statement) func(claim.Profile) []claim.Step {
	return func(p claim.Profile) []claim.Step {
		steps := map[claim.Profile]int{claim.Quick: 40, claim.Default: 80, claim.Deep: 400}[p]
		var out []claim.Step
		for depth := 2; depth <= 6; depth++ {
			out = append(out, claim.Step{
				Name: fmt.Sprintf("depth%d", depth), Scope: fmt.Sprintf("L = %d, w = (1, 0, ..., 0), %d steps with varying step size and noise", depth, steps),
				Run: func(context.Context) claim.StepResult { return s.sharp(depth, steps) },
			})
		}
		return out
	}
}

func (s statement) sharp(depth, steps int) claim.StepResult {
	weights := make([]int64, depth)
	weights[0] = 1
	target := int64(0)
	if depth > 2 {
		target = 3
	}
	o := place(instance(1, target, big.NewRat(1, 1), weights...))
	shape := proof.Shape{Depth: depth, Width: 1}
	one, zero := big.NewRat(1, 1), new(big.Rat)
	root := at(depth, s.root)
	product, sum := big.NewRat(1, 1), new(big.Rat)
	for k := range steps {
		e := big.NewRat(int64(2+k%3), 2) // 1, 3/2, 2
		alpha := new(big.Rat).Quo(big.NewRat(1, int64(4*(k+1))), orbit.Pow(e, 2*(depth-1)))
		o.Noise().Set(e)
		o.Touch()
		o.Advance(alpha)
		t := root(one, zero, e, zero)
		t.Mul(t, alpha)
		sum.Add(sum, t)
		t.Sub(one, t)
		product.Mul(product, t.Mul(t, t))
		for _, d := range imbalances(o.Weights(), shape)[:1] {
			if d.Cmp(product) != 0 {
				return outcome(int64(k+1), depth, fmt.Sprintf("step %d: D(k)/D(0) = %s, the bound is %s", k+1, proof.Clip(d), proof.Clip(product)))
			}
		}
	}
	return outcome(int64(steps), depth, below(product, sum), claim.Value{Name: "D(k)/D(0) at the last step", Value: proof.Clip(product)},
		claim.Value{Name: "2 sum alpha_k s e_k^(2(L-1))", Value: proof.Clip(sum)})
}

// below decides prod (1 - t_j)^2 <= exp(-2 sum t_j) by enclosure.
func below(product, sum *big.Rat) string {
	c := interval.NewContext(128)
	x := c.SetRat(interval.New(), new(big.Rat).Mul(sum, big.NewRat(-2, 1)))
	if y := c.SetRat(interval.New(), product); y.LessEq(c.Exp(x, x)) != interval.Yes {
		return fmt.Sprintf("the product %v is not below exp(-2 sum) = %v", y, x)
	}
	return ""
}
