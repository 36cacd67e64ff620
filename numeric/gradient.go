package numeric

import "fmt"

// Gradient writes the gradient of the objective into dst, d/dw_{li} at i*L + l:
//
//	L:    -2 p_{-l,i} r_i
//	L_R:  -2 p_{-l,i} r_i + 2 s_i w_{li} Q_{-l,i}
//	      (Sigma diagonal: 2 s_i (w_{li} P_{-l,i} - b_i p_{-l,i}))
//
// len(dst) = L*d (else a panic); dst must not be the network's own storage.
// O(L d) for diagonal Sigma, O(L d + d^2) otherwise: leave-one-out products are
// prefix times suffix, never a quotient. No allocation. GradientBound bounds
// the error. Source: MATH.md, Lemma 2.1.
func (ws *Workspace) Gradient(dst []float64, o Objective, m *Model, n *Network) {
	ws.check(m, n)
	if len(dst) != len(n.w) {
		panic(fmt.Sprintf("numeric: gradient buffer has %d entries, the network has %d weights", len(dst), len(n.w)))
	}
	if o == Regularized && m.sigma == nil {
		ws.gradientDiagonal(dst, m, n)
		return
	}
	ws.residual(m, n)
	L, e2 := ws.depth, m.noise*m.noise
	for i, r := range ws.r {
		g, row := dst[i*L:i*L+L], n.w[i*L:i*L+L]
		if o == Plain {
			ws.leaveOneOut(g, row, -2*r)
			continue
		}
		ws.gradientDense(g, row, -2*r, 2*m.scale[i], e2)
	}
}

// leaveOneOut writes g_l = c p_{-l}.
func (ws *Workspace) leaveOneOut(g, row []float64, c float64) {
	pre := ws.prep[:len(row)]
	g = g[:len(row)]
	p := 1.0
	for l, w := range row {
		pre[l] = p
		p *= w
	}
	for l := len(row) - 1; l >= 0; l-- {
		g[l] = pre[l] * c
		c *= row[l]
	}
}

// gradientDense writes g_l = c p_{-l} + s2 w_l Q_{-l}, with Q_{-l} joined from
// the two sides.
func (ws *Workspace) gradientDense(g, row []float64, c, s2, e2 float64) {
	pre := ws.pre[:len(row)]
	g = g[:len(row)]
	a := unit()
	for l, w := range row {
		pre[l] = a
		a = a.extend(w, e2)
	}
	a = unit()
	for l := len(row) - 1; l >= 0; l-- {
		w := row[l]
		rest := pre[l].join(a)
		g[l] = c*rest.p + s2*(w*rest.Q)
		a = a.extend(w, e2)
	}
}

// gradientDiagonal is the linear diagonal model's L_R. The suffix products
// start at 2 s and 2 s b, which saves the two scalings per entry.
func (ws *Workspace) gradientDiagonal(dst []float64, m *Model, n *Network) {
	e2 := m.noise * m.noise
	if ws.depth == 2 {
		diagonalKernel2(dst, n.w, m.scale, m.target, e2)
		return
	}
	diagonalKernel(dst, n.w, m.scale, m.target, ws.pair, e2)
}

// diagonalKernel writes g_l = w_l P_{-l} (2 s) - p_{-l} (2 s b) for every
// coordinate, at any depth. Each product over layers is a chain in which a
// multiplication waits for the last; two coordinates at a time (their prefixes
// side by side in pre) keep the processor busy meanwhile.
func diagonalKernel(dst, w, scale, target []float64, pre [][4]float64, e2 float64) {
	L := len(pre)
	target = target[:len(scale)]
	i := 0
	for ; i+1 < len(scale); i += 2 {
		v, x := w[i*L:i*L+L], w[i*L+L:i*L+2*L]
		g, h := dst[i*L:i*L+L], dst[i*L+L:i*L+2*L]
		v, x, g, h = v[:L], x[:L], g[:L], h[:L]
		P, p, R, r := 1.0, 1.0, 1.0, 1.0
		for l := range pre {
			y, z := v[l], x[l]
			pre[l] = [4]float64{P, p, R, r}
			P *= y*y + e2
			p *= y
			R *= z*z + e2
			r *= z
		}
		P, R = 2*scale[i], 2*scale[i+1]
		p, r = P*target[i], R*target[i+1]
		for l := L - 1; l >= 0; l-- {
			y, z, q := v[l], x[l], &pre[l]
			g[l] = y*(q[0]*P) - q[1]*p
			h[l] = z*(q[2]*R) - q[3]*r
			P *= y*y + e2
			p *= y
			R *= z*z + e2
			r *= z
		}
	}
	if i == len(scale) {
		return
	}
	row, g := w[i*L:i*L+L], dst[i*L:i*L+L]
	P, p := 1.0, 1.0
	for l, x := range row {
		pre[l] = [4]float64{P, p}
		P *= x*x + e2
		p *= x
	}
	P = 2 * scale[i]
	p = P * target[i]
	for l := L - 1; l >= 0; l-- {
		x, q := row[l], &pre[l]
		g[l] = x*(q[0]*P) - q[1]*p
		P *= x*x + e2
		p *= x
	}
}

// diagonalKernel2 is diagonalKernel at L = 2, the same operations in the same order.
func diagonalKernel2(dst, w, scale, target []float64, e2 float64) {
	w, dst = w[:2*len(scale)], dst[:2*len(scale)]
	target = target[:len(scale)]
	for i, s := range scale {
		x, y := w[2*i], w[2*i+1]
		P := 2 * s
		p := P * target[i]
		dst[2*i] = x*(P*(y*y+e2)) - p*y
		dst[2*i+1] = y*((x*x+e2)*P) - x*p
	}
}
