package theorem4_2

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/lemmas/lemmac_1"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

func TestFigure3(t *testing.T) {
	f, err := NewFigure3(t.Context(), 2000)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Plain) != 2001 || len(f.Regularized) != 2001 || f.Plain[0] != f.Start || f.Regularized[0] != f.Start {
		t.Fatalf("%d and %d states", len(f.Plain), len(f.Regularized))
	}
	// The step size is within the theorem.
	one, b := big.NewRat(1, 1), new(big.Rat).SetFloat64(f.Target)
	k := lemmac_1.NewConstants(2)
	bound := k.K(one, b, one, k.Box(b, one, big.NewRat(3, 1), big.NewRat(1, 2)))
	if new(big.Rat).Mul(bound, new(big.Rat).SetFloat64(f.Step)).Cmp(one) > 0 {
		t.Errorf("alpha K = %v > 1", new(big.Rat).Mul(bound, new(big.Rat).SetFloat64(f.Step)))
	}
	c := interval.NewContext(256)
	target := c.SetRat(interval.New(), b)
	// Soft threshold: u = b - e^2 for both layers.
	u := c.AddInt64(interval.New(), target, -1)
	for l, x := range f.RegularizedLimit {
		if d := c.Sub(interval.New(), c.Sqr(interval.New(), x), u); !d.ContainsZero() || x.RelBits() < 90 {
			t.Errorf("layer %d of the limit on L_R: %v with square off by %v", l+1, x, d)
		}
	}
	p := c.Mul(interval.New(), f.PlainLimit[0], f.PlainLimit[1])
	if !c.Sub(p, p, target).ContainsZero() || f.PlainLimit[0].RelBits() < 190 {
		t.Errorf("the limit on L, %v, is not on the hyperbola", f.PlainLimit)
	}
	// Descent on L does not balance.
	if d := c.Sub(interval.New(), f.PlainLimit[0], f.PlainLimit[1]); d.Positive() != interval.Yes {
		t.Errorf("the limit on L: %v", f.PlainLimit)
	}
	// The float64 runs end within their rounding errors of the limits. Near them an error contracts by 1 - alpha lambda, lambda >= 2 in the
	// directions that move: on L_R 2 e^2 times 2 s; on L, across the hyperbola, 2 |W|^2 > 4. Each step adds at most 8 units of 2^-53 of |w| < 4,
	// and along the hyperbola errors add up over about 2000 steps of alpha |g|, dominated by the rounding of w: 2000 * 4 * 2^-53 < 2^-39.
	for l := range 2 {
		near(t, "L_R", f.Regularized[2000][l], f.RegularizedLimit[l], 0x1p-39)
		near(t, "L", f.Plain[2000][l], f.PlainLimit[l], 0x1p-39)
	}
}

func near(t *testing.T, name string, got float64, want *interval.Interval, tolerance float64) {
	t.Helper()
	lo, hi := want.Float64()
	if math.Abs(got-lo) > tolerance || math.Abs(got-hi) > tolerance {
		t.Errorf("%s: float64 run ends at %v, the limit is %v", name, got, want)
	}
}

func TestFigure3Bounds(t *testing.T) {
	for _, n := range []int{-1, 0, 100_001} {
		if _, err := NewFigure3(t.Context(), n); err == nil {
			t.Errorf("%d steps are accepted", n)
		}
	}
}

func ExampleNewFigure3() {
	f, err := NewFigure3(context.Background(), 500)
	if err != nil {
		fmt.Println(err)
		return
	}
	lo, _ := f.RegularizedLimit[0].Text(15)
	fmt.Println("on L_R, both weights:", lo)
	x, _ := f.PlainLimit[0].Text(15)
	y, _ := f.PlainLimit[1].Text(15)
	fmt.Println("on L:", x, y)
	// Output:
	// on L_R, both weights: 1.46341723373752
	// on L: 3.11773178715117 1.00765242633992
}
