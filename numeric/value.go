package numeric

// Loss returns L(W) = (b-p)^T Sigma (b-p) + tau2.
//
// O(L d) for diagonal Sigma, O(L d + d^2) otherwise. Overflow gives +-Inf or
// NaN as the arithmetic does; LossBound is then +Inf. Source: MATH.md, "Setting".
func (ws *Workspace) Loss(m *Model, n *Network) float64 {
	ws.check(m, n)
	ws.residual(m, n)
	sum := 0.0
	for i, r := range ws.r {
		sum += (m.target[i] - ws.p[i]) * r
	}
	return sum + m.tau2
}

// AverageSharpness returns R(W) = L_R(W) - L(W) = sum_i s_i Q_i, the constant
// sum_i s_i e^{2L} included. Q_i is accumulated from nonnegative terms, so the
// result has a small relative error. O(L d). Source: MATH.md, Lemma 2.1.
func (ws *Workspace) AverageSharpness(m *Model, n *Network) float64 {
	ws.check(m, n)
	L, e2 := ws.depth, m.noise*m.noise
	sum := 0.0
	for i, s := range m.scale {
		a := unit()
		for _, w := range n.w[i*L : i*L+L] {
			a = a.extend(w, e2)
		}
		sum += s * a.Q
	}
	return sum
}

// RegularizedLoss returns L_R(W) = L(W) + R(W). Cost as Loss.
// Source: MATH.md, Lemma 2.1.
func (ws *Workspace) RegularizedLoss(m *Model, n *Network) float64 {
	return ws.Loss(m, n) + ws.AverageSharpness(m, n)
}

// HessianTrace returns tr Hess L(W) = 2 sum_i s_i sum_l p_{-l,i}^2. O(L d), no
// division by a weight. Source: MATH.md, Lemma 2.2b.
func (ws *Workspace) HessianTrace(m *Model, n *Network) float64 {
	ws.check(m, n)
	L := ws.depth
	sum := 0.0
	for i, s := range m.scale {
		row := n.w[i*L : i*L+L]
		pre := ws.prep[:len(row)]
		p := 1.0
		for l, w := range row {
			pre[l] = p
			p *= w
		}
		inner, suf := 0.0, 1.0
		for l := len(row) - 1; l >= 0; l-- {
			q := pre[l] * suf
			inner += q * q
			suf *= row[l]
		}
		sum += s * inner
	}
	return 2 * sum
}
