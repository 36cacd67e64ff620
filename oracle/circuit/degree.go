package circuit

import "math"

// maxDegree ends the degrees that are counted: it stands for itself and all above. Two of it can be added.
const maxDegree = math.MaxInt / 2

// Degrees are upper bounds of the degree of a polynomial. Zero marks the polynomial that the
// circuit shows to be zero. A bound of math.MaxInt/2 says nothing: the degree may be larger.
type Degrees struct {
	Zero  bool
	Var   []int // by variable
	Group []int // total degree in each group of variables
	Total int
}

// degreeRing derives degree bounds: a sum has at most the larger degree, a product the sum of the
// degrees (maxDegree at most). Storage: variables, then groups, then the total.
type degreeRing struct{ n int }

type degree struct {
	zero bool
	d    []int
}

func (r degreeRing) New() *degree { return &degree{zero: true, d: make([]int, r.n)} }

func (r degreeRing) SetInt(z *degree, n int64) {
	clear(z.d)
	z.zero = n == 0
}

func (r degreeRing) Add(z, x, y *degree) {
	z.zero = x.zero && y.zero
	for k := range z.d {
		switch {
		case x.zero:
			z.d[k] = y.d[k]
		case y.zero:
			z.d[k] = x.d[k]
		default:
			z.d[k] = max(x.d[k], y.d[k])
		}
	}
}

func (r degreeRing) Sub(z, x, y *degree) { r.Add(z, x, y) }

func (r degreeRing) Mul(z, x, y *degree) {
	z.zero = x.zero || y.zero
	for k := range z.d {
		z.d[k] = 0
		if !z.zero {
			z.d[k] = min(x.d[k]+y.d[k], maxDegree)
		}
	}
}

// Degrees derives, for each output, a bound of its degree in every variable, of its total degree
// in every group of variables (given by their indices) and of its total degree.
func (p *Program) Degrees(groups ...[]int) []Degrees {
	nv := len(p.vars)
	r := degreeRing{nv + len(groups) + 1}
	in := make([]*degree, nv)
	for v := range in {
		in[v] = r.New()
		in[v].zero = false
		in[v].d[v] = 1
		in[v].d[r.n-1] = 1
	}
	for g, vs := range groups {
		for _, v := range vs {
			in[v].d[nv+g] = 1
		}
	}
	outs := NewMachine(r, p).Run(in)
	ds := make([]Degrees, len(outs))
	for k, o := range outs {
		d := append([]int(nil), o.d...)
		ds[k] = Degrees{Zero: o.zero, Var: d[:nv], Group: d[nv : nv+len(groups)], Total: d[r.n-1]}
	}
	return ds
}
