package theorem4_4

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
)

// TestBoundRegimes: "corner" is every weight at +-M, positive in the first coordinate and with random signs in the others; "within" is the multiples of M/16 in the
// box, both ends drawn. At a corner with b_i p_i <= 0 for every i each term of the bound is attained by the noise alone, and the margin is 0; with d = 1 and b p > 0
// it is not.
func TestBoundRegimes(t *testing.T) {
	s := theorem().boundSample()
	judge, r := s.NewJudge(), rand.New(generators.NewSource(31, 0))
	for k, g := range s.Space.Regimes {
		corner := g.Name == "corner" || g.Name == "corner, b = 0" || g.Name == "corner, generic"
		shares, signs := map[string]bool{}, map[[2]int]bool{}
		for n := range 300 {
			in := s.Space.Draw(k, r)
			m := in.Param(boxName)
			for _, row := range in.Weights {
				for i, w := range row {
					share := new(big.Rat).Quo(w, m)
					shares[share.Mul(share, big.NewRat(16, 1)).RatString()] = true
					signs[[2]int{min(i, 1), w.Sign()}] = true
				}
			}
			zero := true
			for _, b := range in.Target {
				zero = zero && b.Sign() == 0
			}
			if g.Name == "corner, b = 0" && !zero {
				t.Fatalf("%s: b = %v", g.Name, in.Target)
			}
			if n >= 20 {
				continue
			}
			attained := corner
			for i, b := range in.Target {
				sign := b.Sign()
				for _, row := range in.Weights {
					sign *= row[i].Sign()
				}
				attained = attained && sign <= 0
			}
			out := judge(&claim.Case{Instance: in})
			if out.Kind != claim.KindHeld || attained && out.Margin != 0 || !attained && corner && in.Width() == 1 && !(out.Margin > 0 && out.Margin <= 1) {
				t.Errorf("%s: %v, margin %v: b = %v, w = %v, M = %s", g.Name, out.Kind, out.Margin, in.Target, in.Weights, m.RatString())
			}
		}
		if corner && (len(shares) != 2 || signs[[2]int{0, -1}] || !signs[[2]int{1, -1}] || !signs[[2]int{1, 1}]) {
			t.Errorf("%s: w/M in sixteenths %v, signs %v", g.Name, shares, signs)
		}
		if !corner && (len(shares) != 33 || !shares["16"] || !shares["-16"]) {
			t.Errorf("%s: w/M in sixteenths %v", g.Name, shares)
		}
	}
}

// TestNoNoiseIsNoticed: without noise a stationary point has E|g|^2 = 0, and the schedule's argument fails there; with noise it holds.
func TestNoNoiseIsNoticed(t *testing.T) {
	s := theorem().floorSample()
	in := s.Space.Draw(0, rand.New(generators.NewSource(32, 0)))
	in.Target[0].SetInt64(1)
	for _, row := range in.Weights {
		row[0].SetInt64(1)
	}
	for e, class := range map[int64]string{0: "no noise", 1: ""} {
		in.Noise.SetInt64(e)
		if out := s.NewJudge()(&claim.Case{Instance: in}); out.Failure != class {
			t.Errorf("e = %d: %v %s %s, want %q", e, out.Kind, out.Failure, out.Detail, class)
		}
	}
}

// TestFiniteRegimes: the starts, boxes and schedules that the names promise.
func TestFiniteRegimes(t *testing.T) {
	space := theorem().finiteSample().Space
	r := rand.New(generators.NewSource(33, 0))
	half, zero := big.NewRat(1, 2), new(big.Rat)
	steps, decays := map[string]bool{}, map[string]bool{}
	for k, g := range space.Regimes {
		for range 300 {
			in := space.Draw(k, r)
			m, a, decay := in.Param(boxName), in.Param(stepName), in.Param(decayName)
			w := make([]*big.Rat, in.Depth())
			for l, row := range in.Weights {
				w[l] = row[0]
			}
			b, ok := in.Target[0], true
			switch g.Name {
			case "minimum, large steps":
				ok = b.Sign() == 0 && w[0].Sign() == 0 && w[1].Sign() == 0 && m.Cmp(half) == 0 && a.Cmp(big.NewRat(1, 1)) == 0 && decay.Cmp(zero) == 0
			case "corner, small steps": // L = 2: t_+^2 = b - e^2 > M^2, so that the corner is a KKT point
				ok = b.Cmp(big.NewRat(4, 1)) == 0 && in.Noise.Cmp(half) == 0 && m.Cmp(half) == 0 && a.Cmp(big.NewRat(1, 1<<14)) == 0 && decay.Cmp(zero) == 0 &&
					active(w[0], m) && w[0].Cmp(w[1]) == 0
			case "stationary start":
				two := new(big.Rat).Add(w[0], w[0])
				ok = stationary(w, b, in.Noise) && two.Abs(two).Cmp(m) == 0 && decay.Cmp(big.NewRat(3, 4)) == 0
				steps[a.RatString()] = true
			case "within the box":
				ok = in.Noise.Cmp(big.NewRat(1, 16)) >= 0 && in.Noise.Cmp(big.NewRat(1, 1)) <= 0 && m.Cmp(big.NewRat(1, 16)) >= 0 && m.Cmp(big.NewRat(2, 1)) <= 0 &&
					decay.Cmp(half) >= 0 && decay.Cmp(big.NewRat(1, 1)) <= 0 && a.Cmp(big.NewRat(1, 1<<10)) >= 0 && a.Cmp(half) <= 0
				for i, x := range in.Target {
					ok = ok && new(big.Rat).Abs(x).Cmp(big.NewRat(2, 1)) <= 0 && in.Scale(i).Cmp(big.NewRat(1, 8)) >= 0 && in.Scale(i).Cmp(big.NewRat(2, 1)) <= 0
				}
				decays[decay.RatString()] = true
			default:
				t.Fatalf("regime %s", g.Name)
			}
			if !ok {
				t.Fatalf("%s: w = %v, b = %v, e = %s, M = %s, A = %s, r = %s", g.Name, in.Weights, in.Target, in.Noise.RatString(), m.RatString(), a.RatString(), decay.RatString())
			}
		}
	}
	if len(steps) != 8 || !steps["1/4"] || !steps["1/512"] || len(decays) != 33 {
		t.Errorf("steps %v, decays %v", steps, decays)
	}
}
