package sharpness_expansion

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
)

// The statement's series and trace against values made elsewhere (testdata/reference.json says by what): R is
// their regularized loss minus their loss.
func TestReferenceVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Gradient []struct {
			Weights, Sigma  [][]string
			Target          []string
			Noise, Loss     string
			RegularizedLoss string `json:"regularized_loss"`
			HessianTrace    string `json:"hessian_trace"`
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Gradient) < 20 {
		t.Fatalf("%d vectors, want at least 20", len(file.Gradient))
	}
	for n, v := range file.Gradient {
		m := proof.NewModel(proof.Shape{Depth: len(v.Weights), Width: len(v.Target)})
		ids := lemma().identities(m) // R, tr Hess L, link: the right sides are the statement's
		in := definition.Inputs(nil, rats(t, v.Weights...), rats(t, v.Target)[0], rats(t, v.Sigma...), false, rats(t, []string{v.Noise})[0][0], new(big.Rat))
		got := circuit.NewMachine(circuit.Rats{}, m.C.Compile(ids[0].RHS, ids[1].RHS)).Run(in)
		want := rats(t, []string{v.RegularizedLoss, v.Loss, v.HessianTrace})[0]
		if r := want[0].Sub(want[0], want[1]); got[0].Cmp(r) != 0 {
			t.Errorf("vector %d: R = %s, want %s", n, proof.Clip(got[0]), proof.Clip(r))
		}
		if got[1].Cmp(want[2]) != 0 {
			t.Errorf("vector %d: tr Hess L = %s, want %s", n, proof.Clip(got[1]), proof.Clip(want[2]))
		}
	}
}

// rats reads rows of rationals.
func rats(t *testing.T, rows ...[]string) [][]*big.Rat {
	t.Helper()
	out := make([][]*big.Rat, len(rows))
	for k, row := range rows {
		for _, s := range row {
			x, ok := new(big.Rat).SetString(s)
			if !ok {
				t.Fatalf("%q is not a number", s)
			}
			out[k] = append(out[k], x)
		}
	}
	return out
}
