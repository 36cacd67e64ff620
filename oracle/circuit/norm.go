package circuit

import "math/big"

// normRing bounds the sum of the absolute values of the coefficients: |f+g|, |f-g| <= |f| + |g| and
// |fg| <= |f| |g| in this norm.
type normRing struct{ Ints }

func (r normRing) SetInt(z *big.Int, n int64) { z.Abs(z.SetInt64(n)) }
func (r normRing) Sub(z, x, y *big.Int)       { z.Add(x, y) }

// Norm derives, for each output, a bound of the sum of the absolute values of its coefficients.
func (p *Program) Norm() []*big.Int {
	in := make([]*big.Int, len(p.vars))
	for v := range in {
		in[v] = big.NewInt(1)
	}
	outs := NewMachine(normRing{}, p).Run(in)
	ns := make([]*big.Int, len(outs))
	for k, o := range outs {
		ns[k] = new(big.Int).Set(o)
	}
	return ns
}
