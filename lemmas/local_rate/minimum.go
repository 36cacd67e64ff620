package local_rate

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Exact strict minima, and starts near them. For rational t = |w_l| and e the target |b| = (t^2+e^2)^(L-1)/t^(L-2) makes the point
// stationary; L t^2 > (L-2) e^2 makes it the large root.

const (
	directionName = "direction" // 0, 1, 2: signs, complement, mixed
	timeName      = "time"      // in units of 1/lambda
	stepName      = "step"      // alpha max_j lambda_j
)

func domain(maxDepth int, params ...generators.ParamSpec) generators.Domain {
	d := trajectory.Domain(2, maxDepth, 1, 1)
	d.Diagonal, d.PositiveNoise = true, true
	d.Extra = append(d.Extra, generators.Constraint{
		Text: "|w_1| >= e/4, 8 L w_1^2 >= 9 (L-2) e^2; judged near |w_l| = |w_1| with the target that makes it stationary", Holds: minimal,
	})
	d.Params = append([]generators.ParamSpec{{Name: directionName, Lo: new(big.Rat), Hi: big.NewRat(2, 1), Integer: true}}, params...)
	return d
}

func minimal(in *generators.Instance) bool {
	w, e := in.Weights[0][0], in.Noise
	u := new(big.Rat).Mul(w, w)
	e2 := new(big.Rat).Mul(e, e)
	n := int64(in.Depth())
	left, right := new(big.Rat).Mul(u, big.NewRat(8*n, 1)), new(big.Rat).Mul(e2, big.NewRat(9*(n-2), 1))
	return u.Mul(u, big.NewRat(16, 1)).Cmp(e2) >= 0 && left.Cmp(right) >= 0
}

// Two regimes that start in the slow direction: that of the signs at u = 49/64 e^2, its complement at u = 9/4 e^2.
const (
	slowSigns      = "slow signs"
	slowComplement = "slow complement"
)

func space(d generators.Domain) generators.Space {
	plain := d
	plain.Extra = nil
	slow := func(name string, ratio *big.Rat, d direction) generators.Regime {
		g := generators.RegimeNamed(plain, generators.Dyadic)[0].With(func(_ *rand.Rand, in *generators.Instance) {
			trajectory.Bend(in)
			in.Weights[0][0].Mul(in.Noise, ratio)
			in.Param(directionName).SetInt64(int64(d))
		})
		g.Name = name
		return g
	}
	usual := trajectory.Space(d, []string{generators.Generic, generators.Dyadic, generators.Unit, generators.Signs}, func(_ *rand.Rand, in *generators.Instance) {
		w := in.Weights[0][0]
		if w.Sign() == 0 {
			w.Set(in.Noise)
		}
		for !minimal(in) { // e <= 5/4 and |w| <= 2 are kept: w stays below 2 sqrt(9/8) e sqrt((L-2)/L) or e/2, unless e is large
			if new(big.Rat).Abs(w).Cmp(big.NewRat(1, 1)) <= 0 {
				w.Add(w, w)
			} else {
				in.Noise.Mul(in.Noise, big.NewRat(3, 4))
			}
		}
	})
	return generators.NewSpace(d, append(usual.Regimes, slow(slowSigns, big.NewRat(7, 8), signs), slow(slowComplement, big.NewRat(3, 2), complement))...)
}

// minimum is a strict minimum with rational weights, target and Hessian.
type minimum struct {
	in      *generators.Instance // at the minimum
	u       *big.Rat
	signs   []int64
	hessian [][]*big.Rat
}

func plant(in *generators.Instance, hessians orbit.ExactHessians) minimum {
	out := in.Clone()
	depth, t := in.Depth(), new(big.Rat).Abs(in.Weights[0][0])
	m := minimum{in: out, u: new(big.Rat).Mul(t, t)}
	e2 := new(big.Rat).Mul(in.Noise, in.Noise)
	b := out.Target[0]
	b.Quo(orbit.Pow(e2.Add(e2, m.u), depth-1), orbit.Pow(t, depth-2))
	for _, row := range out.Weights {
		sigma := int64(1)
		if row[0].Sign() < 0 {
			sigma = -1
			b.Neg(b)
		}
		row[0].Mul(t, big.NewRat(sigma, 1))
		m.signs = append(m.signs, sigma)
	}
	m.hessian = hessians.At(out)
	return m
}

// vector returns the integer vector of a direction.
func (m minimum) vector(d direction) []int64 {
	v := make([]int64, len(m.signs))
	if d != complement {
		copy(v, m.signs)
	}
	if d != signs {
		k := int64(1)
		if d == mixed {
			k = 2
		}
		v[0] += k * m.signs[1]
		v[1] -= k * m.signs[0]
	}
	return v
}

// near is a start in a ball in which the Hessian is known.
type near struct {
	start *generators.Instance
	x0    *interval.Interval // |x(0)|
	delta *big.Rat           // bound of |Hess - H| for |x| <= |x(0)|
}

// approach starts at W* + rho |w| v with rho = 2^-10, 2^-11, ... the first for which delta is at most the allowance.
func (m minimum) approach(k *trajectory.Coordinate, d direction, allowance *big.Rat) (near, bool) {
	v := m.vector(d)
	rho := big.NewRat(1, 1<<10)
	for range 100 {
		n := near{start: m.in.Clone()}
		for l, row := range n.start.Weights {
			x := new(big.Rat).Mul(m.in.Weights[0][0], rho)
			row[0].Add(row[0], x.Mul(x.Abs(x), big.NewRat(v[l], 1)))
		}
		n.x0 = k.Norm(m.points(k, n.start), m.points(k, m.in))
		radius, ok := n.x0.HiRat()
		if !ok {
			return near{}, false
		}
		if n.delta, ok = m.deviation(k, radius); ok && n.delta.Cmp(allowance) <= 0 {
			return n, true
		}
		rho.Mul(rho, big.NewRat(1, 2))
	}
	return near{}, false
}

// points are the weights of an instance as intervals.
func (m minimum) points(k *trajectory.Coordinate, in *generators.Instance) []*interval.Interval {
	out := make([]*interval.Interval, in.Depth())
	for l, row := range in.Weights {
		out[l] = k.Context().SetRat(interval.New(), row[0])
	}
	return out
}

// deviation bounds |Hess L_R - H| on the box of half-width r by row sums; false when no bound is known.
func (m minimum) deviation(k *trajectory.Coordinate, r *big.Rat) (*big.Rat, bool) {
	c := k.Context()
	worst := new(big.Rat)
	for l, row := range k.Hessian(m.in, m.points(k, m.in), r) {
		sum := interval.New()
		for n, x := range row {
			d := c.Sub(interval.New(), x, c.SetRat(interval.New(), m.hessian[l][n]))
			c.Add(sum, sum, c.Abs(d, d))
		}
		hi, ok := sum.HiRat()
		if !ok {
			return nil, false
		}
		if hi.Cmp(worst) > 0 {
			worst = hi
		}
	}
	return worst, true
}
