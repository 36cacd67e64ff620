package generators

import "math/big"

// pairMoves redistributes between two layers of a coordinate: the product or the
// sum into one of them, a factor 2 or a unit from one to the other, a swap. All
// pairs up to eight layers, neighbors beyond.
func pairMoves(_ Domain, in *Instance) []move {
	var out []move
	one, two, half := big.NewRat(1, 1), big.NewRat(2, 1), big.NewRat(1, 2)
	for i := range in.Target {
		for l := range in.Weights {
			last := len(in.Weights) - 1
			if last > 7 {
				last = min(last, l+1)
			}
			for m := l + 1; m <= last; m++ {
				x, y := in.Weights[l][i], in.Weights[m][i]
				if x.Sign() == 0 && y.Sign() == 0 {
					continue
				}
				mul, add := new(big.Rat).Mul(x, y), new(big.Rat).Add(x, y)
				for _, v := range [][2]*big.Rat{
					{mul, one},
					{one, mul},
					{add, new(big.Rat)},
					{new(big.Rat), add},
					{new(big.Rat).Mul(x, two), new(big.Rat).Mul(y, half)},
					{new(big.Rat).Mul(x, half), new(big.Rat).Mul(y, two)},
					{new(big.Rat).Add(x, one), new(big.Rat).Sub(y, one)},
					{new(big.Rat).Sub(x, one), new(big.Rat).Add(y, one)},
					{new(big.Rat).Neg(x), new(big.Rat).Neg(y)},
					{y, x},
				} {
					out = append(out, func(in *Instance) *Instance {
						out := in.Clone()
						out.Weights[l][i].Set(v[0])
						out.Weights[m][i].Set(v[1])
						return out
					})
				}
			}
		}
	}
	return out
}

// swapMoves exchanges neighboring coordinates, with their rows and columns of Sigma.
func swapMoves(_ Domain, in *Instance) []move {
	var out []move
	for i := range in.Width() - 1 {
		out = append(out, func(in *Instance) *Instance {
			out := in.Clone()
			swap := func(row []*big.Rat) { row[i], row[i+1] = row[i+1], row[i] }
			for _, row := range out.Weights {
				swap(row)
			}
			swap(out.Target)
			for _, row := range out.Sigma {
				swap(row)
			}
			out.Sigma[i], out.Sigma[i+1] = out.Sigma[i+1], out.Sigma[i]
			return out
		})
	}
	return out
}
