package flow_test

import (
	"context"
	"math/big"
	"testing"
	"time"

	"github.com/ssamverify/ssamverify/oracle/flow"
)

func rat(s string) *big.Rat {
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return x
}

func row(s ...string) []*big.Rat {
	var r []*big.Rat
	for _, x := range s {
		r = append(r, rat(x))
	}
	return r
}

func one(b, s, e string, w ...string) flow.Problem {
	p := flow.Problem{Target: row(b), Sigma: [][]*big.Rat{row(s)}, Noise: rat(e)}
	for _, x := range w {
		p.Weights = append(p.Weights, row(x))
	}
	return p
}

func TestSmoke(t *testing.T) {
	for _, d := range []int{15, 30, 60, 100} {
		start := time.Now()
		r, err := flow.Integrate(context.Background(), one("2", "1", "1/2", "1", "1/2", "-1/3"), rat("5"), flow.Options{Digits: d})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(d, time.Since(start), r.Status, r.Reason, r.Steps, r.Attempts, r.Order, r.Prec, r.Width.Text('g', 4))
		if len(r.States) > 0 {
			t.Log(r.States[0].Weights, r.States[0].Imbalances[0].Value)
		}
	}
}
