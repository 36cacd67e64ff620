package circuit

// Weight is the weighted degree of an output under one grading.
type Weight struct {
	Zero        bool // the circuit shows the output to be zero: of every weight
	Homogeneous bool
	Weight      int // means nothing unless Homogeneous
}

// weightRing derives weighted degrees: a sum is homogeneous if its terms have one weight, a product
// always is, with the sum of the weights.
type weightRing struct{}

func (weightRing) New() *Weight { return &Weight{Zero: true, Homogeneous: true} }

func (weightRing) SetInt(z *Weight, n int64) { *z = Weight{Zero: n == 0, Homogeneous: true} }

func (weightRing) Add(z, x, y *Weight) {
	switch {
	case x.Zero:
		*z = *y
	case y.Zero:
		*z = *x
	default:
		*z = Weight{Homogeneous: x.Homogeneous && y.Homogeneous && x.Weight == y.Weight, Weight: x.Weight}
	}
}

func (r weightRing) Sub(z, x, y *Weight) { r.Add(z, x, y) }

func (weightRing) Mul(z, x, y *Weight) {
	*z = Weight{Zero: x.Zero || y.Zero, Homogeneous: x.Homogeneous && y.Homogeneous, Weight: x.Weight + y.Weight}
}

// Weights derives the weighted degree of each output when input v has weight of[v]. An output that
// is homogeneous of weight k gets the factor t^k when each input v gets t^of[v]: denominators can
// then be cleared from the inputs, and a sign or a zero is decided over the integers.
func (p *Program) Weights(of []int) []Weight {
	if len(of) != len(p.vars) {
		panic("circuit: Weights with a wrong number of inputs")
	}
	in := make([]*Weight, len(of))
	for v, k := range of {
		in[v] = &Weight{Homogeneous: true, Weight: k}
	}
	outs := NewMachine(weightRing{}, p).Run(in)
	ws := make([]Weight, len(outs))
	for k, o := range outs {
		ws[k] = *o
	}
	return ws
}
