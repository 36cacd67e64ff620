package definition

import (
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// TestNames: the variables are made in the order of Inputs, and called by layers and coordinates from 1 on.
func TestNames(t *testing.T) {
	for _, tt := range []struct {
		diagonal bool
		want     []string
	}{
		{false, []string{"w1,1", "w1,2", "w2,1", "w2,2", "b1", "b2", "Sigma1,1", "Sigma1,2", "Sigma2,2", "e", "tau2"}},
		{true, []string{"w1,1", "w1,2", "w2,1", "w2,2", "b1", "b2", "Sigma1,1", "Sigma2,2", "e", "tau2"}},
	} {
		b := circuit.NewBuilder()
		s := NewSymbols(b, 2, 2, tt.diagonal)
		if got := b.Compile(s.E).Vars(); !slices.Equal(got, tt.want) {
			t.Errorf("diagonal %v: %v, want %v", tt.diagonal, got, tt.want)
		}
		in := Inputs(nil, s.W, s.B, s.Sigma, tt.diagonal, s.E, s.Tau2)
		for k, x := range in {
			if at, ok := b.Index(x); !ok || at != k {
				t.Errorf("diagonal %v: entry %d of Inputs is variable %d", tt.diagonal, k, at)
			}
		}
		if len(in) != len(tt.want) {
			t.Errorf("diagonal %v: %d entries, want %d", tt.diagonal, len(in), len(tt.want))
		}
	}
}

// TestMomentOrders: moments from 0 to 4, of a law whose moments are all different; any other order panics.
func TestMomentOrders(t *testing.T) {
	b := circuit.NewBuilder()
	w, e := b.Var("w"), b.Var("e")
	law := Law{"2, 3, 5, 7", 2, 3, 5, 7}
	// E (w + e xi)^k with E xi^j = 1, 2, 3, 5, 7
	for k, want := range []circuit.Node{
		b.Int(1),
		w.Add(e.Times(2)),
		w.Sqr().Add(w.Mul(e).Times(4)).Add(e.Sqr().Times(3)),
		w.Pow(3).Add(w.Sqr().Mul(e).Times(6)).Add(w.Mul(e.Sqr()).Times(9)).Add(e.Pow(3).Times(5)),
		w.Pow(4).Add(w.Pow(3).Mul(e).Times(8)).Add(w.Sqr().Mul(e.Sqr()).Times(18)).Add(w.Mul(e.Pow(3)).Times(20)).Add(e.Pow(4).Times(7)),
	} {
		if !equal(b, law.Moment(w, e, b, k), want) {
			t.Errorf("E (w + e xi)^%d differs", k)
		}
	}
	for _, k := range []int{-1, 5} {
		func() {
			defer func() {
				if r := recover(); r != "definition: moments 0 to 4 only" {
					t.Errorf("the moment of order %d: %v, want a panic", k, r)
				}
			}()
			law.Moment(w, e, b, k)
		}()
	}
}
