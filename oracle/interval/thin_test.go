package interval

import "testing"

// TestThin: the one evaluation of a thin interval gives the ends of two point
// evaluations, bit for bit, and it is used (not only its fallback).
func TestThin(t *testing.T) {
	n := 4000
	if testing.Short() {
		n = 400
	}
	for _, f := range []struct {
		name  string
		thin  func(c *Context, x *Interval) bool
		eval  func(c *Context, z, x *Interval) *Interval
		shape shape
	}{
		{"exp", func(c *Context, x *Interval) bool { return c.thinExp(c.down(&c.a), c.up(&c.b), x) }, (*Context).Exp, shape{maxExp: 25, minExp: -60}},
		{"log", func(c *Context, x *Interval) bool { return c.thinLog(c.down(&c.a), c.up(&c.b), x) }, (*Context).Log, shape{positive: true, maxExp: 200, minExp: -200}},
	} {
		used := 0
		for i := range n {
			r := source("thin "+f.name, i)
			c := NewContext(randomPrec(r) + 100) // below, a unit is not thin: w/2 bits are asked
			x := randomInterval(r, c, f.shape)
			if x.IsPoint() {
				continue
			}
			if f.thin(c, x) {
				used++
			}
			z := f.eval(c, New(), x)
			a := f.eval(c, New(), c.SetFloat(New(), x.Lo()))
			b := f.eval(c, New(), c.SetFloat(New(), x.Hi()))
			if z.lo.Cmp(&a.lo) != 0 || z.hi.Cmp(&b.hi) != 0 {
				t.Fatalf("%s, case %d, %d bits: %s%s = %s, ends %s and %s", f.name, i, c.prec, f.name, x, z, a, b)
			}
		}
		if used < n/5 {
			t.Errorf("%s: used in %d of %d cases", f.name, used, n)
		}
	}
}
