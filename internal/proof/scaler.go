package proof

import (
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
)

// scaler clears the denominators of an instance: with D a common multiple of the denominators of w,
// e and b, and S one of those of Sigma and tau2,
//
//	w -> D w,  e -> D e,  b -> D^L b,  Sigma -> S Sigma,  tau2 -> S D^(2L) tau2.
//
// Its numbers are reused from instance to instance.
type scaler struct {
	d, s, dl, dl2, g, t big.Int
}

func (k *scaler) lcm(z *big.Int, x *big.Rat) {
	den := x.Denom()
	if k.t.Rem(z, den).Sign() == 0 {
		return
	}
	k.g.GCD(nil, nil, z, den)
	k.t.Quo(den, &k.g)
	z.Mul(z, &k.t)
}

// times sets z = x m for a multiple m of the denominator of x.
func (k *scaler) times(z *big.Int, x *big.Rat, m *big.Int) {
	if x.IsInt() {
		z.Mul(x.Num(), m)
		return
	}
	k.t.Quo(m, x.Denom())
	z.Mul(x.Num(), &k.t)
}

// load writes the scaled entries of in into z, in the order of definition.Inputs.
func (k *scaler) load(z []*big.Int, in *generators.Instance) {
	k.d.SetInt64(1)
	k.s.SetInt64(1)
	for _, row := range in.Weights {
		for _, x := range row {
			k.lcm(&k.d, x)
		}
	}
	k.lcm(&k.d, in.Noise)
	for _, x := range in.Target {
		k.lcm(&k.d, x)
	}
	for i, row := range in.Sigma {
		for _, x := range row[i:] {
			k.lcm(&k.s, x)
		}
	}
	k.lcm(&k.s, in.Tau2)
	k.dl.SetInt64(1)
	for range in.Weights {
		k.dl.Mul(&k.dl, &k.d)
	}
	n := 0
	put := func(x *big.Rat, m *big.Int) {
		k.times(z[n], x, m)
		n++
	}
	for _, row := range in.Weights {
		for _, x := range row {
			put(x, &k.d)
		}
	}
	for _, x := range in.Target {
		put(x, &k.dl)
	}
	diagonal := in.IsDiagonal()
	for i, row := range in.Sigma {
		put(row[i], &k.s)
		if !diagonal {
			for _, x := range row[i+1:] {
				put(x, &k.s)
			}
		}
	}
	put(in.Noise, &k.d)
	k.dl2.Mul(&k.dl, &k.dl)
	k.dl2.Mul(&k.dl2, &k.s)
	put(in.Tau2, &k.dl2)
}
