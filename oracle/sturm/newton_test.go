package sturm

import (
	"context"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The reference for one Newton step: the formulas of Refine and step once more, in rationals, with every rounding written as a floor or a
// truncation of an exact quotient. No scratch is shared and nothing is shifted in place.

func floorRat(x *big.Rat) *big.Int { return new(big.Int).Div(x.Num(), x.Denom()) } // denominators are positive

func truncRat(x *big.Rat) *big.Int { return new(big.Int).Quo(x.Num(), x.Denom()) }

func pow2Rat(k int) *big.Rat {
	z := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), uint(max(k, -k))))
	if k < 0 {
		z.Inv(z)
	}
	return z
}

func ratOf(x *big.Int) *big.Rat { return new(big.Rat).SetInt(x) }

// plainHorner is horner.eval: v <- floor(v m / 2^s) + c_i 2^s, r <- floor((r (|m| + e) + |v| e) / 2^s) + 2 with x = m +- e.
func plainHorner(c []integer, m, e *big.Int, s uint) (v, r *big.Int) {
	unit := pow2Rat(int(s))
	down := pow2Rat(-int(s))
	v, r = truncRat(new(big.Rat).Mul(ratOf(c[len(c)-1]), unit)), new(big.Int)
	for i := len(c) - 2; i >= 0; i-- {
		reach := new(big.Int).Add(new(big.Int).Abs(m), e)
		grown := new(big.Int).Add(new(big.Int).Mul(r, reach), new(big.Int).Mul(new(big.Int).Abs(v), e))
		r = new(big.Int).Add(floorRat(new(big.Rat).Mul(ratOf(grown), down)), big.NewInt(2))
		v = floorRat(new(big.Rat).Mul(ratOf(new(big.Int).Mul(v, m)), down))
		v.Add(v, truncRat(new(big.Rat).Mul(ratOf(c[i]), unit)))
	}
	return v, r
}

// plainWidth is the least w with x <= 2^w, for 0 < x.
func plainWidth(x *big.Rat) int {
	w := 0
	for x.Cmp(pow2Rat(w)) > 0 {
		w++
	}
	for x.Cmp(pow2Rat(w-1)) <= 0 {
		w--
	}
	return w
}

// outcome of a step: where it ended is named so that the test can count that all ends were seen.
type stepOutcome struct {
	lo, hi *big.Rat
	guard  uint
	ok     bool
	path   string
}

func plainStep(f []integer, lo, hi dyadic, guard, bits uint) stepOutcome {
	l, h := lo.rat(), hi.rat()
	width := new(big.Rat).Sub(h, l)
	w := uint(max(-plainWidth(width), 0))
	sd := max(lo.s+1, hi.s+1, w+guard)
	at := func(x *big.Rat, s uint) *big.Int { return truncRat(new(big.Rat).Mul(x, pow2Rat(int(s)))) }
	half := big.NewRat(1, 2)
	center := new(big.Rat).Add(l, h)
	center.Mul(center, half)
	fail := func(guard uint, path string) stepOutcome { return stepOutcome{l, h, guard, false, path} }

	dv, dr := plainHorner(derivative(f), at(center, sd), at(new(big.Rat).Mul(width, half), sd), sd)
	if dv.CmpAbs(dr) <= 0 {
		dv, dr = plainHorner(derivative(f), at(center, sd), new(big.Int), sd)
		if dv.CmpAbs(dr) <= 0 {
			return fail(2*guard, "the slope at the center is lost")
		}
		return fail(guard, "the slope varies too much")
	}
	sf := max(sd, min(2*w, bits)+guard)
	yv, yr := plainHorner(f, at(center, sf), new(big.Int), sf)
	q := truncRat(new(big.Rat).Quo(new(big.Rat).Mul(ratOf(yv), pow2Rat(int(sd))), ratOf(dv)))
	// (y.r + (|q| + 1) d.r)/(|d| - d.r), in units of 2^-sf
	top := new(big.Rat).Mul(ratOf(yr), pow2Rat(int(sd)))
	top.Add(top, ratOf(new(big.Int).Mul(new(big.Int).Add(new(big.Int).Abs(q), big.NewInt(1)), dr)))
	rad := floorRat(top.Quo(top, ratOf(new(big.Int).Sub(new(big.Int).Abs(dv), dr))))
	rad.Add(rad, big.NewInt(2))
	mid := new(big.Int).Sub(at(center, sf), q)
	unit := pow2Rat(-int(sf))
	a := new(big.Rat).Mul(ratOf(new(big.Int).Sub(mid, rad)), unit)
	b := new(big.Rat).Mul(ratOf(new(big.Int).Add(mid, rad)), unit)
	cut := "both ends"
	if a.Cmp(l) <= 0 {
		a, cut = l, "the upper end"
	}
	if b.Cmp(h) >= 0 {
		if b, cut = h, "the lower end"; a == l {
			cut = "no end"
		}
	}
	if new(big.Rat).Sub(b, a).Cmp(new(big.Rat).Mul(pow2Rat(plainWidth(width)), big.NewRat(1, 4))) > 0 {
		if yv.CmpAbs(yr) <= 0 {
			return fail(2*guard, "the value at the center is lost")
		}
		return fail(guard, "shrinks too little")
	}
	return stepOutcome{a, b, guard, true, cut}
}

// TestNewtonStep compares steps with plainStep bit for bit, and proves by exact signs that the root stays strictly inside. The polynomial is
// (q x - p) g(x): the planted root p/q makes intervals around it easy to draw, at few guard bits, where each rounding unit is seen.
func TestNewtonStep(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	paths := map[string]int{}
	for range 4000 {
		q := 1 + rng.Int64N(40)
		p := rng.Int64N(161) - 80
		g := make([]integer, 1+rng.IntN(4))
		for i := range g {
			g[i] = big.NewInt(rng.Int64N(21) - 10)
		}
		g = append(g, big.NewInt(1+rng.Int64N(5)))
		if rng.IntN(3) == 0 { // ((x-a)^2 + 1)^k with a beside the root: a slope that is small among large terms
			a := p/q + rng.Int64N(3) - 1
			pair := []integer{big.NewInt(a*a + 1), big.NewInt(-2 * a), big.NewInt(1)}
			if g = pair; rng.IntN(2) == 0 {
				g = mulInts(pair, pair)
			}
		}
		f := mulInts([]integer{big.NewInt(-p), big.NewInt(q)}, g)
		root := big.NewRat(p, q)
		// Ends a few units of 2^-s from the root, each with a scale of its own.
		end := func(side int64) dyadic {
			s := uint(rng.IntN(24))
			m := floorRat(new(big.Rat).Mul(root, pow2Rat(int(s))))
			m.Add(m, big.NewInt(side*(1+rng.Int64N(4))))
			return dyadic{m, s}
		}
		lo, hi := end(-1), end(1)
		var e evaluator
		signLo := e.sign(f, lo.rat())
		if lo.rat().Cmp(root) >= 0 || hi.rat().Cmp(root) <= 0 || signLo*e.sign(f, hi.rat()) >= 0 {
			continue
		}
		if variations(f, lo, hi) != 1 {
			continue // the state promises one root
		}
		bits := uint(1 + rng.IntN(60))
		n := newNewton(&Root{lo: lo, hi: hi, factor: f})
		n.guard = uint(1 + rng.IntN(8))
		want := plainStep(f, lo, hi, n.guard, bits)
		ok := n.step(bits)
		paths[want.path]++
		if ok != want.ok || n.guard != want.guard || n.lo.rat().Cmp(want.lo) != 0 || n.hi.rat().Cmp(want.hi) != 0 {
			t.Fatalf("f = %v, X = (%v, %v), bits %d, %s:\n(%v, %v), guard %d, %v, want\n(%v, %v), guard %d, %v", f, lo.rat(), hi.rat(), bits, want.path,
				n.lo.rat(), n.hi.rat(), n.guard, ok, want.lo, want.hi, want.guard, want.ok)
		}
		if n.lo.rat().Cmp(root) >= 0 || n.hi.rat().Cmp(root) <= 0 {
			t.Fatalf("f = %v, X = (%v, %v): the root %v is not inside (%v, %v)", f, lo.rat(), hi.rat(), root, n.lo.rat(), n.hi.rat())
		}
	}
	for _, path := range []string{
		"the slope at the center is lost", "the slope varies too much", "the value at the center is lost", "shrinks too little",
		"both ends", "the lower end", "the upper end",
	} {
		if paths[path] < 10 {
			t.Errorf("%q seen %d times only: %v", path, paths[path], paths)
		}
	}
}

// TestWidth compares width with its definition for all small intervals.
func TestWidth(t *testing.T) {
	for a := range uint(4) {
		for b := range uint(4) {
			for i := int64(-9); i <= 9; i++ {
				for j := int64(-9); j <= 9; j++ {
					n := newton{lo: dyadic{big.NewInt(i), a}, hi: dyadic{big.NewInt(j), b}}
					w := new(big.Rat).Sub(n.hi.rat(), n.lo.rat())
					if w.Sign() > 0 && n.width() != plainWidth(w) {
						t.Fatalf("width(%v, %v) = %d, want %d", n.lo.rat(), n.hi.rat(), n.width(), plainWidth(w))
					}
				}
			}
		}
	}
}

// TestRaise: the guard doubles, up to its bound.
func TestRaise(t *testing.T) {
	for _, tt := range []struct{ from, want uint }{{32, 64}, {MaxCoefficientBits / 2, MaxCoefficientBits}, {MaxCoefficientBits/2 + 1, MaxCoefficientBits}} {
		n := newton{guard: tt.from}
		if n.raise(); n.guard != tt.want {
			t.Errorf("from %d to %d, want %d", tt.from, n.guard, tt.want)
		}
	}
}

// variations is the number of roots of f in (lo, hi], whatever their multiplicity, by Sturm's theorem.
func variations(f []integer, lo, hi dyadic) int {
	p, err := FromInts(f...)
	if err != nil {
		return -1
	}
	s, err := NewSequence(context.Background(), p)
	if err != nil {
		return -1
	}
	return s.Count(At(lo.rat()), At(hi.rat()))
}
