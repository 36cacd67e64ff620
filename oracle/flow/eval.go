package flow

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"

	"github.com/ssamverify/ssamverify/generators"
)

// Answer is the answer of `audit eval flow`. Layers and coordinates are counted from 1; enclosures are decimal strings rounded
// outward.
type Answer struct {
	Status string        `json:"status"` // certified or undecided
	Reason string        `json:"reason,omitempty"`
	Digits int           `json:"digits"`
	States []AnswerState `json:"states"` // at the times asked for, the last at "time"; fewer when undecided
	Width  string        `json:"width"`  // of the widest enclosure of a weight, rounded
	Steps  int           `json:"steps"`
	Order  int           `json:"order"`
	Bits   uint          `json:"precision_bits"`
}

// AnswerState is the state at one time.
type AnswerState struct {
	Time       string            `json:"time"`
	Weights    [][]Enclosure     `json:"weights"` // [layer][coordinate]
	Imbalances []AnswerImbalance `json:"imbalances"`
}

// AnswerImbalance encloses w_l^2 - w_m^2.
type AnswerImbalance struct {
	Coordinate int    `json:"coordinate"`
	Layers     [2]int `json:"layers"`
	Enclosure
}

// Enclosure is a pair of bounds.
type Enclosure struct {
	Lo string `json:"lo"`
	Hi string `json:"hi"`
}

// maxQuestionBytes bounds the text of a question.
const maxQuestionBytes = 4 << 20

// defaultDigits is the number of digits of a question that names none.
const defaultDigits = 30

// Eval answers
//
//	{"weights": [[..d..]..L..], "target": [..d], "sigma": [[..]..], "noise": e, "tau2": x (optional, without effect),
//	 "time": T, "times": [t, ..] (optional), "digits": D (optional, 30)}
//
// with enclosures of the weights and of w_l^2 - w_m^2 at the times (increasing in the direction of T) and at T. Numbers are read as
// generators.ParseInstance reads them. The answer is an *Answer; a flow that is not decided is an answer too. Errors are one line and
// name the field, the value and the bound.
func Eval(r io.Reader) (any, error) { return EvalContext(context.Background(), r) }

// EvalContext is Eval with a context.
func EvalContext(ctx context.Context, r io.Reader) (any, error) {
	p, end, opt, err := ParseQuestion(r)
	if err != nil {
		return nil, err
	}
	res, err := Integrate(ctx, p, end, opt)
	if err != nil {
		return nil, err
	}
	return answer(res, opt.Digits), nil
}

func answer(res *Result, digits int) *Answer {
	a := &Answer{
		Status: res.Status.String(), Reason: res.Reason, Digits: digits, Width: res.Width.Text('g', 4),
		Steps: res.Steps, Order: res.Order, Bits: res.Prec, States: []AnswerState{},
	}
	// The accuracy is absolute: as many digits as a weight below 10^12 has before the point, and two to spare.
	shown := digits + 14
	for _, s := range res.States {
		t := AnswerState{Time: s.Time.RatString()}
		for _, layer := range s.Weights {
			var row []Enclosure
			for _, w := range layer {
				lo, hi := w.Text(shown)
				row = append(row, Enclosure{lo, hi})
			}
			t.Weights = append(t.Weights, row)
		}
		for _, im := range s.Imbalances {
			lo, hi := im.Value.Text(shown)
			t.Imbalances = append(t.Imbalances, AnswerImbalance{im.Coordinate + 1, [2]int{im.Layer1 + 1, im.Layer2 + 1}, Enclosure{lo, hi}})
		}
		a.States = append(a.States, t)
	}
	return a
}

// ParseQuestion reads the question of Eval, strictly: unknown, repeated and missing fields are errors.
func ParseQuestion(r io.Reader) (p Problem, end *big.Rat, opt Options, err error) {
	data, err := io.ReadAll(io.LimitReader(r, maxQuestionBytes+1))
	if err != nil {
		return p, nil, opt, fmt.Errorf("flow: input: %w", err)
	}
	if len(data) > maxQuestionBytes {
		return p, nil, opt, fmt.Errorf("flow: input: more than %d bytes", maxQuestionBytes)
	}
	own, rest, err := split(data)
	if err != nil {
		return p, nil, opt, err
	}
	in, err := generators.ParseInstance(rest, generators.Limits{MaxDepth: MaxDepth, MaxWidth: MaxWidth})
	if err != nil {
		return p, nil, opt, fmt.Errorf("flow: %w", err)
	}
	p = Problem{Weights: in.Weights, Target: in.Target, Sigma: in.Sigma, Noise: in.Noise}
	if end, err = number("time", own["time"]); err != nil {
		return p, nil, opt, err
	}
	opt.Digits = defaultDigits
	if raw, ok := own["digits"]; ok {
		if opt.Digits, err = strconv.Atoi(string(raw)); err != nil || opt.Digits < 1 || opt.Digits > MaxDigits {
			return p, nil, opt, fmt.Errorf("flow: digits = %s: must be an integer from 1 to %d", clip(raw), MaxDigits)
		}
	}
	if raw, ok := own["times"]; ok {
		var list []json.RawMessage
		if err := json.Unmarshal(raw, &list); err != nil || list == nil {
			return p, nil, opt, fmt.Errorf("flow: times = %s: must be a list of numbers", clip(raw))
		}
		if len(list) > MaxTimes {
			return p, nil, opt, fmt.Errorf("flow: times: %d of them, at most %d", len(list), MaxTimes)
		}
		for k, x := range list {
			t, err := number(fmt.Sprintf("times[%d]", k), x)
			if err != nil {
				return p, nil, opt, err
			}
			opt.Times = append(opt.Times, t)
		}
	}
	return p, end, opt, nil
}

// split takes the fields of this question out of the object; the rest is an object for generators.ParseInstance.
func split(data []byte) (own map[string]json.RawMessage, rest []byte, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	fail := func(err error) (map[string]json.RawMessage, []byte, error) {
		return nil, nil, fmt.Errorf("flow: input: %w", err)
	}
	switch t, err := d.Token(); {
	case err != nil:
		return fail(fmt.Errorf("malformed JSON: %w", err))
	case t != json.Delim('{'):
		return fail(errors.New("want a JSON object"))
	}
	own = map[string]json.RawMessage{}
	rest = append(rest, '{')
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return fail(fmt.Errorf("malformed JSON: %w", err))
		}
		name, _ := t.(string) // inside an object, a token before a value is a string
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return fail(fmt.Errorf("field %s: %w", clip([]byte(name)), err))
		}
		switch name {
		case "time", "times", "digits":
			if own[name] != nil {
				return fail(fmt.Errorf("%s is given twice", name))
			}
			own[name] = raw
		case "weights", "target", "sigma", "noise", "tau2":
			if len(rest) > 1 {
				rest = append(rest, ',')
			}
			rest = append(append(append(rest, '"'), name...), '"', ':')
			rest = append(rest, raw...)
		default:
			return fail(fmt.Errorf("unknown field %q", clip([]byte(name))))
		}
	}
	if _, err := d.Token(); err != nil {
		return fail(fmt.Errorf("malformed JSON: %w", err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fail(errors.New("data after the closing brace"))
	}
	return own, append(rest, '}'), nil
}

// number reads a rational, a string or a plain JSON number.
func number(name string, raw json.RawMessage) (*big.Rat, error) {
	if raw == nil {
		return nil, fmt.Errorf("flow: %s: missing", name)
	}
	s := string(raw)
	if s[0] == '"' {
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, fmt.Errorf("flow: %s: %w", name, err)
		}
	}
	x, err := generators.ParseRat(s)
	if err != nil {
		return nil, fmt.Errorf("flow: %s: %w", name, err)
	}
	return x, checkNumber(name, x)
}

func clip(s []byte) string {
	if len(s) > 40 {
		return string(s[:40]) + "..."
	}
	return string(s)
}
