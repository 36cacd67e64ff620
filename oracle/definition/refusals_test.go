package definition

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

func ones(rows, columns int) [][]*big.Rat {
	m := make([][]*big.Rat, rows)
	for i := range m {
		m[i] = make([]*big.Rat, columns)
		for j := range m[i] {
			m[i][j] = big.NewRat(1, 1)
		}
	}
	return m
}

func identity(d int) [][]*big.Rat {
	m := ones(d, d)
	for i := range m {
		for j := range m {
			if i != j {
				m[i][j].SetInt64(0)
			}
		}
	}
	return m
}

// TestShapeBounds: what is accepted at each bound, what is refused past it, and the kind of Sigma that was found.
func TestShapeBounds(t *testing.T) {
	model := func(depth, width int, sigma [][]*big.Rat) Model {
		return Model{Weights: ones(depth, width), Target: ones(1, max(width, 1))[0][:width], Sigma: sigma, Noise: big.NewRat(1, 1)}
	}
	asymmetric := identity(2)
	asymmetric[0][1] = big.NewRat(1, 2)
	ragged := identity(2)
	ragged[1] = ragged[1][:1]
	short := model(3, 2, identity(2))
	short.Weights[2] = short.Weights[2][:1]
	for _, tt := range []struct {
		name     string
		m        Model
		diagonal bool
		refused  string
	}{
		{"one layer", model(1, 1, identity(1)), false, "1 layers, at least 2"},
		{"the least", model(2, 1, identity(1)), true, ""},
		{"the deepest", model(MaxDepth, 1, identity(1)), true, ""},
		{"too deep", model(MaxDepth+1, 1, identity(1)), false, "65 layers, at most 64"},
		{"no coordinate", model(2, 0, nil), false, "0 coordinates, at least 1"},
		{"the most weights", model(64, 64, identity(64)), true, ""},
		{"too many weights", model(64, 65, identity(65)), false, "64 x 65 entries, at most 4096"},
		{"a short layer", short, false, "layer 3 has 1 entries, the target has 2"},
		{"too few rows of Sigma", model(2, 2, identity(2)[:1]), false, "1 rows, the target has 2"},
		{"a short row of Sigma", model(2, 2, ragged), false, "row 2 has 1 entries, want 2"},
		{"asymmetric", model(2, 2, asymmetric), false, "entry (2,1) is 0, entry (1,2) is 1/2"},
		{"full", model(2, 2, ones(2, 2)), false, ""},
		{"the widest full one", model(2, 64, ones(64, 64)), false, ""},
		{"too wide a full one", model(2, 65, ones(65, 65)), false, "full and 65 wide, at most 64"},
		{"as wide, but diagonal", model(2, 65, identity(65)), true, ""},
	} {
		depth, width, diagonal, err := tt.m.shape()
		if tt.refused != "" {
			if err == nil || !strings.Contains(err.Error(), tt.refused) {
				t.Errorf("%s: %v, want %q", tt.name, err, tt.refused)
			}
			if diagonal || depth != 0 || width != 0 {
				t.Errorf("%s: refused, and yet %d, %d, %v", tt.name, depth, width, diagonal)
			}
			if _, err := Evaluate(tt.m); err == nil {
				t.Errorf("%s: Evaluate accepts it", tt.name)
			}
			continue
		}
		if err != nil || diagonal != tt.diagonal || depth != len(tt.m.Weights) || width != len(tt.m.Target) {
			t.Errorf("%s: %d, %d, %v, %v", tt.name, depth, width, diagonal, err)
		}
	}
}

// TestNewSymbols: no layer or no coordinate is a programming error.
func TestNewSymbols(t *testing.T) {
	for _, bad := range [][2]int{{0, 1}, {1, 0}, {-1, 1}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("NewSymbols(%v) does not panic", bad)
				}
			}()
			NewSymbols(circuit.NewBuilder(), bad[0], bad[1], true)
		}()
	}
	if one := NewSymbols(circuit.NewBuilder(), 1, 1, true); one.Depth() != 1 || one.Width() != 1 {
		t.Error("one layer of one coordinate is refused")
	}
}
