package circuit

// Surd is a + b sqrt(D) for the D of its ring.
type Surd[T any] struct{ A, B T }

// Surds is the quadratic extension R[sqrt(D)] for an integer D. Over the rationals with D = 3 it
// holds the nodes 0, ±sqrt(3) of the three-point Gauss-Hermite rule exactly.
type Surds[T any, R Ring[T]] struct {
	R      R
	d      T
	s1, s2 T
}

// NewSurds returns R[sqrt(d)]. It holds scratch: one per goroutine.
func NewSurds[T any, R Ring[T]](r R, d int64) *Surds[T, R] {
	s := &Surds[T, R]{R: r, d: r.New(), s1: r.New(), s2: r.New()}
	r.SetInt(s.d, d)
	return s
}

// New returns 0.
func (r *Surds[T, R]) New() *Surd[T] { return &Surd[T]{r.R.New(), r.R.New()} }

// SetInt sets z to n.
func (r *Surds[T, R]) SetInt(z *Surd[T], n int64) {
	r.R.SetInt(z.A, n)
	r.R.SetInt(z.B, 0)
}

// Add sets z to x + y.
func (r *Surds[T, R]) Add(z, x, y *Surd[T]) {
	r.R.Add(z.A, x.A, y.A)
	r.R.Add(z.B, x.B, y.B)
}

// Sub sets z to x - y.
func (r *Surds[T, R]) Sub(z, x, y *Surd[T]) {
	r.R.Sub(z.A, x.A, y.A)
	r.R.Sub(z.B, x.B, y.B)
}

// Mul sets z to x y = (x.A y.A + D x.B y.B) + (x.A y.B + x.B y.A) sqrt(D).
func (r *Surds[T, R]) Mul(z, x, y *Surd[T]) {
	r.R.Mul(r.s1, x.B, y.B)
	r.R.Mul(r.s2, r.s1, r.d)
	r.R.Mul(r.s1, x.A, y.A)
	r.R.Add(z.A, r.s1, r.s2)
	r.R.Mul(r.s1, x.A, y.B)
	r.R.Mul(r.s2, x.B, y.A)
	r.R.Add(z.B, r.s1, r.s2)
}
