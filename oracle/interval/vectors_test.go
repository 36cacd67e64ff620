package interval

import (
	"encoding/json"
	"math/big"
	"os"
	"testing"
)

// TestConstants: digits of published tables (OEIS A000796, A001113, A002162, A002193, A002392).
func TestConstants(t *testing.T) {
	c := NewContext(230)
	one := c.SetInt64(New(), 1)
	for _, tc := range []struct {
		name, want string
		got        *Interval
	}{
		{"pi", "3.14159265358979323846264338327950288419716939937510", c.Pi(New())},
		{"e", "2.71828182845904523536028747135266249775724709369995", c.Exp(New(), one)},
		{"ln 2", "0.69314718055994530941723212145817656807550013436025", c.Ln2(New())},
		{"log 2", "0.69314718055994530941723212145817656807550013436025", c.Log(New(), c.SetInt64(New(), 2))},
		{"sqrt 2", "1.41421356237309504880168872420969807856967187537694", c.Sqrt(New(), c.SetInt64(New(), 2))},
		{"log 10", "2.30258509299404568401799145468436420760110148862877", c.Log(New(), c.SetInt64(New(), 10))},
	} {
		enclosesDigits(t, tc.name, tc.got, tc.want)
	}
}

// enclosesDigits asserts that z meets want +- 1 unit of its last digit and is
// narrower than that.
func enclosesDigits(t *testing.T, name string, z *Interval, want string) {
	t.Helper()
	r, err := ParseRat(want)
	if err != nil {
		t.Fatal(err)
	}
	places := 0
	for i := range want {
		if want[i] == '.' {
			places = len(want) - i - 1
		}
	}
	unit := ratPow(big.NewRat(1, 10), places)
	lo, hi, ok := z.Rats()
	if !ok || hi.Cmp(new(big.Rat).Sub(r, unit)) < 0 || lo.Cmp(new(big.Rat).Add(r, unit)) > 0 {
		t.Errorf("%s: %s does not meet %s", name, z, want)
	}
	if ok && new(big.Rat).Sub(hi, lo).Cmp(unit) > 0 {
		t.Errorf("%s: %s is wider than the last digit of %s", name, z, want)
	}
}

type reference struct {
	Threshold []struct {
		Depth int
		Beta1 string `json:"beta_1"`
		Beta2 string `json:"beta_2"`
	}
	KL []struct {
		Risk, Budget string
		Inverse      string `json:"kl_inverse"`
		SquareRoot   string `json:"square_root"`
	} `json:"kl_inverse"`
}

func loadReference(t *testing.T) reference {
	t.Helper()
	b, err := os.ReadFile("testdata/reference.json")
	if err != nil {
		t.Fatal(err)
	}
	var r reference
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Threshold) != 11 || len(r.KL) != 24 {
		t.Fatalf("reference.json has %d thresholds and %d kl rows, want 11 and 24", len(r.Threshold), len(r.KL))
	}
	return r
}

// TestThresholdVectors: powers against mpmath (MATH.md, Lemma 3.2):
// beta_1(L) = (2(L-1)/L)^(L-1) (L/(L-2))^((L-2)/2), and beta_2(3) = phi^(5/2).
func TestThresholdVectors(t *testing.T) {
	c := NewContext(260)
	for _, row := range loadReference(t).Threshold {
		l := row.Depth
		if l == 2 {
			continue // 0^0
		}
		z := c.Pow(New(), c.SetRat(New(), big.NewRat(int64(2*(l-1)), int64(l))), l-1)
		w := c.PowRat(New(), c.SetRat(New(), big.NewRat(int64(l), int64(l-2))), l-2, 2)
		enclosesDigits(t, "beta_1", c.Mul(z, z, w), row.Beta1)
		if l == 3 {
			phi := c.Sqrt(New(), c.SetInt64(New(), 5))
			phi = c.MulPow2(phi, c.AddInt64(phi, phi, 1), -1)
			enclosesDigits(t, "beta_2(3)", c.PowRat(New(), phi, 5, 2), row.Beta2)
		}
	}
}

// TestKLVectors: logarithms against mpmath: with q the printed inverse and u the
// unit of its 59th digit, kl(risk || q - u) < budget < kl(risk || q + u).
func TestKLVectors(t *testing.T) {
	c := NewContext(300)
	for i, row := range loadReference(t).KL {
		p, err1 := ParseRat(row.Risk)
		b, err2 := ParseRat(row.Budget)
		q, err3 := ParseRat(row.Inverse)
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		u := ratPow(big.NewRat(1, 10), 59)
		for _, side := range []int{-1, 1} {
			v := new(big.Rat).Add(q, new(big.Rat).Mul(u, big.NewRat(int64(side), 1)))
			if s, known := kl(c, p, v).CmpRat(b); !known || s != side {
				t.Errorf("row %d: kl(%s || q %+d u) - %s has sign %d (known: %v)", i, row.Risk, side, row.Budget, s, known)
			}
		}
		root := c.Sqrt(New(), c.SetRat(New(), new(big.Rat).Mul(b, big.NewRat(1, 2))))
		enclosesDigits(t, "square_root", c.AddRat(root, root, p), row.SquareRoot)
	}
}

// kl returns p log(p/q) + (1-p) log((1-p)/(1-q)) for 0 <= p < 1, 0 < q < 1.
func kl(c *Context, p, q *big.Rat) *Interval {
	sum, one := New(), big.NewRat(1, 1)
	for range 2 {
		if p.Sign() != 0 {
			z := c.SetRat(New(), new(big.Rat).Quo(p, q))
			c.Log(z, z)
			c.Add(sum, sum, c.MulRat(z, z, p))
		}
		p, q = new(big.Rat).Sub(one, p), new(big.Rat).Sub(one, q)
	}
	return sum
}

// TestHighPrecision: at 1,000, 10,000 and (deep) 30,000 digits the functions invert
// each other: log(exp x) and (x^(1/5))^5 hold x within a few units.
func TestHighPrecision(t *testing.T) {
	digits := []int{1000, 10000}
	if testing.Short() {
		digits = digits[:1]
	}
	if os.Getenv("SSAM_DEEP") == "1" {
		digits = append(digits, 30103) // 100,000 bits
	}
	for _, d := range digits {
		c := NewContext(DigitsToPrec(d))
		x := benchArgument(c)
		for name, y := range map[string]*Interval{
			"log exp":    c.Log(New(), c.Exp(New(), x)),
			"exp log":    c.Exp(New(), c.Log(New(), x)),
			"log1p expm": c.Log1p(New(), c.Expm1(New(), x)),
			"root5^5":    c.Pow(New(), c.Root(New(), x, 5), 5),
			"sqrt^2":     c.Sqr(New(), c.Sqrt(New(), x)),
		} {
			// Each function's argument interval is 1 unit wide; for x near 1.3 the
			// relative condition numbers are below 5 and 2 units come from the
			// last rounding: 7 units < 2^4, i.e. prec - 4 bits.
			if !y.ContainsInterval(x) || y.RelBits() < int(c.prec)-4 {
				t.Errorf("%s at %d digits: contains x: %v, %d of %d bits", name, d, y.ContainsInterval(x), y.RelBits(), c.prec)
			}
		}
	}
}
