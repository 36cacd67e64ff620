package figures

import (
	"math"
	"testing"
)

// TestContours traces x^2 + y^2 and x y: every point is near its curve, closed curves close, and the
// saddle at the middle of a cell does not cross itself.
func TestContours(t *testing.T) {
	const n = 40 // even: no grid point at the origin
	h := 4.0 / (n - 1)
	for _, c := range []struct {
		name   string
		f      func(x, y float64) float64
		level  float64
		curves int
		closed bool
		error  float64 // of f at a point of a curve
	}{
		// On an edge linear interpolation errs by at most h^2/8 max|f''| = h^2/4 along an axis.
		{"circle", func(x, y float64) float64 { return x*x + y*y }, 2, 1, true, h * h / 4},
		// x y is linear on every edge.
		{"hyperbola", func(x, y float64) float64 { return x * y }, 0.5, 2, false, 1e-14},
		{"outside", func(x, y float64) float64 { return x*x + y*y }, 100, 0, false, 0},
		{"two crossing lines", func(x, y float64) float64 { return x * y }, 1e-12, 2, false, 1e-14},
	} {
		got := levelCurves(surface{-2, 2, n, c.f}, []float64{c.level}).curves
		if len(got) != c.curves {
			t.Errorf("%s: %d curves, want %d", c.name, len(got), c.curves)
		}
		for _, xys := range got {
			if closed := xys[0] == xys[len(xys)-1]; closed != c.closed {
				t.Errorf("%s: closed is %v", c.name, closed)
			}
			for _, p := range xys {
				if d := math.Abs(c.f(p.X, p.Y) - c.level); !(d <= c.error) {
					t.Fatalf("%s: (%v, %v) is off by %v, at most %v", c.name, p.X, p.Y, d, c.error)
				}
			}
		}
	}
}
