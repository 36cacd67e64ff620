package local_rate

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Descent near a minimum in interval arithmetic, K steps: both bounds at every step. alpha = step / max_j lambda_j with step < 2, so
// every |1 - alpha lambda_j| < 1. The start is so near that alpha delta <= (1 - rho)/64, hence rho + alpha delta <= 1, as the statement asks.
// Where rho is so small that 2 rho^k < (rho + alpha delta)^k the lower bound says nothing.

const descentSteps = 6

func (s statement) descentRate() *claim.Sample {
	d := domain(5, generators.ParamSpec{Name: stepName, Lo: big.NewRat(1, 16), Hi: big.NewRat(31, 16)})
	return &claim.Sample{
		Space: space(d), Cases: claim.Count{Quick: 50, Default: 400, Deep: 20000}, MinValid: 4,
		MarginIs: "the least of 1 - |x_k|/upper bound and 1 - lower bound/|x_k|",
		NewJudge: func() claim.Judge {
			j := &descents{
				s: s, at: map[int]*trajectory.Coordinate{}, hessians: orbit.ExactHessians{},
				orbits: map[int]*orbit.Orbit[*interval.Interval, interval.Ring]{}, c: interval.NewContext(512),
			}
			for k := range descentSteps {
				j.gap[k] = orbit.Formula(2, func(c *circuit.Builder, x []circuit.Node) circuit.Node { return s.gap(c, k+1, x[0], x[1]) })
			}
			return j.judge
		},
	}
}

type descents struct {
	s        statement
	at       map[int]*trajectory.Coordinate
	hessians orbit.ExactHessians
	orbits   map[int]*orbit.Orbit[*interval.Interval, interval.Ring]
	c        *interval.Context
	gap      [descentSteps]func(x ...*big.Rat) *big.Rat
}

func (j *descents) judge(c *claim.Case) claim.Outcome {
	m, k := plant(c.Instance, j.hessians), coordinate(j.at, c.Depth())
	along, across := j.s.eigenvalues(m)
	alpha := orbit.RoundDown(new(big.Rat).Quo(c.Param(stepName), orbit.MaxAbs(along, across)), 16)
	rho, worst := j.s.factor(alpha, along, across)
	room := new(big.Rat).Sub(big.NewRat(1, 1), rho)
	if room.Sign() <= 0 || alpha.Sign() <= 0 {
		return claim.Violate("no contraction", 0, "alpha = %s: rho = %s", alpha.RatString(), rho.RatString())
	}
	room.Quo(room, new(big.Rat).Mul(alpha, big.NewRat(64, 1)))
	d := directionOf(c.Instance)
	n, ok := m.approach(k, d, room)
	if !ok {
		return claim.Undecide("no ball in which the Hessian is known to (1-rho)/(64 alpha)")
	}
	o := j.orbits[c.Depth()]
	if o == nil {
		o = orbit.NewCertified(j.c, proof.ShapeOf(c.Instance))
		j.orbits[c.Depth()] = o
	}
	o.Place(n.start, func(z *interval.Interval, x *big.Rat) { j.c.SetRat(z, x) })
	step := j.c.SetRat(interval.New(), alpha)
	disturb := new(big.Rat).Mul(alpha, n.delta)
	at, margin := m.points(k, m.in), math.Inf(1)
	exact := make([]*interval.Interval, len(at))
	for l, row := range m.in.Weights {
		exact[l] = j.c.SetRat(interval.New(), row[0])
	}
	for i := range descentSteps {
		o.Advance(step)
		x, where := j.norm(o.Weights(), exact), fmt.Sprintf("step %d", i+1)
		power, gap := orbit.Pow(rho, i+1), j.gap[i](rho, disturb)
		upper := j.c.MulRat(interval.New(), n.x0, new(big.Rat).Add(power, gap))
		if upper.Positive() != interval.Yes {
			return claim.Violate("negative bound", 0, "%s: %v", where, upper)
		}
		got, out := atMost(x, upper, "slower", where)
		if out.Kind != claim.KindHeld {
			return out
		}
		margin = math.Min(margin, got)
		low := new(big.Rat).Sub(power, gap)
		if d != worst || low.Sign() <= 0 {
			continue
		}
		if got, out = atMost(j.c.MulRat(interval.New(), n.x0, low), x, "faster", where); out.Kind != claim.KindHeld {
			return out
		}
		margin = math.Min(margin, got)
	}
	return claim.HoldBy(margin)
}

// norm encloses |x - y| at the precision of the orbit.
func (j *descents) norm(x, y []*interval.Interval) *interval.Interval {
	sum, d := interval.New(), interval.New()
	for l := range x {
		j.c.Sub(d, x[l], y[l])
		j.c.Add(sum, sum, j.c.Sqr(d, d))
	}
	return j.c.Sqrt(sum, sum)
}
