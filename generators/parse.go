package generators

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
)

// ParseInstance reads a problem from JSON,
//
//	{"weights": [[..d..]..L..], "target": [..d], "sigma": [[..d..]..d..],
//	 "noise": x, "tau2": x (optional, 0), "params": {"name": x, ..} (optional)},
//
// each x a string that [ParseRat] reads or a plain JSON number. It is strict: an
// unknown, repeated or missing field, trailing data, ragged weights, L < 2, d < 1,
// a Sigma that is not symmetric or not positive semidefinite, a negative noise or
// tau2, and anything beyond the limits (zero fields mean [DefaultLimits]) is a
// one-line error that names the field and the value (and the bound). The regime
// of the result is "given".
func ParseInstance(data []byte, limits Limits) (*Instance, error) {
	limits = limits.withDefaults()
	if len(data) > limits.MaxBytes {
		return nil, fmt.Errorf("input: %d bytes, at most %d", len(data), limits.MaxBytes)
	}
	p := &parser{dec: json.NewDecoder(bytes.NewReader(data)), lim: limits, in: &Instance{Regime: Given}}
	p.dec.UseNumber()
	if err := p.document(); err != nil {
		return nil, err
	}
	if err := p.in.validateShape(); err != nil {
		return nil, err
	}
	if err := limits.checkSigma(p.in); err != nil {
		return nil, err
	}
	if err := p.in.Validate(); err != nil {
		return nil, err
	}
	return p.in, nil
}

// Given is the regime of an instance that was parsed, not drawn.
const Given = "given"

type parser struct {
	dec  *json.Decoder
	lim  Limits
	in   *Instance
	seen [6]bool
	bits int // of all the numbers so far
}

// fields is the names in the order of the JSON text; the first four are required.
var fields = [6]string{"weights", "target", "sigma", "noise", "tau2", "params"}

func (p *parser) document() error {
	if err := p.open('{', "input", "an object"); err != nil {
		return err
	}
	for p.dec.More() {
		name, err := p.key("input")
		if err != nil {
			return err
		}
		k := fieldIndex(name)
		if k < 0 {
			return fmt.Errorf("input: unknown field %s", quote(name))
		}
		if p.seen[k] {
			return fmt.Errorf("%s: given twice", name)
		}
		p.seen[k] = true
		if err := p.field(k); err != nil {
			return err
		}
	}
	if err := p.end("input"); err != nil {
		return err
	}
	if _, err := p.dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("input: data after the closing brace")
	}
	for k, name := range fields[:4] {
		if !p.seen[k] {
			return fmt.Errorf("%s: missing", name)
		}
	}
	if p.in.Tau2 == nil {
		p.in.Tau2 = new(big.Rat)
	}
	return nil
}

func fieldIndex(name string) int {
	for k, f := range fields {
		if f == name {
			return k
		}
	}
	return -1
}

func (p *parser) field(k int) (err error) {
	switch fields[k] {
	case "weights":
		p.in.Weights, err = p.matrix("weights", p.lim.MaxDepth)
	case "target":
		p.in.Target, err = p.vector("target", p.lim.MaxWidth)
	case "sigma":
		p.in.Sigma, err = p.matrix("sigma", p.lim.MaxWidth)
	case "noise":
		p.in.Noise, err = p.number("noise")
	case "tau2":
		p.in.Tau2, err = p.number("tau2")
	default:
		p.in.Params, err = p.params()
	}
	return err
}

func (p *parser) matrix(field string, most int) ([][]*big.Rat, error) {
	if err := p.open('[', field, "a list of lists"); err != nil {
		return nil, err
	}
	var out [][]*big.Rat
	for p.dec.More() {
		if len(out) == most {
			return nil, fmt.Errorf("%s: more than %d rows", field, most)
		}
		row, err := p.vector(fmt.Sprintf("%s[%d]", field, len(out)), p.lim.MaxWidth)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
		if len(row) != len(out[0]) {
			return nil, fmt.Errorf("%s: ragged: %s[0] has %d entries but %s[%d] has %d",
				field, field, len(out[0]), field, len(out)-1, len(row))
		}
	}
	return out, p.end(field)
}

func (p *parser) vector(field string, most int) ([]*big.Rat, error) {
	if err := p.open('[', field, "a list"); err != nil {
		return nil, err
	}
	var out []*big.Rat
	for p.dec.More() {
		if len(out) == most {
			return nil, fmt.Errorf("%s: more than %d entries", field, most)
		}
		x, err := p.numberAt(field, len(out))
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, p.end(field)
}

func (p *parser) params() ([]Param, error) {
	if err := p.open('{', "params", "an object"); err != nil {
		return nil, err
	}
	var out []Param
	seen := map[string]bool{}
	for p.dec.More() {
		if len(out) == p.lim.MaxParams {
			return nil, fmt.Errorf("params: more than %d", p.lim.MaxParams)
		}
		name, err := p.key("params")
		if err != nil {
			return nil, err
		}
		if name == "" || seen[name] {
			return nil, fmt.Errorf("params: the name %s is empty or given twice", quote(name))
		}
		seen[name] = true
		x, err := p.number("params." + quote(name))
		if err != nil {
			return nil, err
		}
		out = append(out, Param{name, x})
	}
	return out, p.end("params")
}

func (p *parser) number(field string) (*big.Rat, error) {
	x, err := p.rational()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", field, err)
	}
	return x, nil
}

// numberAt is number with the field's index, formatted only in an error.
func (p *parser) numberAt(field string, k int) (*big.Rat, error) {
	x, err := p.rational()
	if err != nil {
		return nil, fmt.Errorf("%s[%d]: %w", field, k, err)
	}
	return x, nil
}

func (p *parser) rational() (*big.Rat, error) {
	tok, err := p.dec.Token()
	if err != nil {
		return nil, syntax(err)
	}
	var text string
	switch v := tok.(type) {
	case string:
		text = v
	case json.Number:
		text = v.String()
	default:
		return nil, fmt.Errorf("%s: not a rational (p/q, an integer or a decimal)", describe(tok))
	}
	x, err := p.lim.parseRat(text)
	if err != nil {
		return nil, err
	}
	p.bits += x.Num().BitLen() + denomBits(x)
	if p.bits > p.lim.MaxTotalBits {
		return nil, fmt.Errorf("%s: with it the numbers take more than %d bits", quote(text), p.lim.MaxTotalBits)
	}
	return x, nil
}

func (p *parser) open(delim json.Delim, field, want string) error {
	tok, err := p.dec.Token()
	if err != nil {
		return fmt.Errorf("%s: %w", field, syntax(err))
	}
	if tok != delim {
		return fmt.Errorf("%s: %s where %s is expected", field, describe(tok), want)
	}
	return nil
}

// end reads the closing delimiter, which is all that can follow when no more is.
func (p *parser) end(field string) error {
	if _, err := p.dec.Token(); err != nil {
		return fmt.Errorf("%s: %w", field, syntax(err))
	}
	return nil
}

func (p *parser) key(field string) (string, error) {
	tok, err := p.dec.Token()
	if err != nil {
		return "", fmt.Errorf("%s: %w", field, syntax(err))
	}
	name, ok := tok.(string)
	if !ok {
		return "", fmt.Errorf("%s: %s where a field name is expected", field, describe(tok))
	}
	return name, nil
}

// syntax is the decoder's error on one line.
func syntax(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("malformed JSON: the text ends too early")
	}
	return fmt.Errorf("malformed JSON: %w", err)
}

func describe(tok json.Token) string {
	switch v := tok.(type) {
	case nil:
		return "null"
	case string:
		return quote(v)
	case json.Number:
		return quote(v.String())
	case json.Delim:
		return quote(v.String())
	}
	return fmt.Sprint(tok)
}

// checkSigma bounds the work of the exact test of a Sigma that is not diagonal.
func (l Limits) checkSigma(in *Instance) error {
	d := in.Width()
	if diagonalOnly(in.Sigma) || !squareSymmetric(in.Sigma) {
		return nil // nothing to reduce: Validate decides in O(d^2)
	}
	if d > l.MaxFullWidth {
		return fmt.Errorf("sigma: %d x %d and not diagonal; at most %d x %d", d, d, l.MaxFullWidth, l.MaxFullWidth)
	}
	longest, denom := 1, big.NewInt(1)
	var g big.Int
	for i := range in.Sigma {
		for _, x := range in.Sigma[i][:i+1] {
			longest = max(longest, x.Num().BitLen())
			if !x.IsInt() {
				den := x.Denom()
				g.GCD(nil, nil, denom, den)
				denom.Mul(denom, g.Quo(den, &g))
			}
			if n := d * d * (longest + denom.BitLen()); n > l.MaxSigmaBits {
				return fmt.Errorf("sigma: entries of %d bits over their common denominator; with d = %d at most %d for the exact test of semidefiniteness",
					n/(d*d), d, l.MaxSigmaBits/(d*d))
			}
		}
	}
	return nil
}

// squareSymmetric is for a matrix whose shape is known to be square.
func squareSymmetric(a [][]*big.Rat) bool {
	for i := range a {
		for j := range i {
			if !ratEqual(a[i][j], a[j][i]) {
				return false
			}
		}
	}
	return true
}
