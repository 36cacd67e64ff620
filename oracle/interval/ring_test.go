package interval

import "testing"

// ring is what a generic evaluator asks for.
type ring[T any] interface {
	New() T
	SetInt(z T, n int64)
	Set(z, x T)
	Add(z, x, y T)
	Sub(z, x, y T)
	Mul(z, x, y T)
}

// evalCubic evaluates 3 - 2 x + x^3.
func evalCubic[T any](r ring[T], x T) T {
	z, a := r.New(), r.New()
	r.Mul(z, x, x)
	r.SetInt(a, 2)
	r.Sub(z, z, a)
	r.Mul(z, z, x)
	r.SetInt(a, 3)
	r.Add(z, z, a)
	r.Set(a, z)
	return a
}

func TestRing(t *testing.T) {
	c := NewContext(64)
	got := evalCubic[*Interval](NewRing(c), value(t, c, "-1", "2"))
	// x^2 in [0, 4] (a square, not a product), minus 2: [-2, 2]; times x: [-4, 4]; plus 3.
	if got.String() != "[-1, 7]" {
		t.Errorf("3 - 2x + x^3 on [-1, 2]: %s, want [-1, 7]", got)
	}
}
