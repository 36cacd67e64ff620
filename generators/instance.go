package generators

import (
	"math/big"
)

// Param is a named extra number of a check: a step size, a box, a time.
type Param struct {
	Name  string
	Value *big.Rat
}

// Instance is one problem: a diagonal linear network with its data model,
//
//	L(W) = (b-p)^T Sigma (b-p) + tau2,  p = w_1 * ... * w_L entrywise.
//
// All entries are exact rationals. Weights is L x d, Target has length d, Sigma
// is d x d, symmetric and positive semidefinite, Noise = e >= 0 is a standard
// deviation, Tau2 >= 0 a variance. Instances that a [Space] makes own all their
// numbers: no two entries share storage. Source: MATH.md, "Setting and notation".
type Instance struct {
	Regime  string       // the regime that made it, or made what it was shrunk from
	Weights [][]*big.Rat // [layer][coordinate], L x d
	Target  []*big.Rat   // b, length d
	Sigma   [][]*big.Rat // d x d
	Noise   *big.Rat     // e = eta, a standard deviation
	Tau2    *big.Rat     // residual variance
	Params  []Param      // extra numbers of a check
}

// NewInstance returns the instance of the given regime with L = depth, d =
// width, every entry zero and no parameters, with storage for all the entries (and
// for one word of each) in four allocations. Zero is not yet a useful Sigma: the caller fills it. It panics
// when depth or width is below 1.
func NewInstance(regime string, depth, width int) *Instance {
	if depth < 1 || width < 1 {
		panic("generators: NewInstance needs a depth and a width of at least 1")
	}
	n := depth*width + width + width*width + 2
	slab := make([]big.Rat, n)
	words := make([]big.Word, n)
	for k := range slab {
		slab[k].Num().SetBits(words[k : k : k+1])
	}
	ptrs := make([]*big.Rat, n-2)
	for k := range ptrs {
		ptrs[k] = &slab[k]
	}
	rows := make([][]*big.Rat, depth+width)
	for k := range rows {
		rows[k], ptrs = ptrs[:width:width], ptrs[width:]
	}
	return &Instance{
		Regime:  regime,
		Weights: rows[:depth:depth],
		Target:  ptrs,
		Sigma:   rows[depth:],
		Noise:   &slab[n-2],
		Tau2:    &slab[n-1],
	}
}

// Depth is L, the number of layers.
func (in *Instance) Depth() int { return len(in.Weights) }

// Width is d, the number of coordinates.
func (in *Instance) Width() int { return len(in.Target) }

// Scale is s_i = Sigma_ii, by reference. It panics when i is not a coordinate.
func (in *Instance) Scale(i int) *big.Rat { return in.Sigma[i][i] }

// IsDiagonal reports whether Sigma_ij = 0 for all i != j (true for d = 1).
func (in *Instance) IsDiagonal() bool {
	for i, row := range in.Sigma {
		for j, x := range row {
			if i != j && x.Sign() != 0 {
				return false
			}
		}
	}
	return true
}

// Param is the parameter of that name, by reference. It panics when the
// instance has none: the check asks for what its own domain does not declare.
func (in *Instance) Param(name string) *big.Rat {
	for _, p := range in.Params {
		if p.Name == name {
			return p.Value
		}
	}
	panic("generators: the instance has no parameter " + name)
}

// Clone is a deep copy: it shares no number with in.
func (in *Instance) Clone() *Instance {
	out := NewInstance(in.Regime, in.Depth(), in.Width())
	for l, row := range in.Weights {
		setRow(out.Weights[l], row)
	}
	setRow(out.Target, in.Target)
	for i, row := range in.Sigma {
		setRow(out.Sigma[i], row)
	}
	out.Noise.Set(in.Noise)
	out.Tau2.Set(in.Tau2)
	out.Params = cloneParams(in.Params)
	return out
}

func setRow(dst, src []*big.Rat) {
	for k, x := range src {
		if x.Sign() != 0 { // dst is zero already, and stays without storage
			dst[k].Set(x)
		}
	}
}

func cloneParams(ps []Param) []Param {
	if len(ps) == 0 {
		return nil
	}
	out := make([]Param, len(ps))
	for k, p := range ps {
		out[k] = Param{p.Name, new(big.Rat).Set(p.Value)}
	}
	return out
}

// Equal reports whether both instances have the same shape, the same entries
// and the same parameters in the same order. Regime, a label, is not compared.
func (in *Instance) Equal(other *Instance) bool {
	if in.Depth() != other.Depth() || in.Width() != other.Width() || len(in.Params) != len(other.Params) {
		return false
	}
	for l := range in.Weights {
		if !rowEqual(in.Weights[l], other.Weights[l]) {
			return false
		}
	}
	for i := range in.Sigma {
		if !rowEqual(in.Sigma[i], other.Sigma[i]) {
			return false
		}
	}
	for k, p := range in.Params {
		if p.Name != other.Params[k].Name || !ratEqual(p.Value, other.Params[k].Value) {
			return false
		}
	}
	return rowEqual(in.Target, other.Target) && ratEqual(in.Noise, other.Noise) && ratEqual(in.Tau2, other.Tau2)
}

func rowEqual(x, y []*big.Rat) bool {
	for k := range x {
		if !ratEqual(x[k], y[k]) {
			return false
		}
	}
	return len(x) == len(y)
}
