package circuit

// Weight is the weighted degree of an output under one grading.
type Weight struct {
	Zero        bool // the circuit shows the output to be zero: of every weight
	Homogeneous bool
	Weight      int // means nothing unless Homogeneous
}

// maxWeight bounds the weights that are kept account of; above it nothing is called homogeneous. So weights don't wrap around, and
// what bound computes with them has small errors.
const maxWeight = 1 << 16

func within(weight int) bool { return -maxWeight <= weight && weight <= maxWeight }

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
	sum := x.Weight + y.Weight
	*z = Weight{Zero: x.Zero || y.Zero, Homogeneous: x.Homogeneous && y.Homogeneous && within(sum), Weight: sum}
}

// Weights derives the weighted degree of each output when input v has weight of[v]. An output that
// is homogeneous of weight k gets the factor t^k when each input v gets t^of[v]: denominators can
// then be cleared from the inputs, and a sign or a zero is decided over the integers. Weights above 2^16 in size, of an input or
// of a product, count as not homogeneous.
func (p *Program) Weights(of []int) []Weight {
	if len(of) != len(p.vars) {
		panic("circuit: Weights with a wrong number of inputs")
	}
	in := make([]*Weight, len(of))
	for v, k := range of {
		in[v] = &Weight{Homogeneous: within(k), Weight: k}
	}
	outs := NewMachine(weightRing{}, p).Run(in)
	ws := make([]Weight, len(outs))
	for k, o := range outs {
		ws[k] = *o
	}
	return ws
}
