package sturm_test

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// Example counts and isolates the roots of 2 x^3 - 3 x^2 - 2 x + 3 = (2x - 3)(x - 1)(x + 1), and gives the digits of one.
func Example() {
	p, _ := sturm.FromInt64s(3, -2, -3, 2)
	seq, _ := sturm.NewSequence(context.Background(), p)
	fmt.Println(seq.Count(sturm.At(big.NewRat(0, 1)), sturm.PosInf()), "positive")
	roots, _ := sturm.Isolate(context.Background(), p)
	for _, r := range roots {
		x, ok, _ := r.Rational(context.Background())
		fmt.Println(x.RatString(), ok)
	}
	// Output:
	// 2 positive
	// -1 true
	// 1 true
	// 3/2 true
}
