package theorem4_4

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/ssamverify/ssamverify/numeric"
)

// Experiment is many independent runs of projected S-SAM from one start.
type Experiment struct {
	Run       numeric.SSAM // Box > 0; diagonal model; Every > 0: the distance is taken that often
	Start     *numeric.Network
	Seed      uint64
	Seeds     int       // number of runs
	Quantiles []float64 // in [0, 1], increasing
	Workers   int       // 0: all cores
}

// Bands is the law of the distance to the KKT set as data for a figure: Distance[q][n] is the quantile Quantiles[q] over the seeds of the Euclidean distance after Steps[n] steps.
type Bands struct {
	Steps     []int
	Quantiles []float64
	Distance  [][]float64
	Seeds     int
}

// DistanceBands simulates the experiment and returns the quantile bands of the distance of W(k) to the set of KKT points of L_R on the box. The result
// depends on the fields other than Workers only. It is a description of these seeds: nothing about limits follows from it.
//
// Quantile q of n sorted values is the value of rank max(1, ceil(q n)).
//
// Errors: those of numeric.SSAM.RunMany and numeric.StationaryPoints; a box or an Every that is not positive; a model that is not diagonal; quantiles outside [0, 1],
// not increasing, or none.
func DistanceBands(ctx context.Context, x Experiment) (*Bands, error) {
	if x.Run.Model == nil || x.Start == nil {
		return nil, errors.New("theorem4_4: an experiment needs a model and a start")
	}
	if !(x.Run.Box > 0) || x.Run.Every < 1 {
		return nil, fmt.Errorf("theorem4_4: box = %v, every = %d: both must be positive", x.Run.Box, x.Run.Every)
	}
	if len(x.Quantiles) == 0 || !slices.IsSorted(x.Quantiles) || !(x.Quantiles[0] >= 0 && x.Quantiles[len(x.Quantiles)-1] <= 1) {
		return nil, fmt.Errorf("theorem4_4: quantiles = %v: want increasing numbers in [0, 1]", x.Quantiles)
	}
	if x.Start.Width() != x.Run.Model.Width() {
		return nil, fmt.Errorf("theorem4_4: start has width %d, model %d", x.Start.Width(), x.Run.Model.Width())
	}
	set, err := newTargets(x.Run.Model, x.Start.Depth(), x.Run.Box)
	if err != nil {
		return nil, err
	}
	paths, err := x.Run.RunMany(ctx, x.Start, x.Seed, x.Seeds, x.Workers)
	if err != nil {
		return nil, err
	}
	b := &Bands{Steps: slices.Clone(paths[0].Steps), Quantiles: slices.Clone(x.Quantiles), Seeds: x.Seeds}
	b.Distance = make([][]float64, len(x.Quantiles))
	values := make([]float64, len(paths))
	for n := range b.Steps {
		for j, t := range paths {
			values[j] = set.distance(t.State(n))
		}
		slices.Sort(values)
		for q, level := range x.Quantiles {
			rank := max(1, int(math.Ceil(level*float64(len(values)))))
			b.Distance[q] = append(b.Distance[q], values[rank-1])
		}
	}
	return b, nil
}

// targets holds, for every coordinate, the moduli of its KKT points other than the origin, and the sign of b.
type targets struct {
	depth  int
	moduli [][]float64
	sign   []int
}

// newTargets lists the KKT points. The float64 roots have the relative error that numeric states; M equal to a root within that error counts once, as the corner.
func newTargets(m *numeric.Model, depth int, box float64) (*targets, error) {
	if !m.Diagonal() {
		return nil, errors.New("theorem4_4: the KKT set is known in the linear diagonal model only")
	}
	t := &targets{depth: depth}
	for i := range m.Width() {
		var st numeric.Stationary
		b := m.Target(i)
		if err := numeric.StationaryPoints(depth, b, m.Noise(), m.Sigma(i, i), &st); err != nil {
			return nil, fmt.Errorf("theorem4_4: coordinate %d: %w", i, err)
		}
		var moduli []float64
		for _, r := range st.Roots[:st.Count] {
			if r.Weight <= box {
				moduli = append(moduli, r.Weight)
			}
		}
		if st.Count > 0 { // at a double root t_- and t_+ are one number
			small, large := st.Roots[0].Weight, st.Roots[st.Count-1].Weight
			if depth == 2 {
				small = 0
			}
			if small <= box && box <= large {
				moduli = append(moduli, box)
			}
		}
		sign := 1
		if b < 0 {
			sign = -1
		}
		t.moduli, t.sign = append(t.moduli, moduli), append(t.sign, sign)
	}
	return t, nil
}

// distance returns the Euclidean distance of the weights, [coordinate][layer], to the set. Per coordinate the nearest sign pattern of modulus t is the one of w, with
// the sign of the smallest |w_l| changed when the product must have the other sign.
func (t *targets) distance(w []float64) float64 {
	sum := 0.0
	for i, moduli := range t.moduli {
		v := w[i*t.depth : (i+1)*t.depth]
		best, sign, least := 0.0, 1, math.Inf(1)
		for _, x := range v {
			best += x * x
			least = math.Min(least, math.Abs(x))
			if math.Signbit(x) {
				sign = -sign
			}
		}
		for _, m := range moduli {
			d := 0.0
			for _, x := range v {
				y := math.Abs(x) - m
				d += y * y
			}
			if sign != t.sign[i] {
				d += 4 * least * m // (|x| + m)^2 in place of (|x| - m)^2
			}
			best = math.Min(best, d)
		}
		sum += best
	}
	return math.Sqrt(sum)
}
