package numeric

import "fmt"

// Workspace is the scratch memory of one evaluation at a fixed shape. All
// evaluations are its methods, so that repeated ones allocate nothing. A
// Workspace serves one goroutine at a time; its results do not depend on what
// it computed before.
type Workspace struct {
	depth, width int
	pre, suf     []moments    // prefix and suffix products of one coordinate, L+1 each
	prep         []float64    // prefix products p of one coordinate
	pair         [][4]float64 // prefixes P, p of two coordinates side by side
	p, r         []float64    // p_i and r_i, or b_i - p_i while r is formed
	loo          []float64    // p_{-l,i} in storage order, formed for Hessians only
}

// NewWorkspace returns scratch for networks of this depth and width.
func NewWorkspace(depth, width int) (*Workspace, error) {
	if err := checkShape(depth, width); err != nil {
		return nil, err
	}
	return &Workspace{
		depth: depth, width: width,
		pre: make([]moments, depth+1), suf: make([]moments, depth+1),
		prep: make([]float64, depth), pair: make([][4]float64, depth),
		p: make([]float64, width), r: make([]float64, width),
	}, nil
}

func (ws *Workspace) check(m *Model, n *Network) {
	if n.depth != ws.depth || n.width != ws.width {
		panic(fmt.Sprintf("numeric: workspace is %d x %d, network is %d x %d", ws.depth, ws.width, n.depth, n.width))
	}
	if len(m.target) != n.width {
		panic(fmt.Sprintf("numeric: model has width %d, network has width %d", len(m.target), n.width))
	}
}

// moments are the products of a run of layers of one coordinate: p = prod w,
// P = prod (w^2 + e^2), Q = P - p^2.
type moments struct{ P, p, Q float64 }

func unit() moments { return moments{1, 1, 0} }

// extend appends one layer: Q' = Q (w^2+e^2) + p^2 e^2 has no subtraction,
// since P c - p^2 w^2 = (Q + p^2) c - p^2 (c - e^2), c = w^2 + e^2.
func (a moments) extend(w, e2 float64) moments {
	c := w*w + e2
	return moments{a.P * c, a.p * w, a.Q*c + (a.p*a.p)*e2}
}

// join multiplies two disjoint runs: P_a P_b - p_a^2 p_b^2 = Q_a P_b + p_a^2 Q_b.
func (a moments) join(b moments) moments {
	return moments{a.P * b.P, a.p * b.p, a.Q*b.P + (a.p*a.p)*b.Q}
}

// products fills ws.p with p_i.
func (ws *Workspace) products(n *Network) {
	L := ws.depth
	for i := range ws.p {
		p := 1.0
		for _, w := range n.w[i*L : i*L+L] {
			p *= w
		}
		ws.p[i] = p
	}
}

// residual fills ws.p with p_i and ws.r with r_i = [Sigma (b-p)]_i, in
// O(L d) for diagonal Sigma and O(L d + d^2) otherwise.
func (ws *Workspace) residual(m *Model, n *Network) {
	ws.products(n)
	if m.sigma == nil {
		for i, p := range ws.p {
			ws.r[i] = m.scale[i] * (m.target[i] - p)
		}
		return
	}
	d := ws.width
	for i := range ws.r {
		row := m.sigma[i*d : i*d+d]
		b, p := m.target[:len(row)], ws.p[:len(row)]
		sum := 0.0
		for j, a := range row {
			sum += a * (b[j] - p[j])
		}
		ws.r[i] = sum
	}
}
