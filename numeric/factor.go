package numeric

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Factor is a matrix F, d x r, with F F^T = Sigma: X = F z has covariance
// Sigma for z standard normal in R^r. A diagonal Sigma keeps only the square roots.
type Factor struct {
	width, rank int
	diag        []float64 // sqrt(s_i) in the linear diagonal model, else nil
	f           []float64 // row major
}

// FactorPSD factors Sigma by pivoted Cholesky (LAPACK dpstrf, by gonum), singular
// matrices included.
//
// Sigma counts as positive semidefinite when every entry of F F^T - Sigma is
// at most 16 d^2 u max_i s_i in magnitude; otherwise an error names the entry. A
// semidefinite matrix passes: elimination stops at remaining pivots below 2 d u max s, which
// bound the remaining entries, and the backward error of r <= d elimination steps is below
// gamma_{d+1} max s for each (N. Higham, Accuracy and Stability of Numerical
// Algorithms, 2nd ed., Theorem 10.3, |F| |F^T| <= max s), at most d of them, plus the residual's own rounding.
func FactorPSD(m *Model) (*Factor, error) {
	d := m.Width()
	if m.Diagonal() {
		f := &Factor{width: d, rank: d, diag: make([]float64, d)}
		for i, s := range m.scale {
			f.diag[i] = math.Sqrt(s)
		}
		return f, nil
	}
	top := 0.0
	for _, s := range m.scale {
		top = max(top, s)
	}
	if top == 0 {
		return nil, fmt.Errorf("numeric: sigma is not positive semidefinite: its diagonal is 0, an entry is not")
	}
	// Scale by a power of two so that products neither overflow nor underflow where it matters.
	_, k := math.Frexp(top)
	k &^= 1
	sym := mat.NewSymDense(d, nil)
	for i := range d {
		for j := i; j < d; j++ {
			x := math.Ldexp(m.sigma[i*d+j], -k)
			if math.Abs(x) > 4 { // beyond every diagonal entry
				return nil, fmt.Errorf("numeric: sigma[%d][%d] = %v exceeds the largest diagonal entry %v: not positive semidefinite", i, j, m.sigma[i*d+j], top)
			}
			sym.SetSym(i, j, x)
		}
	}
	var chol mat.PivotedCholesky
	chol.Factorize(sym, 2*float64(d)*unitRoundoff*math.Ldexp(top, -k))
	r := chol.Rank()
	u, piv := chol.RawU(), chol.ColumnPivots(nil)
	f := &Factor{width: d, rank: r, f: make([]float64, d*r)}
	for i := range d {
		for j := range min(r, i+1) {
			f.f[piv[i]*r+j] = u.At(j, i)
		}
	}
	tol := 16 * float64(d) * float64(d) * unitRoundoff * math.Ldexp(top, -k)
	for i := range d {
		for j := i; j < d; j++ {
			sum := 0.0
			for q := range r {
				sum += f.f[i*r+q] * f.f[j*r+q]
			}
			if !(math.Abs(sum-sym.At(i, j)) <= tol) {
				return nil, fmt.Errorf("numeric: sigma[%d][%d] = %v: not positive semidefinite (a factor gives %v)", i, j, m.sigma[i*d+j], math.Ldexp(sum, k))
			}
		}
	}
	for q := range f.f {
		f.f[q] = math.Ldexp(f.f[q], k/2)
	}
	return f, nil
}

// Rank returns the number of normals that one feature vector needs.
func (f *Factor) Rank() int { return f.rank }

// Apply writes x = F z. len(x) = d, len(z) = Rank, else a panic.
func (f *Factor) Apply(x, z []float64) {
	if len(x) != f.width || len(z) != f.rank {
		panic(fmt.Sprintf("numeric: factor is %d x %d, vectors have %d and %d entries", f.width, f.rank, len(x), len(z)))
	}
	if f.diag != nil {
		for i, s := range f.diag {
			x[i] = s * z[i]
		}
		return
	}
	r := f.rank
	for i := range x {
		sum := 0.0
		for q, a := range f.f[i*r : i*r+r] {
			sum += a * z[q]
		}
		x[i] = sum
	}
}
