package prove_test

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/prove"
)

// stationary is the system grad L_R = 0 at width 1, taken from the definition, and its box for given values of b and e.
func stationary(depth int, b, e *big.Rat, m string) (*prove.System, []prove.Range) {
	c := circuit.NewBuilder()
	s := definition.NewSymbols(c, depth, 1, true)
	f := definition.ExpectedLoss(c, s, definition.Gaussian())
	var eqs, unknowns []circuit.Node
	for l := range depth {
		unknowns = append(unknowns, s.W[l][0])
		eqs = append(eqs, circuit.Derive(f, s.W[l][0]))
	}
	box := cube(depth, "-"+m, m)
	return prove.NewSystem(c, eqs, unknowns), append(box, prove.At(b), prove.Between("1", "1"), prove.At(e), prove.Between("0", "0"))
}

func TestStationaryPoints(t *testing.T) {
	for _, c := range []struct {
		depth int
		b, m  string
		want  int
		why   string
	}{
		{2, "1/2", "3", 1, "b < e^2: the origin only"},
		{2, "3", "3", 3, "b > e^2: two more"},
		{2, "-3", "3", 3, "negative target"},
		{3, "3", "3", 1, "below beta_1(3) = 3.0792"},
		{3, "4", "4", 9, "above beta_1(3): 1 + 2^3"},
		{4, "8", "3", 17, "above beta_1(4) = 27/4: 1 + 2^4"},
	} {
		t.Run(fmt.Sprintf("L=%d,b=%s", c.depth, c.b), func(t *testing.T) {
			b, _ := new(big.Rat).SetString(c.b)
			s, box := stationary(c.depth, b, big.NewRat(1, 1), c.m)
			z, err := s.Zeros(context.Background(), box, prove.ZeroOptions{})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d boxes, %d zeros, %d undecided", z.Boxes, len(z.Zeros), len(z.Undecided))
			if !z.Complete() || len(z.Zeros) != c.want {
				t.Fatalf("%s: %d zeros, want %d; undecided %v", c.why, len(z.Zeros), c.want, z.Undecided)
			}
			for _, x := range z.Zeros {
				for _, e := range x.Enclosure {
					if e.RelBits() < 100 && e.Width().Cmp(big.NewFloat(1e-35)) > 0 {
						t.Errorf("wide enclosure %v", e)
					}
				}
			}
		})
	}
}
