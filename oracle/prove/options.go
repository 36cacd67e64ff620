package prove

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Options is the budget of a proof. Zero fields take the defaults.
type Options struct {
	MaxBoxes int  // boxes that are looked at: DefaultMaxBoxes, at most 2^40
	MaxPrec  uint // bits of the highest precision: DefaultMaxPrec, from 53 to interval.MaxPrec
}

// The defaults of Options.
const (
	DefaultMaxBoxes = 1_000_000
	DefaultMaxPrec  = 1024
)

func (o Options) withDefaults() (Options, error) {
	if o.MaxBoxes == 0 {
		o.MaxBoxes = DefaultMaxBoxes
	}
	if o.MaxPrec == 0 {
		o.MaxPrec = DefaultMaxPrec
	}
	if o.MaxBoxes < 1 || o.MaxBoxes > 1<<40 {
		return o, fmt.Errorf("prove: MaxBoxes = %d: must be from 1 to %d", o.MaxBoxes, 1<<40)
	}
	if o.MaxPrec < 53 || o.MaxPrec > interval.MaxPrec {
		return o, fmt.Errorf("prove: MaxPrec = %d: must be from 53 to %d", o.MaxPrec, interval.MaxPrec)
	}
	return o, nil
}

// Verdict is the outcome of a proof. The zero value is Undecided: never a pass.
type Verdict int8

// The verdicts.
const (
	Undecided Verdict = iota
	Proved
	Refuted
)

// String returns "undecided", "proved" or "refuted".
func (v Verdict) String() string {
	switch v {
	case Proved:
		return "proved"
	case Refuted:
		return "refuted"
	default:
		return "undecided"
	}
}
