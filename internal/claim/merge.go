package claim

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Merge joins the evidence of shards of one audit. With all n shards the result is the evidence of
// the audit in one piece, byte for byte but for Timing and Environment; with fewer it keeps them as
// Parts, is undecided, and can be merged again.
//
// Evidence that Merge accepts is a set of shards, and Merge is its union: associative, commutative
// and idempotent; the whole absorbs its shards. So are Timing and Environment, unless a shard was
// run twice: then one of its two times is kept, and which one may depend on the order. It refuses evidence
// of another version, seed, profile, number of cases or selection of claims, of a division into
// another number of shards, of a run that was stopped, and a shard given twice with different
// findings. The arguments are not changed; the result may share parts of them.
func Merge(all ...*Evidence) (*Evidence, error) {
	if len(all) == 0 {
		return nil, errors.New("merge: no evidence")
	}
	var wholes []*Evidence
	parts := map[int]*Evidence{}
	count := 0
	for _, e := range all {
		if err := mergeable(all[0], e); err != nil {
			return nil, fmt.Errorf("merge: %w", err)
		}
		if e.Shard == nil {
			wholes = append(wholes, e)
			continue
		}
		if count == 0 {
			count = e.Shard.Count
		}
		if e.Shard.Count != count {
			return nil, fmt.Errorf("merge: shard counts %d and %d do not fit together", count, e.Shard.Count)
		}
		for _, p := range shardsOf(e) {
			if err := join(parts, p); err != nil {
				return nil, fmt.Errorf("merge: %w", err)
			}
		}
	}
	if len(wholes) > 0 {
		return joinWholes(wholes)
	}
	return union(parts, count), nil
}

// shardsOf lists the single shards that e consists of.
func shardsOf(e *Evidence) []*Evidence {
	if len(e.Parts) == 0 {
		return []*Evidence{e}
	}
	ps := make([]*Evidence, len(e.Parts))
	for k := range e.Parts {
		ps[k] = &e.Parts[k]
	}
	return ps
}

// join adds p to the shards seen.
func join(parts map[int]*Evidence, p *Evidence) error {
	old, ok := parts[p.Shard.Index]
	if !ok {
		parts[p.Shard.Index] = p
		return nil
	}
	kept, err := choose(old, p)
	if err != nil {
		return fmt.Errorf("shard %d of %d is given twice: %w", p.Shard.Index, p.Shard.Count, err)
	}
	parts[p.Shard.Index] = kept
	return nil
}

func joinWholes(wholes []*Evidence) (*Evidence, error) {
	kept := wholes[0]
	for _, e := range wholes[1:] {
		var err error
		if kept, err = choose(kept, e); err != nil {
			return nil, fmt.Errorf("merge: the whole audit is given twice: %w", err)
		}
	}
	return kept, nil
}

// choose returns one of two records of the same work: their findings must be equal, and of two
// timings it takes the one that comes first as text, so that the order of the arguments is no matter.
func choose(a, b *Evidence) (*Evidence, error) {
	if findings(a) != findings(b) {
		return nil, errors.New("the findings differ")
	}
	if cmp.Compare(marshal([]any{a.Timing, a.Environment}), marshal([]any{b.Timing, b.Environment})) <= 0 {
		return a, nil
	}
	return b, nil
}

// findings is the evidence without timing and environment, as text.
func findings(e *Evidence) string {
	f := *e
	f.Timing, f.Environment = nil, nil
	return marshal(&f)
}

// marshal is v as JSON. Evidence holds finite numbers and strings, so an error is a defect here.
func marshal(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("claim: " + err.Error())
	}
	return string(data)
}

// union makes one evidence of a set of shards.
func union(parts map[int]*Evidence, count int) *Evidence {
	if len(parts) == 1 && count > 1 {
		for _, p := range parts {
			return p
		}
	}
	order := make([]int, 0, len(parts))
	for i := range parts {
		order = append(order, i)
	}
	slices.Sort(order)
	shards := make([]*Evidence, len(order))
	for k, i := range order {
		shards[k] = parts[i]
	}
	e := fold(shards, count)
	if len(order) < count {
		e.Shard = &Shard{Count: count}
		for _, p := range shards {
			e.Parts = append(e.Parts, *p)
		}
	}
	Finalize(e)
	return e
}
