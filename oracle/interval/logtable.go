package interval

import (
	"math"
	"math/big"
)

// logTable holds ln 2 and log(1 + 2^-j), j = 1..len(l)-1, in fixed point. It is
// the whole precomputation of exp and log: an argument is reduced below 2^-k by
// at most k subtractions, and the factors 1 + 2^-j are applied by shifts and
// additions.
type logTable struct {
	w   int       // precision of l: errors of at most 1 ulp
	ln2 big.Int   // ln 2 in units 2^-(w+64), error at most 1 unit
	l   []big.Int // l[j] = log(1 + 2^-j) in units 2^-w
}

// logTables is the cache of a Context: the most precise table made so far, and the
// tables in use, cut down from it.
type logTables struct {
	src *logTable
	cut [4]*logTable
	n   int // tables cut so far; the next one takes place n mod 4
}

// tableSize is the number k of table entries for precision w: more bits shorten
// the series, which costs about sqrt(w/k) multiplications, while every entry
// costs one addition of w bits at each use.
func tableSize(w int) int {
	switch {
	case w < 200:
		return 12
	case w < 1500:
		return 16 + w/100
	case w < 8000:
		return 24 + w/140
	}
	return min(80+w/1000, 200)
}

// at returns the table for precision w. A table of a higher precision is cut
// down; otherwise one is computed, with room for a higher precision.
func (t *logTables) at(w int) *logTable {
	for _, c := range t.cut {
		if c != nil && c.w == w {
			return c
		}
	}
	k := tableSize(w)
	if t.src == nil {
		t.src = makeLogTable(w+64, tableSize(w+64)) // the functions differ by a word
	} else if t.src.w < w || len(t.src.l) <= k {
		t.src = makeLogTable(w+w/4, tableSize(w+w/4))
	}
	c := &logTable{w: w, l: make([]big.Int, k+1)}
	s := uint(t.src.w - w)
	c.ln2.Rsh(&t.src.ln2, s)
	for j := 1; j <= k; j++ {
		c.l[j].Rsh(&t.src.l[j], s)
	}
	t.cut[t.n%len(t.cut)] = c
	t.n++
	return c
}

// makeLogTable computes the table with 64 guard bits: each sum is within 2 units
// of 2^-(w+64), so that after cutting them the truth exceeds the entry by more than
// -2^-63 and less than 1 + 2^-63 ulps. Cutting s more bits keeps that: the error is
// then below (1 - 2^-s) + 2^-s (1 + 2^-63). ln 2 keeps its guard bits: 128 are
// computed.
func makeLogTable(w, k int) *logTable {
	t := &logTable{w: w, l: make([]big.Int, k+1)}
	computeLn2(&t.ln2, w+128)
	t.ln2.Rsh(&t.ln2, 64)
	for j := 1; j <= k; j++ {
		if j <= 8 {
			// log((1+v)/(1-v)) = 2 atanh v with v = 1/(2^(j+1)+1).
			inverseTangent(&t.l[j], 1<<(j+1)+1, w+64, false)
			t.l[j].Lsh(&t.l[j], 1)
		} else {
			log1pPow2(&t.l[j], j, w+64)
		}
		t.l[j].Rsh(&t.l[j], 64)
	}
	return t
}

// computeLn2 sets z = ln 2 in units 2^-w with an error of at most 1 unit, by
// ln 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749) [checked: the primes
// 2, 3, 5, 7 cancel in 27^18 ... , see TestLn2Identity]. Each atanh has an error
// of at most 2 units of 2^-(w+16).
func computeLn2(z *big.Int, w int) {
	var a big.Int
	inverseTangent(z, 26, w+16, false)
	z.Mul(z, big.NewInt(18))
	inverseTangent(&a, 4801, w+16, false)
	z.Sub(z, a.Lsh(&a, 1))
	inverseTangent(&a, 8749, w+16, false)
	z.Add(z, a.Lsh(&a, 3))
	z.Rsh(z, 16)
}

// inverseTangent sets z = atanh(1/q), or atan(1/q) when alternating, in units
// 2^-w with an error of at most 2, for 2 <= q < 2^31, by binary splitting of
// sum (+-1)^i / ((2i+1) q^(2i+1)). The n terms leave a remainder below
// q^-(2n+1) q^2/(q^2-1) < 2^-w for 2n log2 q >= w; the division truncates once.
func inverseTangent(z *big.Int, q int64, w int, alternating bool) {
	n := int(float64(w)/(2*math.Log2(float64(q)))) + 2
	s := splitter{q2: new(big.Int).SetUint64(uint64(q) * uint64(q)), alternating: alternating}
	t, b, qq := s.sum(0, n)
	b.Mul(b, qq)
	b.Mul(b, big.NewInt(q))
	t.Lsh(t, uint(w))
	z.Quo(t, b)
}

// splitter sums S(a,b) = sum_{i=a}^{b-1} (+-1)^i / ((2i+1) q^(2(i-a))) as
// T / (B Q) with B = prod (2i+1) and Q = q^(2(b-a)).
type splitter struct {
	q2          *big.Int
	alternating bool
}

func (s *splitter) sum(a, b int) (t, bb, q *big.Int) {
	if b-a == 1 {
		t = new(big.Int).Set(s.q2)
		if s.alternating && a%2 == 1 {
			t.Neg(t)
		}
		return t, big.NewInt(int64(2*a + 1)), s.q2
	}
	m := (a + b) / 2
	t1, b1, q1 := s.sum(a, m)
	t2, b2, q2 := s.sum(m, b)
	t1.Mul(t1, b2)
	t1.Mul(t1, q2)
	t2.Mul(t2, b1)
	return t1.Add(t1, t2), b1.Mul(b1, b2), new(big.Int).Mul(q1, q2)
}

// log1pPow2 sets z = log(1 + 2^-j) in units 2^-w with an error of at most 2, by
// binary splitting of the alternating series sum_{i=1}^{n} (-1)^(i+1) 2^(-ij)/i,
// whose remainder is below 2^-(n+1)j; powers of two are shifts.
func log1pPow2(z *big.Int, j, w int) {
	n := w/j + 1
	t, b := splitPow2(j, 1, n+1)
	// log = 2^-j T / (B 2^(jn)), and j n > w.
	b.Lsh(b, uint(j+j*n-w))
	z.Quo(t, b)
}

// splitPow2 returns T, B with sum_{i=a}^{b-1} (-1)^(i+1) 2^(-j(i-a)) / i =
// T / (B 2^(j(b-a))), B = prod i.
func splitPow2(j, a, b int) (t, bb *big.Int) {
	if b-a == 1 {
		t = new(big.Int).Lsh(big.NewInt(1), uint(j))
		if a%2 == 0 {
			t.Neg(t)
		}
		return t, big.NewInt(int64(a))
	}
	m := (a + b) / 2
	t1, b1 := splitPow2(j, a, m)
	t2, b2 := splitPow2(j, m, b)
	t1.Mul(t1, b2)
	t1.Lsh(t1, uint(j*(b-m)))
	t2.Mul(t2, b1)
	return t1.Add(t1, t2), b1.Mul(b1, b2)
}
