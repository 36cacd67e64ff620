package numeric

import "fmt"

// Network holds the weights w_{li} of a diagonal linear network in one flat
// array, coordinate by coordinate, so that every product over layers reads
// consecutive memory.
type Network struct {
	depth, width int
	w            []float64
}

// NewNetwork builds a network from layers[l][i] = w_{li}, which it copies.
//
// Domain: 2 <= L <= MaxDepth, 1 <= d <= MaxWidth, L*d <= MaxWeights, all layers
// of one length, all entries finite; anything else is an error.
func NewNetwork(layers [][]float64) (*Network, error) {
	width := 0
	if len(layers) > 0 {
		width = len(layers[0])
	}
	if err := checkShape(len(layers), width); err != nil {
		return nil, err
	}
	n := &Network{depth: len(layers), width: width, w: make([]float64, len(layers)*width)}
	for l, layer := range layers {
		if len(layer) != width {
			return nil, fmt.Errorf("numeric: weights[%d] has %d entries, weights[0] has %d", l, len(layer), width)
		}
		for i, x := range layer {
			if !isFinite(x) {
				return nil, fmt.Errorf("numeric: weights[%d][%d] = %v is not finite", l, i, x)
			}
			n.w[i*n.depth+l] = x
		}
	}
	return n, nil
}

// NewFlatNetwork builds a network from weights in storage order, w[i*L+l] =
// w_{li}, which it copies. Domain and errors as in NewNetwork.
func NewFlatNetwork(depth, width int, w []float64) (*Network, error) {
	if err := checkShape(depth, width); err != nil {
		return nil, err
	}
	if len(w) != depth*width {
		return nil, fmt.Errorf("numeric: weights has %d entries, depth*width = %d*%d", len(w), depth, width)
	}
	if err := checkFinite("weights", w); err != nil {
		return nil, err
	}
	return &Network{depth: depth, width: width, w: append([]float64(nil), w...)}, nil
}

// Depth returns L.
func (n *Network) Depth() int { return n.depth }

// Width returns d.
func (n *Network) Width() int { return n.width }

// At returns w_{li} of layer l (0 <= l < L) at coordinate i (0 <= i < d).
func (n *Network) At(l, i int) float64 { return n.w[n.Index(l, i)] }

// Index returns i*L + l, the flat index of layer l at coordinate i in weights,
// gradients and Hessian rows. It panics when l or i is out of range.
func (n *Network) Index(l, i int) int {
	if uint(l) >= uint(n.depth) || uint(i) >= uint(n.width) {
		panic(fmt.Sprintf("numeric: weight (layer %d, coordinate %d) outside %d layers, %d coordinates", l, i, n.depth, n.width))
	}
	return i*n.depth + l
}

// Weights returns the storage itself: w_{li} at i*L + l. Writes through it
// change the network.
func (n *Network) Weights() []float64 { return n.w }

// Clone returns a copy that shares nothing with n.
func (n *Network) Clone() *Network {
	return &Network{depth: n.depth, width: n.width, w: append([]float64(nil), n.w...)}
}
