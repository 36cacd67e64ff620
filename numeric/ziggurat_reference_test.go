package numeric

import (
	"math"
	"testing"
)

// plainNormal is the method written down simply, one draw at a time, with the ends of the layers as real numbers: a point of layer i is
// taken when it lies inside the layer above, else when it lies under the curve; layer 0's outside is the tail.
func plainNormal(s *Stream, t *zigTable) float64 {
	for {
		r := s.Uint64()
		i := int(r % zigLayers)
		x := float64(int64(r)>>(63-zigBits)) / (1 << zigBits) * t.x[i]
		if math.Abs(x) < t.x[i+1] {
			return x
		}
		if i > 0 {
			if y := t.f[i] + s.open()*(t.f[i+1]-t.f[i]); y < math.Exp(-x*x/2) {
				return x
			}
			continue
		}
		for {
			a := -math.Log(s.open()) / t.x[1]
			b := -math.Log(s.open())
			if 2*b > a*a {
				return math.Copysign(t.x[1]+a, x)
			}
		}
	}
}

// TestAgainstPlain: the fast code makes the same draws from the same words. Statistics can't see its rare paths: a wrong rule for
// the 1.2% of the draws outside the inner parts moves no moment and no count by more than the noise of 10^9 draws. x is rounded once
// or twice (2^-52 relative); the inner test can differ only in draws within 2^-50 of an end, which 10^6 draws meet with
// probability 10^-8. The count of each path shows that all were taken.
func TestAgainstPlain(t *testing.T) {
	table := zigTables()
	fast, plain := NewStream(11, 0), NewStream(11, 0)
	buf := make([]float64, 1000)
	tails := 0
	for block := range 1000 {
		fast.Normals(buf)
		for k, got := range buf {
			want := plainNormal(plain, table)
			if math.Abs(got-want) > 0x1p-51*math.Abs(want) {
				t.Fatalf("draw %d: %v, want %v", block*len(buf)+k, got, want)
			}
			if math.Abs(got) > table.x[1] {
				tails++
			}
		}
	}
	// P(|x| > 3.654) = 2.58e-4: 258 expected, 16 their deviation
	if tails < 150 || tails > 370 {
		t.Errorf("%d draws in the tail", tails)
	}
}

// TestOpenCells: neither 0 nor 1 is drawn, and the numbers lie in the middles of 2^52 equal cells.
func TestOpenCells(t *testing.T) {
	// states whose next word is all zeros and all ones: rotl(a + d, 23) + a
	if u := (&Stream{0, 1, 1, 0}).open(); u != 0x1p-53 {
		t.Errorf("the first cell's middle is %v", u)
	}
	if u := (&Stream{math.MaxUint64, 1, 1, 1}).open(); u != 1-0x1p-53 {
		t.Errorf("the last cell's middle is %v", u)
	}
	s := NewStream(3, 4)
	for range 100_000 {
		// odd multiples of 2^-53
		u := s.open()
		if k := u * 0x1p53; !(u > 0 && u < 1) || k != math.Trunc(k) || math.Mod(k, 2) != 1 {
			t.Fatalf("%v is no odd multiple of 2^-53 between 0 and 1", u)
		}
	}
}
