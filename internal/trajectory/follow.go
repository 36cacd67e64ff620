package trajectory

import (
	"context"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/oracle/flow"
)

// Problem returns the instance as a start of the flow. tau2, a constant of the loss, does not enter.
func Problem(in *generators.Instance) flow.Problem {
	return flow.Problem{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise}
}

// work bounds one integration: some 10^7 products of coefficients a second (flow.Options), so a few seconds.
const work = 50_000_000

// Follow encloses the flow from the weights of the instance at the times (increasing, positive, at least one), every weight to 10^-digits
// max(1, |w|). With a non-empty reason the enclosures are not all there or not that narrow; those that are there are valid.
func Follow(in *generators.Instance, times []*big.Rat, digits int) (states []flow.State, reason string) {
	last := len(times) - 1
	r, err := flow.Integrate(context.Background(), Problem(in), times[last], flow.Options{Digits: digits, Times: times[:last], MaxWork: work})
	switch {
	case err != nil:
		return nil, err.Error()
	case r.Status != flow.Certified:
		return r.States, r.Reason
	}
	return r.States, ""
}

// Fractions returns t/n, 2t/n, ..., t.
func Fractions(t *big.Rat, n int64) []*big.Rat {
	out := make([]*big.Rat, n)
	for k := range out {
		out[k] = new(big.Rat).Mul(t, big.NewRat(int64(k)+1, n))
	}
	return out
}

// Doublings returns t, 2t, 4t, ..., 2^(n-1) t.
func Doublings(t *big.Rat, n int) []*big.Rat {
	out := make([]*big.Rat, n)
	x := new(big.Rat).Set(t)
	for k := range out {
		out[k] = new(big.Rat).Set(x)
		x.Add(x, x)
	}
	return out
}
