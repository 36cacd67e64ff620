package lemma2_3

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// The certified structure (`audit eval stationary`) against a brute-force search in float64 that knows nothing of balancing or of the
// shrinkage equation: Newton's method on the gradient from hundreds of starts, for 1,000 random instances with L = 2, 3, 4.
//
// Two sets are the same when every point found is a certified one up to the search's own error, and every certified point is found. Newton stops at
// a step below 2^-40 of the point's size (at least 1); what is left is the rounding of the last gradient, some 20 operations of 2^-53 each, times
// the condition of the Hessian, which is below 2^20 as long as beta is a sixteenth away from beta_1: less than 2^-20 of the size. Certified points are
// further apart than four times that (asserted), so there is no doubt which one was found.
func TestBruteForceSearch(t *testing.T) {
	n := 1000
	switch {
	case testing.Short():
		n = 100
	case os.Getenv("SSAM_DEEP") == "1":
		n = 20000
	}
	counts := map[int]int{}
	for i := range n {
		rng := rand.New(rand.NewPCG(uint64(i), 0x5eed))
		p, beta := drawProblem(rng)
		st, err := shrinkage.Solve(context.Background(), p, 17)
		if err != nil {
			t.Fatal(err)
		}
		points := scaled(p, st)
		if got := int64(len(points)); st.Count.Cmp(big.NewInt(got)) != 0 {
			t.Fatalf("case %d: %d points listed, count %s", i, got, st.Count)
		}
		least := leastDistance(points)
		if len(points) > 1 && least < 4*tolerance(points[len(points)-1]) {
			t.Fatalf("case %d: certified points %g apart", i, least)
		}
		found := make([]bool, len(points))
		converged := 0
		for _, x := range starts(p.Depth, beta, rng) {
			if !newton(x, beta) {
				continue
			}
			converged++
			k, d := nearest(points, x)
			if d > tolerance(x) {
				t.Fatalf("case %d: L = %d, beta = %v: the search found %v, which is not a certified stationary point", i, p.Depth, beta, x)
			}
			found[k] = true
		}
		if converged < len(points) {
			t.Fatalf("case %d: only %d starts converged", i, converged)
		}
		for k, ok := range found {
			if !ok {
				t.Errorf("case %d: L = %d, beta = %v: the certified point %v was not found", i, p.Depth, beta, points[k])
			}
		}
		counts[len(points)]++
	}
	for _, want := range []int{1, 3, 9, 17} {
		if counts[want] < n/50 {
			t.Errorf("only %d instances with %d stationary points", counts[want], want)
		}
	}
	t.Logf("instances by number of stationary points: %v", counts)
}

// tolerance is 2^-20 of the size of x, at least 1.
func tolerance(x []float64) float64 {
	size := 1.0
	for _, w := range x {
		size = math.Max(size, math.Abs(w))
	}
	return 0x1p-20 * size
}

// drawProblem draws L in 2..4, dyadic e and s, and |beta/beta_1| in [1/16, 15/16] or [17/16, 8]: away from the threshold, where two roots merge.
func drawProblem(rng *rand.Rand) (shrinkage.Problem, float64) {
	depth := 2 + rng.IntN(3)
	ratio := float64(1+rng.IntN(15)) / 16
	if rng.IntN(3) > 0 {
		ratio = float64(17+rng.IntN(112)) / 16
	}
	b1 := []float64{1, 3.0792014356780041, 6.75}[depth-2]
	beta := math.Round(ratio*b1*256) / 256
	if rng.IntN(2) == 0 {
		beta = -beta
	}
	e := big.NewRat(int64(1+rng.IntN(64)), 16)
	b := new(big.Rat).SetFloat64(beta)
	for range depth {
		b.Mul(b, e)
	}
	return shrinkage.Problem{Depth: depth, Target: b, Noise: e, Scale: big.NewRat(int64(1+rng.IntN(64)), 16)}, beta
}

// scaled lists all certified points divided by e.
func scaled(p shrinkage.Problem, st *shrinkage.Structure) [][]float64 {
	e, _ := p.Noise.Float64()
	out := [][]float64{make([]float64, p.Depth)}
	for _, q := range st.Points[1:] {
		t, _ := q.T.Mid().Float64()
		for pattern := range 1 << p.Depth {
			w, sign := make([]float64, p.Depth), p.Target.Sign()
			for l := range w {
				w[l] = t / e
				if pattern>>l&1 == 1 {
					w[l], sign = -w[l], -sign
				}
			}
			if sign > 0 {
				out = append(out, w)
			}
		}
	}
	return out
}

// starts are all sign patterns with zeros, times radii from 1/100 to 3/2 of the box, each coordinate jittered by up to 10 percent.
func starts(depth int, beta float64, rng *rand.Rand) [][]float64 {
	box := 1.5 * math.Max(math.Abs(beta)/math.Pow(2, float64(depth-1)), 1)
	var out [][]float64
	total := 1
	for range depth {
		total *= 3
	}
	for pattern := range total {
		for k := range 32 {
			r := box * math.Pow(0.01, float64(k)/31)
			x := make([]float64, depth)
			for l, q := 0, pattern; l < depth; l, q = l+1, q/3 {
				x[l] = r * (float64(q%3-1) + 0.1*(2*rng.Float64()-1))
			}
			out = append(out, x)
		}
	}
	return out
}

// newton solves w_l prod (w_m^2+1) = beta prod w_m (products over m != l) from x in place, and reports convergence.
func newton(x []float64, beta float64) bool {
	n := len(x)
	a := make([][]float64, n)
	for i := range a {
		a[i] = make([]float64, n+1)
	}
	for range 60 {
		size := 1.0
		for l := range x {
			size = math.Max(size, math.Abs(x[l]))
			for m := range x {
				square, plain := 1.0, 1.0
				for k, w := range x {
					if k != l && k != m {
						square *= w*w + 1
						plain *= w
					}
				}
				if l == m {
					a[l][l], a[l][n] = square, -(x[l]*square - beta*plain)
					continue
				}
				a[l][m] = 2*x[l]*x[m]*square - beta*plain
			}
		}
		if !eliminate(a) {
			return false
		}
		step := 0.0
		for l := range x {
			x[l] += a[l][n]
			step = math.Max(step, math.Abs(a[l][n]))
		}
		if !(step < 1e6) {
			return false
		}
		if step < 0x1p-40*size {
			return true
		}
	}
	return false
}

// eliminate solves the n x n system with the right side in column n, in place, with partial pivoting.
func eliminate(a [][]float64) bool {
	n := len(a)
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i][k]) > math.Abs(a[p][k]) {
				p = i
			}
		}
		a[k], a[p] = a[p], a[k]
		if a[k][k] == 0 {
			return false
		}
		for i := range n {
			if f := a[i][k] / a[k][k]; i != k && f != 0 {
				for j := k; j <= n; j++ {
					a[i][j] -= f * a[k][j]
				}
			}
		}
	}
	for k := range n {
		a[k][n] /= a[k][k]
	}
	return true
}

func distance(x, y []float64) float64 {
	d := 0.0
	for k := range x {
		d = math.Max(d, math.Abs(x[k]-y[k]))
	}
	return d
}

func nearest(points [][]float64, x []float64) (int, float64) {
	best, at := math.Inf(1), 0
	for k, p := range points {
		if d := distance(p, x); d < best {
			best, at = d, k
		}
	}
	return at, best
}

// leastDistance is 1 for a single point.
func leastDistance(points [][]float64) float64 {
	least := 1.0
	for k, p := range points {
		for _, q := range points[:k] {
			least = math.Min(least, distance(p, q))
		}
	}
	return least
}
