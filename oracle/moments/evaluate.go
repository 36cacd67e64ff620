package moments

import (
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Values are the exact moments of the stochastic gradient g at one instance.
type Values struct {
	Mean   [][]*big.Rat // E g_{li}, [layer][coordinate]
	Second [][]*big.Rat // E g_{li}^2
	w      [][]*big.Rat
}

// The bounds of Evaluate.
const (
	// MaxWeights bounds L d.
	MaxWeights = 1 << 16
	// MaxFullWidth bounds d for a Sigma that is not diagonal.
	MaxFullWidth = 256
)

// Evaluate returns the moments of the stochastic gradient of m: with A_k = E q_{-l}^k (products of the factors' moments m_k), mu_j = b_j - p_j, V_j = P_j
// - p_j^2, and over the other coordinates c = sum_{j != i} Sigma_ij mu_j, c2 = c^2 + sum_{j != i} Sigma_ij^2 V_j, z = E sum_{j,k != i} Sigma_jk u_j u_k,
//
//	E g_{li}   = -2 [ s (b A_1 - w A_2) + c A_1 ]
//	E g_{li}^2 = 4 [ s^2 F + 2 s c G + c2 A_2 ]                                    (noise only)
//	E g_{li}^2 = 4 [ 3 s^2 F + 6 s c G + (s (z + tau2) + 2 c2) A_2 ]               (one sample, X Gaussian)
//	F = b^2 A_2 - 2 b w A_3 + m_2(w) A_4,   G = b A_2 - w A_3.
//
// Shapes: as definition.Model; a nil Tau2 is 0. Sigma need not be semidefinite: the formulas are polynomials. Cost: O(L d) rational
// operations for a diagonal Sigma, O(L d + d^2) otherwise.
//
// Errors: a shape that does not fit or beyond the bounds, a Sigma that is not symmetric, an unknown variant.
// Source: MATH.md, Theorem 4.3 and S.12; the tests of this package and the claims compare it with Expect.
func Evaluate(m definition.Model, v Variant) (*Values, error) {
	if v != NoiseOnly && v != OneSample {
		return nil, fmt.Errorf("moments: variant = %v is unknown", v)
	}
	if err := checkShape(m); err != nil {
		return nil, err
	}
	depth, width := len(m.Weights), len(m.Target)
	tau2 := m.Tau2
	if tau2 == nil {
		tau2 = new(big.Rat)
	}
	out := &Values{Mean: matrix(depth, width), Second: matrix(depth, width), w: m.Weights}
	n := newNeighbors(m)
	e2 := mul(m.Noise, m.Noise)
	for i := range width {
		k := newCoordinate(m.Weights, i, e2)
		k.b, k.s = m.Target[i], m.Sigma[i][i]
		k.c, k.c2 = n.linear(i)
		k.load = new(big.Rat)
		if v == OneSample {
			k.load.Add(n.form(i), tau2)
			k.load.Mul(k.load, k.s)
		}
		for l := range depth {
			out.Mean[l][i] = k.mean(l)
			if v == NoiseOnly {
				out.Second[l][i] = k.noise(l)
			} else {
				out.Second[l][i] = k.sample(l)
			}
		}
	}
	return out, nil
}

func checkShape(m definition.Model) error {
	depth, width := len(m.Weights), len(m.Target)
	if depth < 2 || width < 1 {
		return fmt.Errorf("moments: weights: %d layers, target: %d entries; at least 2 and 1 are needed", depth, width)
	}
	if depth*width > MaxWeights {
		return fmt.Errorf("moments: weights: %d x %d entries, at most %d in all", depth, width, MaxWeights)
	}
	for l, row := range m.Weights {
		if len(row) != width {
			return fmt.Errorf("moments: weights: layer %d has %d entries, the target has %d", l+1, len(row), width)
		}
	}
	if len(m.Sigma) != width {
		return fmt.Errorf("moments: sigma: %d rows, the target has %d entries", len(m.Sigma), width)
	}
	for i, row := range m.Sigma {
		if len(row) != width {
			return fmt.Errorf("moments: sigma: row %d has %d entries, want %d", i+1, len(row), width)
		}
	}
	diagonal := true
	for i, row := range m.Sigma {
		for j := range i {
			if row[j].Cmp(m.Sigma[j][i]) != 0 {
				return fmt.Errorf("moments: sigma: entry (%d,%d) is %s, entry (%d,%d) is %s", i+1, j+1, row[j].RatString(), j+1, i+1, m.Sigma[j][i].RatString())
			}
			diagonal = diagonal && row[j].Sign() == 0
		}
	}
	if !diagonal && width > MaxFullWidth {
		return fmt.Errorf("moments: sigma: full and %d wide, at most %d unless it is diagonal", width, MaxFullWidth)
	}
	return nil
}

func matrix(rows, columns int) [][]*big.Rat {
	out := make([][]*big.Rat, rows)
	for k := range out {
		out[k] = make([]*big.Rat, columns)
	}
	return out
}

func mul(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }
func add(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }
func sub(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }
func times(n int64, x *big.Rat) *big.Rat {
	return new(big.Rat).Mul(new(big.Rat).SetInt64(n), x)
}
