package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"

	"github.com/ssamverify/ssamverify/generators"
)

// descentQuestion is the input of eval descent.
type descentQuestion struct {
	in    *generators.Instance
	steps int
	sizes []*big.Rat // one for all steps, or one per step
	float bool
	every int // 0 when left out
}

// size is alpha_k.
func (q *descentQuestion) size(k int) *big.Rat {
	if len(q.sizes) == 1 {
		return q.sizes[0]
	}
	return q.sizes[k]
}

// readDescent reads the fields of a run and leaves the rest to the parser of problems.
func readDescent(r io.Reader) (*descentQuestion, error) {
	data, err := readInput(r)
	if err != nil {
		return nil, err
	}
	own, rest := split(data, "steps", "step", "step_sizes", "mode", "every")
	in, err := generators.ParseInstance(rest, generators.Limits{MaxBytes: MaxInput + 64})
	if err != nil {
		return nil, err
	}
	if len(in.Params) > 0 {
		return nil, errors.New("params: unknown field")
	}
	q := &descentQuestion{in: in}
	for name, raws := range own {
		if len(raws) > 1 {
			return nil, fmt.Errorf("%s: given twice", name)
		}
	}
	one := func(name string) json.RawMessage {
		if raws := own[name]; len(raws) == 1 {
			return raws[0]
		}
		return nil
	}
	if err := q.mode(one("mode"), one("every")); err != nil {
		return nil, err
	}
	return q, q.schedule(one("steps"), one("step"), one("step_sizes"))
}

// split takes the named members out of a JSON object, in the order of the text, and returns the rest as an object. Text that is no object
// comes back as it is: the parser of problems then says what is wrong.
func split(data []byte, names ...string) (own map[string][]json.RawMessage, rest []byte) {
	own = map[string][]json.RawMessage{}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return own, data
	}
	var b bytes.Buffer
	b.WriteByte('{')
	for dec.More() {
		t, err := dec.Token()
		name, ok := t.(string)
		var raw json.RawMessage
		if err != nil || !ok || dec.Decode(&raw) != nil {
			return own, data
		}
		if contains(names, name) {
			own[name] = append(own[name], raw)
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(name)
		if err != nil {
			return own, data
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(raw)
	}
	if _, err := dec.Token(); err != nil {
		return own, data
	}
	b.WriteByte('}')
	return own, append(b.Bytes(), data[dec.InputOffset():]...) // data after the object stays, and is refused
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

func (q *descentQuestion) mode(mode, every json.RawMessage) error {
	switch text := string(mode); text {
	case "", `"exact"`:
	case `"float64"`:
		q.float = true
	default:
		return fmt.Errorf("mode: %s is neither \"exact\" nor \"float64\"", short(text))
	}
	if every == nil {
		return nil
	}
	if !q.float {
		return errors.New("every: only with \"mode\": \"float64\"; exact runs record every step")
	}
	n, err := integer("every", every)
	if err != nil {
		return err
	}
	if n < 1 {
		return fmt.Errorf("every: %d, at least 1", n)
	}
	q.every = n
	return nil
}

func (q *descentQuestion) schedule(steps, step, sizes json.RawMessage) error {
	var err error
	switch {
	case step == nil && sizes == nil:
		return errors.New("step: missing (or step_sizes)")
	case step != nil && sizes != nil:
		return errors.New("step: given beside step_sizes")
	case step != nil && steps == nil:
		return errors.New("steps: missing")
	}
	if steps != nil {
		if q.steps, err = integer("steps", steps); err != nil {
			return err
		}
		if q.steps < 0 {
			return fmt.Errorf("steps: %d, at least 0", q.steps)
		}
	}
	if step != nil {
		x, err := stepSize("step", step)
		q.sizes = []*big.Rat{x}
		return err
	}
	var raws []json.RawMessage
	if json.Unmarshal(sizes, &raws) != nil {
		return fmt.Errorf("step_sizes: %s is not a list", short(string(sizes)))
	}
	switch {
	case len(raws) == 0:
		return errors.New("step_sizes: empty")
	case len(raws) > maxExactSteps:
		return fmt.Errorf("step_sizes: %d, at most %d", len(raws), maxExactSteps)
	case steps != nil && q.steps != len(raws):
		return fmt.Errorf("steps: %d, but step_sizes has %d", q.steps, len(raws))
	}
	q.steps = len(raws)
	for k, raw := range raws {
		x, err := stepSize(fmt.Sprintf("step_sizes[%d]", k), raw)
		if err != nil {
			return err
		}
		q.sizes = append(q.sizes, x)
	}
	return nil
}

// integer reads a plain JSON integer.
func integer(name string, raw json.RawMessage) (int, error) {
	n, err := strconv.Atoi(string(raw))
	if err != nil {
		return 0, fmt.Errorf("%s: %s is not an integer of this machine", name, short(string(raw)))
	}
	return n, nil
}

// stepSize reads a rational >= 0: a string or a plain JSON number.
func stepSize(name string, raw json.RawMessage) (*big.Rat, error) {
	text := string(raw)
	if len(raw) > 0 && raw[0] == '"' {
		if err := json.Unmarshal(raw, &text); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	x, err := generators.ParseRat(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if x.Sign() < 0 {
		return nil, fmt.Errorf("%s: %s is negative", name, short(x.RatString()))
	}
	return x, nil
}

// short quotes at most 40 bytes of a text, on one line.
func short(s string) string {
	if len(s) > 40 {
		s = s[:40] + "..."
	}
	return strconv.QuoteToASCII(s)
}
