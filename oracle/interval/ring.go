package interval

// Ring evaluates ring programs over intervals: it has the methods New, SetInt,
// Set, Add, Sub and Mul on *Interval that generic evaluators ask for. The zero
// value is not usable: see NewRing.
type Ring struct {
	c *Context
}

// NewRing returns the ring of intervals at the precision of c. Like c it serves
// one goroutine.
func NewRing(c *Context) Ring { return Ring{c} }

// New returns a new interval, the point 0.
func (r Ring) New() *Interval { return new(Interval) }

// SetInt sets z = n.
func (r Ring) SetInt(z *Interval, n int64) { r.c.SetInt64(z, n) }

// Set sets z = x.
func (r Ring) Set(z, x *Interval) { r.c.Set(z, x) }

// Add sets z = x + y.
func (r Ring) Add(z, x, y *Interval) { r.c.Add(z, x, y) }

// Sub sets z = x - y.
func (r Ring) Sub(z, x, y *Interval) { r.c.Sub(z, x, y) }

// Mul sets z = x y; when x and y are one interval it is the (tighter) square.
func (r Ring) Mul(z, x, y *Interval) {
	if x == y {
		r.c.Sqr(z, x)
		return
	}
	r.c.Mul(z, x, y)
}
