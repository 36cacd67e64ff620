package numeric

// HessianBound writes into dst, laid out as by Hessian, a bound of the error of
// each entry: gamma_n T + U as in LossBound, T being the entry's formula with
// absolute values in it; at most 8L + d + 12 roundings on any path.
// len(dst) = (L*d)^2 and L*d <= MaxHessianSize, else a panic.
func HessianBound(dst []float64, o Objective, m *Model, n *Network) {
	checkPair(m, n)
	L, N := n.depth, len(n.w)
	checkHessian(N, len(dst))
	_, r := residualMag(m, n)
	loo := make([]mag, N)
	for i := 0; i < n.width; i++ {
		leaveOneOutMag(loo[i*L:i*L+L], n.w[i*L:i*L+L])
	}
	for i := 0; i < n.width; i++ {
		for j := 0; j < n.width; j++ {
			if i == j {
				continue
			}
			c := exact(2 * m.Sigma(i, j))
			for l := 0; l < L; l++ {
				x := c.mul(loo[i*L+l])
				for k := 0; k < L; k++ {
					dst[(i*L+l)*N+j*L+k] = x.mul(loo[j*L+k]).bound()
				}
			}
		}
		ownBlockBound(dst, i, o, m, n, loo[i*L:i*L+L], r[i].twice())
	}
}

// leaveOneOutMag mirrors Workspace.leaveOneOut with c = 1.
func leaveOneOutMag(g []mag, row []float64) {
	p := exact(1)
	for l, w := range row {
		g[l] = p
		p = p.mul(exact(w))
	}
	c := exact(1)
	for l := len(row) - 1; l >= 0; l-- {
		g[l] = g[l].mul(c)
		c = c.mul(exact(row[l]))
	}
}

// ownBlockBound mirrors Workspace.ownBlock.
func ownBlockBound(dst []float64, i int, o Objective, m *Model, n *Network, loo []mag, r2 mag) {
	L, N, e := n.depth, len(n.w), exact(m.noise)
	e2, s2 := e.mul(e), exact(2*m.scale[i])
	row := n.w[i*L : i*L+L]
	pre, suf := make([]momentsMag, L+1), make([]momentsMag, L+1)
	pre[0], suf[L] = unitMag(), unitMag()
	for l, w := range row {
		pre[l+1] = pre[l].extend(exact(w), e2)
	}
	for l := L - 1; l > 0; l-- {
		suf[l] = suf[l+1].extend(exact(row[l]), e2)
	}
	for l, w := range row {
		at := (i*L+l)*N + i*L
		own := pre[l].join(suf[l+1])
		if o == Regularized {
			dst[at+l] = s2.mul(own.P).bound()
		} else {
			dst[at+l] = s2.mul(own.p.mul(own.p)).bound()
		}
		a := pre[l]
		for k := l + 1; k < L; k++ {
			rest := a.join(suf[k+1])
			x := s2.mul(loo[l].mul(loo[k])).add(r2.mul(rest.p))
			if o == Regularized {
				ww := exact(w).mul(exact(row[k]))
				x = x.add(s2.mul(ww.mul(rest.Q)).twice())
			}
			dst[at+k] = x.bound()
			dst[(i*L+k)*N+i*L+l] = x.bound()
			a = a.extend(exact(row[k]), e2)
		}
	}
}
