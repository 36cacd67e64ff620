package numeric

import (
	"math"
	"math/bits"
	"sync"
)

// The ziggurat of Marsaglia and Tsang ("The ziggurat method for generating random
// variables", J. Stat. Softw. 5(8), 2000) for f(x) = exp(-x^2/2), with 256
// layers of one area v and 54 signed random bits per draw:
//
//	x_1 = r > x_2 > ... > x_256 = 0,   x_i (f(x_{i+1}) - f(x_i)) = v,  i >= 1
//	layer 0: the rectangle [0, r] x [0, f(r)] and the tail beyond r, together v;
//	         it is drawn as if it had width x_0 = v / f(r)
//
// A layer is chosen uniformly, a point uniformly in it; x is accepted at once inside
// x_{i+1}, otherwise by comparing a uniform height with f (or by Marsaglia's tail method).
const (
	zigLayers = 256
	zigBits   = 53 // |integer| <= 2^53 stands for |x| <= x_i
)

// zigLayer is what the fast path of one layer needs: x = j width, accepted when
// |j| < inner.
type zigLayer struct {
	width float64 // x_i 2^-53
	inner int64   // x_{i+1}/x_i 2^53, rounded
}

type zigTable struct {
	layer [zigLayers]zigLayer
	x, f  [zigLayers + 1]float64
}

// zigBuild computes the layers from the density. The ziggurat closes when
// x_256 computed from r and v(r) = r f(r) + tail(r) is 0; f(x_256) - 1
// increases with v, hence decreases with r, and r is found by bisection.
func zigBuild() *zigTable {
	f := func(x float64) float64 { return math.Exp(-x * x / 2) }
	t := new(zigTable)
	excess := func(r float64) float64 {
		v := r*f(r) + math.Sqrt(math.Pi/2)*math.Erfc(r/math.Sqrt2)
		t.x[0], t.f[0] = v/f(r), 0
		t.x[1], t.f[1] = r, f(r)
		for i := 1; ; i++ {
			y := t.f[i] + v/t.x[i]
			if i == zigLayers-1 {
				return y - 1
			}
			if y >= 1 {
				return 1
			}
			t.f[i+1] = y
			t.x[i+1] = math.Sqrt(-2 * math.Log(y))
		}
	}
	lo, hi := 3.0, 4.0
	for range 60 {
		mid := (lo + hi) / 2
		if excess(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	excess(hi)
	t.x[zigLayers], t.f[zigLayers] = 0, 1
	for i := range t.layer {
		t.layer[i] = zigLayer{math.Ldexp(t.x[i], -zigBits), int64(math.Ldexp(t.x[i+1]/t.x[i], zigBits))}
	}
	return t
}

// zigTables is computed once and never written again.
var zigTables = sync.OnceValue(zigBuild)

// Normals fills dst with independent standard normals. How a sequence is cut
// into calls does not change it. No allocation.
func (s *Stream) Normals(dst []float64) { s.normals(dst, zigTables()) }

// normals keeps the generator in registers on the fast path (98.8% of the draws).
func (s *Stream) normals(dst []float64, t *zigTable) {
	a, b, c, d := s.a, s.b, s.c, s.d
	for k := range dst {
		r := bits.RotateLeft64(a+d, 23) + a
		h := b << 17
		c ^= a
		d ^= b
		b ^= c
		a ^= d
		c ^= h
		d = bits.RotateLeft64(d, 45)

		z := &t.layer[r&(zigLayers-1)]
		j := int64(r) >> (63 - zigBits) // bits 10..63; the layer took bits 0..7
		x := float64(j) * z.width
		if uint64(j+z.inner) < uint64(2*z.inner) {
			dst[k] = x
			continue
		}
		s.a, s.b, s.c, s.d = a, b, c, d
		dst[k] = s.slow(t, int(r&(zigLayers-1)), x)
		a, b, c, d = s.a, s.b, s.c, s.d
	}
	s.a, s.b, s.c, s.d = a, b, c, d
}

// slow decides a point outside the inner part of layer i; a rejected point
// starts a new draw.
func (s *Stream) slow(t *zigTable, i int, x float64) float64 {
	for {
		if i == 0 {
			return s.tail(t.x[1], math.Signbit(x))
		}
		if t.f[i]+s.open()*(t.f[i+1]-t.f[i]) < math.Exp(-x*x/2) {
			return x
		}
		r := s.Uint64()
		i = int(r & (zigLayers - 1))
		z := &t.layer[i]
		j := int64(r) >> (63 - zigBits)
		x = float64(j) * z.width
		if uint64(j+z.inner) < uint64(2*z.inner) {
			return x
		}
	}
}

// tail draws |x| > r (Marsaglia 1964): x = r - log(U)/r is accepted when -2 log V > (x-r)^2.
// With U >= 2^-53 the far end is r + 53 log 2 / r, about 13.7 standard deviations.
func (s *Stream) tail(r float64, negative bool) float64 {
	for {
		x := -math.Log(s.open()) / r
		if y := -math.Log(s.open()); y+y > x*x {
			if negative {
				return -(r + x)
			}
			return r + x
		}
	}
}
