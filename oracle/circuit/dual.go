package circuit

// Dual is v + d ε with ε^2 = 0: a value and one directional derivative.
type Dual[T any] struct{ V, D T }

// Duals is the ring of dual numbers over R. Duals over Duals give second derivatives:
// the coefficient of ε1 ε2.
type Duals[T any, R Ring[T]] struct {
	R   R
	tmp T
}

// NewDuals returns the dual numbers over r. It holds scratch: one per goroutine.
func NewDuals[T any, R Ring[T]](r R) *Duals[T, R] { return &Duals[T, R]{r, r.New()} }

// New returns 0.
func (r *Duals[T, R]) New() *Dual[T] { return &Dual[T]{r.R.New(), r.R.New()} }

// SetInt sets z to n + 0 ε.
func (r *Duals[T, R]) SetInt(z *Dual[T], n int64) {
	r.R.SetInt(z.V, n)
	r.R.SetInt(z.D, 0)
}

// Add sets z to x + y.
func (r *Duals[T, R]) Add(z, x, y *Dual[T]) {
	r.R.Add(z.V, x.V, y.V)
	r.R.Add(z.D, x.D, y.D)
}

// Sub sets z to x - y.
func (r *Duals[T, R]) Sub(z, x, y *Dual[T]) {
	r.R.Sub(z.V, x.V, y.V)
	r.R.Sub(z.D, x.D, y.D)
}

// Mul sets z to x y = x.V y.V + (x.V y.D + x.D y.V) ε.
func (r *Duals[T, R]) Mul(z, x, y *Dual[T]) {
	r.R.Mul(z.V, x.V, y.D)
	r.R.Mul(r.tmp, x.D, y.V)
	r.R.Add(z.D, z.V, r.tmp)
	r.R.Mul(z.V, x.V, y.V)
}
