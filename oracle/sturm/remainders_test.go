package sturm

import (
	"context"
	"math/big"
	"math/rand/v2"
	"testing"
)

// det is the determinant by expansion along the first row: no division, sizes up to 8 or so.
func det(m [][]*big.Int) *big.Int {
	if len(m) == 0 {
		return big.NewInt(1)
	}
	z := new(big.Int)
	for j, top := range m[0] {
		if top.Sign() == 0 {
			continue
		}
		minor := make([][]*big.Int, 0, len(m)-1)
		for _, row := range m[1:] {
			minor = append(minor, append(append([]*big.Int{}, row[:j]...), row[j+1:]...))
		}
		d := new(big.Int).Mul(top, det(minor))
		if j%2 == 1 {
			d.Neg(d)
		}
		z.Add(z, d)
	}
	return z
}

// subresultant is S_j of a and b (degrees m >= n > j) by its definition: coefficient k is the determinant of the m+n-2j rows x^(n-j-1) a, ...,
// a, x^(m-j-1) b, ..., b, of which the columns are the powers m+n-j-1, ..., j+1 and, last, k.
func subresultant(a, b []integer, j int) []integer {
	m, n := len(a)-1, len(b)-1
	size := m + n - 2*j
	z := make([]integer, j+1)
	for k := range z {
		rows := make([][]*big.Int, 0, size)
		add := func(c []integer, shifts int) {
			for s := shifts - 1; s >= 0; s-- {
				row := make([]*big.Int, size)
				for col := range row {
					power := m + n - j - 1 - col
					if col == size-1 {
						power = k
					}
					row[col] = new(big.Int)
					if i := power - s; i >= 0 && i < len(c) {
						row[col].Set(c[i])
					}
				}
				rows = append(rows, row)
			}
		}
		add(a, n-j)
		add(b, m-j)
		z[k] = det(rows)
	}
	return trim(z)
}

// ratRemainder is the remainder of a by b over the rationals, both without leading zeros.
func ratRemainder(a, b []*big.Rat) []*big.Rat {
	r := make([]*big.Rat, len(a))
	for i := range a {
		r[i] = new(big.Rat).Set(a[i])
	}
	for len(r) >= len(b) {
		q := new(big.Rat).Quo(r[len(r)-1], b[len(b)-1])
		for i := range b {
			k := len(r) - len(b) + i
			r[k].Sub(r[k], new(big.Rat).Mul(q, b[i]))
		}
		for len(r) > 0 && r[len(r)-1].Sign() == 0 {
			r = r[:len(r)-1]
		}
	}
	return r
}

func toRats(c []integer) []*big.Rat {
	z := make([]*big.Rat, len(c))
	for i := range c {
		z[i] = ratOf(c[i])
	}
	return z
}

// TestRemainders compares every member of the sequence with two definitions. It is, up to its sign, the subresultant of index one below the
// degree of the member before it (Brown's theorem), so no factor is left in that could grow from member to member. And sign times it is a positive
// multiple of Sturm's -rem over the rationals. Half of the pairs have gaps in the degrees of their remainders, and leading coefficients of both signs.
func TestRemainders(t *testing.T) {
	rng := rand.New(rand.NewPCG(71, 72))
	gaps := map[int]int{}
	for i := range 160 {
		draw := func(n int) []integer {
			c := make([]integer, n)
			for i := range c {
				c[i] = big.NewInt(rng.Int64N(9) - 4)
			}
			return append(c, big.NewInt((1+rng.Int64N(4))*(1-2*rng.Int64N(2))))
		}
		b := draw(1 + rng.IntN(4))
		a := draw(len(b) - 1 + rng.IntN(3))
		if i%2 == 0 { // a = q b + r with a short r: a gap
			r := draw(rng.IntN(len(b)))
			a = mulInts(draw(rng.IntN(3)), b)
			for k := range r[:min(len(r), len(b)-1)] {
				a[k].Add(a[k], r[k])
			}
		}
		var members [][]integer
		var signs []int
		if err := remainders(context.Background(), a, b, func(c []integer, sign int) {
			members, signs = append(members, clone(c)), append(signs, sign)
		}); err != nil {
			t.Fatal(err)
		}
		p, q := toRats(a), toRats(b)
		for k := 2; k < len(members); k++ {
			gaps[len(members[k-1])-len(members[k])]++
			s := subresultant(a, b, len(members[k-1])-2)
			if len(s) != len(members[k]) {
				t.Fatalf("a = %v, b = %v: member %d is %v, the subresultant %v", a, b, k, members[k], s)
			}
			same, opposite := true, true
			for i, c := range members[k] {
				same = same && c.Cmp(s[i]) == 0
				opposite = opposite && new(big.Int).Neg(c).Cmp(s[i]) == 0
			}
			if !same && !opposite {
				t.Fatalf("a = %v, b = %v: member %d is %v, the subresultant %v", a, b, k, members[k], s)
			}
			// -rem(p, q) = positive * sign * member
			rem := ratRemainder(p, q)
			p, q = q, rem
			for _, x := range rem {
				x.Neg(x)
			}
			f := new(big.Rat).Quo(rem[len(rem)-1], ratOf(s[len(s)-1]))
			if same {
				f.Mul(f, big.NewRat(int64(signs[k]), 1))
			} else {
				f.Mul(f, big.NewRat(int64(-signs[k]), 1))
			}
			if f.Sign() <= 0 {
				t.Fatalf("a = %v, b = %v: sign of member %d is %d", a, b, k, signs[k])
			}
		}
		if rem := ratRemainder(p, q); len(rem) != 0 {
			t.Fatalf("a = %v, b = %v: the sequence ends before %v", a, b, rem)
		}
	}
	if gaps[1] < 40 || gaps[2] < 10 || gaps[3] < 2 {
		t.Errorf("falls of the degree seen: %v", gaps)
	}
}

// TestLists: products and differences of lists of different lengths.
func TestLists(t *testing.T) {
	long, short := []integer{big.NewInt(1), big.NewInt(2), big.NewInt(3)}, []integer{big.NewInt(5)}
	for _, tt := range []struct {
		name string
		got  []integer
		want []int64
	}{
		{"long - short", subInts(long, short), []int64{-4, 2, 3}}, {"short - long", subInts(short, long), []int64{4, -2, -3}},
		{"long - long", subInts(long, long), []int64{0, 0, 0}}, {"nothing - short", subInts(nil, short), []int64{-5}},
		{"long * short", mulInts(long, short), []int64{5, 10, 15}}, {"short * long", mulInts(short, long), []int64{5, 10, 15}},
		{"nothing * short", mulInts(nil, short), nil}, {"nothing * nothing", mulInts(nil, nil), nil},
	} {
		same := len(tt.got) == len(tt.want)
		for i := range tt.want {
			same = same && tt.got[i].Cmp(big.NewInt(tt.want[i])) == 0
		}
		if !same {
			t.Errorf("%s = %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}
