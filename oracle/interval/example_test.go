package interval_test

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The golden ratio's power phi^(5/2), the threshold beta_2 at depth 3.
func Example() {
	c := interval.NewContext(interval.DigitsToPrec(40))
	phi := c.Sqrt(interval.New(), c.SetInt64(interval.New(), 5))
	c.AddInt64(phi, phi, 1)
	c.MulRat(phi, phi, big.NewRat(1, 2))
	z := c.PowRat(interval.New(), phi, 5, 2)
	lo, hi := z.Text(30)
	fmt.Println(lo)
	fmt.Println(hi)
	// Output:
	// 3.33019067678556121457440350931
	// 3.33019067678556121457440350932
}

// Comparisons answer yes, no or unknown.
func ExampleInterval_Less() {
	c := interval.NewContext(53)
	third := c.SetRat(interval.New(), big.NewRat(1, 3))
	sum := c.MulInt64(interval.New(), third, 3)
	one := c.SetInt64(interval.New(), 1)
	two := c.SetInt64(interval.New(), 2)
	fmt.Println(sum.Less(two), two.Less(sum), sum.Equal(one))
	// Output: yes no unknown
}

// A precision that does not decide is doubled.
func ExampleContext_SetPrec() {
	// Is exp(pi sqrt(163)) an integer? It differs from 640320^3 + 744 by 7.5e-13.
	n := c640320()
	for prec := uint(64); ; prec *= 2 {
		c := interval.NewContext(prec)
		x := c.Sqrt(interval.New(), c.SetInt64(interval.New(), 163))
		c.Exp(x, c.Mul(x, x, c.Pi(interval.New())))
		if sign, known := x.CmpRat(n); known {
			fmt.Println(prec, "bits decide: sign", sign)
			return
		}
	}
	// Output: 128 bits decide: sign -1
}

func c640320() *big.Rat {
	n := new(big.Int).Exp(big.NewInt(640320), big.NewInt(3), nil)
	return new(big.Rat).SetInt(n.Add(n, big.NewInt(744)))
}

// Division by an interval that holds zero gives the whole line and an error.
func ExampleContext_Err() {
	c := interval.NewContext(53)
	zero := interval.New()
	fmt.Println(c.Div(interval.New(), c.SetInt64(interval.New(), 1), zero))
	fmt.Println(c.Err())
	// Output:
	// [-Inf, +Inf]
	// interval: operand outside the domain: div: the divisor holds 0
}
