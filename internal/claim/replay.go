package claim

import (
	"context"
	"fmt"
)

// Replayed is one case or step run again, with every value that the judge traced.
type Replayed struct {
	Token    Token   `json:"-"`
	Claim    string  `json:"claim"`
	Check    string  `json:"check"`
	Variant  string  `json:"variant,omitempty"`
	Regime   string  `json:"regime,omitempty"`
	Outcome  string  `json:"outcome"` // held, violated, undecided, out of domain; proved, refuted, ... for a step
	Failure  string  `json:"failure,omitempty"`
	Detail   string  `json:"detail,omitempty"`
	Margin   string  `json:"margin,omitempty"`
	Instance []Value `json:"instance,omitempty"`
	Values   []Value `json:"values,omitempty"`
}

// Replay runs what the token names once more.
func Replay(ctx context.Context, claims []Claim, tok Token) (*Replayed, error) {
	check, err := resolve(claims, tok)
	if err != nil {
		return nil, err
	}
	r := &Replayed{Token: tok, Claim: tok.Claim, Check: tok.Check, Variant: tok.Variant}
	if tok.Mode == ModeStep {
		return r, replayStep(ctx, check, tok, r)
	}
	if check.Sample == nil {
		return nil, fmt.Errorf("token: check %s of %s has steps, not cases", tok.Check, tok.Claim)
	}
	s := &subject{claimID: tok.Claim, check: tok.Check, root: tok.Seed, sample: check.Sample}
	j := s.run(tok.Index, check.Sample.NewJudge())
	if tok.Mode == ModeMin {
		if j, _, err = s.shrink(tok.Index, check.Sample.NewJudge()); err != nil {
			return nil, fmt.Errorf("token: %w", err)
		}
	}
	if j.in == nil {
		return nil, fmt.Errorf("token: %s", j.out.Detail)
	}
	out := s.judge(check.Sample.NewJudge(), newCase(tok.Index, s.seed(tok.Index), j.in, &r.Values))
	r.Regime = check.Sample.Space.Regime(tok.Index).Name
	r.Outcome = [...]string{"held", "violated", "undecided", "out of domain"}[out.Kind]
	r.Failure, r.Detail = out.Failure, out.Detail
	if out.Margin == out.Margin {
		r.Margin = fmt.Sprint(out.Margin)
	}
	r.Instance = describe(j.in)
	return r, nil
}

func resolve(claims []Claim, tok Token) (Check, error) {
	for i := range claims {
		c := &claims[i]
		if c.ID != tok.Claim {
			continue
		}
		if tok.Variant != "" {
			v, ok := c.VariantNamed(tok.Variant)
			if !ok || v.Check.Name != tok.Check {
				return Check{}, fmt.Errorf("token: claim %s has no variant %q bound to check %q", tok.Claim, tok.Variant, tok.Check)
			}
			return v.Check, nil
		}
		ch, ok := c.CheckNamed(tok.Check)
		if !ok {
			return Check{}, fmt.Errorf("token: claim %s has no check %q", tok.Claim, tok.Check)
		}
		return ch, nil
	}
	return Check{}, fmt.Errorf("token: no claim %q", tok.Claim)
}

func replayStep(ctx context.Context, check Check, tok Token, r *Replayed) error {
	if check.Steps == nil {
		return fmt.Errorf("token: check %s of %s has cases, not steps", tok.Check, tok.Claim)
	}
	for _, p := range []Profile{Quick, Default, Deep} {
		for _, st := range check.Steps(p) {
			if st.Name != tok.Step {
				continue
			}
			res := runStepSafely(ctx, st)
			r.Outcome, r.Failure, r.Detail = string(res.Verdict), res.Method, res.Detail
			r.Values = append(append(r.Values, res.Stats...), res.Values...)
			return nil
		}
	}
	return fmt.Errorf("token: check %s of %s has no step %q", tok.Check, tok.Claim, tok.Step)
}
