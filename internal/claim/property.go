package claim

import (
	"fmt"
	"math/rand"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/prop"

	"github.com/ssamverify/ssamverify/generators"
)

// This file is the one wrapper around gopter. Each trap that it closes has a test in
// property_test.go:
//
//   - one case is one gopter call with a random source of its own, so that no case depends on the
//     draws of another, on the number of workers or on a shared source;
//   - the condition given to gopter is false only for the failure being shrunk: an undecided,
//     out-of-domain or panicking candidate counts as "does not fail", so that shrinking can't turn a
//     counterexample into a discard or into another failure;
//   - undecided and out-of-domain cases are counted here, never as gopter's discards;
//   - the number of candidates judged while shrinking has a cap.

// maxShrinkCalls caps the candidates judged on the way to a minimal counterexample.
const maxShrinkCalls = 3000

// subject is a sampled check bound to its seed.
type subject struct {
	claimID, check string
	root           uint64
	sample         *Sample
}

// judged is the outcome of one instance.
type judged struct {
	in  *generators.Instance
	out Outcome
}

// seed is the seed of case i.
func (s *subject) seed(i int) [2]uint64 { return caseSeed(s.root, s.claimID, s.check, i) }

// newCase wraps an instance as case i, whose seed is given.
func newCase(i int, seed [2]uint64, in *generators.Instance, trace *[]Value) *Case {
	return &Case{Instance: in, Index: i, seed: seed, trace: trace}
}

// judge runs j on one instance; a panic is a defect of the check and decides nothing.
func (s *subject) judge(j Judge, c *Case) (out Outcome) {
	defer func() {
		if r := recover(); r != nil {
			out = Undecide("panic: %v", r)
		}
	}()
	return j(c)
}

// params makes the generator parameters of the case with this seed.
func params(seed [2]uint64) *gopter.GenParameters {
	return &gopter.GenParameters{
		MinSize: 0, MaxSize: 100,
		MaxShrinkCount: maxShrinkCalls,
		Rng:            rand.New(generators.NewSource(seed[0], seed[1])),
	}
}

// run draws and judges case i.
func (s *subject) run(i int, j Judge) (res judged) {
	seed := s.seed(i)
	p := prop.ForAllNoShrink(func(in *generators.Instance) bool {
		res = judged{in, s.judge(j, newCase(i, seed, in, nil))}
		return res.out.Kind != KindViolated
	}, s.sample.Space.Gen(i))
	if err := call(p, params(seed)); res.in == nil {
		res.out = Undecide("no instance was drawn: %v", err)
	}
	return res
}

// errTrue says that the condition was true, or never called. It is made once: nearly every case ends so.
var errTrue = fmt.Errorf("gopter status %v", gopter.PropTrue)

// call runs the property once and says how it ended. A panic of a generator or shrinker, which gopter lets through, is an error
// too, and whatever kept gopter from calling the condition.
func call(p gopter.Prop, params *gopter.GenParameters) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	switch r := p(params); {
	case r.Error != nil:
		return r.Error
	case r.Status == gopter.PropTrue:
		return errTrue
	default:
		return fmt.Errorf("gopter status %v", r.Status)
	}
}

// shrink draws case i again, checks that it still fails, and lets gopter shrink it within its
// failure class. It returns the smallest failing instance and the number of candidates judged.
func (s *subject) shrink(i int, j Judge) (judged, int, error) {
	var smallest judged
	calls, seed := 0, s.seed(i)
	p := prop.ForAll(func(in *generators.Instance) bool {
		if calls > maxShrinkCalls {
			return true
		}
		calls++
		out := s.judge(j, newCase(i, seed, in, nil))
		if out.Kind != KindViolated || (smallest.in != nil && out.Failure != smallest.out.Failure) {
			return true
		}
		smallest = judged{in, out}
		return false
	}, s.sample.Space.Gen(i))
	err := call(p, params(seed))
	if smallest.in == nil {
		return judged{}, calls, fmt.Errorf("case %d does not fail when it is drawn again (%w)", i, err)
	}
	return smallest, calls, nil
}
