package generators

import (
	"math/big"
	"math/rand"
	"testing"
)

// TestRegimesStayInDomain: every regime of every domain of the table is reached
// and every draw satisfies every hypothesis. Draw panics on a violation; the
// predicate is called here once more, on the instance as handed out.
func TestRegimesStayInDomain(t *testing.T) {
	for _, row := range domains {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := NewSpace(row.d)
			seen := map[string]int{}
			n := draws(t)
			for i := range n {
				in := s.Draw(i, stream(i))
				if err := s.Domain.Check(in); err != nil {
					t.Fatalf("case %d, %v: %v", i, in, err)
				}
				seen[in.Regime]++
			}
			for _, g := range s.Regimes {
				// by index: each regime gets its share, up to one
				if got := seen[g.Name]; got < n/len(s.Regimes) {
					t.Errorf("regime %q: %d of %d cases", g.Name, got, n)
				}
			}
			if len(seen) != len(s.Regimes) {
				t.Errorf("%d regimes seen, want %d", len(seen), len(s.Regimes))
			}
		})
	}
}

// property is what a regime promises. It is decided from the entries alone, not
// with the code that made them.
var property = map[string]func(d Domain, in *Instance) bool{
	Generic: func(Domain, *Instance) bool { return true },
	Dyadic: func(_ Domain, in *Instance) bool {
		for k, x := range numbersOf(in) {
			if k < len(numbersOf(in))-len(in.Params) {
				if f, _ := x.Float64(); new(big.Rat).SetFloat64(f).Cmp(x) != 0 {
					return false
				}
			}
		}
		return true
	},
	Unit: func(_ Domain, in *Instance) bool {
		for _, row := range in.Weights {
			for _, x := range row {
				if x.RatString() != "1" && x.RatString() != "-1" {
					return false
				}
			}
		}
		return in.Noise.RatString() == "1" && in.IsDiagonal()
	},
	Balanced: func(_ Domain, in *Instance) bool {
		for i, b := range in.Target {
			if s := product(in, i).Sign(); s != 0 && b.Sign() != 0 && s != b.Sign() {
				return false
			}
		}
		return balanced(in)
	},
	Signs: func(_ Domain, in *Instance) bool { return balanced(in) && product(in, 0).Sign() != 0 },
	NearlyBalanced: func(_ Domain, in *Instance) bool {
		for i := range in.Target {
			lo, hi := moduli(in, i)
			// the moduli are c or c (1 +- 2^-k), k >= 10: the ratio is above 1 and
			// at most 1/(1 - 2^-10) < 1 + 2^-9
			if lo.Cmp(hi) == 0 || hi.Cmp(new(big.Rat).Mul(lo, rat("513/512"))) >= 0 {
				return false
			}
		}
		return true
	},
	OneZeroLayer:  func(_ Domain, in *Instance) bool { return hasZeros(in, 1) },
	TwoZeroLayers: func(_ Domain, in *Instance) bool { return hasZeros(in, 2) },
	AllZeroLayers: func(_ Domain, in *Instance) bool { return hasZeros(in, in.Depth()) },
	TinyNoise: func(_ Domain, in *Instance) bool {
		return in.Noise.Sign() > 0 && in.Noise.Cmp(big.NewRat(1, 1<<19)) < 0
	},
	HugeNoise: func(_ Domain, in *Instance) bool { return in.Noise.Cmp(big.NewRat(1<<19, 1)) > 0 },
	ZeroNoise: func(_ Domain, in *Instance) bool { return in.Noise.Sign() == 0 },
	Extreme: func(_ Domain, in *Instance) bool {
		for k, x := range numbersOf(in) {
			if k >= len(numbersOf(in))-len(in.Params) || x.Sign() == 0 {
				continue
			}
			a := new(big.Rat).Abs(x)
			if a.Cmp(rat("1e-300")) < 0 || a.Cmp(rat("1e300")) > 0 {
				return false
			}
		}
		return true
	},
	FullSigma: func(_ Domain, in *Instance) bool { return !in.IsDiagonal() },
	SingularSigma: func(_ Domain, in *Instance) bool {
		return !in.IsDiagonal() && gaussRank(in.Sigma) < in.Width()
	},
	ZeroScale: func(_ Domain, in *Instance) bool {
		for i := range in.Sigma {
			if in.Scale(i).Sign() == 0 {
				return true
			}
		}
		return false
	},
	ZeroTarget: func(_ Domain, in *Instance) bool {
		for _, b := range in.Target {
			if b.Sign() != 0 {
				return false
			}
		}
		return true
	},
	AtBeta1:    besideReference("beta_1", at),
	BelowBeta1: besideReference("beta_1", below),
	AboveBeta1: besideReference("beta_1", above),
	AtBeta2:    besideReference("beta_2", at),
	BelowBeta2: besideReference("beta_2", below),
	AboveBeta2: besideReference("beta_2", above),
}

// TestRegimesKeepTheirPromise: every draw of a regime has the property that the
// regime is named after, in every domain where it runs; and every standard
// regime runs in some domain of the table.
func TestRegimesKeepTheirPromise(t *testing.T) {
	tried := map[string]int{}
	for _, row := range domains {
		d := row.d.Normalize()
		for _, g := range Regimes(d) {
			promise, ok := property[g.Name]
			if !ok {
				t.Fatalf("regime %q has no property in the table", g.Name)
			}
			for i := range draws(t) / 50 {
				in := g.Make(stream(i), d)
				if in.Regime != g.Name {
					t.Fatalf("regime %q calls itself %q", g.Name, in.Regime)
				}
				if !promise(d, in) {
					t.Fatalf("%s: case %d of %q does not have its property:\n%s", row.name, i, g.Name, in.Pretty())
				}
				tried[g.Name]++
			}
		}
	}
	for name := range property {
		if tried[name] == 0 {
			t.Errorf("regime %q ran in no domain", name)
		}
	}
}

func balanced(in *Instance) bool {
	for i := range in.Target {
		if lo, hi := moduli(in, i); lo.Cmp(hi) != 0 {
			return false
		}
	}
	return true
}

func moduli(in *Instance, i int) (lo, hi *big.Rat) {
	for _, row := range in.Weights {
		a := new(big.Rat).Abs(row[i])
		if lo == nil || a.Cmp(lo) < 0 {
			lo = a
		}
		if hi == nil || a.Cmp(hi) > 0 {
			hi = a
		}
	}
	return lo, hi
}

func product(in *Instance, i int) *big.Rat {
	p := big.NewRat(1, 1)
	for _, row := range in.Weights {
		p.Mul(p, row[i])
	}
	return p
}

// hasZeros reports a coordinate with exactly n zero layers.
func hasZeros(in *Instance, n int) bool {
	for i := range in.Target {
		zeros := 0
		for _, row := range in.Weights {
			if row[i].Sign() == 0 {
				zeros++
			}
		}
		if zeros == n {
			return true
		}
	}
	return false
}

// TestRegimeNamed: the order asked for, and a panic for what does not fit.
func TestRegimeNamed(t *testing.T) {
	got := RegimeNamed(Domain{}, Unit, Generic)
	if len(got) != 2 || got[0].Name != Unit || got[1].Name != Generic {
		t.Errorf("RegimeNamed returned %v", got)
	}
	for _, row := range []struct {
		why  string
		d    Domain
		name string
	}{
		{"no such name", Domain{}, "nonsense"},
		{"a full Sigma is not diagonal", Domain{Diagonal: true}, FullSigma},
		{"a full Sigma needs two coordinates", Domain{MaxWidth: 1}, FullSigma},
		{"s_i = 0 is not positive", Domain{PositiveScale: true}, ZeroScale},
		{"e = 0 is not positive", Domain{PositiveNoise: true}, ZeroNoise},
		{"beta_2 needs L = 3", Domain{MaxDepth: 2}, AtBeta2},
	} {
		t.Run(row.why, func(t *testing.T) {
			mustPanic(t, func() { RegimeNamed(row.d, row.name) })
		})
	}
}

// TestRegimeWith: the last step is applied after the draw and before the check.
func TestRegimeWith(t *testing.T) {
	d := Domain{Extra: []Constraint{{"w_11 = 7", func(in *Instance) bool { return in.Weights[0][0].RatString() == "7" }}}}
	mustPanic(t, func() { NewSpace(d).Probe() }) // the standard regimes do not know it
	var bent []Regime
	for _, g := range Regimes(d) {
		bent = append(bent, g.With(func(_ *rand.Rand, in *Instance) { in.Weights[0][0].SetInt64(7) }))
	}
	s := NewSpace(d, bent...)
	for i := range 100 {
		s.Draw(i, stream(i))
	}
}
