package shrinkage

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// expand is (1 + y^k)^n - beta y^m as a polynomial, by repeated products.
func expand(t *testing.T, n, k, m int, beta *big.Rat) *sturm.Poly {
	t.Helper()
	term := func(power int, c *big.Rat) *sturm.Poly {
		list := make([]*big.Rat, power+1)
		for i := range list {
			list[i] = new(big.Rat)
		}
		list[power].Add(list[power], c)
		return poly(t)(sturm.New(list...))
	}
	base := poly(t)(term(k, big.NewRat(1, 1)).Add(term(0, big.NewRat(1, 1))))
	z := term(0, big.NewRat(1, 1))
	for range n {
		z = poly(t)(z.Mul(base))
	}
	return poly(t)(z.Sub(term(m, beta)))
}

func poly(t *testing.T) func(*sturm.Poly, error) *sturm.Poly {
	return func(p *sturm.Poly, err error) *sturm.Poly {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
}

// encloses reports a z that does not hold the value of p at y, or that is wider than its roundings allow: each of at most 2 deg + 10 of them
// costs 2^(1-prec) of a number no larger than sum |c_i| y^i.
func encloses(t *testing.T, what string, z *interval.Interval, p *sturm.Poly, y *big.Rat, prec uint) {
	t.Helper()
	if !z.Contains(p.Eval(y)) {
		t.Errorf("%s at %v: %v, want %v", what, y, z, p.Eval(y).FloatString(20))
	}
	size, power := new(big.Rat), big.NewRat(1, 1)
	for i := range p.Degree() + 1 {
		c := p.Coefficient(i)
		size.Add(size, c.Mul(c.Abs(c), power))
		power = new(big.Rat).Mul(power, y)
	}
	lo, hi, _ := z.Rats()
	width := hi.Sub(hi, lo)
	width.Mul(width, powRat(big.NewRat(2, 1), int(prec)-1))
	if width.Cmp(size.Mul(size, big.NewRat(int64(4*p.Degree()+20), 1))) > 0 {
		t.Errorf("%s at %v: %v is too wide for %d bits", what, y, z, prec)
	}
}

// TestUnit compares value, slope and sign of the equation with the polynomial expanded and differentiated, at precisions that go up and down.
func TestUnit(t *testing.T) {
	rng := rand.New(rand.NewPCG(91, 92))
	for depth := 3; depth <= 15; depth++ {
		n, k, m := depth-1, 1, (depth-2)/2 // z = y
		if depth%2 == 1 {
			k, m = 2, depth-2 // z = y^2
		}
		beta := big.NewRat(1+rng.Int64N(5000), 1+rng.Int64N(300))
		p := expand(t, n, k, m, beta)
		f := newUnit(depth, beta)
		if f.k != k || f.m != m {
			t.Errorf("L = %d: k = %d, m = %d", depth, f.k, f.m)
		}
		z, y := interval.New(), interval.New()
		for _, prec := range []uint{64, 300, 64, 100} {
			c := interval.NewContext(prec)
			x := big.NewRat(1+rng.Int64N(200), 64)
			c.SetRat(y, x)
			f.value(c, z, y)
			encloses(t, "value", z, p, x, prec)
			f.slope(c, z, y)
			encloses(t, "slope", z, p.Derivative(), x, prec)
			if f.sign(x) != p.SignAt(x) {
				t.Errorf("L = %d: sign %d at %v", depth, f.sign(x), x)
			}
		}
	}
}

// TestBrackets: f > 0 at the outer ends, f < 0 at the common one, by exact signs; that one is the double root to 60 bits or so, and the outer ones are
// 2^-ceil(2e/(M k)) and 2^ceil(2e/(L k)) with beta < 2^e <= 4 beta, or e = 1.
func TestBrackets(t *testing.T) {
	rng := rand.New(rand.NewPCG(93, 94))
	for depth := 3; depth <= 20; depth++ {
		for range 20 {
			b1, _ := beta1Squared(depth).Float64()
			beta := new(big.Rat).SetFloat64(b1 + 1) // beta_1^2 > beta_1
			beta.Mul(beta, big.NewRat(1+rng.Int64N(1<<rng.IntN(60)), 1))
			beta.SetInt(new(big.Int).Quo(beta.Num(), beta.Denom()))
			if rng.IntN(2) == 0 {
				beta.Add(beta, big.NewRat(1, 2+rng.Int64N(1000)))
			}
			f := newUnit(depth, beta)
			small, large := f.brackets()
			at := func(x *big.Float) int { r, _ := x.Rat(nil); return f.sign(r) }
			if at(small.lo) <= 0 || at(small.hi) >= 0 || at(large.hi) <= 0 || small.hi.Cmp(large.lo) != 0 || small.signLo != 1 || large.signLo != -1 {
				t.Fatalf("L = %d, beta = %v: %v, %v (%d) and %v, %v (%d)", depth, beta, small.lo, small.hi, small.signLo, large.lo, large.hi, large.signLo)
			}
			critical, _ := small.hi.Rat(nil)
			off := powRat(critical, f.k)
			off.Quo(off, big.NewRat(int64(depth-2), int64(depth)))
			off.Sub(off, big.NewRat(1, 1))
			if off.Abs(off).Cmp(powRat(big.NewRat(1, 2), 60)) > 0 {
				t.Errorf("L = %d: the double root to the %d is %v", depth, f.k, critical)
			}
			e := 1
			for powRat(big.NewRat(2, 1), e).Cmp(beta) <= 0 {
				e++
			}
			least := func(per int) int { // the least j with j per >= 2 e
				j := 0
				for j*per < 2*e {
					j++
				}
				return j
			}
			down, up := -least((depth-2)*f.k), least(depth*f.k)
			if beta.IsInt() { // bit lengths of an integer give the least e
				if small.lo.Cmp(power2(down)) != 0 || large.hi.Cmp(power2(up)) != 0 {
					t.Errorf("L = %d, beta = %v: ends %v and %v, want 2^%d and 2^%d", depth, beta, small.lo, large.hi, down, up)
				}
				continue
			}
			e++ // those of a quotient can be one beyond it
			if small.lo.Cmp(power2(down)) > 0 || small.lo.Cmp(power2(-least((depth-2)*f.k))) < 0 || large.hi.Cmp(power2(up)) < 0 || large.hi.Cmp(power2(least(depth*f.k))) > 0 {
				t.Errorf("L = %d, beta = %v: ends %v and %v, e = %d", depth, beta, small.lo, large.hi, e-1)
			}
		}
	}
}

// TestInterior: 10^-60 beyond beta_1, where 64 bits do not show that f < 0, the point is found at a higher precision, and at the first one that
// shows it.
func TestInterior(t *testing.T) {
	for depth := 4; depth <= 20; depth += 2 {
		beta := beta1Squared(depth) // a square: its root is beta_1
		beta.SetFrac(new(big.Int).Sqrt(beta.Num()), new(big.Int).Sqrt(beta.Denom()))
		beta.Mul(beta, new(big.Rat).Add(big.NewRat(1, 1), powRat(big.NewRat(1, 10), 60)))
		m := newUnit(depth, beta).interior()
		x, _ := m.Rat(nil)
		if newUnit(depth, beta).sign(x) >= 0 || m.Prec() > 140 {
			t.Errorf("L = %d: f is not below 0 at %v, of %d bits", depth, m, m.Prec())
		}
	}
}

// TestTie compares T(z)/z with T expanded, and its bracket with the exact critical point: T > 0 at the lower end, T < 0 at 1.
func TestTie(t *testing.T) {
	rng := rand.New(rand.NewPCG(95, 96))
	for depth := 2; depth <= MaxDepth; depth++ {
		one := poly(t)(sturm.FromInt64s(1))
		onePlus, oneMinus := poly(t)(sturm.FromInt64s(1, 1)), poly(t)(sturm.FromInt64s(1, -1))
		p := oneMinus
		for range depth - 1 {
			p = poly(t)(p.Mul(onePlus))
		}
		p = poly(t)(p.Sub(one))
		f := newTie(depth)
		if x, _ := sturm.FromInt64s(0, 1); true {
			if q := poly(t)(f.poly.Mul(x)); !q.Equal(p) || len(f.c) != depth {
				t.Fatalf("L = %d: T/z = %v of %d coefficients, T = %v", depth, f.poly, len(f.c), p)
			}
		}
		c := interval.NewContext(150)
		z, y := interval.New(), interval.New()
		x := big.NewRat(1+rng.Int64N(100), 128)
		c.SetRat(y, x)
		f.value(c, z, y)
		encloses(t, "value", z, f.poly, x, 150)
		f.slope(c, z, y)
		encloses(t, "slope", z, f.poly.Derivative(), x, 150)
		if depth == 2 {
			continue
		}
		b := f.bracket()
		lo, _ := b.lo.Rat(nil)
		critical := big.NewRat(int64(depth-2), int64(depth))
		gap := new(big.Rat).Sub(critical, lo)
		if gap.Sign() < 0 || gap.Cmp(powRat(big.NewRat(1, 2), 64)) >= 0 || b.hi.Cmp(big.NewFloat(1)) != 0 || b.signLo != 1 {
			t.Errorf("L = %d: bracket %v, %v, %d, the critical point is %v", depth, b.lo, b.hi, b.signLo, critical)
		}
		if f.sign(lo) != 1 || f.sign(big.NewRat(1, 1)) != -1 || f.sign(critical) != f.poly.SignAt(critical) {
			t.Errorf("L = %d: signs %d and %d at the ends", depth, f.sign(lo), f.sign(big.NewRat(1, 1)))
		}
	}
}
