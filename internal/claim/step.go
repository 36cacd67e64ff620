package claim

import "context"

// Step is one deterministic part of a proof or of an enumeration.
type Step struct {
	Name  string // slug, unique in the check: "L3-d2"
	Scope string // what this step covers: "L = 3, d = 2, general model"
	Run   func(context.Context) StepResult
}

// StepResult is what a step found. The runner maps Proved to the check's tier.
type StepResult struct {
	Verdict Verdict
	Method  string // "grid", "Schwartz-Zippel", "Sturm", "branch and bound", "enumeration"
	// Stats describes the work in a stable order: points, degrees, boxes, primes.
	Stats []Value
	// Points is the number of grid points, boxes or cases that the step decided; a step that
	// decided nothing is vacuous.
	Points int64
	// Detail explains a refutation or why nothing could be decided.
	Detail string
	// Values are the numbers of a counterexample: the grid point, both sides.
	Values []Value
	// Depth and Width of the counterexample, 0 when they mean nothing (free symbols).
	Depth, Width int
}
