package numeric

import "fmt"

// Model is the data distribution seen by the losses: target b, second-moment
// matrix Sigma = E[X X^T], noise level e >= 0 and residual variance tau2 >= 0.
// It is immutable and safe for concurrent use.
type Model struct {
	target []float64
	scale  []float64 // s, the diagonal of Sigma
	sigma  []float64 // row major, nil in the linear diagonal model
	noise  float64
	tau2   float64
}

// NewDiagonalModel is the linear diagonal model, Sigma = diag(scale).
//
// Shapes: len(target) = len(scale) = d. Domain: entries finite, scale_i >= 0,
// noise >= 0, tau2 >= 0. noise = 0 and scale_i = 0 are allowed.
func NewDiagonalModel(target, scale []float64, noise, tau2 float64) (*Model, error) {
	d := len(target)
	if err := checkTarget(d); err != nil {
		return nil, err
	}
	if len(scale) != d {
		return nil, fmt.Errorf("numeric: scale has %d entries, target has %d", len(scale), d)
	}
	if err := checkFinite("target", target); err != nil {
		return nil, err
	}
	for i, x := range scale {
		if err := checkNonnegative(fmt.Sprintf("scale[%d]", i), x); err != nil {
			return nil, err
		}
	}
	if err := checkNonnegative("noise", noise); err != nil {
		return nil, err
	}
	if err := checkNonnegative("tau2", tau2); err != nil {
		return nil, err
	}
	return &Model{
		target: append([]float64(nil), target...),
		scale:  append([]float64(nil), scale...),
		noise:  noise, tau2: tau2,
	}, nil
}

// NewModel is the general model; sigma is d x d, row major.
//
// Domain: as NewDiagonalModel, sigma exactly symmetric with a nonnegative
// diagonal, d <= MaxDenseWidth unless every off-diagonal entry is zero, in
// which case the linear diagonal model is returned. A Sigma that is not
// positive semidefinite is accepted: the formulas are polynomials and hold for
// it, and rounded arithmetic could not decide a singular case. FactorPSD does
// look at definiteness, up to its stated tolerance.
func NewModel(target, sigma []float64, noise, tau2 float64) (*Model, error) {
	d := len(target)
	if err := checkTarget(d); err != nil {
		return nil, err
	}
	if len(sigma)/d != d || len(sigma)%d != 0 {
		return nil, fmt.Errorf("numeric: sigma has %d entries, want %d*%d", len(sigma), d, d)
	}
	scale := make([]float64, d)
	diagonal := true
	for i := 0; i < d; i++ {
		scale[i] = sigma[i*d+i]
		for j := 0; j < d; j++ {
			x, y := sigma[i*d+j], sigma[j*d+i]
			if !isFinite(x) {
				return nil, fmt.Errorf("numeric: sigma[%d][%d] = %v is not finite", i, j, x)
			}
			if x != y {
				return nil, fmt.Errorf("numeric: sigma[%d][%d] = %v differs from sigma[%d][%d] = %v: not symmetric", i, j, x, j, i, y)
			}
			if i != j && x != 0 {
				diagonal = false
			}
		}
	}
	m, err := NewDiagonalModel(target, scale, noise, tau2)
	if err != nil {
		return nil, err
	}
	if diagonal {
		return m, nil
	}
	if err := checkDense(d); err != nil {
		return nil, err
	}
	m.sigma = append([]float64(nil), sigma...)
	return m, nil
}

// Width returns d.
func (m *Model) Width() int { return len(m.target) }

// Diagonal reports whether Sigma is diagonal (the linear diagonal model).
func (m *Model) Diagonal() bool { return m.sigma == nil }

// Noise returns e.
func (m *Model) Noise() float64 { return m.noise }

// Tau2 returns the residual variance.
func (m *Model) Tau2() float64 { return m.tau2 }

// Target returns b_i.
func (m *Model) Target(i int) float64 { return m.target[i] }

// Sigma returns Sigma_ij.
func (m *Model) Sigma(i, j int) float64 {
	if m.sigma != nil {
		return m.sigma[i*len(m.target)+j]
	}
	if i == j {
		return m.scale[i]
	}
	return 0
}

// WithNoise returns the same model at noise level e, sharing the data.
func (m *Model) WithNoise(e float64) (*Model, error) {
	if err := checkNonnegative("noise", e); err != nil {
		return nil, err
	}
	c := *m
	c.noise = e
	return &c, nil
}

// Objective says which of the two losses a function differentiates.
type Objective int

// The two losses of MATH.md, "Setting and notation".
const (
	// Plain is L(W) = (b-p)^T Sigma (b-p) + tau2.
	Plain Objective = iota
	// Regularized is L_R(W) = E L(W + e xi) = L(W) + sum_i s_i Q_i.
	Regularized
)

// String names the objective as in MATH.md.
func (o Objective) String() string {
	switch o {
	case Plain:
		return "L"
	case Regularized:
		return "L_R"
	}
	return fmt.Sprintf("Objective(%d)", int(o))
}
