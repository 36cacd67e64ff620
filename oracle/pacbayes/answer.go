package pacbayes

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Answer holds enclosures, each narrower than one unit of the last digit asked for. What the question does not fix is nil.
type Answer struct {
	KL          *interval.Interval // the divergence
	Budget      *interval.Interval // (KL + log(2 sqrt n/delta)) / n
	PlainBudget *interval.Interval // (KL + log(1/delta)) / n
	KLInverse   *interval.Interval // kl^-1(risk, Budget)
	SquareRoot  *interval.Interval // risk + sqrt(Budget/2), above 1 when it says nothing
	Catoni      []CatoniBound      // in the order of the question
	Digits      int
}

// CatoniBound is the bound for one constant.
type CatoniBound struct {
	C     *big.Rat
	Bound *interval.Interval // above 1 when it says nothing
}

// Solve answers a valid question. The precision is doubled until every enclosure has the digits asked for. Errors: *FieldError and those of
// Validate, the context's, ErrPrecision.
func (q *Question) Solve(ctx context.Context) (*Answer, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	want := interval.DigitsToPrec(q.Digits)
	for prec := want + 64; prec <= maxPrec; prec *= 2 {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("pacbayes: stopped: %w", err)
		}
		a, err := q.at(prec)
		if err != nil {
			return nil, err
		}
		if a.bits() >= int(want) {
			return a, nil
		}
	}
	return nil, fmt.Errorf("pacbayes: %d digits: %w of %d bits", q.Digits, ErrPrecision, maxPrec)
}

// at answers at one precision.
func (q *Question) at(prec uint) (*Answer, error) {
	c := interval.NewContext(prec)
	a := &Answer{Digits: q.Digits}
	if q.Budget != nil {
		a.Budget = c.SetRat(interval.New(), q.Budget)
	} else {
		a.KL = interval.New()
		if q.KL != nil {
			c.SetRat(a.KL, q.KL)
		} else {
			q.Gaussians.KL(c, a.KL) // near equal laws it may reach below 0: it then has no correct bit, and Solve goes on
		}
		a.Budget = q.Confidence.Budget(c, interval.New(), a.KL)
		a.PlainBudget = q.PlainBudget(c, interval.New(), a.KL)
		for _, x := range q.C {
			a.Catoni = append(a.Catoni, CatoniBound{x, Catoni(c, interval.New(), x, q.Risk, a.PlainBudget)})
		}
	}
	a.SquareRoot = SquareRoot(c, interval.New(), q.Risk, a.Budget)
	var err error
	if a.KLInverse, err = KLInverse(q.Risk, a.Budget, prec); err != nil {
		return nil, err
	}
	return a, c.Err()
}

// bits is the relative accuracy of the widest enclosure.
func (a *Answer) bits() int {
	all := []*interval.Interval{a.KLInverse, a.SquareRoot, a.Budget}
	if a.KL != nil {
		all = append(all, a.KL, a.PlainBudget)
	}
	for _, b := range a.Catoni {
		all = append(all, b.Bound)
	}
	least := all[0].RelBits()
	for _, x := range all[1:] {
		least = min(least, x.RelBits())
	}
	return least
}
