package numeric

import (
	"math"
	"math/rand/v2"
	"testing"
)

func mustWorkspace(t testing.TB, n *Network) *Workspace {
	t.Helper()
	ws, err := NewWorkspace(n.Depth(), n.Width())
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

// TestBoundsHold compares every evaluation with the exact value. The only
// tolerance is the function's own bound. In the regimes without overflow at
// least 90% of the bounds must be finite: a bound of +Inf proves nothing.
func TestBoundsHold(t *testing.T) {
	cases := 36
	if testing.Short() {
		cases = 12
	}
	for _, g := range regimes() {
		t.Run(g.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(2, uint64(len(g.name))))
			finite, total, slack := 0, 0, 0.0
			check := func(what string, got float64, ok bool, bound float64, m *Model, n *Network) {
				t.Helper()
				total++
				if isFinite(bound) {
					finite++
					slack = max(slack, bound)
				}
				if !ok {
					t.Fatalf("%s = %v is not within %v: model %+v network %+v", what, got, bound, *m, *n)
				}
			}
			cases := cases
			if g.slow {
				cases = max(6, cases/4)
			}
			for c := range cases {
				depth, width := 2+c%4, 1+(c/4)%3
				m, n := g.instance(r, depth, width, c%2 == 0)
				p, ws := newRatProblem(m, n), mustWorkspace(t, n)

				loss, reg := p.value(false), p.value(true)
				x, B := ws.Loss(m, n), LossBound(m, n)
				check("Loss", x, within(x, loss, B), B, m, n)
				x, B = ws.RegularizedLoss(m, n), RegularizedLossBound(m, n)
				check("RegularizedLoss", x, within(x, reg, B), B, m, n)
				x, B = ws.AverageSharpness(m, n), AverageSharpnessBound(m, n)
				check("AverageSharpness", x, within(x, reg.Sub(reg, loss), B), B, m, n)
				x, B = ws.HessianTrace(m, n), HessianTraceBound(m, n)
				check("HessianTrace", x, within(x, p.hessianTrace(), B), B, m, n)

				N := depth * width
				grad, gb := make([]float64, N), make([]float64, N)
				hess, hb := make([]float64, N*N), make([]float64, N*N)
				for _, o := range []Objective{Plain, Regularized} {
					ws.Gradient(grad, o, m, n)
					GradientBound(gb, o, m, n)
					for k, got := range grad {
						want := p.gradient(o == Regularized, k%depth, k/depth)
						check("Gradient of "+o.String(), got, within(got, want, gb[k]), gb[k], m, n)
					}
					if c%6 != 0 {
						continue
					}
					ws.Hessian(hess, o, m, n)
					HessianBound(hb, o, m, n)
					for a := range N {
						for b := range N {
							got, B := hess[a*N+b], hb[a*N+b]
							want := p.hessian(o == Regularized, a%depth, a/depth, b%depth, b/depth)
							check("Hessian of "+o.String(), got, within(got, want, B), B, m, n)
						}
					}
				}
			}
			if total < 12*cases {
				t.Fatalf("only %d comparisons", total)
			}
			if g.finite && finite*10 < total*9 {
				t.Fatalf("only %d of %d bounds finite", finite, total)
			}
			if g.name == "huge" && finite == total {
				t.Fatal("no overflow reached")
			}
		})
	}
}

// TestBoundsAreSharpEnough: where nothing cancels, the bounds are a small
// multiple of u times the value. Positive weights and no cancellation give T =
// value for R and tr Hess; n <= 4L + d + 5 + 2 roundings, and the factor
// 1 + 2^-20 and gamma's denominator stay below 1.01.
func TestBoundsAreSharpEnough(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for depth := 2; depth <= 64; depth *= 2 {
		w := make([]float64, 3*depth)
		for k := range w {
			w[k] = 0.5 + r.Float64()
		}
		n, _ := NewFlatNetwork(depth, 3, w)
		m, _ := NewDiagonalModel([]float64{1, 2, 3}, []float64{1, 2, 3}, 0.5, 0)
		ws := mustWorkspace(t, n)
		limit := 1.01 * float64(4*depth+3+7) * unitRoundoff
		if q := AverageSharpnessBound(m, n) / ws.AverageSharpness(m, n); !(q <= limit) {
			t.Errorf("L = %d: relative bound of R is %v > %v", depth, q, limit)
		}
		if q := HessianTraceBound(m, n) / ws.HessianTrace(m, n); !(q <= limit) {
			t.Errorf("L = %d: relative bound of tr Hess is %v > %v", depth, q, limit)
		}
	}
}

// TestMagIsMonotone: the error arithmetic itself, on the cases its comment
// argues: exact zeros stay exact, half the largest float64 is infinite.
func TestMagIsMonotone(t *testing.T) {
	inf := math.Inf(1)
	tests := []struct {
		name string
		got  mag
		want float64
	}{
		{"exact zero times finite is exact", exact(0).mul(exact(5)), 0},
		{"sum of exact zeros is exact", exact(0).add(exact(0)), 0},
		{"zero times a possible overflow is unknown", exact(0).mul(exact(math.MaxFloat64).mul(exact(2))), inf},
		{"near overflow is unknown", exact(math.MaxFloat64).mul(exact(0.9)), inf},
		{"doubling near overflow is unknown", exact(math.MaxFloat64 / 2).twice(), inf},
	}
	for _, tt := range tests {
		if b := tt.got.bound(); b != tt.want {
			t.Errorf("%s: bound %v, want %v", tt.name, b, tt.want)
		}
	}
	if b := exact(0x1p-600).mul(exact(0x1p-600)).bound(); !(b > 0 && b < 10*tiny) {
		t.Errorf("underflow: bound %v", b)
	}
}
