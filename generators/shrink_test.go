package generators

import (
	"math/big"
	"math/rand"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/prop"
)

// minimize follows the first failing candidate until none fails.
func minimize(tb testing.TB, s Space, in *Instance, fails func(*Instance) bool) (least *Instance, calls int) {
	tb.Helper()
	for {
		next := s.Shrink(in)
		found := false
		for v, ok := next(); ok; v, ok = next() {
			calls++
			if calls > 200_000 {
				tb.Fatalf("no end of shrinking at %s", in.String())
			}
			if c := v.(*Instance); fails(c) {
				in, found = c, true
				break
			}
		}
		if !found {
			return in, calls
		}
	}
}

// TestShrinkCandidates: every candidate of every draw is in the domain, costs
// strictly less, is no repetition, shares no number with its origin, and the
// list is bounded and stays ended; the origin does not change.
func TestShrinkCandidates(t *testing.T) {
	for _, row := range domains {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			s := NewSpace(row.d)
			step := 1
			if testing.Short() {
				step = 4
			}
			for i := 0; i < len(s.Regimes)*max(1, draws(t)/10_000); i += step {
				in := s.Draw(i, stream(i))
				before, cost := in.String(), in.Cost()
				seen := map[string]bool{before: true}
				storage := map[*big.Word]bool{}
				for _, x := range numbersOf(in) {
					words(x, func(p *big.Word) { storage[p] = true })
				}
				next := s.Shrink(in)
				n := 0
				for v, ok := next(); ok; v, ok = next() {
					c := v.(*Instance)
					n++
					if err := s.Domain.Check(c); err != nil {
						t.Fatalf("candidate outside the domain: %v\n%s\nof\n%s", err, c, before)
					}
					if !c.Cost().Less(cost) {
						t.Fatalf("%s costs %v, its origin %s only %v", c.String(), c.Cost(), before, cost)
					}
					if seen[c.String()] {
						t.Fatalf("repeated candidate %s", c.String())
					}
					if c.Regime != in.Regime {
						t.Fatalf("candidate of regime %q from %q", c.Regime, in.Regime)
					}
					seen[c.String()] = true
					for _, x := range numbersOf(c) {
						words(x, func(p *big.Word) {
							if storage[p] {
								t.Fatalf("a candidate shares storage with its origin %s", before)
							}
						})
					}
				}
				if n > MaxCandidates {
					t.Fatalf("%d candidates", n)
				}
				if _, ok := next(); ok {
					t.Fatal("the list goes on after its end")
				}
				if in.String() != before {
					t.Fatalf("shrinking changed %s to %s", before, in.String())
				}
			}
		})
	}
}

// words visits the first word of each part of x that has storage.
func words(x *big.Rat, visit func(*big.Word)) {
	if x.Sign() == 0 {
		return
	}
	visit(&x.Num().Bits()[0])
	if !x.IsInt() {
		visit(&x.Denom().Bits()[0])
	}
}

// TestShrinkSharesNothingAmongCandidates: poisoning one candidate leaves the
// ones after it as they would have been.
func TestShrinkSharesNothingAmongCandidates(t *testing.T) {
	s := NewSpace(Domain{Params: paramTable})
	for i := range len(s.Regimes) {
		in := s.Draw(i, stream(i))
		var clean []string
		for next, k := s.Shrink(in), 0; k < 300; k++ {
			v, ok := next()
			if !ok {
				break
			}
			clean = append(clean, v.(*Instance).String())
		}
		next := s.Shrink(in)
		for k, want := range clean {
			v, _ := next()
			c := v.(*Instance)
			if got := c.String(); got != want {
				t.Fatalf("candidate %d is %s after poisoning the ones before it, want %s", k, got, want)
			}
			for _, x := range numbersOf(c) {
				x.SetFrac64(-12345, 67891)
			}
		}
	}
}

// TestShrinkFindsKnownMinima: from every regime that fails, the same least instance.
func TestShrinkFindsKnownMinima(t *testing.T) {
	step := []ParamSpec{{Name: "step", Lo: rat("0"), Hi: rat("10"), OpenLo: true}}
	for _, row := range []struct {
		why   string
		d     Domain
		fails func(*Instance) bool
		want  string
	}{
		{
			"everything fails", Domain{},
			func(*Instance) bool { return true },
			"L=2 d=1 w1=(0) w2=(0) b=(0) Sigma=diag(1) e=1 tau2=0",
		},
		{
			"everything fails, at a shape", Domain{MinDepth: 3, MinWidth: 2, Params: step},
			func(*Instance) bool { return true },
			"L=3 d=2 w1=(0, 0) w2=(0, 0) w3=(0, 0) b=(0, 0) Sigma=diag(1, 1) e=1 tau2=0 step=1",
		},
		{
			"three layers and a nonzero weight", Domain{},
			func(in *Instance) bool { return in.Depth() >= 3 && hasNonzero(in) },
			"L=3 d=1 w1=(1) w2=(0) w3=(0) b=(0) Sigma=diag(1) e=1 tau2=0",
		},
		{
			"not balanced", Domain{Dyadic: true},
			func(in *Instance) bool { return !balanced(in) },
			"L=2 d=1 w1=(1) w2=(0) b=(0) Sigma=diag(1) e=1 tau2=0",
		},
		{
			"a product above 5: redistribution", Domain{},
			func(in *Instance) bool { return product(in, 0).Cmp(rat("5")) > 0 },
			"L=2 d=1 w1=(6) w2=(1) b=(0) Sigma=diag(1) e=1 tau2=0",
		},
		{
			"a full Sigma", Domain{},
			func(in *Instance) bool { return !in.IsDiagonal() },
			"L=2 d=2 w1=(0, 0) w2=(0, 0) b=(0, 0) Sigma=[(1, 1) (1, 1)] e=1 tau2=0",
		},
		{
			"a full Sigma of full rank", Domain{},
			func(in *Instance) bool { return !in.IsDiagonal() && gaussRank(in.Sigma) == in.Width() },
			"L=2 d=2 w1=(0, 0) w2=(0, 0) b=(0, 0) Sigma=[(1, 1/2) (1/2, 1)] e=1 tau2=0",
		},
		{
			"noise above 3", Domain{PositiveNoise: true},
			func(in *Instance) bool { return in.Noise.Cmp(rat("3")) > 0 },
			"L=2 d=1 w1=(0) w2=(0) b=(0) Sigma=diag(1) e=4 tau2=0",
		},
		{
			"no noise", Domain{},
			func(in *Instance) bool { return in.Noise.Sign() == 0 },
			"L=2 d=1 w1=(0) w2=(0) b=(0) Sigma=diag(1) e=0 tau2=0",
		},
		{
			"a target beyond the threshold, negative", Domain{Diagonal: true, PositiveScale: true, PositiveNoise: true, MinDepth: 4},
			func(in *Instance) bool {
				return in.Target[0].Sign() < 0 && new(big.Rat).Add(in.Target[0], new(big.Rat).Mul(rat("27/4"), ratPow(in.Noise, in.Depth()))).Sign() < 0 && isOne(in.Noise)
			},
			"L=4 d=1 w1=(0) w2=(0) w3=(0) w4=(0) b=(-7) Sigma=diag(1) e=1 tau2=0",
		},
		{
			"a step that is not whole", Domain{Params: step},
			func(in *Instance) bool { return !in.Param("step").IsInt() },
			"L=2 d=1 w1=(0) w2=(0) b=(0) Sigma=diag(1) e=1 tau2=0 step=1/2",
		},
		{
			"a hypothesis that forbids the simplest", Domain{
				Diagonal: true, PositiveScale: true, PositiveNoise: true,
				Extra: []Constraint{{"tau2 >= 0", func(in *Instance) bool { return in.Tau2.Sign() >= 0 }}, {"L is even or w_11 > 2", func(in *Instance) bool { return in.Depth()%2 == 0 || in.Weights[0][0].Cmp(rat("2")) > 0 }}},
			},
			func(in *Instance) bool { return in.Depth() >= 3 },
			"L=3 d=1 w1=(3) w2=(0) w3=(0) b=(0) Sigma=diag(1) e=1 tau2=0",
		},
	} {
		t.Run(row.why, func(t *testing.T) {
			t.Parallel()
			d := row.d
			var regimes []Regime
			for _, g := range Regimes(d) {
				if len(d.Extra) > 0 {
					g = g.With(func(_ *rand.Rand, in *Instance) { in.Weights[0][0].SetInt64(5) })
				}
				regimes = append(regimes, g)
			}
			s := NewSpace(d, regimes...)
			failed, most := 0, 0
			cases := 20 * len(s.Regimes)
			if testing.Short() {
				cases /= 3
			}
			for i := range cases {
				in := s.Draw(i, stream(i))
				if !row.fails(in) {
					continue
				}
				failed++
				least, calls := minimize(t, s, in, row.fails)
				most = max(most, calls)
				if got := least.String(); got != row.want {
					t.Fatalf("from %s\ngot  %s\nwant %s", in.String(), got, row.want)
				}
			}
			if failed == 0 {
				t.Error("nothing failed, nothing was shrunk")
			}
			t.Logf("%d shrunk, at most %d calls", failed, most)
		})
	}
}

func hasNonzero(in *Instance) bool {
	for _, row := range in.Weights {
		for _, x := range row {
			if x.Sign() != 0 {
				return true
			}
		}
	}
	return false
}

// TestShrinkIsBounded: an instance whose moves exceed the bound still ends.
func TestShrinkIsBounded(t *testing.T) {
	d := Domain{MinDepth: 40, MaxDepth: 40, MinWidth: 12, MaxWidth: 12, Diagonal: true}
	s := NewSpace(d, RegimeNamed(d, Generic)...)
	in := s.Draw(0, stream(0))
	n := 0
	next := s.Shrink(in)
	for _, ok := next(); ok; _, ok = next() {
		n++
	}
	if n == 0 || n > MaxCandidates {
		t.Errorf("%d candidates", n)
	}
}

// TestCostOrder: Less is a strict total order on costs, field by field, and
// Cost sees every number of an instance.
func TestCostOrder(t *testing.T) {
	var costs []Cost
	for k := range 3 * 3 * 3 * 3 * 3 {
		costs = append(costs, Cost{k / 81, k / 27 % 3, k / 9 % 3, k / 3 % 3, k % 3})
	}
	for i, a := range costs {
		for j, b := range costs {
			if a.Less(b) != (i < j) {
				t.Fatalf("%v < %v is %v", a, b, a.Less(b))
			}
		}
	}
	in := NewSpace(Domain{MinWidth: 2, Params: paramTable}).Draw(0, stream(0))
	for k := range numbersOf(in) {
		out := in.Clone()
		setPow2(numbersOf(out)[k], 3, 5000)
		if !in.Cost().Less(out.Cost()) {
			t.Errorf("number %d does not count: %v and %v", k, in.Cost(), out.Cost())
		}
	}
}

// TestGenThroughGopter: one case is one gopter call; the case's generator draws
// what Draw draws, and a falsified property comes back shrunk, inside the domain.
func TestGenThroughGopter(t *testing.T) {
	s := NewSpace(Domain{Diagonal: true, PositiveScale: true, PositiveNoise: true})
	shrunk := 0
	for i := range 2 * len(s.Regimes) {
		params := &gopter.GenParameters{MaxShrinkCount: 1000, Rng: stream(i)}
		res := s.Gen(i)(params)
		if v, ok := res.Retrieve(); !ok || !v.(*Instance).Equal(s.Draw(i, stream(i))) {
			t.Fatalf("case %d: the generator does not draw what Draw draws", i)
		}
		params.Rng = stream(i)
		result := prop.ForAll(func(in *Instance) bool { return in.Depth() < 3 }, s.Gen(i))(params)
		if result.Status == gopter.PropTrue {
			continue
		}
		if result.Status != gopter.PropFalse {
			t.Fatalf("case %d: %v, %v", i, result.Status, result.Error)
		}
		got := result.Args[0].Arg.(*Instance).String()
		if want := "L=3 d=1 w1=(0) w2=(0) w3=(0) b=(0) Sigma=diag(1) e=1 tau2=0"; got != want {
			t.Errorf("case %d shrank to %s", i, got)
		}
		shrunk++
	}
	if shrunk == 0 {
		t.Error("nothing was falsified")
	}
}
