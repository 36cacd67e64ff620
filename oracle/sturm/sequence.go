package sturm

import (
	"context"
	"math/big"
)

// Sequence is Sturm's sequence of a polynomial p: the square-free part of p, its derivative up to a positive factor, and then negated
// remainders, each up to a positive factor.
//
// Sturm's theorem: with V(x) the number of sign changes of the sequence at x, zeros left out, p has exactly V(a) - V(b) distinct real
// roots in (a, b], for all a < b in the extended reals - also when a or b is a root (for a square-free p; the sequence of any p divided
// by its last member, the gcd of p and p', is one of the square-free part up to positive factors).
//
// A Sequence is immutable and may be shared between goroutines.
type Sequence struct {
	members [][]integer
	signs   []int
}

// NewSequence builds the Sturm sequence of p from its subresultants.
//
// Errors: ErrZero; a *LimitError when the sequence would be too large; the context's error.
func NewSequence(ctx context.Context, p *Poly) (*Sequence, error) {
	if p.IsZero() {
		return nil, ErrZero
	}
	s := new(Sequence)
	if p.Degree() == 0 {
		s.members, s.signs = [][]integer{{big.NewInt(1)}}, []int{1}
		return s, nil
	}
	dp := derivative(p.c)
	if err := checkSequence(p.Degree(), height(dp)); err != nil {
		return nil, err
	}
	err := remainders(ctx, p.c, dp, func(c []integer, sign int) {
		s.members = append(s.members, c)
		s.signs = append(s.signs, sign)
	})
	if err != nil {
		return nil, err
	}
	// Store primitive members with positive leading coefficients, and divide by the last one, the gcd.
	for i, c := range s.members {
		c = clone(c)
		if makePrimitive(c).Sign() < 0 {
			s.signs[i] = -s.signs[i]
		}
		s.members[i] = c
	}
	g := s.members[len(s.members)-1]
	for i := range s.members {
		s.members[i] = quoExact(s.members[i], g)
	}
	return s, nil
}

// Len is the number of members of the sequence.
func (s *Sequence) Len() int { return len(s.members) }

// Endpoint is a rational number or one of the two infinities.
type Endpoint struct {
	infinity int
	x        *big.Rat
}

// At is the rational endpoint x. A nil x panics.
func At(x *big.Rat) Endpoint {
	if x == nil {
		panic("sturm: At(nil)")
	}
	return Endpoint{x: new(big.Rat).Set(x)}
}

// NegInf is the endpoint at minus infinity.
func NegInf() Endpoint { return Endpoint{infinity: -1} }

// PosInf is the endpoint at plus infinity.
func PosInf() Endpoint { return Endpoint{infinity: 1} }

func (a Endpoint) less(b Endpoint) bool {
	if a.infinity == 0 && b.infinity == 0 {
		return a.x.Cmp(b.x) < 0
	}
	return a.infinity < b.infinity
}

// Count returns the number of distinct real roots in (a, b]; it is 0 when a >= b. With NegInf and PosInf it counts on half-lines and on the
// whole line.
func (s *Sequence) Count(a, b Endpoint) int {
	if !a.less(b) {
		return 0
	}
	var e evaluator
	return s.variations(&e, a) - s.variations(&e, b)
}

// CountOpen returns the number of distinct real roots in the open interval (a, b).
func (s *Sequence) CountOpen(a, b Endpoint) int {
	n := s.Count(a, b)
	if n > 0 && s.isRoot(b) {
		n--
	}
	return n
}

// CountClosed returns the number of distinct real roots in [a, b]; it is 0 when a > b.
func (s *Sequence) CountClosed(a, b Endpoint) int {
	if b.less(a) {
		return 0
	}
	n := s.Count(a, b)
	if s.isRoot(a) {
		n++
	}
	return n
}

func (s *Sequence) isRoot(a Endpoint) bool {
	var e evaluator
	return a.infinity == 0 && e.sign(s.members[0], a.x) == 0
}

// variations is V at the endpoint.
func (s *Sequence) variations(e *evaluator, a Endpoint) int {
	v, before := 0, 0
	for i, c := range s.members {
		sign := s.signs[i]
		switch a.infinity {
		case 0:
			sign *= e.sign(c, a.x)
		case -1:
			if len(c)%2 == 0 { // odd degree
				sign = -sign
			}
		}
		if sign == 0 {
			continue
		}
		if sign == -before {
			v++
		}
		before = sign
	}
	return v
}
