package numeric

import "fmt"

// GradientBound writes into dst, at i*L + l, a bound of |Gradient - exact| of
// that entry: gamma_n T + U as in LossBound, with the sums of absolute values
//
//	L:                  T = 2 |p_{-l,i}| sum_j |Sigma_ij| (|b_j| + |p_j|)
//	L_R:                T + 2 s_i |w_{li}| Q_{-l,i}
//	L_R, Sigma diagonal: T = 2 s_i ( |w_{li}| P_{-l,i} + |b_i p_{-l,i}| )
//
// and at most 4L + d + 8 roundings on any path. len(dst) = L*d, else a panic.
func GradientBound(dst []float64, o Objective, m *Model, n *Network) {
	checkPair(m, n)
	if len(dst) != len(n.w) {
		panic(fmt.Sprintf("numeric: bound buffer has %d entries, the network has %d weights", len(dst), len(n.w)))
	}
	L, e := n.depth, exact(m.noise)
	e2 := e.mul(e)
	if o == Regularized && m.sigma == nil {
		for i := range m.scale {
			diagonalBound(dst[i*L:i*L+L], n.w[i*L:i*L+L], exact(2*m.scale[i]), exact(m.target[i]), e2)
		}
		return
	}
	_, r := residualMag(m, n)
	for i := range r {
		g, row := dst[i*L:i*L+L], n.w[i*L:i*L+L]
		if o == Plain {
			plainBound(g, row, r[i].twice())
		} else {
			denseBound(g, row, r[i].twice(), exact(2*m.scale[i]), e2)
		}
	}
}

// plainBound mirrors Workspace.leaveOneOut.
func plainBound(g, row []float64, c mag) {
	pre := make([]mag, len(row))
	p := exact(1)
	for l, w := range row {
		pre[l] = p
		p = p.mul(exact(w))
	}
	for l := len(row) - 1; l >= 0; l-- {
		g[l] = pre[l].mul(c).bound()
		c = c.mul(exact(row[l]))
	}
}

// denseBound mirrors Workspace.gradientDense.
func denseBound(g, row []float64, c, s2, e2 mag) {
	pre := make([]momentsMag, len(row))
	a := unitMag()
	for l, w := range row {
		pre[l] = a
		a = a.extend(exact(w), e2)
	}
	a = unitMag()
	for l := len(row) - 1; l >= 0; l-- {
		w := exact(row[l])
		rest := pre[l].join(a)
		g[l] = c.mul(rest.p).add(s2.mul(w.mul(rest.Q))).bound()
		a = a.extend(w, e2)
	}
}

// diagonalBound mirrors diagonalKernel.
func diagonalBound(g, row []float64, s2, b, e2 mag) {
	preP, prep := make([]mag, len(row)), make([]mag, len(row))
	P, p := exact(1), exact(1)
	for l, x := range row {
		w := exact(x)
		preP[l], prep[l] = P, p
		P = P.mul(w.mul(w).add(e2))
		p = p.mul(w)
	}
	P, p = s2, s2.mul(b)
	for l := len(row) - 1; l >= 0; l-- {
		w := exact(row[l])
		g[l] = w.mul(preP[l].mul(P)).add(prep[l].mul(p)).bound()
		P = P.mul(w.mul(w).add(e2))
		p = p.mul(w)
	}
}
