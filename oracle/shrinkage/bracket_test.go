package shrinkage

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// TestRelBits checks the two bounds that its comment states, for widths from far above lo down to 2^-200 of it.
func TestRelBits(t *testing.T) {
	rng := rand.New(rand.NewPCG(103, 104))
	for range 1000 {
		lo := new(big.Float).SetPrec(300).SetMantExp(big.NewFloat(0.5+rng.Float64()/2), rng.IntN(40)-20)
		w := new(big.Float).SetPrec(300).SetMantExp(big.NewFloat(0.5+rng.Float64()/2), rng.IntN(230)-210)
		if rng.IntN(4) == 0 {
			w.SetMantExp(big.NewFloat(1), rng.IntN(230)-210)
		}
		b := bracket{lo: lo, hi: new(big.Float).SetPrec(300).Add(lo, w)}
		rel := new(big.Rat).Quo(exactly(w), exactly(lo))
		r := b.relBits()
		if rel.Cmp(exactly(power2(-r))) > 0 || rel.Cmp(exactly(power2(-r-2))) < 0 {
			t.Errorf("(%v, %v): %d bits", b.lo, b.hi, r)
		}
	}
}

// blurred is y - root, but its first values and slopes are [-1, 1].
type blurred struct {
	root           *big.Rat
	values, slopes int
}

func (f *blurred) value(c *interval.Context, z, y *interval.Interval) {
	if f.values--; f.values >= 0 {
		f.blur(c, z)
		return
	}
	c.Sub(z, y, c.SetRat(interval.New(), f.root))
}

func (f *blurred) slope(c *interval.Context, z, _ *interval.Interval) {
	if f.slopes--; f.slopes >= 0 {
		f.blur(c, z)
		return
	}
	c.SetInt64(z, 1)
}

func (f *blurred) blur(c *interval.Context, z *interval.Interval) {
	c.Hull(z, c.SetInt64(interval.New(), -1), c.SetInt64(interval.New(), 1))
}

func (f *blurred) sign(y *big.Rat) int { return y.Cmp(f.root) }

// between is a bracket of a blurred line with the root 1/3.
func between(lo, hi float64, values, slopes int) (*bracket, *spy) {
	s := &spy{equation: &blurred{big.NewRat(1, 3), values, slopes}}
	return &bracket{f: s, lo: big.NewFloat(lo), hi: big.NewFloat(hi), signLo: -1, guard: 40}, s
}

// TestGuard: the guard doubles when the slope at the center, or the value there, is not decided, and only then.
func TestGuard(t *testing.T) {
	for _, tt := range []struct {
		reason         string
		values, slopes int
		want           uint
	}{{"slope decided at the center", 0, 1, 40}, {"slope undecided", 0, 2, 80}, {"value undecided", 1, 0, 80}, {"all decided", 0, 0, 40}} {
		b, _ := between(0.25, 0.375, tt.values, tt.slopes)
		if ok := b.newton(interval.NewContext(64), 2, 100); b.guard != tt.want || ok != (tt.reason == "all decided") {
			t.Errorf("%s: guard %d, %v", tt.reason, b.guard, ok)
		}
	}
}

// TestSecondSlope: the slope at the center is asked for with no fewer bits than the center has.
func TestSecondSlope(t *testing.T) {
	b, s := between(0.25, 0.375, 0, 1)
	b.guard = 3
	if b.newton(interval.NewContext(64), 40, 100); len(s.calls) != 2 || s.calls[0].prec != 43 || s.calls[1].prec != 48 {
		t.Errorf("calls %+v", s.calls)
	}
}

// TestNewtonHits: a step that ends in one point has found the root, however wide the bracket was.
func TestNewtonHits(t *testing.T) {
	b, _ := between(0.25, 0.375, 0, 0)
	b.f = &blurred{root: big.NewRat(9, 32)}
	if ok := b.newton(interval.NewContext(64), 2, 100); !ok || !b.exact() || exactly(b.lo).Cmp(big.NewRat(9, 32)) != 0 {
		t.Errorf("%v, (%v, %v)", ok, b.lo, b.hi)
	}
}

// TestSignAt: precisions have + guard and 2 have + 2 guard, no less than the point's, then exactly.
func TestSignAt(t *testing.T) {
	point := new(big.Float).SetPrec(150).SetRat(big.NewRat(22, 67))
	for _, tt := range []struct {
		reason string
		values int
		m      *big.Float
		precs  []uint
		exact  int
	}{
		{"the first decides", 0, big.NewFloat(0.25), []uint{70}, 0}, {"the second", 1, big.NewFloat(0.25), []uint{70, 140}, 0},
		{"none", 2, big.NewFloat(0.25), []uint{70, 140}, 1}, {"a longer point", 2, point, []uint{150, 150}, 1},
	} {
		b, s := between(0.125, 0.5, tt.values, 0)
		if got := b.signAt(interval.NewContext(64), tt.m, 30); got != -1 || len(s.calls) != len(tt.precs) || s.exact != tt.exact {
			t.Errorf("%s: sign %d after %d values and %d exact signs", tt.reason, got, len(s.calls), s.exact)
			continue
		}
		for i, p := range tt.precs {
			if s.calls[i].prec != p {
				t.Errorf("%s: value %d at %d bits, want %d", tt.reason, i, s.calls[i].prec, p)
			}
		}
	}
}

// TestBisect: exponents more than two apart are halved; else the middle is taken; a root at it is hit.
func TestBisect(t *testing.T) {
	for _, tt := range []struct {
		reason                     string
		lo, hi, wantLo, wantHi, at float64 // at: the root
	}{
		{"exponents -9 and 1: the power -4, below the root", 0x1p-10, 1, 0x1p-4, 1, 1. / 3}, {"the same, above", 0x1p-10, 1, 0x1p-10, 0x1p-4, 1. / 32 * 1.5},
		{"exponents -1 and 2: the power 0", 0x1p-2, 2, 0x1p-2, 1, 1. / 3}, {"exponents 0 and 2: the middle", 0.5, 2, 0.5, 1.25, 0.75},
		{"the middle, above", 1, 2, 1.5, 2, 1.75}, {"the middle is the root", 1, 2, 1.5, 1.5, 1.5}, {"a power is the root", 0x1p-10, 1, 0x1p-4, 0x1p-4, 0x1p-4},
	} {
		b, _ := between(tt.lo, tt.hi, 0, 0)
		b.f = &blurred{root: new(big.Rat).SetFloat64(tt.at)}
		b.bisect(interval.NewContext(64), 0)
		lo, _ := b.lo.Float64()
		hi, _ := b.hi.Float64()
		if lo != tt.wantLo || hi != tt.wantHi {
			t.Errorf("%s: (%v, %v), want (%v, %v)", tt.reason, lo, hi, tt.wantLo, tt.wantHi)
		}
	}
}

// TestRefineStops: what is narrow enough, or exact, is not evaluated; precisions up to interval.MaxPrec are asked for, and none beyond.
func TestRefineStops(t *testing.T) {
	c := interval.NewContext(64)
	b, s := between(0.25, 0.375, 0, 0) // width/lo = 1/2
	if err := b.refine(t.Context(), c, uint(b.relBits())); err != nil || len(s.calls)+s.exact != 0 {
		t.Errorf("narrow enough: %v after %d calls", err, len(s.calls))
	}
	b, s = between(0.25, 0.25, 0, 0)
	if err := b.refine(t.Context(), c, 5000); err != nil || len(s.calls)+s.exact != 0 {
		t.Errorf("exact: %v after %d calls", err, len(s.calls))
	}
	b, s = between(0.25, 0.375, 0, 0)
	if err := b.refine(t.Context(), c, 200); err != nil || b.relBits() < 200 || len(s.calls) > 20 {
		t.Errorf("200 bits: %v, %d bits after %d calls", err, b.relBits(), len(s.calls))
	}
	b, s = between(0.25, 0.375, 0, 0)
	err := b.refine(t.Context(), c, interval.MaxPrec-40+1)
	if err == nil || !strings.Contains(err.Error(), "precision of 1048577 bits, beyond the bound 1048576") || len(s.calls) != 0 {
		t.Errorf("beyond the bound: %v", err)
	}
	done, cancel := context.WithCancel(t.Context())
	b, s = between(0.25, 0.375, 0, 0)
	b.f = &canceling{s, cancel}
	if err := b.refine(done, c, interval.MaxPrec-40); !errors.Is(err, context.Canceled) || len(s.calls) == 0 {
		t.Errorf("at the bound: %v after %d calls", err, len(s.calls))
	}
}

// canceling ends the search at the first slope.
type canceling struct {
	*spy
	cancel func()
}

func (f *canceling) slope(c *interval.Context, z, y *interval.Interval) {
	f.spy.slope(c, z, y)
	f.cancel()
}
