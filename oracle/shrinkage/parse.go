package shrinkage

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

// DefaultDigits is the number of digits of a question that names none.
const DefaultDigits = 60

// maxQuestionBytes bounds the text of a question; three rationals of MaxRationalBits take less than 16 kB.
const maxQuestionBytes = 1 << 16

// ParseProblem reads a question and the number of digits asked for:
//
//	{"depth": L, "target": "b", "noise": "e", "scale": "s", "digits": D}
//
// depth and digits are integers; target, noise and scale are strings "p/q", integers or decimals (or plain JSON numbers, read exactly).
// scale may be left out (1), and so may digits (DefaultDigits).
//
// Errors name the field: unknown, doubled or missing fields, names that differ in case, values out of bounds (Validate), more than one
// value, digits outside 1 .. MaxDigits.
func ParseProblem(data []byte) (Problem, int, error) {
	fail := func(err error) (Problem, int, error) { return Problem{}, 0, err }
	if len(data) > maxQuestionBytes {
		return fail(&FieldError{"question", fmt.Sprintf("%d bytes", len(data)), fmt.Sprintf("must have at most %d", maxQuestionBytes)})
	}
	fields, err := object(data)
	if err != nil {
		return fail(err)
	}
	p := Problem{Scale: big.NewRat(1, 1)}
	digits := DefaultDigits
	seen := map[string]bool{}
	for _, f := range fields {
		if seen[f.name] {
			return fail(&FieldError{f.name, clip(string(f.value)), "is given twice"})
		}
		seen[f.name] = true
		switch f.name {
		case "depth":
			p.Depth, err = integer(f)
		case "digits":
			digits, err = integer(f)
		case "target":
			p.Target, err = rational(f)
		case "noise":
			p.Noise, err = rational(f)
		case "scale":
			p.Scale, err = rational(f)
		default:
			err = &FieldError{clip(strconv.Quote(f.name)), clip(string(f.value)), "is not a field of this question"}
		}
		if err != nil {
			return fail(err)
		}
	}
	if !seen["depth"] {
		return fail(&FieldError{"depth", "nothing", "is missing"})
	}
	if err := p.Validate(); err != nil {
		return fail(err)
	}
	if err := checkDigits(digits); err != nil {
		return fail(err)
	}
	return p, digits, nil
}

func checkDigits(digits int) error {
	if digits < 1 || digits > MaxDigits {
		return &FieldError{"digits", fmt.Sprint(digits), fmt.Sprintf("must be from 1 to %d", MaxDigits)}
	}
	return nil
}

type field struct {
	name  string
	value json.RawMessage
}

// object reads one flat JSON object and nothing after it. Unlike Unmarshal it keeps doubled names and the case of names.
func object(data []byte) ([]field, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	t, err := d.Token()
	if err != nil {
		return nil, fmt.Errorf("shrinkage: question: %w", err)
	}
	if t != json.Delim('{') {
		return nil, errors.New("shrinkage: question: want a JSON object")
	}
	var out []field
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("shrinkage: question: %w", err)
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return nil, fmt.Errorf("shrinkage: question: field %q: %w", name, err)
		}
		out = append(out, field{name.(string), v}) // inside an object a token before a value is a string
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("shrinkage: question: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("shrinkage: question: something follows the JSON object")
	}
	return out, nil
}

func integer(f field) (int, error) {
	n, err := strconv.Atoi(string(f.value))
	if err != nil {
		return 0, &FieldError{f.name, clip(string(f.value)), "must be an integer"}
	}
	return n, nil
}

func rational(f field) (*big.Rat, error) {
	s := string(f.value)
	if s[0] == '"' {
		if err := json.Unmarshal(f.value, &s); err != nil {
			return nil, &FieldError{f.name, clip(s), err.Error()}
		}
	}
	x, err := interval.ParseRat(s)
	if err != nil {
		return nil, &FieldError{f.name, clip(s), err.Error()}
	}
	return x, nil
}
