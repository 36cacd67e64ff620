package lemma2_2

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Parts a and b on instances without a rational balanced counterpart: R and tr Hess L are exact, the
// least values are enclosed with a certified root G = (p^2)^(1/L). A gap whose sign is open is computed
// again at twice the precision. It is open for ever only at an exact equality, which needs all |p_i|^(1/L)
// rational in the coordinates that matter; those instances go the exact way.
const (
	firstPrec = 128
	lastPrec  = 1 << 17
)

func (s statement) certifiedSample() *claim.Sample {
	return &claim.Sample{
		Space:    generators.NewSpace(s.domain(6, 3)),
		Cases:    claim.Count{Quick: 120, Default: 1680, Deep: 72000},
		MinValid: 4,
		MarginIs: "(value - least value) / value, the smaller of R and tr Hess L; 0 at the minimizers",
		NewJudge: func() claim.Judge {
			a, b := newMeter(s.sharpness()), newMeter(s.trace())
			return func(c *claim.Case) claim.Outcome {
				first := s.certify(c, a, s.enclosedProduct)
				if first.Kind != claim.KindHeld {
					return first
				}
				second := s.certify(c, b, s.enclosedTrace)
				if second.Kind != claim.KindHeld {
					return second
				}
				return claim.HoldBy(math.Min(first.Margin, second.Margin))
			}
		},
	}
}

// enclosure sets z to the coordinate's part of a least value over s_i, from G, t = e^2 and p^2.
type enclosure func(c *interval.Context, z, g *interval.Interval, t, p2 *big.Rat, depth int)

func (s statement) enclosedProduct(c *interval.Context, z, g *interval.Interval, t, p2 *big.Rat, depth int) {
	power, term, next := interval.New(), interval.New(), interval.New()
	c.SetInt64(z, 0)
	c.SetInt64(power, 1)
	for k := range depth + 1 { // Horner as in leastProduct
		c.MulInt64(term, power, s.least(depth, k))
		c.MulRat(next, z, t)
		c.Add(z, next, term)
		c.Mul(next, power, g)
		c.Set(power, next)
	}
	c.AddRat(next, z, new(big.Rat).Neg(p2))
	c.Set(z, next)
}

func (s statement) enclosedTrace(c *interval.Context, z, g *interval.Interval, _, _ *big.Rat, depth int) {
	power := interval.New()
	c.Pow(power, g, s.tracePower(depth))
	c.MulInt64(z, power, 2*s.traceFactor(depth))
}

// certify decides the sign of value - bound.
func (s statement) certify(c *claim.Case, m *meter, enclose enclosure) claim.Outcome {
	value := m.of(c.Instance, c.Weights)
	attained := m.q.attainedBy(c.Instance)
	if cs, ok := roots(c.Weights); ok {
		gap := new(big.Rat).Sub(value, m.q.bound(c.Instance, cs))
		return decide(m.q.name, gap.Sign(), attained, relative(gap, value))
	}
	t := new(big.Rat).Mul(c.Noise, c.Noise)
	for prec := uint(firstPrec); prec <= lastPrec; prec *= 2 {
		k := interval.NewContext(prec)
		sum, part, gap := interval.New(), interval.New(), interval.New()
		for i := range c.Target {
			p2 := product(column(c.Weights, i))
			p2.Mul(p2, p2)
			g := interval.New()
			k.PowRat(g, k.SetRat(interval.New(), p2), 1, c.Depth())
			enclose(k, part, g, t, p2, c.Depth())
			k.Add(gap, sum, k.MulRat(interval.New(), part, c.Scale(i)))
			k.Set(sum, gap)
		}
		k.AddRat(gap, k.Neg(interval.New(), sum), value)
		if err := k.Err(); err != nil {
			return claim.Undecide("%s: %v", m.q.name, err)
		}
		c.Trace(m.q.name+" minus its least value", gap)
		if sign, known := gap.Sign(); known {
			low, high := gap.Float64()
			size, _ := value.Float64()
			return decide(m.q.name, sign, attained, share(low, high, size))
		}
	}
	return claim.Undecide("%s: the gap is open at %d bits", m.q.name, lastPrec)
}

// share is a lower bound of |gap| / value in float64, 0 where the range of float64 is left.
func share(low, high, value float64) float64 {
	r := math.Min(math.Abs(low), math.Abs(high)) / value
	if math.IsNaN(r) || math.IsInf(r, 0) {
		return 0
	}
	return r
}
