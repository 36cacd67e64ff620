package flow

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// taylor computes the scaled Taylor coefficients c[node][order] of a tape and their derivatives d[node][order][column] over the
// rationals by the definitions, without any of the shortcuts. With majorant set, every operation adds absolute values: the result
// bounds all that was added up in a coefficient, and so is a measure for rounding errors.
func taylor(tp *tape, y, par, v []*big.Rat, sign int, h *big.Rat, order int, majorant bool) (c [][]*big.Rat, d [][][]*big.Rat) {
	n := tp.n
	size := func(x *big.Rat) *big.Rat {
		if majorant {
			return new(big.Rat).Abs(x)
		}
		return x
	}
	c, d = make([][]*big.Rat, len(tp.nodes)), make([][][]*big.Rat, len(tp.nodes))
	for k, node := range tp.nodes {
		for range order + 1 {
			c[k] = append(c[k], new(big.Rat))
			d[k] = append(d[k], ints(n, 0))
		}
		switch {
		case node.kind == input && k < n:
			c[k][0] = size(y[k])
			for q := range n {
				d[k][0][q] = size(v[k*n+q])
			}
		case node.kind == input:
			c[k][0] = size(par[k-n])
		case node.kind == constant:
			c[k][0] = size(big.NewRat(node.n, 1))
		}
	}
	plus := func(z, x, y *big.Rat) { z.Add(z, new(big.Rat).Mul(x, y)) }
	for o := range order {
		for k, node := range tp.nodes {
			x, y := node.x, node.y
			switch node.kind {
			case input, constant: // set above
			case add, sub:
				f := big.NewRat(1, 1)
				if node.kind == sub && !majorant {
					f.Neg(f)
				}
				c[k][o].Set(c[x][o])
				plus(c[k][o], f, c[y][o])
				for q := range n {
					d[k][o][q].Set(d[x][o][q])
					plus(d[k][o][q], f, d[y][o][q])
				}
			case mul:
				for i := range o + 1 {
					plus(c[k][o], c[x][i], c[y][o-i])
					for q := range n {
						plus(d[k][o][q], d[x][i][q], c[y][o-i])
						plus(d[k][o][q], c[x][i], d[y][o-i][q])
					}
				}
			}
		}
		f := new(big.Rat).Mul(h, big.NewRat(int64(-sign), int64(o+1)))
		for k, g := range tp.outs {
			plus(c[k][o+1], size(f), c[g][o])
			for q := range n {
				plus(d[k][o+1][q], size(f), d[g][o][q])
			}
		}
	}
	return c, d
}

// near fails unless s holds x and is no wider than 2^-40 of the majorant.
func near(t *testing.T, what string, s span.Span, x, majorant *big.Rat) {
	t.Helper()
	most := new(big.Rat).Mul(majorant, big.NewRat(1, 1<<40))
	if !s.ContainsRat(x) || new(big.Rat).SetFloat64(s.Width()).Cmp(most) > 0 {
		f, _ := x.Float64()
		m, _ := majorant.Float64()
		t.Fatalf("%s: %v, exactly %v, majorant %v", what, s, f, m)
	}
}

// TestTaylorAtPoints: the float64 series of a point, and its derivatives for a V that is not I, hold the exact ones and are tight. Each
// series runs twice, so that nothing of the first run is left.
func TestTaylorAtPoints(t *testing.T) {
	const order = 6
	for _, c := range []struct {
		depth, width, sign int
	}{{2, 1, 1}, {3, 1, -1}, {2, 2, 1}} {
		tp := newTape(c.depth, c.width)
		n := tp.n
		par := params(c.width)
		par[0].SetInt64(0)
		y, v := make([]*big.Rat, n), make([]*big.Rat, n*n)
		for k := range y {
			y[k] = big.NewRat(int64(5-3*k), 8) // no zero
		}
		for k := range v {
			v[k] = big.NewRat(int64(k*k%7-2), 4)
		}
		h := big.NewRat(1, 32)
		want, dwant := taylor(tp, y, par, v, c.sign, h, order, false)
		most, dmost := taylor(tp, y, par, v, c.sign, h, order, true)
		points := func(x []*big.Rat) []span.Span {
			s := make([]span.Span, len(x))
			for k := range s {
				s[k] = span.FromRat(x[k])
			}
			return s
		}
		s, j := newSpanSeries(tp, par, c.sign, order), newJets(tp, par, c.sign, order)
		first := points(ints(n, 3))
		s.run(first, span.Point(2), order)
		j.run(first, points(ints(n*n, 5)), span.Point(2), order)
		s.run(points(y), span.FromRat(h), order)
		j.run(points(y), points(v), span.FromRat(h), order)
		for k, node := range tp.nodes {
			for o := range order + 1 {
				what := fmt.Sprintf("L=%d d=%d node %d order %d", c.depth, c.width, k, o)
				if node.fixed && o > 0 || k >= n && o == order {
					continue // not needed
				}
				near(t, what, s.c[k][o], want[k][o], most[k][o])
				near(t, what, j.c[k][o], want[k][o], most[k][o])
				for q := range n {
					if !node.fixed {
						near(t, fmt.Sprintf("%s derivative %d", what, q), j.d[k][o*n+q], dwant[k][o][q], dmost[k][o][q])
					}
				}
			}
		}
	}
}

// TestTaylorOnBoxes judges every coefficient of every node on boxes from those before it, by the same sums written plainly. Boxes that
// start or end at 0 and ones that hold it are among the starts: where a factor is 0, and only there, nothing is to be added.
func TestTaylorOnBoxes(t *testing.T) {
	const order = 5
	r := rand.New(rand.NewPCG(35, 36))
	for _, c := range []struct {
		depth, width int
	}{{2, 1}, {3, 1}, {2, 2}} {
		tp := newTape(c.depth, c.width)
		n := tp.n
		squares := 0
		for range 30 {
			draw := func(m int) []span.Span {
				s := make([]span.Span, m)
				for k := range s {
					lo, w := float64(r.IntN(5)-2)/4, float64(r.IntN(4))/4
					s[k] = span.Span{Lo: lo, Hi: lo + w}
				}
				return s
			}
			par := params(c.width)
			par[r.IntN(len(par))].SetInt64(int64(r.IntN(2)))
			j := newJets(tp, par, 1, order)
			h := draw(1)[0]
			j.run(draw(n), draw(n*n), h, order)
			for k, node := range tp.nodes {
				if node.kind != mul || node.fixed {
					continue
				}
				x, y := node.x, node.y
				for o := range order {
					sum, der := span.Span{}, make([]span.Span, n)
					for i := range o + 1 {
						a, b := j.c[x][i], j.c[y][o-i]
						switch {
						case x != y:
							sum = sum.Add(a.Mul(b))
						case 2*i < o: // each product is there twice
							sum = sum.Add(a.Mul(b)).Add(a.Mul(b))
						case 2*i == o:
							sum = sum.Add(a.Sqr())
							squares++
						}
						for q := range n {
							if !tp.nodes[y].fixed {
								der[q] = der[q].Add(a.Mul(j.d[y][(o-i)*n+q]))
							}
							if !tp.nodes[x].fixed {
								der[q] = der[q].Add(b.Mul(j.d[x][i*n+q]))
							}
						}
					}
					if got := j.c[k][o]; !alike(got, sum) {
						t.Fatalf("L=%d d=%d node %d order %d: %v, want %v", c.depth, c.width, k, o, got, sum)
					}
					for q := range n {
						if got := j.d[k][o*n+q]; !alike(got, der[q]) {
							t.Fatalf("L=%d d=%d node %d order %d derivative %d: %v, want %v", c.depth, c.width, k, o, q, got, der[q])
						}
					}
				}
			}
		}
		if squares == 0 {
			t.Errorf("L=%d d=%d: no square on the tape", c.depth, c.width)
		}
	}
}

// alike reports whether two spans differ by roundings only.
func alike(x, y span.Span) bool {
	slack := span.Ball(0x1p-40 * max(x.Mag(), y.Mag()))
	return x.Add(slack).Contains(y) && y.Add(slack).Contains(x)
}
