package interval

// Hull sets z to the smallest interval that holds x and y.
func (c *Context) Hull(z, x, y *Interval) *Interval {
	l, h := &x.lo, &x.hi
	if y.lo.Cmp(l) < 0 {
		l = &y.lo
	}
	if y.hi.Cmp(h) > 0 {
		h = &y.hi
	}
	c.down(&c.a).Set(l)
	c.up(&c.b).Set(h)
	return c.store(z, "hull")
}

// Intersect sets z to the intersection of x and y and returns true; when they
// are disjoint it returns false and leaves z as it was.
func (c *Context) Intersect(z, x, y *Interval) bool {
	l, h := &x.lo, &x.hi
	if y.lo.Cmp(l) > 0 {
		l = &y.lo
	}
	if y.hi.Cmp(h) < 0 {
		h = &y.hi
	}
	if l.Cmp(h) > 0 {
		return false
	}
	c.down(&c.a).Set(l)
	c.up(&c.b).Set(h)
	c.store(z, "intersect")
	return true
}

// Min sets z = min(x, y), the set of all minima of a number in x and one in y.
func (c *Context) Min(z, x, y *Interval) *Interval {
	l, h := &x.lo, &x.hi
	if y.lo.Cmp(l) < 0 {
		l = &y.lo
	}
	if y.hi.Cmp(h) < 0 {
		h = &y.hi
	}
	c.down(&c.a).Set(l)
	c.up(&c.b).Set(h)
	return c.store(z, "min")
}

// Max sets z = max(x, y), the set of all maxima of a number in x and one in y.
func (c *Context) Max(z, x, y *Interval) *Interval {
	l, h := &x.lo, &x.hi
	if y.lo.Cmp(l) > 0 {
		l = &y.lo
	}
	if y.hi.Cmp(h) > 0 {
		h = &y.hi
	}
	c.down(&c.a).Set(l)
	c.up(&c.b).Set(h)
	return c.store(z, "max")
}

// Bisect splits x at a number near its midpoint into lower and upper halves that
// share that number. x must be finite; for a point both halves are the point.
// Neither half may alias the other or x.
func (c *Context) Bisect(lower, upper, x *Interval) {
	if !x.IsFinite() {
		panic("interval: Bisect of an unbounded interval")
	}
	m := x.Mid()
	c.down(&c.a).Set(&x.lo)
	c.up(&c.b).Set(m)
	c.store(lower, "bisect")
	c.down(&c.a).Set(m)
	c.up(&c.b).Set(&x.hi)
	c.store(upper, "bisect")
}
