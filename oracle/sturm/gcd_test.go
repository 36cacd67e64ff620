package sturm_test

import (
	"math/rand/v2"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// TestDecomposition rebuilds p from its square-free factors, and checks them for square-freeness by the counts of distinct roots.
func TestDecomposition(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 60 {
		roots := randomRoots(rng, rng.IntN(8))
		p := plant(t, roots)
		factors, err := p.SquareFreeDecomposition(ctx)
		if err != nil {
			t.Fatal(err)
		}
		q, err := sturm.New(p.Content())
		q = must(t, q, err)
		distinct, last := 0, 0
		for _, f := range factors {
			if f.Poly.Degree() < 1 || f.Multiplicity <= last {
				t.Fatalf("%v has the factor %v to the power %d after the power %d", p, f.Poly, f.Multiplicity, last)
			}
			last = f.Multiplicity
			distinct += f.Poly.Degree()
			for range f.Multiplicity {
				q, err = q.Mul(f.Poly)
				q = must(t, q, err)
			}
		}
		if !q.Equal(p) || distinct != len(roots) {
			t.Fatalf("%v decomposes into %v with %d distinct roots, want %d", p, factors, distinct, len(roots))
		}
		sf, err := p.SquareFreePart(ctx)
		if sf = must(t, sf, err); sf.Degree() != len(roots) {
			t.Fatalf("square-free part has degree %d, want %d", sf.Degree(), len(roots))
		}
	}
}

// TestGCDPlanted plants a common divisor of two products whose cofactors share no root.
func TestGCDPlanted(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		all := randomRoots(rng, 9)
		i, j := len(all)/3, 2*len(all)/3
		g := plant(t, all[:i])
		p, err := g.Mul(plant(t, all[i:j]))
		p = must(t, p, err)
		q, err := g.Mul(plant(t, all[j:]))
		q = must(t, q, err)
		got, err := sturm.GCD(ctx, p, q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := sturm.FromInts(g.Primitive()...)
		if want = must(t, want, err); !got.Equal(want) {
			t.Fatalf("gcd = %v, want %v", got, want)
		}
	}
}
