package generators

import (
	"flag"
	"math/big"
	"math/rand"
	"os"
	"testing"
)

// draws is the number of cases per domain: 10^4, a tenth in short mode, ten
// times as many with SSAM_DEEP=1.
func draws(tb testing.TB) int {
	tb.Helper()
	switch {
	case os.Getenv("SSAM_DEEP") == "1":
		return 100_000
	case testing.Short():
		return 1_000
	}
	return 10_000
}

var seed = flag.Uint64("seed", 1, "first seed of the random tests")

// stream is the random stream of case i.
func stream(i int) *rand.Rand { return rand.New(NewSource(*seed, uint64(i))) }

// domains is the table of domains that the tests of all regimes run on.
var domains = []struct {
	name string
	d    Domain
}{
	{"zero value: the widest", Domain{}},
	{"linear diagonal model", Domain{Diagonal: true, PositiveScale: true, PositiveNoise: true}},
	{"general model", Domain{PositiveScale: true, PositiveNoise: true}},
	{"diagonal with free coordinates", Domain{Diagonal: true}},
	{"floats, diagonal", Domain{Diagonal: true, PositiveScale: true, PositiveNoise: true, Dyadic: true}},
	{"floats, general, e may be 0", Domain{Dyadic: true, ZeroTau2: true}},
	{"scalar, two layers: the smallest", Domain{MaxDepth: 2, MaxWidth: 1, PositiveNoise: true}},
	{"fixed shape", Domain{MinDepth: 4, MaxDepth: 4, MinWidth: 4, MaxWidth: 4, PositiveScale: true}},
	{"deep and thin", Domain{MinDepth: 9, MaxDepth: 12, MaxWidth: 1, PositiveNoise: true, PositiveScale: true}},
	{"deep floats", Domain{MinDepth: 3, MaxDepth: 12, MaxWidth: 2, PositiveNoise: true, Dyadic: true}},
	{"wide", Domain{MaxDepth: 3, MinWidth: 5, MaxWidth: 7, ZeroTau2: true}},
	{"parameters of every kind", Domain{Params: paramTable}},
	{"parameters that floats hold", Domain{Params: paramTable, Dyadic: true}},
	{"further hypotheses", Domain{Extra: []Constraint{{"L <= 12", func(in *Instance) bool { return in.Depth() <= 12 }}}}},
}

var paramTable = []ParamSpec{
	{Name: "step", Lo: rat("1/1000000"), Hi: rat("10"), Log: true},
	{Name: "tenth", Lo: rat("1/10"), Hi: rat("3/10")},
	{Name: "open", Lo: rat("0"), Hi: rat("1"), OpenLo: true, OpenHi: true},
	{Name: "signed", Lo: rat("-5/3"), Hi: rat("7/3")},
	{Name: "count", Lo: rat("1"), Hi: rat("20"), Integer: true},
	{Name: "single", Lo: rat("3/4"), Hi: rat("3/4")},
}

func rat(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("bad rational in a test: " + s)
	}
	return x
}

// given is an instance from rows of rationals; sigma is diagonal.
func given(weights [][]string, target, scale []string, noise string) *Instance {
	in := NewInstance(Given, len(weights), len(target))
	for l, row := range weights {
		for i, s := range row {
			in.Weights[l][i].Set(rat(s))
		}
	}
	for i := range target {
		in.Target[i].Set(rat(target[i]))
		in.Sigma[i][i].Set(rat(scale[i]))
	}
	in.Noise.Set(rat(noise))
	return in
}

// numbersOf is every number of the instance, by reference.
func numbersOf(in *Instance) []*big.Rat {
	var out []*big.Rat
	for _, row := range in.Weights {
		out = append(out, row...)
	}
	out = append(out, in.Target...)
	for _, row := range in.Sigma {
		out = append(out, row...)
	}
	out = append(out, in.Noise, in.Tau2)
	for _, p := range in.Params {
		out = append(out, p.Value)
	}
	return out
}

// mustPanic runs f and reports the message of its panic.
func mustPanic(t *testing.T, f func()) (message any) {
	t.Helper()
	defer func() {
		if message = recover(); message == nil {
			t.Error("no panic")
		}
	}()
	f()
	return nil
}
