package lemma2_2

import (
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// Parts a and b as whole inequalities, decided exactly on instances whose balanced counterpart is rational.

// quantity is what is minimized over the factorizations of one product: R or tr Hess L.
type quantity struct {
	name string
	// measure is the quantity from the definition.
	measure func(m *proof.Model) circuit.Node
	// least is the coordinate's part of its least value over s_i, from p, G = |p|^{2/L} and t = e^2.
	least func(depth int, p, g, t *big.Rat) *big.Rat
	// attained is the equality case of one coordinate; nil when only the inequality is decided.
	attained func(ws []*big.Rat) bool
}

// sharpness is R = L_R - L, part a.
func (s statement) sharpness() quantity {
	return quantity{
		name: "R",
		measure: func(m *proof.Model) circuit.Node {
			return definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian()).Sub(definition.Loss(m.C, m.Symbols))
		},
		least: func(depth int, p, g, t *big.Rat) *big.Rat {
			z := s.leastProduct(depth, g, t)
			return z.Sub(z, new(big.Rat).Mul(p, p))
		},
		attained: s.balanced,
	}
}

// trace is tr Hess L, part b, by dual numbers twice.
func (s statement) trace() quantity {
	return quantity{
		name: "tr Hess L",
		measure: func(m *proof.Model) circuit.Node {
			return definition.HessianTrace(m.C, definition.Loss(m.C, m.Symbols), m.Symbols)
		},
		least: func(depth int, _, g, _ *big.Rat) *big.Rat {
			z := s.leastTrace(depth, g)
			return z.Add(z, z)
		},
		attained: s.traceMinimal,
	}
}

// meter evaluates a quantity from the definition on exact instances.
type meter struct {
	q      quantity
	values *proof.Values
}

func newMeter(q quantity) *meter {
	return &meter{q, proof.NewValues(func(m *proof.Model) []circuit.Node { return []circuit.Node{q.measure(m)} })}
}

// of returns the quantity at the instance with other weights, a new number.
func (j *meter) of(in *generators.Instance, weights [][]*big.Rat) *big.Rat {
	other := *in
	other.Weights = weights
	return new(big.Rat).Set(j.values.At(&other)[0])
}

// attained reports whether the equality case holds in every coordinate.
func (q quantity) attainedBy(in *generators.Instance) bool {
	for i := range in.Target {
		if !q.attained(column(in.Weights, i)) {
			return false
		}
	}
	return true
}

// bound is the least value at the products of the instance, for rational |p_i|^(1/L) = cs_i.
func (q quantity) bound(in *generators.Instance, cs []*big.Rat) *big.Rat {
	sum, t := new(big.Rat), new(big.Rat).Mul(in.Noise, in.Noise)
	for i, c := range cs {
		part := q.least(in.Depth(), product(column(in.Weights, i)), new(big.Rat).Mul(c, c), t)
		sum.Add(sum, part.Mul(part, in.Scale(i)))
	}
	return sum
}

// counterpart is the balanced factorization with the same products: c_i in every layer, the first with the
// sign of p_i.
func counterpart(in *generators.Instance, cs []*big.Rat) [][]*big.Rat {
	ws := make([][]*big.Rat, in.Depth())
	for l := range ws {
		ws[l] = append([]*big.Rat(nil), cs...)
	}
	for i, c := range cs {
		if product(column(in.Weights, i)).Sign() < 0 {
			ws[0][i] = new(big.Rat).Neg(c)
		}
	}
	return ws
}

// exactSample decides q >= its bound, with equality exactly in the stated cases, and that the balanced
// counterpart has the same products and attains the bound.
func (s statement) exactSample(q quantity) *claim.Sample {
	return &claim.Sample{
		Space:    s.rooted(6, 3),
		Cases:    claim.Count{Quick: 130, Default: 2600, Deep: 130000},
		MinValid: 8,
		MarginIs: fmt.Sprintf("(%s - its least value) / %s; 0 at the minimizers", q.name, q.name),
		NewJudge: func() claim.Judge {
			j := newMeter(q)
			return j.judge
		},
	}
}

func (j *meter) judge(c *claim.Case) claim.Outcome {
	cs, ok := roots(c.Weights)
	if !ok {
		return claim.Skip("the balanced counterpart is irrational")
	}
	value, bound := j.of(c.Instance, c.Weights), j.q.bound(c.Instance, cs)
	other := counterpart(c.Instance, cs)
	least := j.of(c.Instance, other)
	if c.Tracing() {
		c.Trace(j.q.name, value.RatString())
		c.Trace("least value", bound.RatString())
		c.Trace(j.q.name+" at the balanced counterpart", least.RatString())
	}
	for i := range cs {
		if product(column(other, i)).Cmp(product(column(c.Weights, i))) != 0 {
			return claim.Violate("the counterpart changes the product", 0, "coordinate %d", i+1)
		}
	}
	if least.Cmp(bound) != 0 {
		return claim.Violate("the bound is not attained", 0, "%s is %s at the balanced counterpart, the bound says %s", j.q.name, proof.Clip(least), proof.Clip(bound))
	}
	gap := new(big.Rat).Sub(value, bound)
	if j.q.attained == nil { // the inequality alone
		return decide(j.q.name, gap.Sign(), gap.Sign() == 0, relative(gap, value))
	}
	return decide(j.q.name, gap.Sign(), j.q.attainedBy(c.Instance), relative(gap, value))
}

// inequalitySample decides both inequalities, and that the counterpart attains them, without s_i > 0 and
// e > 0: these hypotheses are for the equality cases.
func (s statement) inequalitySample() *claim.Sample {
	s.scalePositive, s.noisePositive = false, false
	a, b := s.sharpness(), s.trace()
	a.attained, b.attained = nil, nil
	return &claim.Sample{
		Space:    s.rooted(5, 3),
		Cases:    claim.Count{Quick: 150, Default: 1500, Deep: 75000},
		MinValid: 8,
		MarginIs: "(value - least value) / value, the smaller of R and tr Hess L; 0 at the minimizers",
		NewJudge: func() claim.Judge {
			first, second := newMeter(a), newMeter(b)
			return func(c *claim.Case) claim.Outcome {
				x := first.judge(c)
				if x.Kind != claim.KindHeld {
					return x
				}
				y := second.judge(c)
				if y.Kind != claim.KindHeld {
					return y
				}
				return claim.HoldBy(math.Min(x.Margin, y.Margin))
			}
		},
	}
}

// decide turns the sign of value - bound and the predicted equality case into an outcome.
func decide(name string, sign int, attained bool, margin float64) claim.Outcome {
	switch {
	case sign < 0:
		return claim.Violate("below the bound", margin, "%s is below the bound by %.3g of its value", name, margin)
	case sign == 0 && !attained:
		return claim.Violate("minimal, not in the stated case", 0, "%s is minimal although the equality case does not hold", name)
	case sign > 0 && attained:
		return claim.Violate("not minimal in the stated case", margin, "%s exceeds its least value by %.3g of itself although the equality case holds", name, margin)
	}
	return claim.HoldBy(margin)
}

// relative is |x| / |y| rounded to a float64 and capped at its largest number; 0 for x = 0, the cap for y = 0
// alone.
func relative(x, y *big.Rat) float64 {
	switch {
	case x.Sign() == 0:
		return 0
	case y.Sign() == 0:
		return math.MaxFloat64
	}
	r, _ := new(big.Rat).Quo(x, y).Float64()
	return math.Min(math.Abs(r), math.MaxFloat64)
}
