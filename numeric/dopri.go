package numeric

import "math"

// The embedded pair RK5(4)7M of Dormand and Prince ("A family of embedded
// Runge-Kutta formulae", J. Comput. Appl. Math. 6, 1980, Table 2): row j of dpA gives
// stage j+2; the last row is also the fifth-order solution, so an accepted step's
// last stage is the next one's first. dpE is the difference to fourth order.
var (
	dpA = [6][6]float64{
		{1. / 5},
		{3. / 40, 9. / 40},
		{44. / 45, -56. / 15, 32. / 9},
		{19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
		{9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
		{35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84},
	}
	dpE = [7]float64{71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40}
)

// dopri holds the state and stages of one integration.
type dopri struct {
	m        *Model
	o        Objective
	ws       *Workspace
	n, stage *Network
	k        [7][]float64
	rel, abs float64
}

func newDopri(m *Model, o Objective, start *Network, rel, abs float64) (*dopri, error) {
	ws, err := NewWorkspace(start.depth, start.width)
	if err != nil {
		return nil, err
	}
	f := &dopri{m: m, o: o, ws: ws, n: start.Clone(), stage: start.Clone(), rel: rel, abs: abs}
	for j := range f.k {
		f.k[j] = make([]float64, len(start.w))
	}
	return f, nil
}

// begin writes grad F at the start into the first stage; the minus sign of the flow is in the
// signs of the updates below.
func (f *dopri) begin() { f.ws.Gradient(f.k[0], f.o, f.m, f.n) }

// firstStep is a hundredth of the time in which the fastest weight would change by its own size.
func (f *dopri) firstStep(end float64) float64 {
	h := end
	for i, g := range f.k[0] {
		if scale := 0.01 * (math.Abs(f.n.w[i]) + math.Sqrt(f.abs)); math.Abs(g)*h > scale {
			h = scale / math.Abs(g)
		}
	}
	return h
}

// try computes the stages of a step h; the fifth-order solution is left in f.stage. It returns
// the largest ratio of estimated local error to tolerance, +Inf after an overflow.
func (f *dopri) try(h float64) float64 {
	for j, row := range dpA {
		for i, w := range f.n.w {
			sum := 0.0
			for q, a := range row[:j+1] {
				sum += a * f.k[q][i]
			}
			f.stage.w[i] = w - h*sum
		}
		f.ws.Gradient(f.k[j+1], f.o, f.m, f.stage)
	}
	worst := 0.0
	for i, w := range f.n.w {
		sum := 0.0
		for q, a := range dpE {
			sum += a * f.k[q][i]
		}
		tol := f.abs + f.rel*max(math.Abs(w), math.Abs(f.stage.w[i]))
		e := math.Abs(h*sum) / tol
		if !isFinite(e + f.stage.w[i]) {
			return math.Inf(1)
		}
		worst = max(worst, e)
	}
	return worst
}

// accept moves to the fifth-order solution and reuses its gradient.
func (f *dopri) accept() {
	copy(f.n.w, f.stage.w)
	f.k[0], f.k[6] = f.k[6], f.k[0]
}
