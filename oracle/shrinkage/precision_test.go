package shrinkage

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

func sameInterval(x, y *interval.Interval) bool {
	return x.Lo().Cmp(y.Lo()) == 0 && x.Hi().Cmp(y.Hi()) == 0
}

// longestEnd is the number of bits of the longer end.
func longestEnd(x *interval.Interval) uint { return max(x.Lo().MinPrec(), x.Hi().MinPrec()) }

// TestPrecisions: rationals (beta, beta_1 for even L, the eigenvalues at the origin) are rounded once, at the precision of the digits, 8 bits more than
// they need; everything else is computed with 32 bits more in these easy cases, and has its digits.
func TestPrecisions(t *testing.T) {
	for _, digits := range []int{1, 7, 20, 59, 60, 100, 333} {
		want := max(interval.DigitsToPrec(digits)+8, interval.MinPrec)
		c := interval.NewContext(want)
		for _, depth := range []int{2, 3, 4, 6, 7, 64} {
			p := Problem{Depth: depth, Target: new(big.Rat).Mul(big.NewRat(1000, 3), powRat(big.NewRat(2, 1), depth)), Noise: big.NewRat(7, 9), Scale: big.NewRat(5, 11)}
			s, err := Solve(t.Context(), p, digits)
			if err != nil {
				t.Fatal(err)
			}
			if beta := c.SetRat(interval.New(), p.beta()); !sameInterval(s.Beta, beta) {
				t.Errorf("L = %d, %d digits: beta = %v, want %v", depth, digits, s.Beta, beta)
			}
			if depth%2 == 0 {
				b1 := beta1Squared(depth)
				b1.SetFrac(new(big.Int).Sqrt(b1.Num()), new(big.Int).Sqrt(b1.Denom()))
				if x := c.SetRat(interval.New(), b1); !sameInterval(s.Beta1, x) {
					t.Errorf("L = %d, %d digits: beta_1 = %v, want %v", depth, digits, s.Beta1, x)
				}
			}
			origin := new(big.Rat).Mul(p.Scale, big.NewRat(2, 1))
			if depth == 2 {
				origin.Mul(origin, new(big.Rat).Sub(powRat(p.Noise, 2), p.Target))
			} else {
				origin.Mul(origin, powRat(p.Noise, 2*(depth-1)))
			}
			if got := s.Points[0].Eigenvalues[0].Value; !sameInterval(got, c.SetRat(interval.New(), origin)) {
				t.Errorf("L = %d, %d digits: eigenvalue %v at the origin, want %v", depth, digits, got, origin)
			}
			if s.Beta1.RelBits() < int(want)-3 || longestEnd(s.Beta1) > want {
				t.Errorf("L = %d, %d digits: beta_1 = %v of %d bits", depth, digits, s.Beta1, s.Beta1.RelBits())
			}
			list := []*interval.Interval{s.Beta2}
			for _, q := range s.Points[1:] {
				list = append(list, q.U, q.T, q.Shrinkage, q.ValueMinusOrigin, q.Eigenvalues[0].Value, q.Eigenvalues[1].Value)
			}
			for i, x := range list {
				if x.RelBits() < int(want) || longestEnd(x) > want+32 {
					t.Errorf("L = %d, %d digits: number %d is %v, of %d bits, its ends have %d", depth, digits, i, x, x.RelBits(), longestEnd(x))
				}
			}
		}
	}
}

// TestPowHalf: z^(m/2) is one power for even m, and the root of one for odd m.
func TestPowHalf(t *testing.T) {
	c := interval.NewContext(64)
	z := c.SetRat(interval.New(), big.NewRat(3, 7))
	for m := 1; m <= 62; m++ {
		want := c.Pow(interval.New(), z, m/2)
		if m%2 == 1 {
			want = c.Sqrt(want, c.Pow(want, z, m))
		}
		if got := powHalf(c, interval.New(), z, m); !sameInterval(got, want) {
			t.Errorf("(3/7)^(%d/2) = %v, want %v", m, got, want)
		}
	}
}

// TestTieValue: below 1/2 the factor z is taken out, so that tiny z lose no digits; from 1/2 on the formula as it stands has the fewer roundings.
func TestTieValue(t *testing.T) {
	c := interval.NewContext(100)
	for depth := 3; depth <= MaxDepth; depth++ {
		s := solver{c: c, p: Problem{Depth: depth}}
		for _, tt := range []struct {
			z     *big.Rat
			below bool
		}{{powRat(big.NewRat(1, 3), 40), true}, {big.NewRat(1, 3), true}, {big.NewRat(2, 3), false}, {big.NewRat(17, 3), false}} {
			z := c.SetRat(interval.New(), tt.z)
			z1 := c.AddInt64(interval.New(), z, 1)
			want := interval.New()
			if tt.below {
				newTie(depth).value(c, want, z)
				c.Mul(want, want, z)
			} else {
				one := c.SetInt64(interval.New(), 1)
				c.Sub(want, c.Mul(want, c.Pow(want, z1, depth-1), c.Sub(interval.New(), one, z)), one)
			}
			exact := powRat(new(big.Rat).Add(tt.z, big.NewRat(1, 1)), depth-1)
			exact.Mul(exact, new(big.Rat).Sub(big.NewRat(1, 1), tt.z))
			exact.Sub(exact, big.NewRat(1, 1))
			got := s.tieValue(z, z1)
			if !sameInterval(got, want) || !got.Contains(exact) {
				t.Errorf("L = %d, z = %v: %v, want %v", depth, tt.z, got, want)
			}
			if tt.below && tt.z.Denom().BitLen() > 60 && got.RelBits() < 85 {
				t.Errorf("L = %d, z = %v: %v has %d bits", depth, tt.z, got, got.RelBits())
			}
		}
	}
}

// TestTieValueAtHalf: an interval that holds 1/2 takes the formula as it stands.
func TestTieValueAtHalf(t *testing.T) {
	c := interval.NewContext(60)
	z := c.Hull(interval.New(), c.SetRat(interval.New(), big.NewRat(4, 9)), c.SetRat(interval.New(), big.NewRat(5, 9)))
	z1, one := c.AddInt64(interval.New(), z, 1), c.SetInt64(interval.New(), 1)
	want := c.Mul(interval.New(), c.Pow(interval.New(), z1, 5), c.Sub(interval.New(), one, z))
	s := solver{c: c, p: Problem{Depth: 6}}
	if got := s.tieValue(z, z1); !sameInterval(got, c.Sub(want, want, one)) {
		t.Errorf("%v, want %v", got, want)
	}
}

// ofBits is an interval around 1 with exactly the given relative bits.
func ofBits(bits int) *interval.Interval {
	c := interval.NewContext(300)
	one := c.SetInt64(interval.New(), 1)
	return c.Hull(interval.New(), one, c.Add(interval.New(), one, c.MulPow2(interval.New(), one, -bits)))
}

// TestAccurate: every one of the numbers counts, each with exactly the bits asked for being enough.
func TestAccurate(t *testing.T) {
	for k := range 6 {
		for _, bits := range []int{59, 60, 61} {
			x := slices.Repeat([]*interval.Interval{ofBits(80)}, 6)
			x[k] = ofBits(bits)
			need := x[k].RelBits()
			q := Point{U: x[0], T: x[1], Shrinkage: x[2], ValueMinusOrigin: x[3], Eigenvalues: []Eigenvalue{{x[4], 1}, {x[5], 2}}}
			if !q.accurate(need) || q.accurate(need+1) {
				t.Errorf("number %d of %d bits: accurate to %d: %v, to %d: %v", k, need, need, q.accurate(need), need+1, q.accurate(need+1))
			}
		}
	}
}

// TestEscalation: 32 bits more than wanted, then 64, 128, ... up to interval.MaxPrec, that one included, and then an error. The digits are such that
// the last precision is exactly the bound.
func TestEscalation(t *testing.T) {
	var digits int
	var last uint
	for extra := uint(32); digits == 0 && extra < interval.MaxPrec; extra *= 2 { // not every precision is that of some digits
		for d := int(float64(interval.MaxPrec-extra)/3.33) - 10; precFor(d) <= interval.MaxPrec-extra; d++ {
			if precFor(d) == interval.MaxPrec-extra {
				digits, last = d, extra
			}
		}
	}
	if digits == 0 {
		t.Fatal("no digits have a precision of MaxPrec - 32 2^k")
	}
	s := solver{ctx: t.Context(), p: Problem{Depth: 3, Target: big.NewRat(1, 1), Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)}, digits: digits, c: interval.NewContext(64)}
	var asked []uint
	_, err := s.enclosed(Minimum, func(bits uint, z *interval.Interval) error {
		asked = append(asked, bits-s.want())
		s.c.Hull(z, s.c.SetInt64(interval.New(), 1), s.c.SetInt64(interval.New(), 2))
		return nil
	})
	var want []uint
	for extra := uint(32); extra <= last; extra *= 2 {
		want = append(want, extra)
	}
	if !slices.Equal(asked, want) || err == nil || !strings.Contains(err.Error(), "undecided") {
		t.Errorf("asked for %v more bits, then %v; want %v", asked, err, want)
	}
}

// TestEarlierErrors: an error that the context holds from finding the root, whose enclosure is proved anyway, is not one of the point.
func TestEarlierErrors(t *testing.T) {
	s := solver{ctx: t.Context(), p: Problem{Depth: 3, Target: big.NewRat(1, 1), Noise: big.NewRat(1, 1), Scale: big.NewRat(1, 1)}, digits: 5, c: interval.NewContext(64)}
	q, err := s.enclosed(Minimum, func(bits uint, z *interval.Interval) error {
		s.c.SetPrec(bits)
		s.c.Div(z, s.c.SetInt64(interval.New(), 1), interval.New())
		s.c.SetInt64(z, 3)
		return nil
	})
	if err != nil || !q.U.Contains(big.NewRat(3, 1)) {
		t.Errorf("%v, u = %v", err, q.U)
	}
}
