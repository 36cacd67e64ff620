package pacbayes

import (
	"fmt"
	"math/big"
)

// MaxXi bounds n in Xi: the exact value has about n log2 n bits.
const MaxXi = 20_000

// Xi returns exactly
//
//	xi(n) = sum_{k=0}^n C(n,k) (k/n)^k (1-k/n)^(n-k),   0^0 = 1,
//
// for 1 <= n <= MaxXi; it panics outside. n^n xi(n) is the integer sum of C(n,k) k^k (n-k)^(n-k). Source: MATH.md, PAC-Bayes 3.
func Xi(n int) *big.Rat {
	checkXi(n)
	powers := make([]*big.Int, n+1) // k^k
	for k := range powers {
		x := big.NewInt(int64(k))
		powers[k] = x.Exp(x, big.NewInt(int64(k)), nil)
	}
	sum, term, choose := new(big.Int), new(big.Int), big.NewInt(1)
	for k := 0; k <= n; k++ {
		term.Mul(choose, powers[k])
		sum.Add(sum, term.Mul(term, powers[n-k]))
		choose.Mul(choose, big.NewInt(int64(n-k)))
		choose.Quo(choose, big.NewInt(int64(k+1)))
	}
	return new(big.Rat).SetFrac(sum, powers[n])
}

func checkXi(n int) {
	if n < 1 || n > MaxXi {
		panic(fmt.Sprintf("pacbayes: Xi(%d): want 1 to %d", n, MaxXi))
	}
}
