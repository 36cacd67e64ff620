package shrinkage

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Kind is what a stationary point is.
type Kind string

// The kinds of stationary points: a strict local minimum, a strict saddle (at least one negative Hessian eigenvalue), or a point with a zero
// eigenvalue and none negative.
const (
	Minimum    Kind = "minimum"
	Saddle     Kind = "saddle"
	Degenerate Kind = "degenerate"
)

// Structure is the answer to a Problem: all stationary points of one coordinate of L_R. Every interval encloses the exact number and holds
// at least Digits significant digits of it; a number known to be dyadic may be a point.
type Structure struct {
	Depth  int
	Digits int
	Beta   *interval.Interval // |b|/e^L
	Beta1  *interval.Interval // nonzero points exist iff beta >= beta_1 (L = 2: beta > beta_1)
	Beta2  *interval.Interval // the large root is the global minimum iff beta > beta_2
	Count  *big.Int           // 1, 1 + 2^(L-1) or 1 + 2^L
	Points []Point            // the origin, then by increasing u
}

// Point is a family of stationary points that differ by signs only.
type Point struct {
	U                *interval.Interval // u = w_l^2, the same for every l
	T                *interval.Interval // t = sqrt u = |w_l|
	Shrinkage        *interval.Interval // lambda = p/b = (u/(u+e^2))^(L-1); 0 at the origin, also for b = 0
	Kind             Kind
	Global           bool               // a global minimum of the coordinate's L_R
	Eigenvalues      []Eigenvalue       // of the Hessian, L in all
	Multiplicity     uint64             // number of sign patterns: 1 at the origin, 2^(L-1) elsewhere
	ValueMinusOrigin *interval.Interval // L_R here minus L_R at w = 0
}

// Eigenvalue is an eigenvalue of the Hessian of the coordinate's L_R.
type Eigenvalue struct {
	Value        *interval.Interval
	Multiplicity int
}

// Solve returns every stationary point of the coordinate with the given number of significant digits.
//
// The number of points, their kinds and which are global are decided exactly or by certified arithmetic at a precision raised until it
// decides (the package comment proves that it ends); nothing is decided by closeness. Also within 10^-300 of a threshold the digits asked
// for are correct.
//
// At beta = beta_2 no rational problem lies (L >= 3). For L = 2 and |b| = e^2 the origin is the only point, degenerate, and the global
// minimum. For b = 0 the origin is the only point.
//
// Errors: a *FieldError (Problem.Validate, digits outside 1 .. MaxDigits); the context's error; "undecided" when the precision would leave
// interval.MaxPrec.
func Solve(ctx context.Context, p Problem, digits int) (*Structure, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	if err := checkDigits(digits); err != nil {
		return nil, err
	}
	s := solver{ctx: ctx, p: p, beta: p.beta(), digits: digits, c: interval.NewContext(interval.MinPrec)}
	return s.solve()
}

// reserve is the number of bits by which every result exceeds the digits asked for, so that rounding them outward to decimals loses
// nothing visible.
const reserve = 8

type solver struct {
	ctx    context.Context
	p      Problem
	beta   *big.Rat
	digits int
	c      *interval.Context
	large  *bracket // nil without a large root
	small  *bracket // nil without a small root
	k      int      // z = y^k on the brackets
	// wins says that the large root beats the origin.
	wins bool
}

func (s *solver) want() uint { return precFor(s.digits) }

// precFor is the precision of a result of the given digits.
func precFor(digits int) uint { return max(interval.DigitsToPrec(digits)+reserve, interval.MinPrec) }

func (s *solver) solve() (*Structure, error) {
	depth := s.p.Depth
	out := &Structure{Depth: depth, Digits: s.digits}
	var err error
	if out.Beta1, err = Beta1(depth, s.digits); err != nil {
		return nil, err
	}
	if out.Beta2, err = Beta2(s.ctx, depth, s.digits); err != nil {
		return nil, err
	}
	s.c.SetPrec(s.want())
	out.Beta = s.c.SetRat(interval.New(), s.beta)

	var nonzero []Point
	cmp := CompareBeta1(depth, s.beta)
	switch {
	case cmp < 0, cmp == 0 && depth == 2: // no root
	case depth == 2: // z = beta - 1
		z := new(big.Rat).Sub(s.beta, big.NewRat(1, 1))
		nonzero, err = s.rationalPoint(z, Minimum)
	case cmp == 0: // the double root z = M/L
		nonzero, err = s.rationalPoint(big.NewRat(int64(depth-2), int64(depth)), Degenerate)
	default:
		f := newUnit(depth, s.beta)
		s.k = f.k
		s.small, s.large = f.brackets()
		nonzero, err = s.twoPoints()
	}
	if err != nil {
		return nil, err
	}
	origin, err := s.origin()
	if err != nil {
		return nil, err
	}
	out.Points = append([]Point{origin}, nonzero...)
	out.Count = countPoints(depth, len(nonzero))
	return out, nil
}

// twoPoints returns the saddle and the minimum for L >= 3, beta > beta_1.
func (s *solver) twoPoints() ([]Point, error) {
	var out []Point
	for _, r := range []struct {
		b    *bracket
		kind Kind
	}{{s.small, Saddle}, {s.large, Minimum}} {
		q, err := s.enclosed(r.kind, func(bits uint, z *interval.Interval) error {
			if err := r.b.refine(s.ctx, s.c, bits); err != nil {
				return err
			}
			s.c.SetPrec(bits)
			r.b.enclosure(s.c, z)
			s.c.Pow(z, z, s.k)
			return nil
		})
		if err != nil {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}

// rationalPoint returns the point of a known rational z > 0.
func (s *solver) rationalPoint(z *big.Rat, kind Kind) ([]Point, error) {
	q, err := s.enclosed(kind, func(bits uint, x *interval.Interval) error {
		s.c.SetPrec(bits)
		s.c.SetRat(x, z)
		return nil
	})
	return []Point{q}, err
}

// enclosed computes the point of a root z, of which root gives an enclosure of about the given bits, at a precision raised until every
// number has its digits.
func (s *solver) enclosed(kind Kind, root func(bits uint, z *interval.Interval) error) (Point, error) {
	for extra := uint(32); ; extra *= 2 {
		bits := s.want() + extra
		if bits > interval.MaxPrec {
			return Point{}, fmt.Errorf("shrinkage: undecided: needs a precision of %d bits, beyond the bound %d", bits, interval.MaxPrec)
		}
		z := interval.New()
		if err := root(bits, z); err != nil {
			return Point{}, err
		}
		s.c.ClearErr()
		q := s.point(z, kind)
		if err := s.c.Err(); err != nil {
			return Point{}, err
		}
		if !q.accurate(int(s.want())) {
			continue
		}
		// The large root is global iff it lies below the origin. Its value is enclosed to a relative accuracy, so its sign is known, and it
		// is not 0 (no ties).
		if kind == Minimum {
			sign, _ := q.ValueMinusOrigin.Sign()
			q.Global = sign < 0
			s.wins = q.Global
		}
		return q, nil
	}
}
