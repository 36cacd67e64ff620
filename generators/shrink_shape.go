package generators

import "math/big"

// stages is the moves in the order they are tried.
var stages = [...]func(d Domain, in *Instance) []move{
	layerMoves, coordinateMoves, sigmaMoves, scalarMoves, groupMoves, bitMoves, unitMoves, pairMoves, swapMoves,
}

// layerMoves drops layers: down to the fewest, half of them, each one; and
// merges two neighbors into their product, which keeps p.
func layerMoves(d Domain, in *Instance) []move {
	L := in.Depth()
	if L <= d.MinDepth {
		return nil
	}
	out := []move{
		keepLayers(0, d.MinDepth), keepLayers(L-d.MinDepth, L),
	}
	if h := (L + 1) / 2; h > d.MinDepth {
		out = append(out, keepLayers(0, h), keepLayers(L-h, L))
	}
	for l := range L {
		out = append(out, dropLayer(l))
	}
	for l := range L - 1 {
		out = append(out, mergeLayers(l))
	}
	return out
}

func keepLayers(from, to int) move {
	return func(in *Instance) *Instance {
		out := in.Clone()
		out.Weights = out.Weights[from:to]
		return out
	}
}

func dropLayer(l int) move {
	return func(in *Instance) *Instance {
		out := in.Clone()
		out.Weights = append(out.Weights[:l:l], out.Weights[l+1:]...)
		return out
	}
}

func mergeLayers(l int) move {
	return func(in *Instance) *Instance {
		out := dropLayer(l + 1)(in)
		for i, x := range out.Weights[l] {
			x.Mul(x, in.Weights[l+1][i])
		}
		return out
	}
}

// coordinateMoves drops coordinates with their rows and columns of Sigma: all
// but one, half of them, each one.
func coordinateMoves(d Domain, in *Instance) []move {
	w := in.Width()
	if w <= d.MinWidth {
		return nil
	}
	var out []move
	if d.MinWidth == 1 && w > 2 {
		for i := range w {
			out = append(out, keepCoordinates(i, i+1))
		}
	}
	if h := max((w+1)/2, d.MinWidth); h < w {
		out = append(out, keepCoordinates(0, h), keepCoordinates(w-h, w))
	}
	for i := range w {
		out = append(out, dropCoordinate(i))
	}
	return out
}

func keepCoordinates(from, to int) move {
	return func(in *Instance) *Instance {
		out := in.Clone()
		for l, row := range out.Weights {
			out.Weights[l] = row[from:to]
		}
		out.Target = out.Target[from:to]
		out.Sigma = out.Sigma[from:to]
		for i, row := range out.Sigma {
			out.Sigma[i] = row[from:to]
		}
		return out
	}
}

func dropCoordinate(i int) move {
	drop := func(row []*big.Rat) []*big.Rat { return append(row[:i:i], row[i+1:]...) }
	return func(in *Instance) *Instance {
		out := in.Clone()
		for l, row := range out.Weights {
			out.Weights[l] = drop(row)
		}
		out.Target = drop(out.Target)
		out.Sigma = append(out.Sigma[:i:i], out.Sigma[i+1:]...)
		for j, row := range out.Sigma {
			out.Sigma[j] = drop(row)
		}
		return out
	}
}

// sigmaMoves sets Sigma to the identity, to its diagonal, its diagonal to ones
// with the off-diagonal entries zero, +-1/2, +-1 or as they are, and single pairs
// of off-diagonal entries to zero.
func sigmaMoves(_ Domain, in *Instance) []move {
	one := func(*big.Rat) *big.Rat { return big.NewRat(1, 1) }
	same := func(x *big.Rat) *big.Rat { return x }
	signTimes := func(p, q int64) func(*big.Rat) *big.Rat {
		return func(x *big.Rat) *big.Rat { return big.NewRat(p*int64(x.Sign()), q) }
	}
	out := []move{
		mapSigma(one, signTimes(0, 1)),
		mapSigma(same, signTimes(0, 1)),
		mapSigma(one, signTimes(1, 2)),
		mapSigma(one, signTimes(1, 1)),
		mapSigma(one, same),
	}
	for i := range in.Sigma {
		for j := range i {
			if in.Sigma[i][j].Sign() == 0 {
				continue
			}
			out = append(out, func(in *Instance) *Instance {
				out := in.Clone()
				out.Sigma[i][j].SetInt64(0)
				out.Sigma[j][i].SetInt64(0)
				return out
			})
		}
	}
	return out
}

// mapSigma applies one function to the diagonal of Sigma and one to the rest.
func mapSigma(diag, rest func(*big.Rat) *big.Rat) move {
	return func(in *Instance) *Instance {
		out := in.Clone()
		for i, row := range out.Sigma {
			for j, x := range row {
				if i == j {
					x.Set(diag(x))
				} else {
					x.Set(rest(x))
				}
			}
		}
		return out
	}
}
