package claim

// Verdict is the honest outcome of a check, a claim or an audit.
type Verdict string

// The verdicts, from the strongest to the weakest. Only Proved and Held pass.
const (
	// Proved: for all real inputs at the stated scope.
	Proved Verdict = "proved"
	// Held: on every one of the sampled instances, each decided exactly, by certified arithmetic,
	// or at a stated error probability.
	Held Verdict = "held"
	// Refuted: a confirmed counterexample exists.
	Refuted Verdict = "refuted"
	// Undecided: precision, budget or time ran out, or a counterexample was not confirmed.
	Undecided Verdict = "undecided"
	// Vacuous: too few valid instances, no step, or no wrong variant was ever refuted by the check.
	Vacuous Verdict = "vacuous"
)

// Passes reports whether v is Proved or Held.
func (v Verdict) Passes() bool { return v == Proved || v == Held }

// rank orders the verdicts so that the worst part decides the whole: a refutation outranks an
// undecided part, which outranks a vacuous one; Held outranks Proved because a claim is only as
// strong as its weakest check.
func (v Verdict) rank() int {
	switch v {
	case Proved:
		return 0
	case Held:
		return 1
	case Vacuous:
		return 2
	case Undecided:
		return 3
	default:
		return 4
	}
}

// Worst returns the verdict that decides a whole made of the given parts, and Vacuous for none.
func Worst(parts ...Verdict) Verdict {
	if len(parts) == 0 {
		return Vacuous
	}
	w := parts[0]
	for _, v := range parts[1:] {
		if v.rank() > w.rank() {
			w = v
		}
	}
	return w
}

// Tier is the strength that the evidence of a check can have.
type Tier string

// The tiers of MATH.md, "How strong the evidence can be".
const (
	// TierProved: all real inputs at the stated scope.
	TierProved Tier = "proved"
	// TierExact: equality or order in exact arithmetic on each instance.
	TierExact Tier = "exact"
	// TierCertified: outward-rounded interval arithmetic decides each instance.
	TierCertified Tier = "certified"
	// TierStatistical: decided at a stated error probability.
	TierStatistical Tier = "statistical"
)

func (t Tier) valid() bool {
	return t == TierProved || t == TierExact || t == TierCertified || t == TierStatistical
}

// verdict is what a check of tier t reports when nothing failed.
func (t Tier) verdict() Verdict {
	if t == TierProved {
		return Proved
	}
	return Held
}

// Provenance says where a statement comes from; the full text of the paper was not at hand.
type Provenance string

// The provenances of MATH.md.
const (
	// Summary: the summary, abstract or a caption of the paper asserts this in words.
	Summary Provenance = "summary"
	// Derived: implied by the summary; the precise form was derived for this project.
	Derived Provenance = "derived"
	// Supporting: the paper must need something like it.
	Supporting Provenance = "supporting"
)
