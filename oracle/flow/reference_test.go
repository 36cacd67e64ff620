package flow_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/flow"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The reference uses the closed form of Lemma 2.1, general model, which the package does not: for weights w[l*d+i]
//
//	dL_R/dw_li = -2 p_{-l,i} [Sigma (b - p)]_i + 2 s_i w_li (P_{-l,i} - p_{-l,i}^2).

// precision of the reference: its rounding error stays far below its truncation error.
const refPrec = 200

func float(x *big.Rat) *big.Float { return new(big.Float).SetPrec(refPrec).SetRat(x) }
func num(x float64) *big.Float    { return new(big.Float).SetPrec(refPrec).SetFloat64(x) }
func fadd(x, y *big.Float) *big.Float {
	return new(big.Float).SetPrec(refPrec).Add(x, y)
}
func fsub(x, y *big.Float) *big.Float {
	return new(big.Float).SetPrec(refPrec).Sub(x, y)
}
func fmul(xs ...*big.Float) *big.Float {
	z := num(1)
	for _, x := range xs {
		z.Mul(z, x)
	}
	return z
}

// field returns -grad L_R at w.
func field(p flow.Problem, w []*big.Float) []*big.Float {
	depth, d := len(p.Weights), len(p.Target)
	e2 := fmul(float(p.Noise), float(p.Noise))
	res := make([]*big.Float, d) // b - p
	for i := range d {
		q := num(1)
		for l := range depth {
			q.Mul(q, w[l*d+i])
		}
		res[i] = fsub(float(p.Target[i]), q)
	}
	out := make([]*big.Float, len(w))
	for i := range d {
		pull := num(0)
		for j := range d {
			pull.Add(pull, fmul(float(p.Sigma[i][j]), res[j]))
		}
		for l := range depth {
			small, large := num(1), num(1)
			for m := range depth {
				if m != l {
					x := w[m*d+i]
					small.Mul(small, x)
					large.Mul(large, fadd(fmul(x, x), e2))
				}
			}
			g := fmul(float(p.Sigma[i][i]), w[l*d+i], fsub(large, fmul(small, small)))
			out[l*d+i] = fmul(num(2), fsub(fmul(small, pull), g))
		}
	}
	return out
}

// extrapolate integrates over time h by Gragg's modified midpoint rule with 2, 4, ..., 2k substeps and Richardson extrapolation in
// (1/substeps)^2, of order 2k (Hairer, Norsett, Wanner I, II.9).
func extrapolate(p flow.Problem, y []*big.Float, h *big.Float, k int) []*big.Float {
	table := make([][]*big.Float, k)
	for j := range k {
		n := 2 * (j + 1)
		step := new(big.Float).SetPrec(refPrec).Quo(h, num(float64(n)))
		prev, cur := y, make([]*big.Float, len(y))
		for i, f := range field(p, y) {
			cur[i] = fadd(y[i], fmul(step, f))
		}
		for range n - 1 {
			next := make([]*big.Float, len(y))
			for i, f := range field(p, cur) {
				next[i] = fadd(prev[i], fmul(num(2), step, f))
			}
			prev, cur = cur, next
		}
		table[j] = cur // without Gragg's smoothing: the expansion is in even powers for an even number of substeps
		for m := j - 1; m >= 0; m-- {
			a, b := int64((j+1)*(j+1)), int64((m+1)*(m+1))
			den := float(big.NewRat(a-b, b)) // (n_j / n_m)^2 - 1
			for i := range y {
				d := fsub(table[m+1][i], table[m][i])
				table[m][i] = fadd(table[m+1][i], d.Quo(d, den))
			}
		}
	}
	return table[0]
}

func reference(p flow.Problem, end *big.Rat, steps, k int) []*big.Float {
	var y []*big.Float
	for _, layer := range p.Weights {
		for _, x := range layer {
			y = append(y, float(x))
		}
	}
	h := float(new(big.Rat).Quo(end, big.NewRat(int64(steps), 1)))
	for range steps {
		y = extrapolate(p, y, h, k)
	}
	return y
}

func coupled(depth int, sigma [][]*big.Rat, e string) flow.Problem {
	d := len(sigma)
	p := flow.Problem{Sigma: sigma, Noise: rat(e)}
	for i := range d {
		p.Target = append(p.Target, big.NewRat(int64(3-2*i), 2))
	}
	for l := range depth {
		var w []*big.Rat
		for i := range d {
			w = append(w, big.NewRat(int64(4+(5*l+3*i)%7-3*(l%2)*i), 7))
		}
		p.Weights = append(p.Weights, w)
	}
	return p
}

// Enclosures against the extrapolation method of order 20 at two step sizes. Its error is estimated by the difference of the two (the
// coarser one's is (16/10)^20 > 10^4 times as large); the enclosures must meet the finer value up to that difference, which itself must
// be below 10^-16, beyond what float64 could tell.
func TestReference(t *testing.T) {
	two := [][]*big.Rat{row("1", "1/2"), row("1/2", "3/4")}
	three := [][]*big.Rat{row("1", "1/3", "-1/5"), row("1/3", "1/2", "1/7"), row("-1/5", "1/7", "1")}
	mixed := [][]*big.Rat{row("1", "0", "1/3"), row("0", "2", "0"), row("1/3", "0", "1")}
	for _, c := range []struct {
		name string
		p    flow.Problem
		end  string
		long bool
	}{
		{"L=2", one("2", "1", "1/2", "1", "-1/3"), "1", false},
		{"L=3", one("2", "1", "1/2", "1", "1/2", "-1/3"), "1", false},
		{"L=4", one("-3", "1/2", "3/4", "1", "1/2", "-1/3", "6/5"), "1/2", true},
		{"L=5", one("3", "1/2", "1/4", "1", "1/2", "1/3", "6/5", "-1"), "1/2", true},
		{"L=6", one("3", "1/2", "1/4", "1", "1/2", "1/3", "6/5", "-1", "3/4"), "1/2", true},
		{"L=2,d=2", coupled(2, two, "1/2"), "1", false},
		{"L=3,d=2", coupled(3, two, "1/2"), "1", true},
		{"L=2,d=3", coupled(2, three, "1/3"), "1/2", false},
		{"L=3,d=3", coupled(3, three, "1/3"), "1/2", true},
		{"L=2,d=3,two components", coupled(2, mixed, "1/3"), "1/2", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.long && testing.Short() {
				t.Skip("short")
			}
			r := certified(t, c.p, c.end, flow.Options{Digits: 25})
			coarse, fine := reference(c.p, rat(c.end), 10, 10), reference(c.p, rat(c.end), 16, 10)
			d := len(c.p.Target)
			ic := interval.NewContext(300)
			worst := new(big.Float)
			for k := range fine {
				diff := fsub(coarse[k], fine[k])
				diff.Abs(diff)
				if diff.Cmp(worst) > 0 {
					worst = diff
				}
				if diff.Cmp(big.NewFloat(1e-16)) > 0 {
					t.Fatalf("the reference is only accurate to %s", diff.Text('g', 3))
				}
				lo, hi := interval.New(), interval.New()
				ic.SetFloat(lo, fsub(fine[k], diff))
				ic.SetFloat(hi, fadd(fine[k], diff))
				w := r.States[0].Weights[k/d][k%d]
				if !ic.Intersect(interval.New(), w, ic.Hull(lo, lo, hi)) {
					t.Errorf("weight %d: %v, reference %s +- %s", k, w, fine[k].Text('g', 30), diff.Text('g', 3))
				}
			}
			t.Logf("%d steps, order %d, %d bits, width %s, reference to %s", r.Steps, r.Order, r.Prec, r.Width.Text('g', 3), worst.Text('g', 3))
		})
	}
}

// A fine classical Runge-Kutta method in float64 stays within its error of the enclosure: with h = 1/4096 and derivatives up to the
// fifth below 10^5 the truncation error is below 10^5 h^4 < 4e-10, rounding below 10^4 2^-52.
func TestRungeKutta(t *testing.T) {
	p := one("2", "1", "1/2", "1", "1/2", "-1/3")
	f := func(y [3]float64) (g [3]float64) {
		for l := range y {
			small, large := 1.0, 1.0
			for m, x := range y {
				if m != l {
					small *= x
					large *= x*x + 0.25
				}
			}
			g[l] = 2 * (2*small - y[l]*large)
		}
		return g
	}
	axpy := func(y, g [3]float64, h float64) [3]float64 {
		for k := range y {
			y[k] += h * g[k]
		}
		return y
	}
	y, h := [3]float64{1, 0.5, -1.0 / 3}, 1.0/4096
	for range 4096 {
		k1 := f(y)
		k2 := f(axpy(y, k1, h/2))
		k3 := f(axpy(y, k2, h/2))
		k4 := f(axpy(y, k3, h))
		for k := range y {
			y[k] += h / 6 * (k1[k] + 2*k2[k] + 2*k3[k] + k4[k])
		}
	}
	r := certified(t, p, "1", flow.Options{Digits: 15})
	for l := range y {
		lo, hi := r.States[0].Weights[l][0].Float64()
		if !(lo-1e-9 <= y[l] && y[l] <= hi+1e-9) {
			t.Errorf("layer %d: [%v, %v], Runge-Kutta %v", l, lo, hi, y[l])
		}
	}
}

// The width grows slowly with time on the way to a stable point, and one more digit asked for is one more digit got.
func TestWidths(t *testing.T) {
	p := one("2", "1", "1/2", "1", "1/2", "-1/3")
	for _, digits := range []int{5, 20, 45} {
		r := certified(t, p, "3", flow.Options{Digits: digits, Times: row("1", "2")})
		for _, s := range r.States {
			for _, layer := range s.Weights {
				w, _ := layer[0].Width().Float64()
				if w > math.Pow(10, -float64(digits))*1.5 { // |w| < 3/2
					t.Errorf("%d digits, t = %s: width %g", digits, s.Time.RatString(), w)
				}
			}
		}
	}
}
