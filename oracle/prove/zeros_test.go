package prove_test

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/interval"
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
			if c.depth > 3 && testing.Short() {
				t.Skip("short")
			}
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

// Planted zeros: A (prod_i (q x - a_i), prod_j (q y - b_j)) = 0 with a regular integer matrix A has the zeros (a_i/q, b_j/q). All are
// found, once each, with the right values; those on the boundary of the region are not said to be inside.
func TestPlantedZeros(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	total := 0
	for range 40 {
		q := int64(1 + r.IntN(7))
		xs, ys := r.Perm(17)[:1+r.IntN(3)], r.Perm(17)[:1+r.IntN(3)]
		b := circuit.NewBuilder()
		x, y := b.Var("x"), b.Var("y")
		f, g := b.Int(1), b.Int(1)
		for _, a := range xs {
			f = f.Mul(x.Times(q).Sub(b.Int(int64(a - 8))))
		}
		for _, a := range ys {
			g = g.Mul(y.Times(q).Sub(b.Int(int64(a - 8))))
		}
		s := prove.NewSystem(b, []circuit.Node{f.Times(2).Add(g), f.Add(g)}, []circuit.Node{x, y})
		z, err := s.Zeros(context.Background(), cube(2, "-9", "9"), prove.ZeroOptions{Prec: 100})
		if err != nil {
			t.Fatal(err)
		}
		if !z.Complete() || len(z.Zeros) != len(xs)*len(ys) {
			t.Fatalf("q=%d x=%v y=%v: %d zeros, %d undecided", q, xs, ys, len(z.Zeros), len(z.Undecided))
		}
		for _, a := range xs {
			for _, c := range ys {
				hits := 0
				for _, zero := range z.Zeros {
					if zero.Enclosure[0].Contains(big.NewRat(int64(a-8), q)) && zero.Enclosure[1].Contains(big.NewRat(int64(c-8), q)) {
						hits++
					}
				}
				if hits != 1 {
					t.Errorf("the zero (%d/%d, %d/%d) is enclosed %d times", a-8, q, c-8, q, hits)
				}
			}
		}
		total += len(z.Zeros)
	}
	if total < 100 {
		t.Errorf("only %d zeros were planted", total)
	}
}

func TestZerosThatAreNotSettled(t *testing.T) {
	b := circuit.NewBuilder()
	x := b.Var("x")
	double := prove.NewSystem(b, []circuit.Node{x.Sqr().Times(9).Sub(x.Times(6)).Add(b.Int(1))}, []circuit.Node{x}) // (3x - 1)^2
	z, err := double.Zeros(context.Background(), cube(1, "-1", "1"), prove.ZeroOptions{})
	if err != nil || len(z.Zeros) != 0 || len(z.Undecided) == 0 || z.Complete() {
		t.Errorf("a double zero: %d zeros, %d undecided, %v", len(z.Zeros), len(z.Undecided), err)
	}
	third := big.NewRat(1, 3)
	held := false
	for _, u := range z.Undecided {
		held = held || u[0].Lo.Cmp(third) <= 0 && u[0].Hi.Cmp(third) >= 0
	}
	if !held {
		t.Errorf("the double zero is in none of the undecided boxes")
	}
	edge := prove.NewSystem(b, []circuit.Node{x.Times(3).Sub(b.Int(1))}, []circuit.Node{x})
	z, err = edge.Zeros(context.Background(), cube(1, "1/3", "1"), prove.ZeroOptions{})
	if err != nil || len(z.Zeros) != 1 || z.Complete() {
		t.Errorf("a zero on the boundary: %+v, %v", z, err)
	}
	z, err = double.Zeros(context.Background(), cube(1, "-1", "1"), prove.ZeroOptions{MaxBoxes: 3})
	if err != nil || z.Boxes != 3 || len(z.Undecided) == 0 {
		t.Errorf("budget: %+v, %v", z, err)
	}
}

func TestVerify(t *testing.T) {
	b := circuit.NewBuilder()
	x, p := b.Var("x"), b.Var("p")
	s := prove.NewSystem(b, []circuit.Node{x.Sqr().Sub(p)}, []circuit.Node{x})
	for _, c := range []struct {
		x, p prove.Range
		want interval.Truth
		why  string
	}{
		{prove.Between("1", "2"), prove.Between("2", "3"), interval.Yes, "sqrt p for all p in [2, 3]"},
		{prove.Between("1", "2"), prove.Between("5", "6"), interval.No, "sqrt p > 2"},
		{prove.Between("-2", "2"), prove.Between("2", "2"), interval.Unknown, "two zeros"},
		{prove.Between("-1", "1"), prove.Between("0", "0"), interval.Unknown, "a double zero"},
		{prove.Between("1", "2"), prove.Between("1", "1"), interval.Unknown, "a zero on the boundary"},
		{prove.Between("1", "2"), prove.Between("1/2", "3"), interval.Unknown, "none for some p, one for others"},
		{
			prove.Between("1.4142135623730950488016887242096980785696", "1.4142135623730950488016887242096980785697"),
			prove.Between("2", "2"), interval.Yes, "needs more than 64 bits",
		},
		{prove.Between("1", "2"), prove.Between("4", "4"), interval.Unknown, "a zero on the other boundary"},
		{prove.Between("1", "2"), prove.Between("1", "3/2"), interval.Unknown, "on the boundary for one p"},
		{prove.Between("1", "2"), prove.Between("3", "4"), interval.Unknown, "on the other boundary for one p"},
		{prove.Between("1", "2"), prove.Between("2", "5"), interval.Unknown, "beyond the other boundary for some p"},
	} {
		got, z, err := s.Verify([]prove.Range{c.x, c.p}, 512)
		if err != nil || got != c.want || (got == interval.Yes) != (z != nil) {
			t.Errorf("%s: %v, %v, %v", c.why, got, z, err)
		}
		if z == nil {
			continue
		}
		sq := interval.NewContext(600)
		if v := sq.Sqr(interval.New(), z[0]); !v.Contains(c.p.Lo) || !v.Contains(c.p.Hi) {
			t.Errorf("%s: %v^2 lacks p", c.why, z[0])
		}
	}
	if _, _, err := s.Verify(cube(2, "0", "1"), 1); err == nil {
		t.Error("a precision of 1 bit was accepted")
	}
}

// Regions whose equation is not excluded by its range but by the Krawczyk operator, on either side, and zeros of linear equations, whose
// image is a point: also at an end of the region, which is not its interior.
func TestVerifyByTheOperator(t *testing.T) {
	for _, c := range []struct {
		a, b, c int64 // a x^2 + b x + c
		region  prove.Range
		want    interval.Truth
		why     string
	}{
		{10, -10, 9, prove.Between("1", "2"), interval.No, "no real zero, the image is below"},
		{10, -50, 69, prove.Between("1", "2"), interval.No, "no real zero, the image is above"},
		{0, 1, -1, prove.Between("0", "2"), interval.Yes, "inside"},
		{0, 1, -1, prove.Between("1", "2"), interval.Unknown, "at the lower end"},
		{0, 1, -1, prove.Between("0", "1"), interval.Unknown, "at the upper end"},
		{0, 3, -1, prove.Between("1/3", "2"), interval.Unknown, "at a lower end that no binary number is"},
		{0, 3, -1, prove.Between("0", "1/3"), interval.Unknown, "at an upper end that no binary number is"},
	} {
		b := circuit.NewBuilder()
		x := b.Var("x")
		s := prove.NewSystem(b, []circuit.Node{x.Sqr().Times(c.a).Add(x.Times(c.b)).Add(b.Int(c.c))}, []circuit.Node{x})
		for _, prec := range []uint{64, 127, 512} {
			if got, _, err := s.Verify([]prove.Range{c.region}, prec); err != nil || got != c.want {
				t.Errorf("%s, %d bits: %v, %v", c.why, prec, got, err)
			}
		}
	}
	// Two unknowns, of which one lies in its range and one on the boundary.
	for _, region := range [][]prove.Range{{prove.Between("1", "2"), prove.Between("0", "2")}, {prove.Between("0", "2"), prove.Between("1", "2")}} {
		b := circuit.NewBuilder()
		x, y := b.Var("x"), b.Var("y")
		s := prove.NewSystem(b, []circuit.Node{x.Sub(b.Int(1)), y.Sub(b.Int(1))}, []circuit.Node{x, y})
		if got, _, err := s.Verify(region, 64); err != nil || got != interval.Unknown {
			t.Errorf("%v: %v, %v", region, got, err)
		}
	}
	// A zero that 64 bits can not keep apart from the end of the region, but 128 bits can, is decided from 128 bits on.
	b := circuit.NewBuilder()
	x := b.Var("x")
	s := prove.NewSystem(b, []circuit.Node{x.Times(3).Sub(b.Int(1))}, []circuit.Node{x})
	tight := prove.Between("1/3", "1")
	tight.Lo = new(big.Rat).Sub(tight.Lo, new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 90)))
	for prec, want := range map[uint]interval.Truth{64: interval.Unknown, 127: interval.Unknown, 128: interval.Yes, 256: interval.Yes} {
		if got, _, err := s.Verify([]prove.Range{tight}, prec); err != nil || got != want {
			t.Errorf("2^-90 from the end, %d bits: %v, %v", prec, got, err)
		}
	}
}
