package numeric

import "fmt"

// Hessian writes the full Hessian of the objective into dst, row (i,l) column
// (j,m) at (i*L+l)*L*d + j*L+m, with
//
//	i != j:          2 Sigma_ij p_{-l,i} p_{-m,j}
//	i = j, l = m:    2 s_i p_{-l}^2 (L),   2 s_i P_{-l} (L_R)
//	i = j, l != m:   2 s_i p_{-l} p_{-m} - 2 p_{-lm} r_i  [+ 4 s_i w_l w_m Q_{-lm} for L_R]
//
// by differentiating Lemma 2.1 once more: d/dw_m of w_l Q_{-l} is
// 2 w_l w_m Q_{-lm}, and of r_i is -Sigma_ii p_{-m,i}.
//
// len(dst) = (L*d)^2 and L*d <= MaxHessianSize, else a panic. O((L d)^2) time;
// the first call keeps L*d further numbers of scratch, later ones allocate
// nothing. HessianBound bounds the error. Source: MATH.md, S.6.
func (ws *Workspace) Hessian(dst []float64, o Objective, m *Model, n *Network) {
	ws.check(m, n)
	L, N := ws.depth, len(n.w)
	checkHessian(N, len(dst))
	if ws.loo == nil {
		ws.loo = make([]float64, N)
	}
	ws.residual(m, n)
	for i := 0; i < ws.width; i++ {
		ws.leaveOneOut(ws.loo[i*L:i*L+L], n.w[i*L:i*L+L], 1)
	}
	for i := 0; i < ws.width; i++ {
		for j := 0; j < ws.width; j++ {
			if i != j {
				ws.crossBlock(dst, i, j, 2*m.Sigma(i, j))
			}
		}
		ws.ownBlock(dst, i, o, m, n)
	}
}

func (ws *Workspace) crossBlock(dst []float64, i, j int, c float64) {
	L := ws.depth
	N := L * ws.width
	for l := 0; l < L; l++ {
		row := dst[(i*L+l)*N+j*L : (i*L+l)*N+j*L+L]
		x := c * ws.loo[i*L+l]
		for k, y := range ws.loo[j*L : j*L+L] {
			row[k] = x * y
		}
	}
}

// ownBlock fills the L x L block of coordinate i. For each l the run of layers
// before m with l left out is extended as m grows and joined with the suffix.
func (ws *Workspace) ownBlock(dst []float64, i int, o Objective, m *Model, n *Network) {
	L, N, e2 := ws.depth, len(n.w), m.noise*m.noise
	row := n.w[i*L : i*L+L]
	ws.runs(row, e2)
	s2, r2 := 2*m.scale[i], -2*ws.r[i]
	for l, w := range row {
		at := (i*L+l)*N + i*L
		own := ws.pre[l].join(ws.suf[l+1])
		if o == Regularized {
			dst[at+l] = s2 * own.P
		} else {
			dst[at+l] = s2 * (own.p * own.p)
		}
		a := ws.pre[l]
		for k := l + 1; k < L; k++ {
			rest := a.join(ws.suf[k+1])
			ww := w * row[k]
			x := s2*(ws.loo[i*L+l]*ws.loo[i*L+k]) + r2*rest.p
			if o == Regularized {
				x += 2 * (s2 * (ww * rest.Q))
			}
			dst[at+k] = x
			dst[(i*L+k)*N+i*L+l] = x
			a = a.extend(row[k], e2)
		}
	}
}

// runs fills pre[l] (layers before l) and, for l > 0, suf[l] (layers from l on).
func (ws *Workspace) runs(row []float64, e2 float64) {
	L := len(row)
	ws.pre[0], ws.suf[L] = unit(), unit()
	for l, w := range row {
		ws.pre[l+1] = ws.pre[l].extend(w, e2)
	}
	for l := L - 1; l > 0; l-- {
		ws.suf[l] = ws.suf[l+1].extend(row[l], e2)
	}
}

// checkHessian panics when a Hessian is too large or its buffer has another size.
func checkHessian(weights, buffer int) {
	if weights > MaxHessianSize {
		panic(fmt.Sprintf("numeric: Hessian of %d weights exceeds the bound %d", weights, MaxHessianSize))
	}
	if buffer != weights*weights {
		panic(fmt.Sprintf("numeric: Hessian buffer has %d entries, want %d*%d", buffer, weights, weights))
	}
}
