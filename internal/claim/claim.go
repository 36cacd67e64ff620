package claim

// Claim is one statement of the paper (or a supporting result) with everything that verifies it.
type Claim struct {
	ID    string // "lemma2.1", "theorem4.1", "s.3": lower case, unique
	Label string // "Lemma 2.1"
	Title string // "Closed-form gradient of the regularized loss"
	// Folder is the package that holds the claim, relative to the module: "lemmas/lemma2_1".
	Folder string
	// Statement says what is verified, in words and the notation of MATH.md. It is not a quotation.
	Statement string
	// Short is the statement in one line, for tables.
	Short string
	// TeX is the central formula in LaTeX, for the page and the table.
	TeX        string
	Hypotheses []string
	Provenance Provenance
	RestsOn    []string // IDs of the claims that this one uses
	Compare    string   // what a reader with the PDF should compare
	NotClaimed string   // what the evidence does not show, when that could be misread
	Errata     []string // entries of ERRATA.md that concern this claim
	Checks     []Check
	Variants   []Variant
}

// Check is one thing that is decided about a claim. Exactly one of Steps and Sample is set.
type Check struct {
	Name  string // slug, unique in the claim: "gradient-exact"
	Part  string // the part of the statement, "" for the whole
	Title string // one line: what a pass establishes
	Tier  Tier
	Scope string // "all L, all d", "L = 2..10, d = 1..6"
	// Steps lists the deterministic steps of a proof or an enumeration in a profile. Names are
	// unique slugs; a step keeps its name in every profile that has it.
	Steps func(Profile) []Step
	// Sample is a property of random instances.
	Sample *Sample
}

// Variant is a plausible but wrong statement. Check is built by the same function as the claim's
// check of the same name, from the wrong statement, and must be refuted.
type Variant struct {
	Name  string // slug, unique in the claim
	Title string // the wrong statement in words
	Check Check
	// MaxDepth bounds the depth of the minimal counterexample of a sampled check; 0 for no bound.
	MaxDepth int
}

// Wrong is a wrong statement of type F together with the check that should refute it.
type Wrong[F any] struct {
	Name, Title string
	Check       string // name of the check
	Statement   F
	MaxDepth    int
}

// Bind builds the variants of a claim: for each wrong statement it calls build, the function that
// also built the claim's own checks, and picks the check named. A name that build does not
// produce panics, so a variant can't be bound to nothing.
func Bind[F any](build func(F) []Check, wrong ...Wrong[F]) []Variant {
	vs := make([]Variant, 0, len(wrong))
	for _, w := range wrong {
		c, ok := find(build(w.Statement), w.Check)
		if !ok {
			panic("claim: variant " + w.Name + " is bound to the unknown check " + w.Check)
		}
		vs = append(vs, Variant{Name: w.Name, Title: w.Title, Check: c, MaxDepth: w.MaxDepth})
	}
	return vs
}

func find(checks []Check, name string) (Check, bool) {
	for _, c := range checks {
		if c.Name == name {
			return c, true
		}
	}
	return Check{}, false
}

// CheckNamed returns the claim's check with the given name.
func (c *Claim) CheckNamed(name string) (Check, bool) { return find(c.Checks, name) }

// VariantNamed returns the claim's variant with the given name.
func (c *Claim) VariantNamed(name string) (Variant, bool) {
	for _, v := range c.Variants {
		if v.Name == name {
			return v, true
		}
	}
	return Variant{}, false
}
