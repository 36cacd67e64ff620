package generators

import (
	"fmt"
	"math/rand"

	"github.com/leanovate/gopter"
)

// Space is a domain with the regimes that draw from it. The zero Space is not
// usable: see [NewSpace].
type Space struct {
	Domain  Domain
	Regimes []Regime
}

// probes is how often Probe draws from each regime.
const probes = 4

// NewSpace is the space of the domain (with its zero bounds filled in) and the
// regimes; the compatible standard regimes when none is given. It panics when the
// domain cannot be satisfied, and when a regime has no name, no Make or the name of
// another. Nothing is drawn: a registry makes hundreds of spaces for wrong
// variants that it only lists.
func NewSpace(d Domain, regimes ...Regime) Space {
	if err := d.satisfiable(); err != nil {
		panic("generators: unsatisfiable domain: " + err.Error())
	}
	d = d.Normalize()
	if len(regimes) == 0 {
		regimes = Regimes(d)
	}
	s := Space{Domain: d, Regimes: append([]Regime(nil), regimes...)}
	seen := make(map[string]bool, len(regimes))
	for i, g := range s.Regimes {
		switch {
		case g.Name == "" || g.Make == nil:
			panic(fmt.Sprintf("generators: regime %d needs a name and a Make", i))
		case seen[g.Name]:
			panic(fmt.Sprintf("generators: two regimes are named %q", g.Name))
		}
		seen[g.Name] = true
	}
	return s
}

// Probe draws a few instances from each regime. It panics as Draw does: a test
// that asks it sees a regime that leaves the domain before an audit does.
func (s Space) Probe() {
	for i := range s.Regimes {
		for k := range uint64(probes) {
			s.Draw(i, rand.New(NewSource(k, uint64(i))))
		}
	}
}

// Regime is the regime of case i: by index, i mod K, never drawn. It panics when
// i is negative.
func (s Space) Regime(i int) Regime {
	if i < 0 {
		panic("generators: negative case index")
	}
	return s.Regimes[i%len(s.Regimes)]
}

// Draw is the instance of case i for the random stream r. It panics when the
// regime returns an instance outside the domain, a programmer's mistake.
func (s Space) Draw(i int, r *rand.Rand) *Instance {
	g := s.Regime(i)
	in := g.Make(r, s.Domain)
	if in == nil {
		panic(fmt.Sprintf("generators: regime %q made no instance", g.Name))
	}
	in.Regime = g.Name
	if err := s.Domain.Check(in); err != nil {
		panic(fmt.Sprintf("generators: regime %q left the domain: %v", g.Name, err))
	}
	return in
}

// Gen is the generator of case i. Its result has type *Instance, carries the
// shrinker of whole instances and needs no sieve: every draw is in the domain.
func (s Space) Gen(i int) gopter.Gen {
	shrinker := gopter.Shrinker(func(v interface{}) gopter.Shrink { return s.Shrink(v.(*Instance)) })
	return func(p *gopter.GenParameters) *gopter.GenResult {
		return gopter.NewGenResult(s.Draw(i, p.Rng), shrinker)
	}
}
