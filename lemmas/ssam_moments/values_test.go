package ssam_moments

import (
	"errors"
	"math/big"
	"math/rand"
	"testing"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/moments"
)

// TestValuesJudge: a wrong mean alone and a wrong second moment alone are noticed, in every layer, coordinate and variant.
func TestValuesJudge(t *testing.T) {
	d := generators.Domain{MinDepth: 2, MaxDepth: 2, MinWidth: 2, MaxWidth: 2}
	in := generators.NewSpace(d, generators.RegimeNamed(d, generators.FullSigma)...).Draw(0, rand.New(generators.NewSource(1, 1)))
	one := big.NewRat(1, 1)
	judge := func(change func(x *moments.Values, v moments.Variant)) claim.Kind {
		s := lemma()
		s.values = func(m definition.Model, v moments.Variant) (*moments.Values, error) {
			x, err := moments.Evaluate(m, v)
			if err == nil {
				change(x, v)
			}
			return x, err
		}
		return s.valuesJudge()(&claim.Case{Instance: in}).Kind
	}
	if judge(func(*moments.Values, moments.Variant) {}) != claim.KindHeld {
		t.Error("the right values are refused")
	}
	for _, v := range []moments.Variant{moments.NoiseOnly, moments.OneSample} {
		for l := range 2 {
			for i := range 2 {
				mean := judge(func(x *moments.Values, w moments.Variant) {
					if w == v {
						x.Mean[l][i].Add(x.Mean[l][i], one)
					}
				})
				second := judge(func(x *moments.Values, w moments.Variant) {
					if w == v {
						x.Second[l][i].Add(x.Second[l][i], one)
					}
				})
				if mean != claim.KindViolated || second != claim.KindViolated {
					t.Errorf("%v, layer %d, coordinate %d: a wrong mean gives %d, a wrong second moment %d", v, l+1, i+1, mean, second)
				}
			}
		}
	}
}

// TestValuesRefusal: without a value nothing is decided.
func TestValuesRefusal(t *testing.T) {
	s := lemma()
	s.values = func(definition.Model, moments.Variant) (*moments.Values, error) { return nil, errors.New("no") }
	if got := s.valuesJudge()(&claim.Case{Instance: generators.NewInstance("test", 2, 1)}); got.Kind != claim.KindUndecided {
		t.Errorf("an error: %+v", got)
	}
}

// TestFactorRefusal: the formulas are those of the first four moments.
func TestFactorRefusal(t *testing.T) {
	c := circuit.NewBuilder()
	w, e := c.Var("w"), c.Var("e")
	for _, k := range []int{-1, 0, 5} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a moment %d", k)
				}
			}()
			Factor(w, e, k)
		}()
	}
}
