package pacbayes

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// MaxQuestionBytes bounds the text of a question.
const MaxQuestionBytes = 16 << 20

// maxTotalBytes bounds the texts of the numbers in theta and theta_0 together, so that their exact squares stay cheap.
const maxTotalBytes = 1 << 20

// ParseQuestion reads a question:
//
//	{"kl": x, "n": N, "delta": x, "risk": x, "c": [x, ..], "digits": D}
//	{"theta": [x, ..], "theta_0": [x, ..], "noise": x, "prior": x, "n": N, "delta": x, "risk": x, "c": [x, ..], "digits": D}
//	{"budget": x, "risk": x, "digits": D}
//
// Numbers x are strings "p/q", integers or decimals (or plain JSON numbers, read exactly); N and D are integers; c and digits may be left
// out. Errors name the field: unknown (also in another case), given twice, missing, misplaced, out of bounds; or a second value after the object.
func ParseQuestion(data []byte) (*Question, error) {
	if len(data) > MaxQuestionBytes {
		return nil, &FieldError{"question", fmt.Sprintf("%d bytes", len(data)), fmt.Sprintf("must have at most %d", MaxQuestionBytes)}
	}
	p := parser{q: &Question{Digits: DefaultDigits}, seen: map[string]bool{}}
	if err := p.object(data); err != nil {
		return nil, err
	}
	if p.seen["theta"] || p.seen["theta_0"] || p.seen["noise"] || p.seen["prior"] {
		for _, name := range []string{"theta", "theta_0", "noise", "prior"} {
			if !p.seen[name] {
				return nil, &FieldError{name, "nothing", "is missing: theta, theta_0, noise and prior belong together"}
			}
		}
		p.q.Gaussians = &p.g
	}
	return p.q, p.q.Validate()
}

type parser struct {
	q     *Question
	g     Gaussians
	seen  map[string]bool
	bytes int // of the vectors
}

// object reads one flat JSON object and nothing after it. Unlike Unmarshal it keeps doubled names and the case of names.
func (p *parser) object(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	t, err := d.Token()
	if err != nil {
		return fmt.Errorf("pacbayes: question: %w", err)
	}
	if t != json.Delim('{') {
		return errors.New("pacbayes: question: want a JSON object")
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return fmt.Errorf("pacbayes: question: %w", err)
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return fmt.Errorf("pacbayes: question: field %q: %w", name, err)
		}
		if err := p.field(name.(string), v); err != nil { // inside an object a token before a value is a string
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return fmt.Errorf("pacbayes: question: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("pacbayes: question: something follows the JSON object")
	}
	return nil
}

func (p *parser) field(name string, v json.RawMessage) (err error) {
	if p.seen[name] {
		return &FieldError{clip(name), clip(string(v)), "is given twice"}
	}
	p.seen[name] = true
	switch name {
	case "risk":
		p.q.Risk, err = rational(name, v)
	case "budget":
		p.q.Budget, err = rational(name, v)
	case "kl":
		p.q.KL, err = rational(name, v)
	case "delta":
		p.q.Delta, err = rational(name, v)
	case "noise":
		p.g.Noise, err = rational(name, v)
	case "prior":
		p.g.Prior, err = rational(name, v)
	case "theta":
		p.g.Theta, err = p.vector(name, v, MaxDimension)
	case "theta_0":
		p.g.Theta0, err = p.vector(name, v, MaxDimension)
	case "c":
		p.q.C, err = p.vector(name, v, MaxConstants)
	case "n":
		n, ok := new(big.Int), len(v) <= 19 // as 10^18 has
		if ok {
			_, ok = n.SetString(string(v), 10)
		}
		if !ok {
			return &FieldError{name, clip(string(v)), "must be an integer from 1 to 10^18"}
		}
		p.q.N = n
	case "digits":
		if p.q.Digits, err = strconv.Atoi(string(v)); err != nil {
			return &FieldError{name, clip(string(v)), "must be an integer"}
		}
	default:
		return &FieldError{clip(strconv.Quote(name)), clip(string(v)), "is not a field of this question"}
	}
	return err
}

func (p *parser) vector(name string, v json.RawMessage, most int) ([]*big.Rat, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(v, &raw); err != nil || raw == nil {
		return nil, &FieldError{name, clip(string(v)), "must be a list of numbers"}
	}
	if len(raw) > most {
		return nil, &FieldError{name, fmt.Sprintf("%d entries", len(raw)), fmt.Sprintf("at most %d", most)}
	}
	out := make([]*big.Rat, len(raw))
	for k, x := range raw {
		if p.bytes += len(x); p.bytes > maxTotalBytes {
			return nil, &FieldError{name, "its numbers", fmt.Sprintf("must have at most %d bytes in all", maxTotalBytes)}
		}
		var err error
		if out[k], err = rational(fmt.Sprintf("%s[%d]", name, k), x); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func rational(name string, v json.RawMessage) (*big.Rat, error) {
	s := string(v)
	if s[0] == '"' {
		if err := json.Unmarshal(v, &s); err != nil {
			return nil, &FieldError{name, clip(s), err.Error()}
		}
	}
	if len(s) > 2*MaxRationalBits {
		return nil, &FieldError{name, clip(s), fmt.Sprintf("must have at most %d characters", 2*MaxRationalBits)}
	}
	x, err := interval.ParseRat(s)
	if err != nil {
		return nil, &FieldError{name, clip(s), err.Error()}
	}
	return x, nil
}
