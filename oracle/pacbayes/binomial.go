package pacbayes

import (
	"fmt"
	"math/big"
)

// MaxTrials bounds N in Tail and Threshold.
const MaxTrials = 20_000

// Tail returns P(Bin(N, rate) >= c) exactly, for 0 <= N <= MaxTrials and a rate in [0, 1]; it panics outside.
func Tail(trials, c int, rate *big.Rat) *big.Rat {
	check(trials, rate)
	terms := weights(trials, rate)
	sum := new(big.Int)
	for k := max(c, 0); k <= trials; k++ {
		sum.Add(sum, terms[k])
	}
	return new(big.Rat).SetFrac(sum, total(trials, rate))
}

// Threshold returns the least c with P(Bin(N, rate) >= c) <= alpha: rejecting at c or more violations in N independent trials, each violated
// with probability at most rate, is wrong with probability at most alpha. N + 1 means never. Source: MATH.md, PAC-Bayes (coverage).
func Threshold(trials int, rate, alpha *big.Rat) int {
	check(trials, rate)
	terms := weights(trials, rate)
	bound := new(big.Int).Mul(alpha.Num(), total(trials, rate)) // sum / total <= num / denom
	sum, left := new(big.Int), new(big.Int)
	for c := trials; c >= 0; c-- {
		sum.Add(sum, terms[c])
		if left.Mul(sum, alpha.Denom()).Cmp(bound) > 0 {
			return c + 1
		}
	}
	return 0
}

func check(trials int, rate *big.Rat) {
	if trials < 0 || trials > MaxTrials || rate.Sign() < 0 || rate.Cmp(one) > 0 {
		panic(fmt.Sprintf("pacbayes: %d trials at rate %s", trials, rate.RatString()))
	}
}

// weights returns C(N,k) a^k (d-a)^(N-k) for rate = a/d.
func weights(trials int, rate *big.Rat) []*big.Int {
	a, b := rate.Num(), new(big.Int).Sub(rate.Denom(), rate.Num())
	out := make([]*big.Int, trials+1)
	powA, powB := big.NewInt(1), make([]*big.Int, trials+1)
	powB[0] = big.NewInt(1)
	for k := 1; k <= trials; k++ {
		powB[k] = new(big.Int).Mul(powB[k-1], b)
	}
	choose := big.NewInt(1)
	for k := 0; k <= trials; k++ {
		out[k] = new(big.Int).Mul(choose, powA)
		out[k].Mul(out[k], powB[trials-k])
		powA = new(big.Int).Mul(powA, a)
		choose.Mul(choose, big.NewInt(int64(trials-k)))
		choose.Quo(choose, big.NewInt(int64(k+1)))
	}
	return out
}

// total is d^N.
func total(trials int, rate *big.Rat) *big.Int {
	return new(big.Int).Exp(rate.Denom(), big.NewInt(int64(trials)), nil)
}
