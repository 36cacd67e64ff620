package generators

import "math/big"

// simplify is numbers near x with fewer bits, the simplest first, at most about
// forty: x cut to an integer, its modulus, continued-fraction convergents,
// roundings to few significant bits, half of x, and x with half the binary
// exponent. Not every one is simpler: the cost decides.
func simplify(x *big.Rat) []*big.Rat {
	if x.Sign() == 0 {
		return nil
	}
	var out []*big.Rat
	add := func(y *big.Rat) { out = append(out, y) }
	if !x.IsInt() {
		add(new(big.Rat).SetInt(new(big.Int).Quo(x.Num(), x.Denom())))
	}
	if k := exponent(x); k > 1 || k < -1 {
		one := big.NewRat(int64(x.Sign()), 1)
		add(mulPow2(new(big.Rat), one, k/2))
		add(mulPow2(new(big.Rat), one, k))
		add(mulPow2(new(big.Rat), x, -k/2))
		add(mulPow2(new(big.Rat), x, -k))
	}
	if x.Sign() < 0 {
		add(new(big.Rat).Neg(x))
	}
	out = append(out, convergents(x, 12)...)
	for bits := uint(1); bits <= 256 && int(bits) <= x.Num().BitLen()+denomBits(x); bits *= 2 {
		add(roundBits(x, bits, big.ToZero))
		add(roundBits(x, bits, big.ToNearestEven))
	}
	add(mulPow2(new(big.Rat), x, -1))
	if x.IsInt() {
		half := new(big.Int).Quo(x.Num(), big.NewInt(2))
		add(new(big.Rat).SetInt(half))
		add(new(big.Rat).SetInt(new(big.Int).Sub(x.Num(), big.NewInt(int64(x.Sign())))))
	}
	return out
}

// exponent is k with 2^(k-1) < |x| < 2^(k+1), for x != 0.
func exponent(x *big.Rat) int { return x.Num().BitLen() - denomBits(x) }

// convergents is the first convergents of the continued fraction of x, at most
// most of them and without x itself.
func convergents(x *big.Rat, most int) []*big.Rat {
	var out []*big.Rat
	p0, q0 := big.NewInt(1), big.NewInt(0)
	p1, q1 := floor(x), big.NewInt(1)
	rest := new(big.Rat).Sub(x, new(big.Rat).SetInt(p1))
	for len(out) < most && rest.Sign() != 0 {
		out = append(out, new(big.Rat).SetFrac(p1, q1))
		rest.Inv(rest)
		a := floor(rest)
		rest.Sub(rest, new(big.Rat).SetInt(a))
		p0, p1 = p1, p0.Add(p0, new(big.Int).Mul(a, p1))
		q0, q1 = q1, q0.Add(q0, new(big.Int).Mul(a, q1))
	}
	return out
}

// scalarMoves makes e, tau2 and the parameters simple: 1, 0, the ends of a
// range, fewer bits.
func scalarMoves(d Domain, in *Instance) []move {
	var out []move
	for _, s := range slots(in, noiseSlot, tau2Slot, paramSlot) {
		x := s.get(in)
		values := []*big.Rat{big.NewRat(1, 1), new(big.Rat)}
		if s.kind == paramSlot && s.i < len(d.Params) {
			spec := d.Params[s.i]
			values = append(values, spec.Lo, spec.Hi, big.NewRat(1, 2))
		}
		out = append(out, s.tries(x, append(values, simplify(x)...))...)
	}
	return out
}

// tries is the moves to those values that are simpler than x.
func (s slot) tries(x *big.Rat, values []*big.Rat) []move {
	var out []move
	for _, y := range values {
		if s.simpler(x, y) {
			out = append(out, s.with(y))
		}
	}
	return out
}

// groupMoves changes all weights, all targets or all s_i in one go: to ones, to
// their moduli, to integers, to few bits. One candidate here saves many later.
func groupMoves(_ Domain, in *Instance) []move {
	var out []move
	for _, group := range [][]slot{
		slots(in, weightSlot, targetSlot, sigmaSlot), slots(in, weightSlot), slots(in, targetSlot), slots(in, sigmaSlot),
	} {
		for _, f := range []func(x *big.Rat) *big.Rat{
			func(x *big.Rat) *big.Rat { return big.NewRat(int64(x.Sign()), 1) },
			func(x *big.Rat) *big.Rat { return new(big.Rat).Abs(x) },
			func(x *big.Rat) *big.Rat { return new(big.Rat).SetInt(new(big.Int).Quo(x.Num(), x.Denom())) },
			func(x *big.Rat) *big.Rat { return roundBits(x, 1, big.ToNearestEven) },
			func(x *big.Rat) *big.Rat { return roundBits(x, 3, big.ToNearestEven) },
			func(x *big.Rat) *big.Rat { return roundBits(x, 10, big.ToNearestEven) },
		} {
			out = append(out, func(in *Instance) *Instance {
				out := in.Clone()
				for _, s := range group {
					s.put(out, f(s.get(in)))
				}
				return out
			})
		}
	}
	return out
}

// bitMoves makes one weight, target or Sigma_ij shorter.
func bitMoves(_ Domain, in *Instance) []move {
	var out []move
	for _, s := range slots(in, weightSlot, targetSlot, sigmaSlot) {
		x := s.get(in)
		out = append(out, s.tries(x, simplify(x))...)
	}
	return out
}

// unitMoves sets one weight, target or Sigma_ij to 0, to 1, to -1, and all the
// weights of one layer or coordinate to 0 or 1.
func unitMoves(_ Domain, in *Instance) []move {
	var out []move
	for _, v := range []int64{0, 1} {
		for i := range in.Target {
			out = append(out, func(in *Instance) *Instance {
				out := in.Clone()
				for _, row := range out.Weights {
					row[i].SetInt64(v)
				}
				return out
			})
		}
		for l := range in.Weights {
			out = append(out, func(in *Instance) *Instance {
				out := in.Clone()
				for _, x := range out.Weights[l] {
					x.SetInt64(v)
				}
				return out
			})
		}
	}
	for _, s := range slots(in, weightSlot, targetSlot, sigmaSlot) {
		out = append(out, s.tries(s.get(in), []*big.Rat{new(big.Rat), big.NewRat(1, 1), big.NewRat(-1, 1)})...)
	}
	return out
}
