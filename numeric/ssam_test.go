package numeric

import (
	"context"
	"errors"
	"math"
	"testing"
)

func testSSAM(t testing.TB, depth, width int, v Variant, off float64) (*SSAM, *Network) {
	t.Helper()
	w, b, sigma := make([]float64, depth*width), make([]float64, width), make([]float64, width*width)
	for k := range w {
		w[k] = 0.5 + float64(k%5)/4
	}
	for i := range b {
		b[i] = 1 + float64(i)/2
		for j := range b {
			sigma[i*width+j] = off
		}
		sigma[i*width+i] = 1 + float64(i%2)
	}
	n, err := NewFlatNetwork(depth, width, w)
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModel(b, sigma, 0.3, 0.25)
	if err != nil {
		t.Fatal(err)
	}
	return &SSAM{Model: m, Variant: v, Step: Schedule{0.05, 0.75, 4}, Box: 2, Steps: 300, Every: 50}, n
}

// TestKernelsAgree: the special shapes do what noise and sample do, to the
// last bit, normals in the same order.
func TestKernelsAgree(t *testing.T) {
	sameBits(t)
	for _, tt := range []struct {
		name         string
		depth, width int
		v            Variant
	}{
		{"scalar", 2, 1, NoiseOnly}, {"noise2", 2, 3, NoiseOnly}, {"noise3", 3, 4, NoiseOnly}, {"sample3", 3, 5, OneSample},
	} {
		c, n := testSSAM(t, tt.depth, tt.width, tt.v, 0)
		tr, err := c.Run(context.Background(), n, NewStream(1, 2))
		if err != nil {
			t.Fatal(err)
		}
		f, err := FactorPSD(c.Model)
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPath(c, n, f)
		if err != nil {
			t.Fatal(err)
		}
		general := p.noise
		if tt.v == OneSample {
			general = p.sample
		}
		s := NewStream(1, 2)
		for k := range c.Steps {
			s.Normals(p.xi[:p.perStep])
			general(p.xi[:p.perStep], []float64{c.Step.At(k)})
		}
		moved := false
		for k, x := range tr.Last() {
			if x != p.n.w[k] {
				t.Errorf("%s: weight %d is %v, the general step gives %v", tt.name, k, x, p.n.w[k])
			}
			moved = moved || x != n.w[k]
		}
		if !moved {
			t.Errorf("%s did nothing", tt.name)
		}
	}
}

// TestStepFollowsDefinition replays one step of the general routes from the
// definition with the package's own gradient of L: noise only, the step is
// -alpha grad L(w + e xi); one sample, the gradient of L with Sigma = X X^T and target b at
// residual variance 0 equals the sample's when the label noise is 0.
// Both sides round; GradientBound bounds one side, and the other has no more
// roundings of the same terms, so twice the bound plus two roundings of w suffice.
func TestStepFollowsDefinition(t *testing.T) {
	for _, tt := range []struct {
		v   Variant
		off float64
	}{{NoiseOnly, 0}, {NoiseOnly, 0.5}, {OneSample, 0}, {OneSample, 0.5}} {
		c, n := testSSAM(t, 4, 3, tt.v, tt.off)
		model, err := NewModel(c.Model.target, dense(c.Model), c.Model.noise, 0)
		if err != nil {
			t.Fatal(err)
		}
		c.Model, c.Steps, c.Every, c.Box = model, 1, 0, 0
		tr, err := c.Run(context.Background(), n, NewStream(3, 1))
		if err != nil {
			t.Fatal(err)
		}
		s := NewStream(3, 1)
		v := n.Clone()
		xi := make([]float64, len(n.w))
		s.Normals(xi)
		for k := range v.w {
			v.w[k] += model.noise * xi[k]
		}
		if tt.v == OneSample {
			f, err := FactorPSD(model)
			if err != nil {
				t.Fatal(err)
			}
			x, z := make([]float64, 3), make([]float64, f.Rank())
			s.Normals(z)
			f.Apply(x, z)
			outer := make([]float64, 9)
			for i := range x {
				for j := range x {
					outer[i*3+j] = x[i] * x[j]
				}
			}
			if model, err = NewModel(model.target, outer, 0, 0); err != nil {
				t.Fatal(err)
			}
		}
		g, B := make([]float64, len(n.w)), make([]float64, len(n.w))
		mustWorkspace(t, n).Gradient(g, Plain, model, v)
		GradientBound(B, Plain, model, v)
		alpha := c.Step.At(0)
		for k, w := range tr.Last() {
			want := n.w[k] - alpha*g[k]
			if tol := 2*alpha*B[k] + 2*unitRoundoff*(math.Abs(w)+alpha*math.Abs(g[k])); math.Abs(w-want) > tol {
				t.Errorf("%v, off-diagonal %v: weight %d is %v, want %v within %v", tt.v, tt.off, k, w, want, tol)
			}
			if w == n.w[k] {
				t.Errorf("weight %d did not move", k)
			}
		}
	}
}

func dense(m *Model) []float64 {
	d := m.Width()
	out := make([]float64, d*d)
	for i := range d {
		for j := range d {
			out[i*d+j] = m.Sigma(i, j)
		}
	}
	return out
}

// TestMeanStep: E of one step is -alpha grad L_R (Theorem 4.3.1). One coordinate, L = 2, N paths:
// each increment has standard deviation sigma <= alpha sqrt(E g^2) with E g^2 of Theorem
// 4.3.2 (population: 4 s^2 [b^2 m2 - 2 b w_l m3 + m2(w_l) m4]; one sample, X Gaussian: at
// d = 1, M = 3 s^2, E g^2 = 4 E v_{-l}^2 (tau2 s + 3 s^2 (b-q)^2)). By Chebyshev |mean - E| <= K sigma / sqrt N
// fails with probability 1/K^2 at most, and by the central limit theorem, N large, with exp(-K^2/2)/K-like
// odds: K = 8 has 1.3e-15. The seed is fixed.
func TestMeanStep(t *testing.T) {
	const N = 100_000
	for _, v := range []Variant{NoiseOnly, OneSample} {
		n, _ := NewFlatNetwork(2, 1, []float64{1.25, 0.5})
		m, _ := NewDiagonalModel([]float64{2}, []float64{0.5}, 0.75, 0.25)
		c := &SSAM{Model: m, Variant: v, Step: Constant(1), Steps: 1}
		out, err := c.RunMany(context.Background(), n, 11, N, 0)
		if err != nil {
			t.Fatal(err)
		}
		g := make([]float64, 2)
		mustWorkspace(t, n).Gradient(g, Regularized, m, n)
		for l := range 2 {
			a, o := n.w[l], n.w[1-l] // this layer, the other
			const b, s, e2 = 2.0, 0.5, 0.75 * 0.75
			m2, m3, m4 := o*o+e2, o*o*o+3*o*e2, o*o*o*o+6*o*o*e2+3*e2*e2
			second := b*b*m2 - 2*b*a*m3 + (a*a+e2)*m4 // E v_{-l}^2 (b-q)^2
			variance := 4 * s * s * second
			if v == OneSample {
				variance = 4 * (m2*m.tau2*s + 3*s*s*second)
			}
			mean := 0.0
			for _, tr := range out {
				mean += tr.Last()[l] - n.w[l]
			}
			mean /= N
			if tol := 8 * math.Sqrt(variance/N); math.Abs(mean+g[l]) > tol {
				t.Errorf("%v, layer %d: mean step %v, want %v within %v", v, l, mean, -g[l], tol)
			}
			// The wrong variant "unbiased for grad L" must be told apart.
			plain := make([]float64, 2)
			mustWorkspace(t, n).Gradient(plain, Plain, m, n)
			if math.Abs(plain[l]-g[l]) < 16*math.Sqrt(variance/N) {
				t.Fatalf("the test could not see the difference of grad L and grad L_R")
			}
		}
	}
}

// TestEnsemble: the same paths on 1 and 3 workers, however recorded, each equal
// to its own Run; all inside the box.
func TestEnsemble(t *testing.T) {
	for _, shape := range [][2]int{{2, 1}, {2, 2}, {3, 2}, {4, 2}} {
		for _, v := range []Variant{NoiseOnly, OneSample} {
			c, n := testSSAM(t, shape[0], shape[1], v, 0.25)
			a, err := c.RunMany(context.Background(), n, 5, 7, 1)
			if err != nil {
				t.Fatal(err)
			}
			sparse := *c
			sparse.Every = 0
			b, err := sparse.RunMany(context.Background(), n, 5, 7, 3)
			if err != nil {
				t.Fatal(err)
			}
			for j := range a {
				own, err := c.Run(context.Background(), n, NewStream(5, uint64(j)))
				if err != nil {
					t.Fatal(err)
				}
				for k, x := range a[j].Last() {
					if x != b[j].Last()[k] || x != own.Last()[k] {
						t.Fatalf("shape %v %v path %d: %v, %v, %v", shape, v, j, x, b[j].Last()[k], own.Last()[k])
					}
					if math.Abs(x) > c.Box {
						t.Fatalf("outside the box: %v", x)
					}
				}
			}
			if a[0].Len() != 7 || a[0].State(1)[0] == a[1].State(1)[0] {
				t.Errorf("%d states; paths 0 and 1 equal: %v", a[0].Len(), a[0].State(1)[0])
			}
		}
	}
}

func TestSSAMErrors(t *testing.T) {
	c, n := testSSAM(t, 2, 2, OneSample, 0.25)
	bg := context.Background()
	indefinite, err := NewModel([]float64{1, 1}, []float64{1, 2, 2, 1}, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*SSAM){
		"unknown variant":  func(c *SSAM) { c.Variant = 5 },
		"negative step":    func(c *SSAM) { c.Step = Constant(-1) },
		"NaN box":          func(c *SSAM) { c.Box = math.NaN() },
		"negative steps":   func(c *SSAM) { c.Steps = -1 },
		"absurd record":    func(c *SSAM) { c.Steps, c.Every = MaxSteps, 1 },
		"indefinite Sigma": func(c *SSAM) { c.Model = indefinite },
	} {
		d := *c
		change(&d)
		if _, err := d.Run(bg, n, NewStream(1, 1)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, bad := range [][2]int{{0, 1}, {-1, 1}, {MaxRuns + 1, 1}, {1, -1}} {
		if _, err := c.RunMany(bg, n, 1, bad[0], bad[1]); err == nil {
			t.Errorf("%d runs, %d workers: no error", bad[0], bad[1])
		}
	}
	d := *c
	d.Steps, d.Every = 1_000_000, 1
	if _, err := d.RunMany(bg, n, 1, 100, 1); err == nil {
		t.Error("a record of 4e8 numbers was accepted")
	}
	d = *c
	d.Box, d.Step = 0, Constant(1e6)
	if _, err := d.RunMany(bg, n, 1, 4, 2); !errors.Is(err, ErrDiverged) {
		t.Errorf("divergence: %v", err)
	}
	ctx, cancel := context.WithCancel(bg)
	cancel()
	if _, err := c.RunMany(ctx, n, 1, 4, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

// TestStepsDoNotAllocate: a run of many steps allocates as often as a short one.
func TestStepsDoNotAllocate(t *testing.T) {
	for _, shape := range [][2]int{{2, 1}, {2, 2}, {3, 2}, {4, 2}} {
		for _, v := range []Variant{NoiseOnly, OneSample} {
			c, n := testSSAM(t, shape[0], shape[1], v, 0)
			c.Every = 0
			s := NewStream(1, 1)
			count := func(steps int) float64 {
				c.Steps = steps
				return testing.AllocsPerRun(5, func() {
					if _, err := c.Run(context.Background(), n, s); err != nil {
						t.Fatal(err)
					}
				})
			}
			if a, b := count(10), count(5000); a != b {
				t.Errorf("shape %v %v: %v allocations in 10 steps, %v in 5000", shape, v, a, b)
			}
		}
	}
}
