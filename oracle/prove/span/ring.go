package span

// Ring evaluates circuits over spans.
type Ring struct{}

// New returns 0.
func (Ring) New() *Span { return new(Span) }

// SetInt sets z to n.
func (Ring) SetInt(z *Span, n int64) { *z = FromInt64(n) }

// Add sets z to x + y.
func (Ring) Add(z, x, y *Span) { *z = x.Add(*y) }

// Sub sets z to x - y.
func (Ring) Sub(z, x, y *Span) { *z = x.Sub(*y) }

// Mul sets z to x y; when x and y are one span it is the (tighter) square.
func (Ring) Mul(z, x, y *Span) {
	if x == y {
		*z = x.Sqr()
		return
	}
	*z = x.Mul(*y)
}
