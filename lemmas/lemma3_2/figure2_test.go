package lemma3_2

import (
	"context"
	"fmt"
	"math/big"
	"testing"
)

func TestFigure2(t *testing.T) {
	for _, c := range []struct {
		name, e string
		points  int
	}{
		{"little noise: near the hyperbola", "1/100", 2},
		{"a half", "1/2", 2},
		{"one", "1", 2},
		{"e^2 just below b: the points merge with the origin", "177245/100000", 2},
		{"e^2 just above b = 3.14159", "177246/100000", 1},
		{"two", "2", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, _ := new(big.Rat).SetString(c.e)
			points, err := Figure2(context.Background(), e, 50)
			if err != nil {
				t.Fatal(err)
			}
			if len(points) != c.points {
				t.Fatalf("%d points, want %d", len(points), c.points)
			}
			for k, p := range points {
				q := p.Certified
				if p.Kind != q.Kind {
					t.Errorf("point %d: closed form %s, certified %s", k, p.Kind, q.Kind)
				}
				if !q.U.Contains(p.U) || !q.Shrinkage.Contains(p.Shrinkage) || !q.ValueMinusOrigin.Contains(p.ValueMinusOrigin) ||
					!q.Eigenvalues[0].Value.Contains(p.Eigenvalues[0]) || !q.Eigenvalues[1].Value.Contains(p.Eigenvalues[1]) {
					t.Errorf("point %d: an enclosure of %+v misses the closed form %+v", k, q, p)
				}
			}
		})
	}
}

// The noise must be positive: without it the critical points are a curve.
func TestFigure2Refuses(t *testing.T) {
	for _, e := range []int64{0, -1} {
		if _, err := Figure2(context.Background(), big.NewRat(e, 1), 10); err == nil {
			t.Errorf("noise %d: want an error", e)
		}
	}
}

func ExampleFigure2() {
	points, err := Figure2(context.Background(), big.NewRat(1, 2), 10)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range points {
		lo, hi := p.Certified.Shrinkage.Text(10)
		fmt.Printf("%s: w1 w2 = %s, lambda in [%s, %s]\n", p.Kind, p.Product.FloatString(5), lo, hi)
	}
	// Output:
	// saddle: w1 w2 = 0.00000, lambda in [0, 0]
	// minimum: w1 w2 = 2.89159, lambda in [0.9204224612, 0.9204224613]
}
