package interval

import (
	"math/big"
	"testing"
)

// evaluator is a fixed-point kernel whose error bar is tested below the rounding:
// the guard bits of the correctly rounded functions would hide a bar that is too
// short.
type evaluator struct {
	name  string
	eval  func(fx *fixed, x *big.Float, w int) approx
	shape shape
}

var evaluators = []evaluator{
	{"exp", (*fixed).exp, shape{maxExp: 8, minExp: -40}},
	{"exp of huge arguments", (*fixed).exp, shape{maxExp: 30, minExp: 20}},
	{"log", (*fixed).log, shape{positive: true, maxExp: 200, minExp: -200}},
	{"log1p", (*fixed).log1p, shape{maxExp: -13, minExp: -40}},
	{"root 2", rootEvaluator(2), shape{positive: true, maxExp: 50, minExp: -50}},
	{"root 5", rootEvaluator(5), shape{positive: true, maxExp: 50, minExp: -50}},
	{"root 37", rootEvaluator(37), shape{positive: true, maxExp: 50, minExp: -50}},
	{"root 64", rootEvaluator(64), shape{positive: true, maxExp: 500, minExp: -500}},
}

func rootEvaluator(n int) func(fx *fixed, x *big.Float, w int) approx {
	return func(fx *fixed, x *big.Float, w int) approx { return fx.root(x, n, w) }
}

// TestErrorBars compares each kernel at precision w with itself at w + 192: the
// difference must be within the sum of both bars. The second bar is below 2^-100
// units of the first for bars below 2^90.
func TestErrorBars(t *testing.T) {
	n := 1500
	if testing.Short() {
		n = 100
	}
	for _, e := range evaluators {
		t.Run(e.name, func(t *testing.T) {
			var fx, ref fixed
			worst, differ := 0.0, 0
			for i := range n {
				r := source(e.name, i)
				w := workBits([]uint{53, 100, 300, 1000}[r.IntN(4)], guard)
				if i%100 == 0 {
					w = workBits(9000, guard)
				}
				s := e.shape
				x := randomEnd(r, s, 200)
				if x.MantExp(nil) > s.maxExp || x.MantExp(nil) < s.minExp {
					x.SetMantExp(x, -x.MantExp(nil)+s.minExp+r.IntN(s.maxExp-s.minExp+1))
				}
				if x.Sign() == 0 {
					continue
				}
				a := e.eval(&fx, x, w)
				b := e.eval(&ref, x, w+192)
				// Bring both to the finer unit.
				d := new(big.Int).Lsh(&fx.res, uint(a.e-b.e))
				d.Sub(d, &ref.res).Abs(d)
				bar := new(big.Int).SetUint64(a.err)
				bar.Lsh(bar, uint(a.e-b.e)).Add(bar, new(big.Int).SetUint64(b.err))
				if d.Cmp(bar) > 0 {
					t.Fatalf("case %d: %s(%g) at %d bits: error %g units, bar %d", i, e.name, x, w,
						new(big.Float).SetMantExp(new(big.Float).SetInt(d), b.e-a.e), a.err)
				}
				q, _ := new(big.Float).Quo(new(big.Float).SetInt(d), new(big.Float).SetInt(bar)).Float64()
				worst = max(worst, q)
				if d.BitLen() > a.e-b.e-1 {
					differ++
				}
			}
			t.Logf("largest error: %.3f of the bar; %d of %d cases are off by half a unit or more", worst, differ, n)
		})
	}
}

// TestLogTable checks every entry, cut and computed, against the independent
// exponential: e^(l-1 ulp) < 1 + 2^-j < e^(l+1 ulp).
func TestLogTable(t *testing.T) {
	var tabs logTables
	for _, w := range []int{127, 703, 319} { // computed, computed with room, cut
		tab := tabs.at(w)
		unit := new(big.Int).Lsh(big.NewInt(1), uint(w))
		for j := 0; j < len(tab.l); j++ {
			v, truth := new(big.Int).Set(&tab.l[j]), new(big.Rat).SetFrac64(1<<uint(j)+1, 1<<uint(j))
			u, one := unit, big.NewInt(1)
			if j == 0 { // ln 2, in finer units
				v.Set(&tab.ln2)
				u = new(big.Int).Lsh(unit, 64)
				truth.SetInt64(2)
			}
			lo := new(big.Rat).SetFrac(new(big.Int).Sub(v, one), u)
			hi := new(big.Rat).SetFrac(new(big.Int).Add(v, one), u)
			if in, _ := logBrackets(truth, lo, hi, w+200); !in {
				t.Errorf("w = %d, j = %d: log(%s) is not within 1 unit of the entry", w, j, truth)
			}
		}
		if got, want := len(tab.l)-1, tableSize(w); got != want {
			t.Errorf("w = %d: %d entries, want %d", w, got, want)
		}
	}
}

// TestConstantIdentities proves the two formulas behind the constants exactly.
func TestConstantIdentities(t *testing.T) {
	// 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749) = log 2 with
	// atanh(1/q) = log((q+1)/(q-1))/2: (27/25)^9 (4800/4802) (8750/8748)^4 = 2.
	p := new(big.Rat).Mul(ratPow(big.NewRat(27, 25), 9), big.NewRat(4800, 4802))
	if p.Mul(p, ratPow(big.NewRat(8750, 8748), 4)).Cmp(big.NewRat(2, 1)) != 0 {
		t.Errorf("logarithm of 2: the product is %s", p)
	}
	// 4 atan(1/5) - atan(1/239) = pi/4: (5+i)^4 (239-i) is a positive multiple of 1+i.
	re, im := int64(1), int64(0)
	for range 4 {
		re, im = 5*re-im, re+5*im
	}
	re, im = 239*re+im, 239*im-re
	if re != im || re <= 0 {
		t.Errorf("pi: (5+i)^4 (239-i) = %d + %d i", re, im)
	}
}
