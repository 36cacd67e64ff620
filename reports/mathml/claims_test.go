package mathml_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/lemmas"
	"github.com/ssamverify/ssamverify/reports/mathml"
	"github.com/ssamverify/ssamverify/theorems"
)

// TestEveryClaim: the formula of every claim is inside the subset.
func TestEveryClaim(t *testing.T) {
	claims := slices.Concat(lemmas.Claims(), theorems.Claims())
	if len(claims) == 0 {
		t.Fatal("no claims")
	}
	for i := range claims {
		if _, err := mathml.Block(claims[i].TeX); err != nil {
			t.Errorf("%s: %v in %s", claims[i].ID, err, claims[i].TeX)
		}
	}
}

func ExampleInline() {
	formula, err := mathml.Inline(`\frac{p}{b}`)
	fmt.Println(formula, err)
	// Output: <math alttext="\frac{p}{b}"><mfrac><mi>p</mi><mi>b</mi></mfrac></math> <nil>
}
