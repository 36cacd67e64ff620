package flow

import (
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Status tells whether the enclosures are as narrow as asked for. The zero value is Undecided: never a pass.
type Status int8

// The status values.
const (
	Undecided Status = iota
	Certified
)

// String returns "undecided" or "certified".
func (s Status) String() string {
	if s == Certified {
		return "certified"
	}
	return "undecided"
}

// Imbalance is an enclosure of w_l^2 - w_m^2 for the layers l < m of a coordinate, counted from 0. It is computed from the integrated
// weights as (w_l - w_m)(w_l + w_m), where what the two weights' errors share has canceled.
type Imbalance struct {
	Coordinate, Layer1, Layer2 int
	Value                      *interval.Interval
}

// State is what is known at one time. Every enclosure holds the exact value.
type State struct {
	Time       *big.Rat
	Weights    [][]*interval.Interval // [layer][coordinate]
	Imbalances []Imbalance            // by coordinate, then l, then m
}

// Result is the outcome of Integrate.
type Result struct {
	Status Status
	// Reason says why the status is Undecided.
	Reason string
	// States are the states at the times asked for and at the end, as far as they were reached: with the status Certified, all of
	// them. The enclosures are valid whatever the status.
	States []State
	// Width bounds the width of the enclosures of the weights in States.
	Width *big.Float
	// Steps is the number of steps of all components in the last attempt, Attempts the number of attempts (at growing precision),
	// Order the order of the Taylor polynomials and Prec the bits after the point.
	Steps, Attempts, Order int
	Prec                   uint
}

// Final returns the state at the end, nil when it was not reached.
func (r *Result) Final(end *big.Rat) *State {
	if n := len(r.States); n > 0 && r.States[n-1].Time.Cmp(end) == 0 {
		return &r.States[n-1]
	}
	return nil
}
