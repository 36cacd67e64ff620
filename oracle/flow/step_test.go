package flow

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// scalar returns a stepper for L = 2, d = 1 with b = 0, e = 0, s = 1 from w_1 = w_2 = 1 backward: w' = 2 w^3, w(t) = 1/sqrt(1 - 4t),
// which ends at t = 1/4.
func scalar() *stepper {
	one := big.NewRat(1, 1)
	return newStepper(newTape(2, 1), []*big.Rat{one, one}, []*big.Rat{new(big.Rat), one, new(big.Rat), new(big.Rat)}, -1, 200, 20, 1e-20)
}

// No a-priori enclosure may be proved over a time at which the solution does not exist, and one that is proved holds the solution.
func TestAPriori(t *testing.T) {
	for _, h := range []float64{0.25, 0.5, 1, 100} {
		s := scalar()
		s.set.hull(s.y)
		s.guess()
		if size, proved := s.enclose(span.Point(h)); proved {
			t.Errorf("h = %g: an enclosure beyond the blow-up was proved, remainder %g", h, size)
		}
	}
	proofs := 0
	for _, h := range []float64{1.0 / 1024, 1.0 / 256, 1.0 / 128, 1.0 / 64, 1.0 / 32} {
		s := scalar()
		s.set.hull(s.y)
		s.guess()
		if _, proved := s.enclose(span.Point(h)); !proved {
			continue
		}
		proofs++
		for k := range 17 {
			w := 1 / math.Sqrt(1-4*h*float64(k)/16)
			for i := range s.b { // w has an error of a few units
				if !(s.b[i].Lo-1e-15 <= w && w <= s.b[i].Hi+1e-15) {
					t.Errorf("h = %g: B = %v lacks w(%g) = %g", h, s.b[i], h*float64(k)/16, w)
				}
			}
		}
	}
	if proofs < 2 {
		t.Errorf("%d enclosures proved: the test says nothing", proofs)
	}
}

// The enclosure of the flow's derivative holds difference quotients of the flow, over steps so long that its remainder matters: the
// flow itself is taken from eighth steps of a Taylor polynomial of order 80 in 400 bits, with its remainder over the same a-priori
// enclosure.
func TestJacobian(t *testing.T) {
	const w, order = 400, 80
	for _, c := range []struct{ depth, width int }{{2, 1}, {3, 1}, {2, 2}} {
		tp := newTape(c.depth, c.width)
		n := tp.n
		start := make([]*big.Rat, n)
		for k := range start {
			start[k] = big.NewRat(int64(3+k), 16)
		}
		s := newStepper(tp, start, params(c.width), 1, w, 20, 1e-9)
		const delta = 0x1p-40
		for k := range n {
			s.set.r[k] = span.Span{Lo: 0, Hi: delta}
		}
		s.set.hull(s.y)
		s.guess()
		tested := false
		for h := 1.0; h > 1e-4; h /= 1.25 {
			hs := span.Point(h)
			if _, proved := s.enclose(hs); !proved || s.jacobian(hs) > maxGrowth {
				continue
			}
			tested = true
			rest := newSpanSeries(tp, params(c.width), 1, order+1)
			rest.run(s.b, span.Point(h/8), order+1)
			remainder := 0x1p-300 // rounding at 400 bits
			for k := range n {
				remainder = max(remainder, rest.c[k][order+1].Mag())
			}
			// Two values, each off by 8 remainders that have grown by exp(0.9) < 3 at most, and a factor 2 for the roundings.
			slack := span.Ball(96 * remainder / delta)
			if slack.Hi > 0x1p-60 {
				t.Fatalf("L=%d d=%d: the reference is only accurate to %g", c.depth, c.width, slack.Hi)
			}
			flow := func(x []*big.Rat) []*big.Rat {
				p := newPointSeries(tp, params(c.width), 1, w, order)
				m, sum := newSet(x, w).m, make([]ball, n)
				for range 8 {
					p.run(m, new(big.Rat).SetFloat64(h/8), order, sum)
					for k := range m {
						m[k].Set(&sum[k].v)
					}
				}
				y := make([]*big.Rat, n)
				for k := range y {
					y[k] = value(&sum[k], w)
				}
				return y
			}
			base := flow(start)
			for q := range n {
				x := append([]*big.Rat(nil), start...)
				x[q] = new(big.Rat).Add(x[q], new(big.Rat).SetFloat64(delta))
				for i, y := range flow(x) {
					d := y.Sub(y, base[i])
					d.Quo(d, new(big.Rat).SetFloat64(delta))
					if !s.jac[i*n+q].Add(slack).ContainsRat(d) {
						t.Errorf("L=%d d=%d h=%g: dphi_%d/dy_%d = %v lacks %s", c.depth, c.width, h, i, q, s.jac[i*n+q], d.FloatString(20))
					}
				}
			}
			break // the longest step that is accepted
		}
		if !tested {
			t.Errorf("L=%d d=%d: no step was accepted", c.depth, c.width)
		}
	}
}

// Enclosures of a y_i + b y_j hold every state, and what two coordinates share cancels.
func TestEnclose(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	const w, n = 90, 3
	c := interval.NewContext(300)
	for range 100 {
		s := newSet([]*big.Rat{big.NewRat(1, 3), big.NewRat(-3, 4), big.NewRat(2, 1)}, w)
		point := make([]*big.Rat, n)
		for i := range n {
			s.r[i] = span.Span{Lo: -r.Float64(), Hi: r.Float64()}
			for k := range n {
				s.q[i*n+k] = r.NormFloat64()
			}
			point[i] = pick(r, s.r[i])
		}
		copy(s.q[n:2*n], s.q[:n]) // coordinates 0 and 1 deviate alike
		state := times(s.q, point, n)
		for i := range n {
			state[i].Add(state[i], new(big.Rat).SetFrac(&s.m[i], new(big.Int).Lsh(big.NewInt(1), w)))
		}
		for i := range n {
			for j := range n {
				for a := int64(-1); a <= 1; a++ {
					for b := int64(-1); b <= 1; b++ {
						z := interval.New()
						s.enclose(c, z, i, a, j, b)
						v := new(big.Rat).Mul(state[i], big.NewRat(a, 1))
						v.Add(v, new(big.Rat).Mul(state[j], big.NewRat(b, 1)))
						if i != j && !z.Contains(v) {
							t.Fatalf("%d y_%d + %d y_%d: %v lacks %s", a, i, b, j, z, v.FloatString(20))
						}
					}
				}
			}
		}
		z := interval.New()
		if s.enclose(c, z, 0, 1, 1, -1); z.Width().Sign() != 0 {
			t.Fatalf("y_0 - y_1 is known exactly, but the enclosure is %v", z)
		}
	}
}
