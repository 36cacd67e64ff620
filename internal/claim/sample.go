package claim

import (
	"fmt"
	"math/rand/v2"

	"github.com/ssamverify/ssamverify/generators"
)

// Sample is a property of random instances, decided case by case.
type Sample struct {
	Space generators.Space
	Cases Count
	// NewJudge returns a judge with its own scratch; each worker has one. A judge must depend on
	// the case alone.
	NewJudge func() Judge
	// MinValid is the least number of valid cases in each regime; below it the check is vacuous.
	// 0 means 1.
	MinValid int
	// MaxSkips is the number of cases that may be out of the domain.
	MaxSkips int
	// MarginIs names the margin's meaning and unit, "" when the property has none.
	MarginIs string
	// FalseAlarm is the probability that one case fails although the statement is true (statistical
	// checks only); the report multiplies it by the number of cases.
	FalseAlarm float64
}

// Judge decides one case.
type Judge func(*Case) Outcome

// Case is one instance with what a judge may use.
type Case struct {
	*generators.Instance
	Index int
	seed  [2]uint64
	trace *[]Value
}

// Rand returns the stream of auxiliary draws of this case (simulated noise, random directions). It
// starts anew at each call and depends on the root seed, claim, check and index alone.
func (c *Case) Rand() *rand.Rand {
	return rand.New(rand.NewPCG(c.seed[0]^0xa0761d6478bd642f, c.seed[1]))
}

// Trace records a named intermediate value; only a replay keeps it, elsewhere it costs a nil test.
// The value is formatted with %v at once.
func (c *Case) Trace(name string, value any) {
	if c.trace != nil {
		*c.trace = append(*c.trace, Value{name, fmt.Sprint(value)})
	}
}

// Tracing reports whether values passed to Trace are kept, so that a judge can avoid computing them.
func (c *Case) Tracing() bool { return c.trace != nil }

// Value is a named value, printed exactly.
type Value struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}
