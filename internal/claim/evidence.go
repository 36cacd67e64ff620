package claim

// Evidence is what one audit found: the whole of it is a function of the seed, the profile, the
// selection and the shard, but for Timing and Environment.
type Evidence struct {
	Schema   string          `json:"schema"` // "ssamverify/evidence/1"
	Tool     string          `json:"tool"`
	Seed     uint64          `json:"seed"`
	Profile  Profile         `json:"profile"`
	Cases    int             `json:"cases_override,omitempty"` // --cases, 0 when the profile decides
	Shard    *Shard          `json:"shard,omitempty"`
	Complete bool            `json:"complete"` // false while an audit is running or after a cancellation
	Verdict  Verdict         `json:"verdict"`
	Claims   []ClaimEvidence `json:"claims"`
	// Parts are the shards, in order, of a merge that lacks some; empty in any other evidence.
	Parts []Evidence `json:"parts,omitempty"`
	// Timing and Environment are the only parts that differ between two runs of the same audit.
	Timing      *Timing      `json:"timing,omitempty"`
	Environment *Environment `json:"environment,omitempty"`
}

// EvidenceSchema is the value of Evidence.Schema.
const EvidenceSchema = "ssamverify/evidence/1"

// Shard is the part Index (1-based) of Count into which an audit was split. Index is 0 in a merge
// that lacks some parts: Evidence.Parts has the others.
type Shard struct {
	Index int `json:"index,omitempty"`
	Count int `json:"count"`
}

// ClaimEvidence is the evidence on one claim (Evidence is that of a whole audit), with enough of the claim's text to read it alone.
type ClaimEvidence struct {
	ID         string     `json:"id"`
	Label      string     `json:"label"`
	Title      string     `json:"title"`
	Short      string     `json:"short"`
	Statement  string     `json:"statement"`
	TeX        string     `json:"tex,omitempty"`
	Hypotheses []string   `json:"hypotheses"`
	Provenance Provenance `json:"provenance"`
	Compare    string     `json:"compare"`
	NotClaimed string     `json:"not_claimed,omitempty"`
	Errata     []string   `json:"errata,omitempty"`
	RestsOn    []string   `json:"rests_on,omitempty"`
	// RestsOnFailed lists the claims, reached through RestsOn, whose own verdict is not a pass, and
	// RestsOnMissing those that this audit did not run.
	RestsOnFailed  []string          `json:"rests_on_failed,omitempty"`
	RestsOnMissing []string          `json:"rests_on_missing,omitempty"`
	Verdict        Verdict           `json:"verdict"`
	Checks         []CheckEvidence   `json:"checks"`
	Variants       []VariantEvidence `json:"variants"`
}

// CheckEvidence is the evidence of one check.
type CheckEvidence struct {
	Name    string  `json:"name"`
	Part    string  `json:"part,omitempty"`
	Title   string  `json:"title"`
	Tier    Tier    `json:"tier"`
	Scope   string  `json:"scope"`
	Verdict Verdict `json:"verdict"`
	Reason  string  `json:"reason,omitempty"` // why the verdict is not a pass
	// Variants counts the wrong variants bound to this check, Refuted those it refuted.
	Variants int `json:"variants"`
	Refuted  int `json:"refuted"`
	// Domain describes the instances of a sampled check.
	Domain []string `json:"domain,omitempty"`
	// Planned is the number of cases of a whole run, Cases of those decided here.
	Planned     int           `json:"planned,omitempty"`
	Cases       int           `json:"cases,omitempty"`
	Valid       int           `json:"valid,omitempty"`
	Violated    int           `json:"violated,omitempty"`
	Undecided   int           `json:"undecided,omitempty"`
	OutOfDomain int           `json:"out_of_domain,omitempty"`
	MaxSkips    int           `json:"max_out_of_domain,omitempty"`
	MinValid    int           `json:"min_valid_per_regime,omitempty"`
	Regimes     []RegimeCount `json:"regimes,omitempty"`
	// FailureRate95 bounds the probability of a failing case, for this sampler only, that zero
	// failures in Valid cases exclude at 95%: 1 - 0.05^(1/n).
	FailureRate95 float64 `json:"failure_rate_95,omitempty"`
	FalseAlarm    float64 `json:"false_alarm_per_case,omitempty"`
	MarginIs      string  `json:"margin_is,omitempty"`
	Margin        *Margin `json:"margin,omitempty"`
	// Steps is the evidence of a proof.
	PlannedSteps int            `json:"planned_steps,omitempty"`
	Steps        []StepEvidence `json:"steps,omitempty"`
	Points       int64          `json:"points,omitempty"`
	// FirstUndecided is the first case without a decision.
	FirstUndecided *Undecision     `json:"first_undecided,omitempty"`
	Minimal        *Counterexample `json:"minimal_counterexample,omitempty"`
	Worst          *Counterexample `json:"worst_counterexample,omitempty"`
}

// RegimeCount is one line of the histogram of regimes.
type RegimeCount struct {
	Name  string `json:"name"`
	Cases int    `json:"cases"`
	Valid int    `json:"valid"`
}

// Margin is the smallest margin seen and the case that showed it.
type Margin struct {
	Value  float64 `json:"value"`
	Index  int     `json:"index"`
	Regime string  `json:"regime"`
	Token  string  `json:"token"`
}

// Undecision is a case or step that could not be decided.
type Undecision struct {
	Index  int    `json:"index"`
	Token  string `json:"token"`
	Reason string `json:"reason"`
}

// StepEvidence is the evidence of one step.
type StepEvidence struct {
	Name    string  `json:"name"`
	Scope   string  `json:"scope"`
	Verdict Verdict `json:"verdict"`
	Method  string  `json:"method"`
	Points  int64   `json:"points"`
	Stats   []Value `json:"stats,omitempty"`
	Detail  string  `json:"detail,omitempty"`
	Token   string  `json:"token"`
	order   int
}

// Counterexample is an instance that violates a statement.
type Counterexample struct {
	Token string `json:"token"`
	// Index is the case, or the position of the step, that produced it.
	Index   int    `json:"index"`
	Regime  string `json:"regime,omitempty"`
	Step    string `json:"step,omitempty"`
	Failure string `json:"failure"`
	Detail  string `json:"detail"`
	// Severity orders the violations of one check; 0 when unknown.
	Severity float64 `json:"severity"`
	Depth    int     `json:"depth,omitempty"`
	Width    int     `json:"width,omitempty"`
	// Instance is the instance, one named entry a line, exactly.
	Instance []Value `json:"instance,omitempty"`
	// ShrinkCalls is how many candidates were judged on the way to it.
	ShrinkCalls int `json:"shrink_calls,omitempty"`
	// Confirmed: judged again in a fresh state, with the same failure.
	Confirmed bool `json:"confirmed"`
}

// VariantEvidence is the evidence that a check can fail.
type VariantEvidence struct {
	Name    string          `json:"name"`
	Title   string          `json:"title"`
	Check   string          `json:"check"`
	Verdict Verdict         `json:"verdict"` // Refuted is what is wanted
	Reason  string          `json:"reason,omitempty"`
	Cases   int             `json:"cases,omitempty"` // up to and with the first counterexample
	Minimal *Counterexample `json:"minimal_counterexample,omitempty"`
}

// Timing holds wall times, apart from the evidence because they differ from run to run.
type Timing struct {
	Seconds float64                       `json:"seconds"`
	Workers int                           `json:"workers"`
	Checks  map[string]map[string]float64 `json:"checks"` // claim -> check or variant -> worker seconds
}

// Environment says where the audit ran.
type Environment struct {
	Go      string `json:"go"`
	OS      string `json:"os"`
	Arch    string `json:"arch"`
	Commit  string `json:"commit,omitempty"`
	Started string `json:"started,omitempty"`
}

// Claim returns the evidence on the claim with the given ID, or nil.
func (e *Evidence) Claim(id string) *ClaimEvidence {
	for i := range e.Claims {
		if e.Claims[i].ID == id {
			return &e.Claims[i]
		}
	}
	return nil
}

// Refuted counts the claim's refuted variants.
func (c *ClaimEvidence) Refuted() int {
	n := 0
	for _, v := range c.Variants {
		if v.Verdict == Refuted {
			n++
		}
	}
	return n
}
