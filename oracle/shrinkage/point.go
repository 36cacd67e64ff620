package shrinkage

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// point computes all numbers of a nonzero stationary point from an enclosure of z = u/e^2, at the context's precision:
//
//	u = e^2 z,  t = e sqrt z,  lambda = (z/(1+z))^N,  A = 2 s e^(2M) (1+z)^M,
//	radial eigenvalue A e^2 (L z - M) once, balancing eigenvalue 2 A e^2 with multiplicity N,
//	L_R minus L_R at the origin = s e^(2L) [ (1+z)^N (1-z) - 1 ]
//
// (MATH.md, Lemma 3.2; the last one is s [P - e^(2L) - 2 b p] with b p = u (u+e^2)^N from the shrinkage equation). A degenerate point has the
// radial eigenvalue 0 exactly.
func (s *solver) point(z *interval.Interval, kind Kind) Point {
	c, depth := s.c, s.p.Depth
	n, m := depth-1, depth-2
	e := c.SetRat(interval.New(), s.p.Noise)
	e2 := c.SetRat(interval.New(), new(big.Rat).Mul(s.p.Noise, s.p.Noise))
	scale := c.SetRat(interval.New(), s.p.Scale)
	z1 := c.AddInt64(interval.New(), z, 1)

	u := c.Mul(interval.New(), e2, z)
	t := c.Sqrt(interval.New(), z)
	c.Mul(t, t, e)
	lambda := c.Div(interval.New(), z, z1)
	c.Pow(lambda, lambda, n)

	balance := c.Pow(interval.New(), z1, m) // 4 s e^(2N) (1+z)^M
	c.Mul(balance, balance, scale)
	c.Mul(balance, balance, c.Pow(interval.New(), e2, n))
	c.MulPow2(balance, balance, 2)

	radial := interval.New()
	if kind != Degenerate {
		c.MulInt64(radial, z, int64(depth))
		c.AddInt64(radial, radial, int64(-m))
		c.Mul(radial, radial, balance)
		c.MulPow2(radial, radial, -1)
	}

	value := s.tieValue(z, z1)
	c.Mul(value, value, scale)
	c.Mul(value, value, c.Pow(interval.New(), e2, depth))

	return Point{
		U: u, T: t, Shrinkage: lambda, Kind: kind,
		Eigenvalues:      []Eigenvalue{{radial, 1}, {balance, n}},
		Multiplicity:     1 << uint(n),
		ValueMinusOrigin: value,
	}
}

// tieValue returns (1+z)^N (1-z) - 1, for z < 1/2 as z times the polynomial T(z)/z, which does not cancel at 0.
func (s *solver) tieValue(z, z1 *interval.Interval) *interval.Interval {
	c := s.c
	v := interval.New()
	if sign, _ := z.CmpRat(big.NewRat(1, 2)); sign < 0 {
		newTie(s.p.Depth).value(c, v, z)
		return c.Mul(v, v, z)
	}
	c.Pow(v, z1, s.p.Depth-1)
	c.Mul(v, v, c.AddInt64(interval.New(), c.Neg(interval.New(), z), 1))
	return c.AddInt64(v, v, -1)
}

// accurate says whether every number of the point has at least the given relative bits (a point interval has all).
func (q *Point) accurate(bits int) bool {
	list := []*interval.Interval{q.U, q.T, q.Shrinkage, q.ValueMinusOrigin}
	for _, e := range q.Eigenvalues {
		list = append(list, e.Value)
	}
	for _, x := range list {
		if x.RelBits() < bits {
			return false
		}
	}
	return true
}

// origin returns the point w = 0. Its Hessian is 2 s e^(2N) I for L >= 3, and has the eigenvalues 2 s (e^2 - |b|), 2 s (e^2 + |b|) for L = 2
// (MATH.md, Lemma 3.2); these are rational, and so is their sign decided.
func (s *solver) origin() (Point, error) {
	c := s.c
	c.SetPrec(s.want())
	q := Point{
		U: interval.New(), T: interval.New(), Shrinkage: interval.New(), ValueMinusOrigin: interval.New(),
		Kind: Minimum, Global: !s.wins, Multiplicity: 1,
	}
	s2 := new(big.Rat).Mul(big.NewRat(2, 1), s.p.Scale)
	if s.p.Depth > 2 {
		v := new(big.Rat).Mul(s2, powRat(s.p.Noise, 2*(s.p.Depth-1)))
		q.Eigenvalues = []Eigenvalue{{c.SetRat(interval.New(), v), s.p.Depth}}
		return q, c.Err()
	}
	b := new(big.Rat).Abs(s.p.Target)
	e2 := new(big.Rat).Mul(s.p.Noise, s.p.Noise)
	low, high := new(big.Rat).Sub(e2, b), new(big.Rat).Add(e2, b)
	switch low.Sign() {
	case 0:
		q.Kind = Degenerate
	case -1:
		q.Kind = Saddle
	}
	low.Mul(low, s2)
	high.Mul(high, s2)
	if b.Sign() == 0 {
		q.Eigenvalues = []Eigenvalue{{c.SetRat(interval.New(), low), 2}}
		return q, c.Err()
	}
	q.Eigenvalues = []Eigenvalue{{c.SetRat(interval.New(), low), 1}, {c.SetRat(interval.New(), high), 1}}
	return q, c.Err()
}
