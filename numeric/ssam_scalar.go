package numeric

import "math/bits"

// scalar is noise at L = 2, d = 1, drawing its own normals. A step waits for the one
// before it through some six dependent operations; drawing the next normals
// inside the same loop (the fast path of Stream.normals, written out) lets the
// processor do both at once. The draws are those of Normals, in the same order.
func (p *path) scalar(stream *Stream, t *zigTable, alpha []float64) {
	w := p.n.w
	x, y := w[0], w[1]
	s, target, e, box := p.m.scale[0], p.m.target[0], p.m.noise, p.box
	a, b, c, d := stream.a, stream.b, stream.c, stream.d
	for _, step := range alpha {
		r := bits.RotateLeft64(a+d, 23) + a
		h := b << 17
		c ^= a
		d ^= b
		b ^= c
		a ^= d
		c ^= h
		d = bits.RotateLeft64(d, 45)
		z := &t.layer[r&(zigLayers-1)]
		j := int64(r) >> (63 - zigBits)
		first := float64(j) * z.width
		if uint64(j+z.inner) >= uint64(2*z.inner) {
			stream.a, stream.b, stream.c, stream.d = a, b, c, d
			first = stream.slow(t, int(r&(zigLayers-1)), first)
			a, b, c, d = stream.a, stream.b, stream.c, stream.d
		}

		r = bits.RotateLeft64(a+d, 23) + a
		h = b << 17
		c ^= a
		d ^= b
		b ^= c
		a ^= d
		c ^= h
		d = bits.RotateLeft64(d, 45)
		z = &t.layer[r&(zigLayers-1)]
		j = int64(r) >> (63 - zigBits)
		second := float64(j) * z.width
		if uint64(j+z.inner) >= uint64(2*z.inner) {
			stream.a, stream.b, stream.c, stream.d = a, b, c, d
			second = stream.slow(t, int(r&(zigLayers-1)), second)
			a, b, c, d = stream.a, stream.b, stream.c, stream.d
		}

		v0, v1 := x+e*first, y+e*second
		g := 2 * step * (s * (target - v0*v1))
		x = project(x+g*v1, box)
		y = project(y+g*v0, box)
	}
	stream.a, stream.b, stream.c, stream.d = a, b, c, d
	w[0], w[1] = x, y
}
