package interval

// Pi sets z to the tightest enclosure of pi, by Machin's formula
// pi = 16 atan(1/5) - 4 atan(1/239) with binary splitting. The value is cached.
func (c *Context) Pi(z *Interval) *Interval {
	for g := guard; ; g *= 2 {
		w := workBits(c.prec, g)
		fx := &c.fx
		if fx.piW < w {
			// Errors: 16*2 + 4*2 units of 2^-(w+16), then one cut.
			inverseTangent(&fx.t, 5, w+16, true)
			inverseTangent(&fx.t2, 239, w+16, true)
			fx.t.Lsh(&fx.t, 2)
			fx.t.Sub(&fx.t, &fx.t2)
			fx.pi.Rsh(&fx.t, 14)
			fx.piW = w
		}
		fx.res.Set(&fx.pi)
		if c.roundBoth(c.down(&c.a), c.up(&c.b), approx{2, -fx.piW}) || c.futile(g, floatOne) {
			return c.store(z, "pi")
		}
	}
}

// Ln2 sets z to the tightest enclosure of the natural logarithm of 2.
func (c *Context) Ln2(z *Interval) *Interval {
	for g := guard; ; g *= 2 {
		t := c.fx.tab.at(workBits(c.prec, g))
		c.fx.res.Set(&t.ln2)
		if c.roundBoth(c.down(&c.a), c.up(&c.b), approx{1, -t.w - 64}) || c.futile(g, floatOne) {
			return c.store(z, "ln2")
		}
	}
}
