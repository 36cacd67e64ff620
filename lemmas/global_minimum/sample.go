package global_minimum

import (
	"context"
	"math/big"
	"math/rand"
	"sync"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

const maxSampleDepth = 8

// difference is F - F(0) at the planted point, from the definition.
func difference(p planted.Point, values planted.Table) *big.Rat {
	k := values.At(p.Depth)
	zero := make([]*big.Rat, p.Depth)
	for l := range zero {
		zero[l] = new(big.Rat)
	}
	d := k.At(p.Weights, p.Target, p.Scale, p.Noise).Value
	return d.Sub(d, k.At(zero, p.Target, p.Scale, p.Noise).Value)
}

// valueSample decides F - F(0) = s value exactly.
func valueSample(s statement) *claim.Sample {
	return &claim.Sample{
		Space: planted.Space(2, maxSampleDepth), Cases: claim.Count{Quick: 60, Default: 1200, Deep: 60000}, MinValid: 8,
		NewJudge: func() claim.Judge {
			values, closed := planted.Table{}, map[int]*circuit.Machine[*big.Rat, circuit.Rats]{}
			return func(c *claim.Case) claim.Outcome {
				p := planted.Of(c.Instance)
				m, ok := closed[p.Depth]
				if !ok {
					b := circuit.NewBuilder()
					u, e, sc := b.Var("u"), b.Var("e"), b.Var("s")
					e2 := e.Sqr()
					m = circuit.NewMachine(circuit.Rats{}, b.Compile(sc.Mul(s.value(u, e2, u.Add(e2).Pow(p.Depth-1), e2.Pow(p.Depth)))))
					closed[p.Depth] = m
				}
				d, want := difference(p, values), m.Run([]*big.Rat{p.U(), p.Noise, p.Scale})[0]
				c.Trace("F - F(0)", d.RatString())
				if d.Cmp(want) != 0 {
					return claim.Violate("value differs", 0, "F - F(0) = %s, closed form %s", proof.Clip(d), proof.Clip(want))
				}
				return claim.Hold()
			}
		},
	}
}

// enclosures holds the threshold's enclosure by depth, computed once and never changed.
type enclosures struct {
	lo, hi *big.Rat
	err    error
}

// thresholdBits narrows z_2 to 2^-400; the planted beta^2 are rationals of far fewer bits, so an undecided case means a near tie that is
// worth a look (it would be reported as undecided, never passed).
const thresholdBits = 400

// besideTie is the regime that makes a threshold off by little wrong.
const besideTie = "beside the tie"

// nearTie draws t/e beside sqrt(z_2): 2^-n above or below it, n in 20..60, z_2 from 2^-128 (at L = 2, where z_2 = 0, t/e = 2^-n). Then |beta/beta_2 - 1| is
// about 2^-n, and 2^(-2n) at L = 2.
func nearTie() func(r *rand.Rand, depth int) *big.Rat {
	middle := make([]func() *big.Rat, maxSampleDepth+1)
	for depth := 2; depth <= maxSampleDepth; depth++ {
		middle[depth] = sync.OnceValue(func() *big.Rat {
			r, err := lemma().tieRoot(context.Background(), depth)
			if err == nil && r != nil {
				r, err = r.Refine(context.Background(), 128)
			}
			if err != nil || r == nil {
				return new(big.Rat)
			}
			x := new(big.Float).SetPrec(128).SetRat(r.Lo())
			q, _ := x.Sqrt(x).SetPrec(64).Rat(nil)
			return q
		})
	}
	return func(r *rand.Rand, depth int) *big.Rat {
		d := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), uint(20+r.Int63n(41))))
		x := middle[depth]()
		if x.Sign() > 0 && r.Int63n(2) == 1 {
			d.Neg(d)
		}
		return d.Add(d, x)
	}
}

// thresholdSample decides: the point lies below the origin iff it is the large root and beta is beyond the threshold.
func thresholdSample(s statement) *claim.Sample {
	known := make([]func() enclosures, maxSampleDepth+1)
	for depth := 2; depth <= maxSampleDepth; depth++ {
		known[depth] = sync.OnceValue(func() enclosures {
			lo, hi, err := s.threshold(depth, thresholdBits)
			return enclosures{lo, hi, err}
		})
	}
	return &claim.Sample{
		Space: planted.Space(2, maxSampleDepth, planted.Ratio{Name: besideTie, Draw: nearTie()}), Cases: claim.Count{Quick: 68, Default: 1360, Deep: 68000}, MinValid: 8,
		MarginIs: "|F - F(0)| / F(0), rounded",
		NewJudge: func() claim.Judge {
			values := planted.Table{}
			return func(c *claim.Case) claim.Outcome {
				p := planted.Of(c.Instance)
				t := known[p.Depth]()
				if t.err != nil {
					return claim.Undecide("%v", t.err)
				}
				beta2 := hSquared(p.Depth, p.Z())
				large := p.Z().Cmp(big.NewRat(int64(p.Depth-2), int64(p.Depth))) > 0
				beyond := beta2.Cmp(t.hi) > 0
				if !beyond && beta2.Cmp(t.lo) > 0 {
					return claim.Undecide("beta^2 = %s lies in the enclosure of the threshold", proof.Clip(beta2))
				}
				d := difference(p, values)
				c.Trace("F - F(0)", d.RatString())
				c.Trace("beta^2", beta2.RatString())
				says := beyond && (large || s.smallMayWin)
				if wins := d.Sign() < 0; wins != says {
					return claim.Violate("wrong winner", 0, "z = %s, beta^2 = %s: F - F(0) = %s, the statement says global: %t",
						proof.Clip(p.Z()), proof.Clip(beta2), proof.Clip(d), says)
				}
				origin := new(big.Rat).Mul(p.Target, p.Target)
				origin.Add(origin, planted.Pow(p.Noise, 2*p.Depth))
				origin.Mul(origin, p.Scale)
				m, _ := d.Quo(d.Abs(d), origin).Float64()
				return claim.HoldBy(m)
			}
		},
	}
}
