package reports

// meaning explains a word of the page.
type meaning struct{ word, text string }

// verdictMeanings explains the verdicts, in the order of allVerdicts.
func verdictMeanings() []meaning {
	return []meaning{
		{"proved", "for all real inputs at the stated scope: a polynomial identity on a grid larger than its degree in each variable, a root count by Sturm's theorem, or an inequality by exhaustive interval branch and bound"},
		{"held", "on every one of the sampled instances, each decided in exact or certified arithmetic, or at a stated error probability; it says nothing certain about the instances that were not drawn"},
		{"refuted", "a counterexample was found and confirmed in a fresh state"},
		{"undecided", "precision, budget or time ran out, a part was not run, or a wrong variant survived"},
		{"vacuous", "nothing was decided, too few valid instances reached a regime, or no wrong variant was ever refuted by the check"},
	}
}

func tierMeanings() []meaning {
	return []meaning{
		{"proved", "can decide for all real inputs at the stated scope"},
		{"exact", "equality or order in rational arithmetic on each instance"},
		{"certified", "outward-rounded interval arithmetic encloses the truth and decides each instance"},
		{"statistical", "decided at a stated error probability"},
	}
}

func provenanceMeanings() []meaning {
	return []meaning{
		{"summary", "the summary, abstract or a caption of the paper asserts this in words"},
		{"derived", "implied by the summary; the precise form (hypotheses, constants) was derived for this project"},
		{"supporting", "the paper must need something like it; S.1 to S.14 are this project's own labels"},
	}
}

// disclaimer stands wherever labels are shown.
const disclaimer = "Labels are assignments, not quotations: the statements were reconstructed from a summary of the paper and derived again, " +
	"so a label says where a statement is believed to belong. PAPER_MAP.md says what to compare with the PDF."
