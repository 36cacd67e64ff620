package numeric

import (
	"math"
	"math/rand/v2"
)

// regime is one way to draw the inputs of a property.
type regime struct {
	name   string
	why    string
	slow   bool // exponents of thousands of bits: fewer cases
	finite bool // the bounds must be finite in most cases
	entry  func(*rand.Rand) float64
	layers func(*rand.Rand, []float64) // adjusts the layers of one coordinate
}

func dyadic(r *rand.Rand) float64 { return float64(r.IntN(129)-64) / 16 }

func fullMantissa(r *rand.Rand) float64 { return r.NormFloat64() }

func wide(k int) func(*rand.Rand) float64 {
	return func(r *rand.Rand) float64 { return math.Ldexp(r.Float64()*2-1, r.IntN(2*k+1)-k) }
}

func regimes() []regime {
	return []regime{
		{"dyadic", "short mantissas: most operations are exact, cancellation is total", false, true, dyadic, nil},
		{"generic", "53-bit mantissas: every operation rounds", false, true, fullMantissa, nil},
		{"zeros", "zero weights: leave-one-out products must not divide", false, true, fullMantissa, func(r *rand.Rand, row []float64) {
			for range 1 + r.IntN(2) {
				row[r.IntN(len(row))] = 0
			}
		}},
		{"nearly balanced", "|w_l| equal up to rounding, signs free", false, true, fullMantissa, func(r *rand.Rand, row []float64) {
			for l := range row {
				row[l] = math.Abs(row[0]) * (1 + float64(r.IntN(3)-1)*0x1p-50)
				if r.IntN(2) == 0 {
					row[l] = -row[l]
				}
			}
		}},
		{"wide", "scales 2^-60..2^60: large ratios between terms", false, true, wide(60), nil},
		{"tiny", "around 2^-500: products underflow gradually and fully", true, true, func(r *rand.Rand) float64 {
			return math.Ldexp(r.Float64()*2-1, -450-r.IntN(120))
		}, nil},
		{"underflow times huge", "an underflowed prefix is multiplied up again", true, false, wide(1000), nil},
		{"huge", "around 2^250: products overflow, the bound must be +Inf", false, false, func(r *rand.Rand) float64 {
			return math.Ldexp(r.Float64()*2-1, 200+r.IntN(150))
		}, nil},
	}
}

// instance draws a problem of the regime; dense Sigma when asked and d > 1.
func (g regime) instance(r *rand.Rand, depth, width int, dense bool) (*Model, *Network) {
	w := make([]float64, depth*width)
	for k := range w {
		w[k] = g.entry(r)
	}
	if g.layers != nil {
		for i := 0; i < width; i++ {
			g.layers(r, w[i*depth:(i+1)*depth])
		}
	}
	n, err := NewFlatNetwork(depth, width, w)
	if err != nil {
		panic(err)
	}
	b := make([]float64, width)
	sigma := make([]float64, width*width)
	for i := range b {
		b[i] = g.entry(r)
		if r.IntN(3) == 0 { // total cancellation of b - p, up to rounding
			b[i] = 1
			for _, x := range w[i*depth : (i+1)*depth] {
				b[i] *= x
			}
			if !isFinite(b[i]) {
				b[i] = 1
			}
		}
		sigma[i*width+i] = math.Abs(g.entry(r))
		for j := 0; dense && j < i; j++ {
			x := g.entry(r)
			sigma[i*width+j], sigma[j*width+i] = x, x
		}
	}
	e := math.Abs(g.entry(r))
	if r.IntN(5) == 0 {
		e = 0
	}
	m, err := NewModel(b, sigma, e, math.Abs(g.entry(r)))
	if err != nil {
		panic(err)
	}
	return m, n
}
