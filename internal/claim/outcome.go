package claim

import (
	"fmt"
	"math"
)

// Kind is what a judge found on one case.
type Kind uint8

// The kinds of outcome.
const (
	KindHeld Kind = iota
	KindViolated
	KindUndecided
	KindOutOfDomain
)

// Outcome is the judgement on one case.
type Outcome struct {
	Kind Kind
	// Failure is the class of a violation. Shrinking keeps to one class, so that a counterexample
	// can't slip into another failure.
	Failure string
	// Detail explains a violation or why nothing could be decided.
	Detail string
	// Margin says how close the case came to failing (0 is on the edge), in the unit that
	// Sample.MarginIs names; for a violation, -Margin is its severity. NaN when there is none.
	Margin float64
}

// Hold is a case on which the statement is true.
func Hold() Outcome { return Outcome{Margin: math.NaN()} }

// HoldBy is a case on which the statement is true with the given nonnegative margin. A negative
// or NaN margin contradicts that and panics; an infinite one is recorded as the largest float64.
func HoldBy(margin float64) Outcome {
	if !(margin >= 0) {
		panic(fmt.Sprintf("claim: HoldBy(%v): a case that holds has a nonnegative margin", margin))
	}
	return Outcome{Margin: math.Min(margin, math.MaxFloat64)}
}

// Violate is a case on which the statement is false. The severity orders violations; 0 if unknown.
func Violate(class string, severity float64, format string, args ...any) Outcome {
	if math.IsNaN(severity) || severity < 0 {
		severity = 0
	}
	severity = math.Min(severity, math.MaxFloat64)
	return Outcome{Kind: KindViolated, Failure: class, Detail: fmt.Sprintf(format, args...), Margin: -severity}
}

// Undecide is a case that could not be decided within its budget.
func Undecide(format string, args ...any) Outcome {
	return Outcome{Kind: KindUndecided, Detail: fmt.Sprintf(format, args...), Margin: math.NaN()}
}

// Skip is a case outside the hypotheses. Generators make instances inside them by construction, so
// the budget for skips is zero unless Sample.MaxSkips says otherwise.
func Skip(format string, args ...any) Outcome {
	return Outcome{Kind: KindOutOfDomain, Detail: fmt.Sprintf(format, args...), Margin: math.NaN()}
}
