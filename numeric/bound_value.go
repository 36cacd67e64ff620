package numeric

import "fmt"

func checkPair(m *Model, n *Network) {
	if len(m.target) != n.width {
		panic(fmt.Sprintf("numeric: model has width %d, network has width %d", len(m.target), n.width))
	}
}

// productMag mirrors the chain ((1 w_1) w_2) ... of Workspace.products: L
// roundings, t = |p|.
func productMag(row []float64) mag {
	p := exact(1)
	for _, w := range row {
		p = p.mul(exact(w))
	}
	return p
}

// residualMag mirrors Workspace.residual: b_i - p_i has the monomials b_i and
// p_i, and r_i has Sigma_ij b_j and Sigma_ij p_j over all j; d + L + 2 roundings.
func residualMag(m *Model, n *Network) (diff, r []mag) {
	d, L := n.width, n.depth
	diff, r = make([]mag, d), make([]mag, d)
	for i := range diff {
		diff[i] = exact(m.target[i]).add(productMag(n.w[i*L : i*L+L]))
	}
	for i := range r {
		if m.sigma == nil {
			r[i] = exact(m.scale[i]).mul(diff[i])
			continue
		}
		sum := mag{}
		for j, a := range m.sigma[i*d : i*d+d] {
			sum = sum.add(exact(a).mul(diff[j]))
		}
		r[i] = sum
	}
	return diff, r
}

func lossMag(m *Model, n *Network) mag {
	diff, r := residualMag(m, n)
	sum := mag{}
	for i := range r {
		sum = sum.add(diff[i].mul(r[i]))
	}
	return sum.add(exact(m.tau2))
}

func sharpnessMag(m *Model, n *Network) mag {
	L, e := n.depth, exact(m.noise)
	e2, sum := e.mul(e), mag{}
	for i, s := range m.scale {
		a := unitMag()
		for _, w := range n.w[i*L : i*L+L] {
			a = a.extend(exact(w), e2)
		}
		sum = sum.add(exact(s).mul(a.Q))
	}
	return sum
}

// LossBound bounds |Loss - L(W)|:
//
//	gamma_n T + U,  T = sum_ij |Sigma_ij| (|b_i| + |p_i|) (|b_j| + |p_j|) + tau2
//
// with n at most 2L + 2d + 7 roundings on any path and U the amplified
// underflow; +Inf when an intermediate result may overflow. It follows the chain of Loss
// (see mag). Allocates O(d). Panics when the widths differ.
func LossBound(m *Model, n *Network) float64 {
	checkPair(m, n)
	return lossMag(m, n).bound()
}

// AverageSharpnessBound bounds |AverageSharpness - R(W)| as LossBound does, with
// T = R(W) itself, for all terms are nonnegative: a relative error of about
// (4L + d + 3) u.
func AverageSharpnessBound(m *Model, n *Network) float64 {
	checkPair(m, n)
	return sharpnessMag(m, n).bound()
}

// RegularizedLossBound bounds |RegularizedLoss - L_R(W)| as LossBound does, with
// the T of LossBound plus R(W).
func RegularizedLossBound(m *Model, n *Network) float64 {
	checkPair(m, n)
	return lossMag(m, n).add(sharpnessMag(m, n)).bound()
}

// HessianTraceBound bounds |HessianTrace - tr Hess L(W)| as LossBound does, with
// T = tr Hess L(W) itself: a relative error of about (3L + d + 5) u.
func HessianTraceBound(m *Model, n *Network) float64 {
	checkPair(m, n)
	L := n.depth
	pre, sum := make([]mag, L), mag{}
	for i, s := range m.scale {
		row := n.w[i*L : i*L+L]
		p := exact(1)
		for l, w := range row {
			pre[l] = p
			p = p.mul(exact(w))
		}
		inner, suf := mag{}, exact(1)
		for l := L - 1; l >= 0; l-- {
			q := pre[l].mul(suf)
			inner = inner.add(q.mul(q))
			suf = suf.mul(exact(row[l]))
		}
		sum = sum.add(exact(s).mul(inner))
	}
	return sum.twice().bound()
}
