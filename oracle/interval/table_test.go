package interval

import (
	"math/big"
	"testing"
)

// TestTableSize: entries at the bounds of the ranges.
func TestTableSize(t *testing.T) {
	for _, tt := range []struct{ w, want int }{
		{63, 12}, {199, 12}, {200, 16 + 2}, {1499, 16 + 14}, {1500, 24 + 10}, {7999, 24 + 57}, {8000, 80 + 8}, {20000, 80 + 20},
		{120000, 200}, {200000, 200},
	} {
		if got := tableSize(tt.w); got != tt.want {
			t.Errorf("%d entries for %d bits, want %d", got, tt.w, tt.want)
		}
	}
}

// TestTableSource: what is computed, and when: a first table has a word more than asked for; a later one is cut from it when it has
// the bits and the entries, else computed with a quarter more; four cut tables are kept.
func TestTableSource(t *testing.T) {
	var tabs logTables
	ask := func(w, src, cut int) {
		t.Helper()
		tab := tabs.at(w)
		if tab.w != w || len(tab.l) != tableSize(w)+1 || tabs.src.w != src || len(tabs.src.l) != tableSize(src)+1 || tabs.n != cut {
			t.Errorf("asked for %d bits: %d bits, %d numbers, from %d bits and %d numbers, %d tables cut; want %d bits in the source and %d cut",
				w, tab.w, len(tab.l), tabs.src.w, len(tabs.src.l), tabs.n, src, cut)
		}
	}
	ask(127, 191, 1)
	ask(191, 191, 2) // as many bits as there are
	ask(127, 191, 2)
	ask(255, 255+63, 3)
	ask(318, 318, 4)
	ask(191, 318, 4)
	ask(100, 318, 5) // takes the place of 127
	ask(127, 318, 6)
	// A source with the entries but too few bits.
	tabs = logTables{src: makeLogTable(100, 40)}
	ask(127, 127+31, 1)
	// A source with the bits but one entry too few, and with just as many.
	for _, entries := range []int{tableSize(100) - 1, tableSize(100)} {
		tabs = logTables{src: makeLogTable(300, entries)}
		tab := tabs.at(100)
		if computed := tabs.src.w != 300; computed != (entries < tableSize(100)) || len(tab.l) != tableSize(100)+1 {
			t.Errorf("%d entries in the source, %d wanted: computed again: %v", entries, tableSize(100), computed)
		}
		if computed := tabs.src.w; entries < tableSize(100) && (computed != 125 || len(tabs.src.l) != tableSize(125)+1) {
			t.Errorf("computed again with %d bits", computed)
		}
	}
}

// TestTableSeries: both series behind the table and the constants end within two units of the truth, from the precision at which they
// have a single term; the reference is the plain sum, in units finer by a word.
func TestTableSeries(t *testing.T) {
	plain := func(first *big.Int, next func(term *big.Int, i int64) (part *big.Int)) *big.Int {
		sum := new(big.Int)
		for i := int64(0); first.Sign() != 0; i++ {
			sum.Add(sum, next(first, i))
		}
		return sum.Rsh(sum, 64)
	}
	near := func(name string, w int, z, want *big.Int) {
		t.Helper()
		d := new(big.Int).Sub(z, want)
		if d.Abs(d).Cmp(big.NewInt(2)) > 0 {
			t.Errorf("%s at %d bits: off by %v", name, w, d)
		}
	}
	z := new(big.Int)
	for w := 1; w < 400; w += 1 + w/16 {
		for _, q := range []int64{2, 3, 5, 26, 239, 1<<31 - 1} {
			for _, alternating := range []bool{false, true} {
				inverseTangent(z, q, w, alternating)
				first := new(big.Int).Lsh(big.NewInt(1), uint(w+64))
				first.Quo(first, big.NewInt(q))
				near("inverse tangent", w, z, plain(first, func(term *big.Int, i int64) *big.Int {
					part := new(big.Int).Quo(term, big.NewInt(2*i+1))
					if alternating && i%2 == 1 {
						part.Neg(part)
					}
					term.Quo(term, new(big.Int).Mul(big.NewInt(q), big.NewInt(q)))
					return part
				}))
			}
		}
		for _, j := range []int{1, 2, 3, 9, 17, 60, 200} {
			log1pPow2(z, j, w)
			first := new(big.Int).Lsh(big.NewInt(1), uint(w+64))
			first.Rsh(first, uint(j))
			near("log(1 + 2^-j)", w, z, plain(first, func(term *big.Int, i int64) *big.Int {
				part := new(big.Int).Quo(term, big.NewInt(i+1))
				if i%2 == 1 {
					part.Neg(part)
				}
				term.Rsh(term, uint(j))
				return part
			}))
		}
	}
}
