package flow

import (
	"fmt"
	"math/big"
)

// Options says what is asked for and the budget. Zero fields take the defaults.
type Options struct {
	// Digits asks for enclosures of the weights no wider than 10^-Digits max(1, |w|): 1 to MaxDigits, default 30.
	Digits int
	// Order is the order N of the Taylor polynomials, MinOrder to MaxOrder: by default it grows with Digits, 15 at least.
	Order int
	// MaxSteps bounds the steps of one component in one attempt.
	MaxSteps int
	// MaxWork bounds the work of all components and attempts together, in products of two Taylor coefficients (some 10^7 a second):
	// DefaultWork by default.
	MaxWork int
	// Times are intermediate times, strictly between 0 and T, in the order in which the flow passes them.
	Times []*big.Rat
}

func (o Options) withDefaults(end *big.Rat) (Options, error) {
	if o.Digits == 0 {
		o.Digits = 30
	}
	if o.Digits < 1 || o.Digits > MaxDigits {
		return o, fmt.Errorf("flow: digits = %d: must be from 1 to %d", o.Digits, MaxDigits)
	}
	if o.Order == 0 {
		o.Order = max(15, 12+o.Digits*4/5)
	}
	if o.Order < MinOrder || o.Order > MaxOrder {
		return o, fmt.Errorf("flow: order = %d: must be from %d to %d", o.Order, MinOrder, MaxOrder)
	}
	if o.MaxSteps == 0 {
		o.MaxSteps = DefaultSteps
	}
	if o.MaxSteps < 1 || o.MaxSteps > MaxSteps {
		return o, fmt.Errorf("flow: steps = %d: must be from 1 to %d", o.MaxSteps, MaxSteps)
	}
	if o.MaxWork == 0 {
		o.MaxWork = DefaultWork
	}
	if o.MaxWork < 1 {
		return o, fmt.Errorf("flow: work = %d: must be at least 1", o.MaxWork)
	}
	if len(o.Times) > MaxTimes {
		return o, fmt.Errorf("flow: times: %d of them, at most %d", len(o.Times), MaxTimes)
	}
	before := new(big.Rat)
	for k, t := range o.Times {
		name := fmt.Sprintf("times[%d]", k)
		if err := checkNumber(name, t); err != nil {
			return o, err
		}
		if end.Sign() == 0 || t.Cmp(before) != end.Sign() || end.Cmp(t) != end.Sign() {
			return o, fmt.Errorf("flow: %s = %s: must lie between %s and %s", name, short(t), short(before), short(end))
		}
		before = t
	}
	return o, nil
}
