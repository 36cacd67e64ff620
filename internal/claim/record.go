package claim

import (
	"fmt"
	"time"
)

// Record is the evidence of one check or variant that was run to its end, as a journal keeps it.
type Record struct {
	Claim   string           `json:"claim"`
	Check   *CheckEvidence   `json:"check,omitempty"` // exactly one of Check and Variant is set
	Variant *VariantEvidence `json:"variant,omitempty"`
	Seconds float64          `json:"seconds"` // worker seconds
}

// name is the key of the record's time in Timing.Checks, and unique within the claim.
func (r *Record) name() string {
	switch {
	case r.Check != nil:
		return r.Check.Name
	case r.Variant != nil:
		return "variant " + r.Variant.Name
	}
	return ""
}

func (t *task) name() string {
	if t.variant != nil {
		return "variant " + t.variant.Name
	}
	return t.check.Name
}

// record is the record of a finished task.
func (t *task) record(res any) Record {
	r := Record{Claim: t.claim.ID, Seconds: time.Duration(t.nanos.Load()).Seconds()}
	switch e := res.(type) {
	case CheckEvidence:
		r.Check = &e
	case VariantEvidence:
		r.Variant = &e
	}
	return r
}

// recall takes over the records of an earlier run. One that belongs to no task is an error.
func (r *running) recall(tasks []*task) error {
	if len(r.o.Known) == 0 {
		return nil
	}
	byName := make(map[[2]string]*task, len(tasks))
	for _, t := range tasks {
		byName[[2]string{t.claim.ID, t.name()}] = t
	}
	for k := range r.o.Known {
		known := &r.o.Known[k]
		t := byName[[2]string{known.Claim, known.name()}]
		if t == nil {
			return fmt.Errorf("record: claim %q has no check or variant %q in this audit", known.Claim, known.name())
		}
		if known.Check != nil {
			r.results[t] = *known.Check
		} else {
			r.results[t] = *known.Variant
		}
		t.nanos.Store(int64(known.Seconds * float64(time.Second)))
		t.first, t.total = 0, 0 // no block is left
	}
	return nil
}

// open lists the tasks without a result.
func (r *running) open(tasks []*task) []*task {
	var left []*task
	for _, t := range tasks {
		if r.results[t] == nil {
			left = append(left, t)
		}
	}
	return left
}
