package moments

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Variant says which random loss a step of S-SAM differentiates.
type Variant uint8

// The two variants of MATH.md, Theorem 4.3.
const (
	NoiseOnly Variant = iota // the population loss at the perturbed weights
	OneSample                // the squared error of one fresh sample (X, Y) at the perturbed weights
)

// String names the variant as audit eval does.
func (v Variant) String() string {
	switch v {
	case NoiseOnly:
		return "noise"
	case OneSample:
		return "sample"
	}
	return fmt.Sprintf("Variant(%d)", uint8(v))
}

// ParseVariant returns the variant called "noise" or "sample".
func ParseVariant(s string) (Variant, error) {
	switch s {
	case "noise":
		return NoiseOnly, nil
	case "sample":
		return OneSample, nil
	}
	return 0, fmt.Errorf("variant %q: want \"noise\" or \"sample\"", s)
}

// Draw is the randomness of one step with the loss that it makes.
type Draw struct {
	Variant Variant
	Xi      [][]circuit.Node // [layer][coordinate], standard normal
	X       []circuit.Node   // one sample: covariance Sigma
	Eps     circuit.Node     // one sample: mean 0, variance tau2
	b       *circuit.Builder
	s       *definition.Symbols
}

// NewDraw makes the random variables of one step at the weights of s.
func NewDraw(b *circuit.Builder, s *definition.Symbols, v Variant) *Draw {
	d := &Draw{Variant: v, b: b, s: s}
	for l := range s.W {
		d.Xi = append(d.Xi, b.Vars(fmt.Sprintf("xi%d,", l+1), s.Width()))
	}
	if v == OneSample {
		d.X = b.Vars("X", s.Width())
		d.Eps = b.Var("eps")
	}
	return d
}

// Perturbed returns the symbols with w + e xi in place of w.
func (d *Draw) Perturbed() *definition.Symbols {
	p := *d.s
	p.W = make([][]circuit.Node, len(d.s.W))
	for l, row := range d.s.W {
		for i, w := range row {
			p.W[l] = append(p.W[l], w.Add(d.s.E.Mul(d.Xi[l][i])))
		}
	}
	return &p
}

// Loss returns the random loss: (b-q)^T Sigma (b-q) + tau2, or (eps + <X, b-q>)^2 for one sample.
func (d *Draw) Loss() circuit.Node {
	p := d.Perturbed()
	if d.Variant == NoiseOnly {
		return definition.Loss(d.b, p)
	}
	r := d.Eps
	for i, x := range d.X {
		r = r.Add(x.Mul(p.B[i].Sub(d.b.Prod(p.Layer(i)...))))
	}
	return r.Sqr()
}

// Gradient returns the stochastic gradient [layer][coordinate], by dual numbers.
func (d *Draw) Gradient() [][]circuit.Node { return definition.Gradient(d.Loss(), d.s) }

// Law returns the law of the draw: xi standard normal, X Gaussian with covariance Sigma, eps Gaussian with variance tau2, all independent.
func (d *Draw) Law() Law {
	l := Law{Symbols: d.symbols()}
	for _, row := range d.Xi {
		l.Groups = append(l.Groups, Normals(row...)...)
	}
	if d.Variant == OneSample {
		l = l.With(
			Gaussian([]circuit.Node{d.Eps}, [][]circuit.Node{{d.s.Tau2}}),
			Gaussian(d.X, d.s.Sigma),
		)
	}
	return l
}

// SecondOrder returns the law of the draw with X and eps known through their covariances only. It serves expectations of degree 2 in them.
func (d *Draw) SecondOrder() Law {
	l := Law{Symbols: d.symbols()}
	for _, row := range d.Xi {
		l.Groups = append(l.Groups, Normals(row...)...)
	}
	if d.Variant == OneSample {
		l = l.With(
			Second([]circuit.Node{d.Eps}, [][]circuit.Node{{d.s.Tau2}}),
			Second(d.X, d.s.Sigma),
		)
	}
	return l
}

// Signs returns the law with fair signs in place of the normal perturbations, and X and eps as in SecondOrder.
func (d *Draw) Signs() Law {
	l := d.SecondOrder()
	one, zero := d.b.Int(1), d.b.Int(0)
	n := len(l.Groups) - len(d.Xi)*len(d.Xi[0])
	for k, g := range l.Groups[n:] {
		l.Groups[n+k] = Known(g.vars[0], zero, one, zero, one)
	}
	return l
}

// symbols lists the variables of the instance.
func (d *Draw) symbols() []circuit.Node {
	var out []circuit.Node
	add := func(x circuit.Node) {
		if _, ok := d.b.Index(x); ok {
			out = append(out, x)
		}
	}
	for _, row := range d.s.W {
		for _, w := range row {
			add(w)
		}
	}
	for i, b := range d.s.B {
		add(b)
		for _, s := range d.s.Sigma[i][i:] {
			add(s)
		}
	}
	add(d.s.E)
	add(d.s.Tau2)
	return out
}
