package interval

import (
	"math/big"
	"testing"
)

// Counts of work: how precise an evaluation is, how often it is repeated, and that it ends.

// TestWorkBits: the precision asked for and less than a word more, one bit below whole words.
func TestWorkBits(t *testing.T) {
	for prec := uint(MinPrec); prec < 300; prec++ {
		for g := guard; g < 200; g++ {
			if w, n := workBits(prec, g), int(prec)+g; (w+1)%64 != 0 || w < n || w >= n+64 {
				t.Fatalf("%d bits for %d + %d", w, prec, g)
			}
		}
	}
}

// TestFutile: repetitions end beyond 4 (prec + prec x) + 1024 guard bits.
func TestFutile(t *testing.T) {
	for _, tt := range []struct{ prec, operand uint }{{53, 53}, {100, 53}, {53, 1000}} {
		c := NewContext(tt.prec)
		limit := 4*int(tt.prec) + 4*int(tt.operand) + 1024
		x := new(big.Float).SetPrec(tt.operand)
		if c.futile(limit, x) || !c.futile(limit+1, x) {
			t.Errorf("%d bits, operand of %d: futile at the limit %d: %v, beyond: %v", tt.prec, tt.operand, limit, c.futile(limit, x), c.futile(limit+1, x))
		}
	}
}

// TestConstantsWork: one evaluation is enough, a later one of less precision takes none, an approximation that does not decide the
// rounding is made anew with twice the guard bits, and one that never decides is given up.
func TestConstantsWork(t *testing.T) {
	const prec = 150 // where doubling the guard bits takes another word
	w := workBits(prec, guard)
	c := NewContext(prec)
	pi, ln2 := c.Pi(New()), c.Ln2(New())
	if c.fx.piW != w || c.fx.tab.n != 1 {
		t.Fatalf("pi at %d bits, want %d; %d tables, want 1", c.fx.piW, w, c.fx.tab.n)
	}
	c.fx.pi.Add(&c.fx.pi, big.NewInt(1)) // within the error bar, and seen if it is made anew
	changed := new(big.Int).Set(&c.fx.pi)
	if z := c.Pi(New()); z.Equal(pi) == No || c.fx.pi.Cmp(changed) != 0 {
		t.Error("pi is computed again at the same precision")
	}
	// Three, with the error bar around it: below or above? Then once more.
	c.fx.pi.Lsh(big.NewInt(3), uint(w))
	if z := c.Pi(New()); z.lo.Cmp(&pi.lo) != 0 || z.hi.Cmp(&pi.hi) != 0 || c.fx.piW != workBits(prec, 2*guard) {
		t.Errorf("undecided: pi = %v at %d bits", z, c.fx.piW)
	}
	c.fx.tab.cut[0].ln2.Lsh(big.NewInt(1), uint(w+63))
	if z := c.Ln2(New()); z.lo.Cmp(&ln2.lo) != 0 || z.hi.Cmp(&ln2.hi) != 0 || c.fx.tab.n != 2 || c.fx.tab.cut[1].w != workBits(prec, 2*guard) {
		t.Errorf("undecided: log 2 = %v, %d tables", z, c.fx.tab.n)
	}
	// Never decided: the ends of the bar, 2 and 1 units of the approximation.
	const fine = 1 << 14
	c.fx.piW = fine
	c.fx.pi.Lsh(big.NewInt(3), fine)
	if z := c.Pi(New()); z.lo.Cmp(big.NewFloat(3)) >= 0 || z.hi.Cmp(big.NewFloat(3)) <= 0 || z.Width().MantExp(nil) > 4-prec { // two units 2^(2-prec)
		t.Errorf("undecided for good: pi = %v", z)
	}
	g, tables := guard, 1
	for ; !c.futile(g, floatOne); g *= 2 {
		tables++
	}
	wrong := &logTable{w: workBits(prec, g), l: make([]big.Int, tableSize(workBits(prec, g))+2)}
	wrong.ln2.Lsh(big.NewInt(1), uint(wrong.w+63)) // 1/2
	c.fx.tab = logTables{src: wrong}
	if z := c.Ln2(New()); z.lo.Cmp(big.NewFloat(0.5)) >= 0 || z.hi.Cmp(big.NewFloat(0.5)) <= 0 || c.fx.tab.n != tables {
		t.Errorf("undecided for good: log 2 = %v, %d tables, want %d", z, c.fx.tab.n, tables)
	}
}
