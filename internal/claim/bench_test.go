package claim

import (
	"math/rand"
	"runtime/debug"
	"testing"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/prop"

	"github.com/ssamverify/ssamverify/generators"
)

// The cost of one case with a trivial property at L = d = 4: the runner's wrapper, gopter called
// bare with the same generator, and the generator alone. The wrapper's own cost is the difference of
// the first two.

func benchSample() *Sample {
	d := generators.Domain{MinDepth: 4, MaxDepth: 4, MinWidth: 4, MaxWidth: 4}
	return &Sample{
		Space: generators.NewSpace(d, generators.RegimeNamed(d, generators.Generic)...), Cases: Count{1, 1, 1},
		NewJudge: func() Judge { return hold },
	}
}

func BenchmarkCase(b *testing.B) {
	s := &subject{claimID: "c", check: "k", root: 1, sample: benchSample()}
	perSecond := func(b *testing.B) { b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "cases/s") }
	b.Run("wrapper", func(b *testing.B) {
		i := 0
		for b.Loop() {
			s.run(i, hold)
			i++
		}
		perSecond(b)
	})
	b.Run("gopter", func(b *testing.B) {
		p := gopter.DefaultGenParameters()
		p.Rng = rand.New(generators.NewSource(1, 2))
		property := prop.ForAllNoShrink(func(*generators.Instance) bool { return true }, s.sample.Space.Gen(0))
		for b.Loop() {
			property(p)
		}
		perSecond(b)
	})
	b.Run("bare", func(b *testing.B) {
		r := rand.New(generators.NewSource(1, 2))
		for b.Loop() {
			s.sample.Space.Draw(0, r)
		}
		perSecond(b)
	})
}

// BenchmarkRun is a whole run of cheap cases, workers against one worker, with the garbage collector set as cmd/audit does. A worker alone
// has the collector on the other core: for the gain of the second, compare -cpu 1 with -cpu 2.
func BenchmarkRun(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	const cases = 4096
	claims := []Claim{newClaim("c", []Check{check("k", &Sample{
		Space: benchSample().Space, Cases: Count{cases, cases, cases}, NewJudge: func() Judge { return hold },
	})})}
	for _, w := range []struct {
		name    string
		workers int
	}{{"workers=1", 1}, {"workers=2", 2}} {
		b.Run(w.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Run(b.Context(), claims, Options{Profile: Quick, Workers: w.workers}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*cases/b.Elapsed().Seconds(), "cases/s")
		})
	}
}
