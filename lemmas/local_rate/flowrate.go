package local_rate

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/orbit"
	"github.com/ssamverify/ssamverify/internal/trajectory"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// The flow near a minimum by the validated integrator: both bounds at half the time and at the time, of a few 1/lambda. The start is so
// near that delta <= lambda/64; 25 digits are asked for, which leaves 20 of |x| >= 2^-12 exp(-4) |w|.

func (s statement) flowRate() *claim.Sample {
	d := domain(5, generators.ParamSpec{Name: timeName, Lo: big.NewRat(1, 2), Hi: big.NewRat(3, 1)})
	return &claim.Sample{
		Space: space(d), Cases: claim.Count{Quick: 6, Default: 48, Deep: 4000}, MinValid: 1,
		MarginIs: "the least of 1 - |x|/upper bound and 1 - lower bound/|x|",
		NewJudge: func() claim.Judge {
			j := &flows{s: s, at: map[int]*trajectory.Coordinate{}, hessians: orbit.ExactHessians{}}
			return j.judge
		},
	}
}

type flows struct {
	s        statement
	at       map[int]*trajectory.Coordinate
	hessians orbit.ExactHessians
}

func coordinate(at map[int]*trajectory.Coordinate, depth int) *trajectory.Coordinate {
	if at[depth] == nil {
		at[depth] = trajectory.NewCoordinate(depth)
	}
	return at[depth]
}

func (j *flows) judge(c *claim.Case) claim.Outcome {
	m, k := plant(c.Instance, j.hessians), coordinate(j.at, c.Depth())
	rate, slow := j.s.rate(j.s.eigenvalues(m))
	d := directionOf(c.Instance)
	n, ok := m.approach(k, d, new(big.Rat).Mul(rate, big.NewRat(1, 64)))
	if !ok {
		return claim.Undecide("no ball in which the Hessian is known to 1/64 of the rate")
	}
	end := new(big.Rat).Quo(c.Param(timeName), rate)
	states, why := trajectory.Follow(n.start, trajectory.Fractions(orbit.RoundUp(end, 8), 2), 25)
	if why != "" {
		return claim.Undecide("%s", why)
	}
	ic, margin := k.Context(), math.Inf(1)
	exp := func(x, t *big.Rat) *interval.Interval {
		return ic.Exp(interval.New(), ic.SetRat(interval.New(), new(big.Rat).Mul(x, t)))
	}
	for _, st := range states {
		w := make([]*interval.Interval, c.Depth())
		for l := range w {
			w[l] = st.Weights[l][0]
		}
		x, where := k.Norm(w, m.points(k, m.in)), "t = "+st.Time.FloatString(6)
		upper := exp(new(big.Rat).Sub(n.delta, rate), st.Time)
		ic.Mul(upper, upper, n.x0)
		got, out := atMost(x, upper, "slower", where)
		if out.Kind != claim.KindHeld {
			return out
		}
		margin = math.Min(margin, got)
		if d != slow {
			continue
		}
		lower := ic.AddInt64(interval.New(), ic.Neg(interval.New(), exp(n.delta, st.Time)), 2)
		ic.Mul(lower, lower, exp(new(big.Rat).Neg(rate), st.Time))
		ic.Mul(lower, lower, n.x0)
		if got, out = atMost(lower, x, "faster", where); out.Kind != claim.KindHeld {
			return out
		}
		margin = math.Min(margin, got)
	}
	return claim.HoldBy(margin)
}

// atMost decides x <= y for y > 0, with the relative margin.
func atMost(x, y *interval.Interval, class, where string) (float64, claim.Outcome) {
	c := interval.NewContext(96)
	q := c.Div(interval.New(), x, y)
	lo, hi := q.Float64()
	switch sign, known := q.CmpRat(big.NewRat(1, 1)); {
	case !known:
		return 0, claim.Undecide("%s: %v against %v", where, x, y)
	case sign > 0:
		return 0, claim.Violate(class, lo-1, "%s: %s of the two sides is larger by a factor %v", where, fmt.Sprint(x), q)
	}
	return math.Max(0, 1-hi), claim.Hold()
}
