package flow

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

func params(d int) []*big.Rat {
	var p []*big.Rat
	for k := range d + d*(d+1)/2 + 2 {
		p = append(p, big.NewRat(int64(k+2), 3))
	}
	return p
}

// The error bounds of the fixed point hold: coefficients at 80 bits against those at 600.
func TestBallErrors(t *testing.T) {
	const low, high, order = 80, 600, 24
	for _, c := range []struct{ depth, width int }{{2, 1}, {3, 1}, {6, 1}, {2, 2}, {3, 2}} {
		tp := newTape(c.depth, c.width)
		h := big.NewRat(1, 37)
		a, b := newPointSeries(tp, params(c.width), 1, low, order), newPointSeries(tp, params(c.width), 1, high, order)
		ma, mb := make([]big.Int, tp.n), make([]big.Int, tp.n)
		for k := range ma {
			ma[k].SetInt64(int64(k+3) << 30)
			ma[k].Lsh(&ma[k], low-32)
			mb[k].Lsh(&ma[k], high-low)
		}
		a.run(ma, h, order, make([]ball, tp.n))
		b.run(mb, h, order, make([]ball, tp.n))
		loosest := math.Inf(1)
		for k := range tp.nodes {
			for o := range a.c[k] {
				x, y := &a.c[k][o], &b.c[k][o]
				var d big.Int
				d.Lsh(&x.v, high-low)
				d.Sub(&d, &y.v)
				dist := magnitude(&d, high-low)        // in units of a
				bound := x.r + y.r*0x1p-500 + 0x1p-400 // the bounds of b, in units of a, are nothing
				if dist > bound*(1+1e-12) {
					t.Fatalf("L=%d d=%d node %d order %d: off by %g units, bound %g", c.depth, c.width, k, o, dist, x.r)
				}
				if dist > 0 {
					loosest = min(loosest, bound/dist)
				}
				if m := magnitude(&x.v, low); m != x.mag {
					t.Fatalf("mag %g, want %g", x.mag, m)
				}
			}
		}
		if loosest > 100 { // some bound is nearly attained, so that the comparison says something
			t.Errorf("L=%d d=%d: the tightest bound is %g times the error", c.depth, c.width, loosest)
		}
	}
}

// The float64 series holds the fixed-point series for starts in the box, and the derivatives hold difference quotients.
func TestSeriesContain(t *testing.T) {
	const w, order = 300, 12
	r := rand.New(rand.NewPCG(5, 6))
	for _, c := range []struct{ depth, width int }{{2, 1}, {3, 1}, {5, 1}, {2, 2}} {
		tp := newTape(c.depth, c.width)
		n := tp.n
		for range 20 {
			lo, hi := make([]float64, n), make([]float64, n)
			y := make([]span.Span, n)
			unit := make([]span.Span, n*n)
			for k := range n {
				lo[k] = float64(r.IntN(64)-32) / 32
				hi[k] = lo[k] + 1.0/1024
				y[k] = span.Span{Lo: lo[k], Hi: hi[k]}
				unit[k*n+k] = span.Point(1)
			}
			h := big.NewRat(1, 64)
			hs := span.FromRat(h)
			j := newJets(tp, params(c.width), 1, order)
			j.run(y, unit, hs, order)
			series := func(x []float64) [][]ball {
				p := newPointSeries(tp, params(c.width), 1, w, order)
				p.run(newSet(rats(x), w).m, h, order, make([]ball, n))
				return p.c[:n]
			}
			base := series(lo)
			for q := range n {
				x := append([]float64(nil), lo...)
				x[q] = hi[q]
				moved := series(x)
				for k := range n {
					for o := range order + 1 {
						if v := value(&moved[k][o], w); !wider(j.c[k][o]).ContainsRat(v) {
							t.Fatalf("order %d of %d: %v lacks %s", o, k, j.c[k][o], v.FloatString(20))
						}
						// (f(x + 2^-10 e_q) - f(x)) 2^10 is a value of the derivative (mean-value theorem).
						d := value(&moved[k][o], w)
						d.Sub(d, value(&base[k][o], w))
						d.Mul(d, big.NewRat(1024, 1))
						if s := j.d[k][o*n+q]; !wider(s).ContainsRat(d) {
							t.Fatalf("derivative %d of order %d of %d: %v lacks %s", q, o, k, s, d.FloatString(20))
						}
					}
				}
			}
		}
	}
}

// wider adds 2^-200, more than the error of 300 bits in fixed point.
func wider(s span.Span) span.Span { return s.Add(span.Ball(0x1p-200)) }

func rats(x []float64) []*big.Rat {
	r := make([]*big.Rat, len(x))
	for k := range x {
		r[k] = new(big.Rat).SetFloat64(x[k])
	}
	return r
}

func value(b *ball, w uint) *big.Rat {
	return new(big.Rat).SetFrac(&b.v, new(big.Int).Lsh(big.NewInt(1), w))
}

// Q times the enclosure of its inverse holds I, for rotations, and matrices that are not almost orthogonal are refused.
func TestInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for n := 1; n <= 6; n++ {
		s := &set{n: n, r: make([]span.Span, n)}
		jq := make([]span.Span, n*n)
		for k := range jq {
			jq[k] = span.Point(r.NormFloat64())
		}
		for k := range s.r {
			s.r[k] = span.Ball(r.Float64())
		}
		q := s.frame(jq)
		inv, ok := inverse(q, n)
		if !ok {
			t.Fatalf("n = %d: refused", n)
		}
		for i := range n {
			for k := range n {
				sum := span.Span{}
				for l := range n {
					sum = sum.Add(inv[i*n+l].Mul(span.Point(q[l*n+k])))
				}
				want := 0.0
				if i == k {
					want = 1
				}
				// Q^T Q is within about n^2 units of I: 10^-12 is generous for n <= 6.
				if !sum.Contains(span.Point(want)) || sum.Width() > 1e-12 {
					t.Errorf("n = %d: (%d,%d) of Q^-1 Q is %v", n, i, k, sum)
				}
			}
		}
	}
	for _, bad := range [][]float64{{2}, {math.NaN()}, {math.Inf(1)}, {1, 1, 0, 1}} {
		if _, ok := inverse(bad, int(math.Sqrt(float64(len(bad))))); ok {
			t.Errorf("%v was accepted", bad)
		}
	}
	// Columns that are parallel, or zero, still give a frame.
	s := &set{n: 2, r: []span.Span{span.Ball(1), span.Ball(1)}}
	for _, jq := range [][]span.Span{{span.Point(1), span.Point(1), span.Point(2), span.Point(2)}, make([]span.Span, 4)} {
		if _, ok := inverse(s.frame(jq), 2); !ok {
			t.Errorf("no frame for %v", jq)
		}
	}
}

// A move keeps every image of every state: sampled exactly.
func TestMove(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	const w, n = 100, 3
	for range 200 {
		s := newSet([]*big.Rat{big.NewRat(1, 2), big.NewRat(-3, 4), big.NewRat(2, 1)}, w)
		for i := range n {
			s.r[i] = span.Span{Lo: -r.Float64(), Hi: r.Float64()}
			for k := range n {
				s.q[i*n+k] = float64(r.IntN(17)-8) / 8
			}
		}
		jac, e := make([]span.Span, n*n), make([]span.Span, n)
		point := make([]*big.Rat, n) // an end of R, and its image under an end of jac, plus an end of e
		image := make([]*big.Rat, n)
		for i := range n {
			point[i] = pick(r, s.r[i])
		}
		state := times(s.q, point, n)
		m := make([]ball, n)
		for i := range n {
			for k := range n {
				x := r.NormFloat64()
				jac[i*n+k] = span.Span{Lo: x, Hi: x + 1e-3*r.Float64()}
			}
			e[i] = span.Span{Lo: -1e-6, Hi: 1e-7 * r.Float64()}
			m[i].v.Lsh(big.NewInt(int64(i-5)), w)
			m[i].r = 3
		}
		for i := range n {
			image[i] = new(big.Rat).Add(big.NewRat(int64(i-5), 1), pick(r, e[i]))
			for k := range n {
				image[i].Add(image[i], new(big.Rat).Mul(pick(r, jac[i*n+k]), state[k]))
			}
		}
		s.move(m, jac, e)
		// The image must be m + Q r with r in R: r = Q^-1 (image - m) by exact elimination.
		d := make([]*big.Rat, n)
		for i := range n {
			d[i] = new(big.Rat).Sub(image[i], big.NewRat(int64(i-5), 1))
		}
		for k, x := range solve(s.q, d, n) {
			if !s.r[k].ContainsRat(x) {
				t.Fatalf("component %d: %v lacks %s", k, s.r[k], x.FloatString(20))
			}
		}
	}
}

func pick(r *rand.Rand, s span.Span) *big.Rat {
	return new(big.Rat).SetFloat64([]float64{s.Lo, s.Hi}[r.IntN(2)])
}

func times(q []float64, x []*big.Rat, n int) []*big.Rat {
	y := make([]*big.Rat, n)
	for i := range n {
		y[i] = new(big.Rat)
		for k := range n {
			y[i].Add(y[i], new(big.Rat).Mul(new(big.Rat).SetFloat64(q[i*n+k]), x[k]))
		}
	}
	return y
}

// solve returns Q^-1 d by Gauss-Jordan elimination over the rationals.
func solve(q []float64, d []*big.Rat, n int) []*big.Rat {
	a := rats(q)
	for c := range n {
		p := c
		for a[p*n+c].Sign() == 0 {
			p++
		}
		for k := range n {
			a[c*n+k], a[p*n+k] = a[p*n+k], a[c*n+k]
		}
		d[c], d[p] = d[p], d[c]
		inv := new(big.Rat).Inv(a[c*n+c])
		for r := range n {
			if r == c {
				continue
			}
			f := new(big.Rat).Mul(a[r*n+c], inv)
			for k := range n {
				a[r*n+k] = new(big.Rat).Sub(a[r*n+k], new(big.Rat).Mul(f, a[c*n+k]))
			}
			d[r] = new(big.Rat).Sub(d[r], new(big.Rat).Mul(f, d[c]))
		}
	}
	for c := range n {
		d[c] = new(big.Rat).Quo(d[c], a[c*n+c])
	}
	return d
}
