package gaussian_kl

import (
	"math/big"
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// An instance is read as two laws on d points and a function f = log r: p_i proportional to |w_1i| + 1, q_i to |w_2i| + 1, r_i = |b_i| + 1/2. So
// every instance is one, with positive weights; the tilted regime chooses w_2 such that q_i is proportional to p_i r_i.

const (
	tilted     = "tilted"
	nearTilted = "nearly tilted"
)

func (s statement) finiteSample() *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 2, MinWidth: 1, MaxWidth: 6, Diagonal: true, ZeroTau2: true}
	regimes := generators.RegimeNamed(d, generators.Generic, generators.Dyadic, generators.Unit, generators.ZeroTarget)
	tilt := generators.RegimeNamed(d, generators.Generic)[0].With(func(_ *rand.Rand, in *generators.Instance) {
		p, r := weights(in.Weights[0]), tilts(in.Target)
		for i, x := range in.Weights[1] { // |w_2i| + 1 = 2 p_i r_i >= 1
			x.Mul(p[i], r[i])
			x.Add(x, x)
			x.Sub(x, big.NewRat(1, 1))
		}
	})
	tilt.Name = tilted
	near := tilt.With(func(r *rand.Rand, in *generators.Instance) {
		x := in.Weights[1][r.Intn(in.Width())]
		x.Add(x, big.NewRat(1, 1<<(10+r.Intn(20))))
	})
	near.Name = nearTilted
	return &claim.Sample{
		Space: generators.NewSpace(d, append(regimes, tilt, near)...), Cases: claim.Count{Quick: 90, Default: 1800, Deep: 72000}, MinValid: 4,
		MarginIs: "KL + log E_P exp f - E_Q f; 0 at the tilted measure only",
		NewJudge: func() claim.Judge { return s.finite },
	}
}

// weights returns |x| + 1, tilts |x| + 1/2.
func weights(xs []*big.Rat) []*big.Rat { return above(xs, big.NewRat(1, 1)) }
func tilts(xs []*big.Rat) []*big.Rat   { return above(xs, big.NewRat(1, 2)) }

func above(xs []*big.Rat, least *big.Rat) []*big.Rat {
	out := make([]*big.Rat, len(xs))
	for i, x := range xs {
		out[i] = new(big.Rat).Abs(x)
		out[i].Add(out[i], least)
	}
	return out
}

func normalize(xs []*big.Rat) []*big.Rat {
	sum := new(big.Rat)
	for _, x := range xs {
		sum.Add(sum, x)
	}
	for _, x := range xs {
		x.Quo(x, sum)
	}
	return xs
}

func (s statement) finite(c *claim.Case) claim.Outcome {
	p, q, r := normalize(weights(c.Weights[0])), normalize(weights(c.Weights[1])), tilts(c.Target)
	z := new(big.Rat) // E_P exp f
	for i := range p {
		z.Add(z, new(big.Rat).Mul(p[i], r[i]))
	}
	isTilted, equal := true, true
	for i := range p {
		ratio := new(big.Rat).Quo(q[i], p[i])
		isTilted = isTilted && ratio.Cmp(new(big.Rat).Quo(r[i], z)) == 0
		equal = equal && p[i].Cmp(q[i]) == 0
	}
	if isTilted { // E_Q f - log E_P exp f = sum q log(r/Z) = sum q log(q/p) = KL, so the gap is (share - 1) KL
		off := new(big.Rat).Sub(s.share, big.NewRat(1, 1)).Sign()
		if off != 0 && !equal {
			return claim.Violate("no equality at the tilted measure", 0, "the gap is (%s - 1) KL, and KL > 0", s.share.RatString())
		}
		return claim.HoldBy(0)
	}
	for prec := uint(firstPrec); prec <= lastPrec; prec *= 2 {
		k := interval.NewContext(prec)
		gap := k.SetRat(interval.New(), z)
		k.Log(gap, gap)
		for i := range p {
			kl, f := interval.New(), interval.New()
			k.Log(kl, k.SetRat(kl, new(big.Rat).Quo(q[i], p[i])))
			k.Log(f, k.SetRat(f, r[i]))
			k.Sub(kl, k.MulRat(kl, kl, s.share), f)
			k.Add(gap, gap, k.MulRat(kl, kl, q[i]))
		}
		c.Trace("gap", gap)
		sign, known := gap.Sign()
		if !known {
			continue
		}
		low, _ := gap.Float64()
		switch {
		case sign < 0:
			return claim.Violate("the bound fails", -low, "KL + log E_P exp f - E_Q f = %v", gap)
		case sign == 0:
			return claim.Violate("equality away from the tilted measure", 0, "the gap is 0")
		}
		return claim.HoldBy(max(low, 0))
	}
	return claim.Undecide("the gap is open at %d bits", lastPrec)
}
