package flow

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

func exactly(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }

// scaled returns v 2^-w.
func scaled(v *big.Int, w int) *big.Rat {
	return new(big.Rat).SetFrac(v, new(big.Int).Lsh(big.NewInt(1), uint(w)))
}

// justAbove fails unless want <= got <= want (1 + 2^-40): an upper bound that was rounded a few times.
func justAbove(t *testing.T, what string, got float64, want *big.Rat) {
	t.Helper()
	if math.IsInf(got, 0) || math.IsNaN(got) {
		t.Fatalf("%s: %v", what, got)
	}
	most := new(big.Rat).Mul(want, big.NewRat(1<<40+1, 1<<40))
	if x := exactly(got); x.Cmp(want) < 0 || x.Cmp(most) > 0 {
		f, _ := want.Float64()
		t.Fatalf("%s: %v, exactly %v", what, got, f)
	}
}

// TestRoundedUp: sums and products of bounds are the next numbers up, and exact where an operand is 0.
func TestRoundedUp(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for range 2000 {
		x, y := math.Ldexp(r.Float64(), r.IntN(80)-40), math.Ldexp(r.Float64(), r.IntN(80)-40)
		p, q := exactly(x), exactly(y)
		justAbove(t, "sum", sumUp(x, y), new(big.Rat).Add(p, q))
		justAbove(t, "product", prodUp(x, y), new(big.Rat).Mul(p, q))
		justAbove(t, "units", units(x, 70), new(big.Rat).Quo(p, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 70))))
		if sumUp(x, 0) != x || sumUp(0, y) != y || prodUp(x, 0) != 0 || prodUp(0, y) != 0 || units(0, 70) != 0 {
			t.Fatalf("0 with %v, %v", x, y)
		}
	}
	if units(1, 2000) <= 0 || prodUp(0x1p-1000, 0x1p-1000) <= 0 {
		t.Error("a bound underflows to 0")
	}
}

// TestMagnitude: at every length from one bit to five words, with all bits set and with one.
func TestMagnitude(t *testing.T) {
	if m := magnitude(new(big.Int), 50); m != 0 {
		t.Errorf("magnitude(0) = %v", m)
	}
	for n := uint(1); n <= 320; n++ {
		one := new(big.Int).Lsh(big.NewInt(1), n-1)
		all := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), n), big.NewInt(1))
		for _, w := range []int{0, 1, 64, 300} {
			for _, v := range []*big.Int{one, all} {
				justAbove(t, fmt.Sprintf("%d bits, w = %d", n, w), magnitude(v, w), scaled(v, w))
				justAbove(t, fmt.Sprintf("%d bits, w = %d, negative", n, w), magnitude(new(big.Int).Neg(v), w), scaled(v, w))
			}
		}
	}
}

// TestSetRat: rounded down to the unit, exact when it can be.
func TestSetRat(t *testing.T) {
	for _, c := range []struct {
		x    *big.Rat
		v    int64
		r    float64
		size *big.Rat
	}{
		{big.NewRat(0, 1), 0, 0, big.NewRat(0, 1)},
		{big.NewRat(3, 4), 12, 0, big.NewRat(3, 4)},
		{big.NewRat(-3, 4), -12, 0, big.NewRat(3, 4)},
		{big.NewRat(1, 3), 5, 1, big.NewRat(5, 16)},
		{big.NewRat(-1, 3), -6, 1, big.NewRat(3, 8)},
		{big.NewRat(1, 17), 0, 1, big.NewRat(0, 1)},
	} {
		b := ball{r: 7}
		b.setRat(c.x, 4)
		if b.v.Cmp(big.NewInt(c.v)) != 0 || b.r != c.r {
			t.Errorf("%s = %v +- %v sixteenths, want %d +- %v", c.x, &b.v, b.r, c.v, c.r)
		}
		justAbove(t, "size of "+c.x.String(), b.mag, c.size)
	}
}

// errorOfProduct is |v_x| r_y + |v_y| r_x + r_x r_y 2^-w in units, from the bounds as they are.
func errorOfProduct(x, y *ball, w int) *big.Rat {
	rx, ry := exactly(x.r), exactly(y.r)
	sum := new(big.Rat).Mul(exactly(x.mag), ry)
	sum.Add(sum, new(big.Rat).Mul(exactly(y.mag), rx))
	return sum.Add(sum, rx.Mul(rx.Mul(rx, ry), scaled(big.NewInt(1), w)))
}

// TestFixedPoint judges every coefficient of every node from the coefficients before it: values bit by bit against the plain
// convolution, bounds of errors and sizes against the same formulas over the rationals. Each series runs twice, so that nothing of the
// first run is left.
func TestFixedPoint(t *testing.T) {
	const w, order = 80, 7
	for _, c := range []struct {
		depth, width, sign int
		start              []*big.Rat
	}{
		{2, 1, 1, []*big.Rat{big.NewRat(5, 7), big.NewRat(-3, 4)}},
		{3, 1, -1, []*big.Rat{big.NewRat(5, 7), new(big.Rat), big.NewRat(3, 2)}},
		{2, 2, 1, []*big.Rat{big.NewRat(5, 7), big.NewRat(-3, 4), new(big.Rat), big.NewRat(1, 9)}},
		{2, 2, 1, []*big.Rat{new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)}},
	} {
		tp := newTape(c.depth, c.width)
		par := params(c.width)
		par[0].SetInt64(0)
		s := newPointSeries(tp, par, c.sign, w, order)
		h := big.NewRat(1, 3)
		sum := make([]ball, tp.n)
		set := newSet(c.start, w)
		s.run(newSet(par[:tp.n], w).m, big.NewRat(1, 5), order, sum)
		s.run(set.m, h, order, sum)
		for k, v := range tp.nodes {
			for o := range len(s.c[k]) {
				if v.kind != input && !v.fixed && o == order {
					continue // not needed
				}
				what := fmt.Sprintf("L=%d d=%d node %d order %d", c.depth, c.width, k, o)
				z := &s.c[k][o]
				value, radius := new(big.Int), new(big.Rat)
				at := func(k, o int) *ball {
					if o < len(s.c[k]) {
						return &s.c[k][o]
					}
					return new(ball)
				}
				switch {
				case v.kind == input && k < tp.n && o == 0:
					value.Set(&set.m[k])
				case v.kind == input && k < tp.n:
					g := at(tp.outs[k], o-1)
					value.Mul(&g.v, &s.h.v)
					value.Mul(value, big.NewInt(int64(-c.sign)))
					value.Rsh(value, w)
					value.Quo(value, big.NewInt(int64(o)))
					if g.v.Sign() != 0 || g.r != 0 {
						radius.Add(errorOfProduct(g, &s.h, w), big.NewRat(2, 1))
					}
				case v.kind == input || v.kind == constant:
					x := new(big.Rat).SetInt64(v.n)
					if v.kind == input {
						x = par[k-tp.n]
					}
					var b ball
					b.setRat(x, w)
					value.Set(&b.v)
					radius.Set(exactly(b.r))
				case v.kind == add:
					value.Add(&at(v.x, o).v, &at(v.y, o).v)
					radius.Add(exactly(at(v.x, o).r), exactly(at(v.y, o).r))
				case v.kind == sub:
					value.Sub(&at(v.x, o).v, &at(v.y, o).v)
					radius.Add(exactly(at(v.x, o).r), exactly(at(v.y, o).r))
				default:
					for i := range o + 1 {
						x, y := at(v.x, i), at(v.y, o-i)
						value.Add(value, new(big.Int).Mul(&x.v, &y.v))
						radius.Add(radius, errorOfProduct(x, y, w))
					}
					if value.Sign() != 0 {
						radius.Add(radius, big.NewRat(1, 1))
					}
					value.Rsh(value, w)
				}
				if z.v.Cmp(value) != 0 {
					t.Fatalf("%s: %v, want %v", what, &z.v, value)
				}
				justAbove(t, what+": error", z.r, radius)
				justAbove(t, what+": size", z.mag, new(big.Rat).Abs(scaled(value, w)))
			}
		}
		for k := range tp.n {
			value, radius := new(big.Int), new(big.Rat)
			for o := range order + 1 {
				value.Add(value, &s.c[k][o].v)
				radius.Add(radius, exactly(s.c[k][o].r))
			}
			if sum[k].v.Cmp(value) != 0 {
				t.Errorf("sum %d: %v, want %v", k, &sum[k].v, value)
			}
			justAbove(t, "error of the sum", sum[k].r, radius)
		}
	}
}

// TestToSpan: the tightest span around v 2^-w, judged by rational arithmetic, from underflow to overflow.
func TestToSpan(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	for range 3000 {
		v := new(big.Int).SetUint64(r.Uint64() >> r.IntN(64))
		w := r.IntN(2300) - 1100
		if r.IntN(2) == 0 {
			v.Neg(v)
		}
		if r.IntN(20) == 0 {
			v.SetInt64(0)
		}
		x := new(big.Rat).SetInt(v)
		if p := new(big.Int).Lsh(big.NewInt(1), uint(max(w, -w))); w > 0 {
			x.SetFrac(v, p)
		} else {
			x.SetInt(p.Mul(p, v))
		}
		f, _ := x.Float64() // the nearest
		want := span.Span{Lo: f, Hi: f}
		switch {
		case math.IsInf(f, 1) || !math.IsInf(f, 0) && exactly(f).Cmp(x) > 0:
			want.Lo = span.Down(f)
		case math.IsInf(f, -1) || exactly(f).Cmp(x) < 0:
			want.Hi = span.Up(f)
		}
		if got := toSpan(v, w); got != want {
			t.Fatalf("%v 2^%d: %v, want %v", v, -w, got, want)
		}
	}
}
