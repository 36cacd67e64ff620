package generators

import "math/big"

// params draws the parameters of the domain, in its order.
func (m *maker) params() []Param {
	if len(m.d.Params) == 0 {
		return nil
	}
	out := make([]Param, len(m.d.Params))
	for k, spec := range m.d.Params {
		out[k] = Param{spec.Name, m.param(spec)}
	}
	return out
}

// param draws one value: Lo, Hi, 1 and a value just inside either end with
// probability 1/8 each (when they belong to the range), else from the interior.
func (m *maker) param(p ParamSpec) *big.Rat {
	x := new(big.Rat)
	switch m.below(8) {
	case 0:
		x.Set(p.Lo)
	case 1:
		x.Set(p.Hi)
	case 2:
		x.SetInt64(1)
	case 3:
		m.inner(x, p, 1, 1<<20)
	case 4:
		m.inner(x, p, 1<<20-1, 1<<20)
	default:
		if p.Log {
			m.logInterior(x, p)
		} else {
			m.inner(x, p, int64(1+m.below(255)), 256)
		}
	}
	if p.contains(x) { // the value itself if it may be, else the nearest that may
		if y := p.admit(x, m.d.Dyadic); y != nil {
			return y
		}
	}
	m.inner(x, p, int64(1+m.below(255)), 256)
	if y := p.admit(x, m.d.Dyadic); y != nil {
		return y
	}
	y := p.fallback(m.d.Dyadic)
	if y == nil {
		panic("generators: parameter " + p.Name + " has no value in its range")
	}
	return y
}

// inner sets x = Lo + (Hi - Lo) n/of.
func (m *maker) inner(x *big.Rat, p ParamSpec, n, of int64) {
	x.Sub(p.Hi, p.Lo)
	x.Mul(x, big.NewRat(n, of))
	x.Add(x, p.Lo)
}

// logInterior sets x = Lo 2^j (1 + f/16), j uniform on the doublings between the
// ends; beyond Hi it takes Lo 2^j.
func (m *maker) logInterior(x *big.Rat, p ParamSpec) {
	ratio := new(big.Rat).Quo(p.Hi, p.Lo)
	j := m.below(max(1, floor(ratio).BitLen()))
	f := int64(16 + m.below(16))
	mulPow2(x, p.Lo, j)
	y := new(big.Rat).Mul(x, big.NewRat(f, 16))
	if y.Cmp(p.Hi) < 0 {
		x.Set(y)
	}
}
