package generators

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"
)

type thresholdVector struct {
	Depth int    `json:"depth"`
	Beta1 string `json:"beta_1"`
	Beta2 string `json:"beta_2"`
}

// reference is the thresholds of testdata/threshold.json (mpmath 1.2.1 at 80
// digits, 60 shown, and exact fractions) by depth.
func reference() map[int]map[string]*big.Rat {
	data, err := os.ReadFile("testdata/threshold.json")
	if err != nil {
		panic(err)
	}
	var file struct {
		Threshold []thresholdVector `json:"threshold"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		panic(err)
	}
	out := map[int]map[string]*big.Rat{}
	for _, v := range file.Threshold {
		out[v.Depth] = map[string]*big.Rat{"beta_1": rat(v.Beta1), "beta_2": rat(v.Beta2)}
	}
	return out
}

// besideReference decides where |b_0|/e^L lies relative to the reference value.
//
// Bounds: the reference is off by at most 10^-56 relative (60 digits of numbers
// below 10^4). Rational domains: below and above are off by 2^-67..2^-132 of
// the enclosure, which is at most 2^-158 wide, so by more than 10^-40 and less
// than 10^-20; "at" is within 2^-158 < 10^-47. Float domains: below and above
// lie strictly on their side, at most 2^10 + 1 last places of 2^-52 away:
// 2^-41; "at" is within two last places.
func besideReference(name string, where side) func(Domain, *Instance) bool {
	table := reference()
	return func(d Domain, in *Instance) bool {
		ref, ok := table[in.Depth()][name]
		if !ok || in.Noise.Sign() <= 0 {
			return false
		}
		q := new(big.Rat).Abs(in.Target[0])
		q.Quo(q, ratPow(in.Noise, in.Depth()))
		q.Quo(q, ref)
		q.Sub(q, rat("1")) // the signed relative distance
		if where == below {
			q.Neg(q)
		}
		switch {
		case where == at && d.Dyadic:
			return q.Abs(q).Cmp(pow2(-51)) < 0
		case where == at:
			return q.Abs(q).Cmp(rat("1e-47")) < 0
		case d.Dyadic:
			return q.Sign() > 0 && q.Cmp(pow2(-40)) < 0
		}
		return q.Cmp(rat("1e-40")) > 0 && q.Cmp(rat("1e-20")) < 0
	}
}

func pow2(k int) *big.Rat {
	x := new(big.Rat)
	setPow2(x, 1, k)
	return x
}

// TestThresholds: the enclosures contain the reference values, up to their last
// digit, and are narrow; beta_1 is exact for even L.
func TestThresholds(t *testing.T) {
	table := reference()
	if len(table) != 11 {
		t.Fatalf("%d reference depths, want 2..12", len(table))
	}
	for L, ref := range table {
		for name, got := range map[string]enclosure{"beta_1": beta1(L), "beta_2": beta2(L)} {
			slack := new(big.Rat).Mul(ref[name], rat("1e-56")) // 60 digits, below 10^4
			lo, hi := new(big.Rat).Sub(got.lo, slack), new(big.Rat).Add(got.hi, slack)
			if ref[name].Cmp(lo) < 0 || ref[name].Cmp(hi) > 0 {
				t.Errorf("%s(%d): %s outside the enclosure", name, L, ref[name].FloatString(50))
			}
			// z is 2^-160 wide and (log h)' <= L/2 <= 6 on (0,1): 2^-157; sqrt: 2^-160
			width := new(big.Rat).Sub(got.hi, got.lo)
			if width.Quo(width, got.lo).Cmp(pow2(-156)) > 0 {
				t.Errorf("%s(%d): the enclosure is wider than 2^-156", name, L)
			}
			if rational := L == 2 || L%2 == 0 && name == "beta_1"; got.exact() != rational {
				t.Errorf("%s(%d): exact = %v, want %v", name, L, got.exact(), rational)
			}
		}
	}
}

// TestThresholdsByTheDefinition: beta_1^2 = h(z)^2 at z = (L-2)/L, a value that no
// z beside it undercuts, and the tie (1+z)^(L-1) (1-z) = 1 changes sign across
// the two ends of beta_2's z. Depth 64 ends, too.
func TestThresholdsByTheDefinition(t *testing.T) {
	for _, L := range []int{3, 4, 5, 6, 7, 11, 16, 33, 64} {
		one := beta1(L)
		lo2, hi2 := ratPow(one.lo, 2), ratPow(one.hi, 2)
		h := func(z *big.Rat) *big.Rat { // (1+z)^(2L-2) / z^(L-2), factor by factor
			x := rat("1")
			for range 2*L - 2 {
				x.Mul(x, new(big.Rat).Add(z, rat("1")))
			}
			for range L - 2 {
				x.Quo(x, z)
			}
			return x
		}
		z := big.NewRat(int64(L-2), int64(L))
		if v := h(z); v.Cmp(lo2) < 0 || v.Cmp(hi2) > 0 {
			t.Errorf("L = %d: h((L-2)/L)^2 is not beta_1^2", L)
		}
		for _, f := range []string{"999/1000", "1001/1000"} {
			if h(new(big.Rat).Mul(z, rat(f))).Cmp(hi2) <= 0 {
				t.Errorf("L = %d: h is not least at (L-2)/L", L)
			}
		}
		two := beta2(L)
		tie := func(z *big.Rat) int {
			x := new(big.Rat).Sub(rat("1"), z)
			for range L - 1 {
				x.Mul(x, new(big.Rat).Add(z, rat("1")))
			}
			return x.Cmp(rat("1"))
		}
		next := new(big.Rat).Add(two.z, pow2(-thresholdBits))
		if tie(two.z) < 0 || tie(next) > 0 {
			t.Errorf("L = %d: z of beta_2 is not bracketed", L)
		}
		if two.lo.Cmp(one.hi) <= 0 {
			t.Errorf("L = %d: beta_2 <= beta_1", L)
		}
	}
}

// TestAtThresholdIsExact: an exact "at" is reached in rational domains for every
// even L, and in float domains where a float64 can hold it (L = 2, 4, 6, 8, 10).
func TestAtThresholdIsExact(t *testing.T) {
	for _, row := range []struct {
		why   string
		d     Domain
		share int // least exact cases of 400
	}{
		{"rationals, L = 4: always", Domain{MinDepth: 4, MaxDepth: 4}, 400},
		{"rationals, L = 12: always", Domain{MinDepth: 12, MaxDepth: 12}, 400},
		// floats: the helpful e is taken in 3 of 4 draws, 300 expected; fewer than
		// 200 has probability below exp(-2*400*(1/4)^2) = 2e-22 (Hoeffding)
		{"floats, L = 2: beta = 1", Domain{MaxDepth: 2, Dyadic: true}, 200},
		{"floats, L = 6: e = 3 2^k", Domain{MinDepth: 6, MaxDepth: 6, Dyadic: true}, 200},
		{"floats, L = 10: e = 5 2^k", Domain{MinDepth: 10, MaxDepth: 10, Dyadic: true}, 200},
	} {
		t.Run(row.why, func(t *testing.T) {
			d := row.d.Normalize()
			g := RegimeNamed(d, AtBeta1)[0]
			exact := 0
			for i := range 400 {
				in := g.Make(stream(i), d)
				q := new(big.Rat).Abs(in.Target[0])
				if q.Quo(q, ratPow(in.Noise, in.Depth())).Cmp(beta1(in.Depth()).lo) == 0 {
					exact++
				}
			}
			if exact < row.share {
				t.Errorf("%d of 400 exact, want at least %d", exact, row.share)
			}
		})
	}
}

// TestStepFloat: strictly beyond x, a float64, and no other float64 between for
// the nearest, checked against math/big's own nearest float and its neighbors.
func TestStepFloat(t *testing.T) {
	for _, s := range []string{"1", "1/3", "2/3", "1e-20", "1e20", "4503599627370497/4503599627370496", "4503599627370495/4503599627370496"} {
		x := rat(s)
		for _, sign := range []int{-1, 1} {
			y := stepFloat(x, sign, 0)
			if !isFloat64(y) || y.Cmp(x) != sign {
				t.Errorf("stepFloat(%s, %d) = %s is not beyond", s, sign, y)
			}
			// halfway back towards x no float64 may lie: rounding the midpoint to 53
			// bits gives y or something at or behind x
			mid := new(big.Rat).Add(x, y)
			mid.Quo(mid, rat("2"))
			if z := roundBits(mid, mantissaBits, big.ToNearestEven); z.Cmp(y) != 0 && z.Cmp(x) == sign {
				t.Errorf("stepFloat(%s, %d) = %s skips %s", s, sign, y, z)
			}
			if far := stepFloat(x, sign, 10); !isFloat64(far) || far.Cmp(y) != sign {
				t.Errorf("stepFloat(%s, %d, 10) is not further", s, sign)
			}
		}
	}
}
