package numeric

// The kernels below do the steps of one block: alpha[k] and the perStep
// normals xi[k*perStep:] belong to its k-th step. They differ in shape only;
// noise and sample are the definitions; the others do the same operations in the same
// order and are tested to agree with them to the last bit.

// project is the nearest number in [-box, box].
func project(x, box float64) float64 { return clip(x, -box, box) }

// clip is the nearest number in [low, high]. Loops compute both once.
func clip(x, low, high float64) float64 {
	if x > high {
		return high
	}
	if x < low {
		return low
	}
	return x
}

// noise is a population step at any shape and Sigma.
func (p *path) noise(xi, alpha []float64) {
	e := p.m.noise
	for _, a := range alpha {
		for k, z := range xi[:p.perStep] {
			p.v.w[k] = p.n.w[k] + e*z
		}
		xi = xi[p.perStep:]
		p.ws.residual(p.m, p.v)
		for i, r := range p.ws.r {
			p.descend(i, 2*a*r)
		}
	}
}

// sample is a one-sample step at any shape and Sigma.
func (p *path) sample(xi, alpha []float64) {
	e := p.m.noise
	for _, a := range alpha {
		for k := range p.n.w {
			p.v.w[k] = p.n.w[k] + e*xi[k]
		}
		rank := p.factor.rank
		p.factor.Apply(p.x, xi[len(p.n.w):len(p.n.w)+rank])
		res := p.sqrtTau * xi[p.perStep-1]
		xi = xi[p.perStep:]
		p.ws.products(p.v)
		for i, q := range p.ws.p {
			res += (p.m.target[i] - q) * p.x[i]
		}
		res *= 2 * a
		for i, x := range p.x {
			p.descend(i, res*x)
		}
	}
}

// descend does w_l += c q_{-l} and the projection at coordinate i.
func (p *path) descend(i int, c float64) {
	L := p.n.depth
	w, v := p.n.w[i*L:i*L+L], p.v.w[i*L:i*L+L]
	g := p.ws.prep[:len(v)]
	// leaveOneOut with the prefix products kept in g itself.
	q := 1.0
	for l, x := range v {
		g[l] = q
		q *= x
	}
	for l := len(v) - 1; l >= 0; l-- {
		w[l] = project(w[l]+g[l]*c, p.box)
		c *= v[l]
	}
}

// noise2 is noise for a diagonal Sigma at L = 2.
func (p *path) noise2(xi, alpha []float64) {
	e, low, high := p.m.noise, -p.box, p.box
	for _, a := range alpha {
		a *= 2
		w := p.n.w
		b := p.m.target
		for i, s := range p.m.scale {
			k := 2 * i
			z, y := xi[k:k+2:k+2], w[k:k+2:k+2]
			v0, v1 := y[0]+e*z[0], y[1]+e*z[1]
			c := a * (s * (b[i] - v0*v1))
			y[0] = clip(y[0]+c*v1, low, high)
			y[1] = clip(y[1]+c*v0, low, high)
		}
		xi = xi[p.perStep:]
	}
}

// noise3 is noise for a diagonal Sigma at L = 3.
func (p *path) noise3(xi, alpha []float64) {
	e, low, high := p.m.noise, -p.box, p.box
	scale := p.m.scale
	b := p.m.target[:len(scale)]
	for _, a := range alpha {
		a *= 2
		w := p.n.w
		for i, s := range scale {
			k := 3 * i
			z, y := xi[k:k+3:k+3], w[k:k+3:k+3]
			v0, v1, v2 := y[0]+e*z[0], y[1]+e*z[1], y[2]+e*z[2]
			q := v0 * v1
			c := a * (s * (b[i] - q*v2))
			d := c * v2
			y[0] = clip(y[0]+d*v1, low, high)
			y[1] = clip(y[1]+d*v0, low, high)
			y[2] = clip(y[2]+c*q, low, high)
		}
		xi = xi[p.perStep:]
	}
}

// sample3 is sample for a diagonal Sigma at L = 3: one pass for the residual,
// which leaves v_l and X in place of their normals, and one for the step.
func (p *path) sample3(xi, alpha []float64) {
	e, low, high := p.m.noise, -p.box, p.box
	root := p.factor.diag
	b := p.m.target[:len(root)]
	n := 3 * len(root)
	w := p.n.w[:n]
	for _, a := range alpha {
		v, x := xi[:n], xi[n:n+len(root)]
		res := p.sqrtTau * xi[p.perStep-1]
		xi = xi[p.perStep:]
		for i, s := range root {
			k := 3 * i
			t, y := v[k:k+3:k+3], w[k:k+3:k+3]
			v0, v1, v2 := y[0]+e*t[0], y[1]+e*t[1], y[2]+e*t[2]
			t[0], t[1], t[2] = v0, v1, v2
			f := x[i] * s
			x[i] = f
			res += (b[i] - v0*v1*v2) * f
		}
		res *= 2 * a
		for i, f := range x {
			k := 3 * i
			t, y := v[k:k+3:k+3], w[k:k+3:k+3]
			v0, v1 := t[0], t[1]
			c := res * f
			d := c * t[2]
			y[0] = clip(y[0]+d*v1, low, high)
			y[1] = clip(y[1]+d*v0, low, high)
			y[2] = clip(y[2]+c*(v0*v1), low, high)
		}
	}
}
