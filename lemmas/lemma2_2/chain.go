package lemma2_2

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/symmetric"
	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Route 1 of the package doc, run on instances: the finite chain of smoothing steps from a_l = w_li^2 to
// a_l = G. Each step keeps the product, lowers P strictly and by the stated amount, raises no E_k and makes
// one more layer equal to G; after at most L-1 steps P is the stated least value.

func (s statement) chainSample() *claim.Sample {
	return &claim.Sample{
		Space:    s.rooted(6, 2),
		Cases:    claim.Count{Quick: 130, Default: 1950, Deep: 65000},
		MinValid: 8,
		NewJudge: func() claim.Judge {
			c := circuit.NewBuilder()
			x, y, g := c.Var("x"), c.Var("y"), c.Var("G")
			pair := circuit.NewMachine(circuit.Rats{}, c.Compile(s.pair(x, y, g)))
			return func(k *claim.Case) claim.Outcome { return s.judgeChain(k, pair) }
		},
	}
}

func (s statement) judgeChain(c *claim.Case, pair *circuit.Machine[*big.Rat, circuit.Rats]) claim.Outcome {
	cs, ok := roots(c.Weights)
	if !ok {
		return claim.Skip("the balanced counterpart is irrational")
	}
	t := new(big.Rat).Mul(c.Noise, c.Noise)
	for i, root := range cs {
		g := new(big.Rat).Mul(root, root)
		a := squares(column(c.Weights, i))
		steps := 0
		for ; ; steps++ {
			low, high := extremes(a)
			if a[low].Cmp(a[high]) == 0 {
				break
			}
			if steps == len(a)-1 && g.Sign() > 0 || steps == len(a) {
				return claim.Violate("chain too long", 0, "coordinate %d: not balanced after %d steps", i+1, steps)
			}
			if out := s.smooth(a, low, high, g, t, pair); out.Kind != claim.KindHeld {
				return out
			}
		}
		c.Trace("steps", steps)
		if least := s.leastProduct(len(a), g, t); shifted(a, t).Cmp(least) != 0 {
			return claim.Violate("the chain ends elsewhere", 0, "coordinate %d: P ends at %s, the bound says %s", i+1, proof.Clip(shifted(a, t)), proof.Clip(least))
		}
	}
	return claim.Hold()
}

// smooth makes one step in place. For G > 0: x = a_low < G < y = a_high become G and x y / G, and G times the
// drop of P is t pair(x, y, G) times the other factors. For G = 0 a positive layer becomes 0.
func (s statement) smooth(a []*big.Rat, low, high int, g, t *big.Rat, pair *circuit.Machine[*big.Rat, circuit.Rats]) claim.Outcome {
	before, eBefore := shifted(a, t), symmetric.Rats(a)
	x, y := new(big.Rat).Set(a[low]), new(big.Rat).Set(a[high])
	want := new(big.Rat).Set(t)
	for l, z := range a {
		if l != high && (l != low || g.Sign() == 0) {
			want.Mul(want, new(big.Rat).Add(z, t))
		}
	}
	if g.Sign() > 0 {
		if x.Cmp(g) >= 0 || g.Cmp(y) >= 0 {
			return claim.Violate("G is not between the extremes", 0, "x = %s, G = %s, y = %s", proof.Clip(x), proof.Clip(g), proof.Clip(y))
		}
		a[low].Set(g)
		a[high].Quo(new(big.Rat).Mul(x, y), g)
		want.Mul(want, pair.Run([]*big.Rat{x, y, g})[0])
		want.Quo(want, g)
	} else {
		a[high].SetInt64(0)
		want.Quo(want.Mul(want, y), t) // the drop is y times the other factors
	}
	drop := new(big.Rat).Sub(before, shifted(a, t))
	if drop.Sign() <= 0 || drop.Cmp(want) != 0 {
		return claim.Violate("drop of P", 0, "x = %s, y = %s, G = %s: P drops by %s, stated %s", proof.Clip(x), proof.Clip(y), proof.Clip(g), proof.Clip(drop), proof.Clip(want))
	}
	for k, e := range symmetric.Rats(a) {
		if e.Cmp(eBefore[k]) > 0 {
			return claim.Violate("a bracket rises", 0, "E_%d rises from %s to %s", k, proof.Clip(eBefore[k]), proof.Clip(e))
		}
	}
	return claim.Hold()
}

// extremes returns the positions of the smallest and of the largest entry.
func extremes(a []*big.Rat) (low, high int) {
	for l, x := range a {
		if x.Cmp(a[low]) < 0 {
			low = l
		}
		if x.Cmp(a[high]) > 0 {
			high = l
		}
	}
	return low, high
}

// shifted is the product of a_l + t.
func shifted(a []*big.Rat, t *big.Rat) *big.Rat {
	p := big.NewRat(1, 1)
	for _, x := range a {
		p.Mul(p, new(big.Rat).Add(x, t))
	}
	return p
}
