package claim

import (
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
)

// Mode says what a replay token points at.
type Mode string

// The modes of a token.
const (
	ModeCase Mode = "case" // the case as drawn
	ModeMin  Mode = "min"  // the case after shrinking
	ModeStep Mode = "step" // a proof step
)

// Token names one case or step of one check, or of one wrong variant run through the check. Its
// text form is
//
//	ssam1:CLAIM:CHECK:VARIANT:SEED:MODE:REF:CRC
//
// where 1 is the Schema, VARIANT is - for the claim itself, REF is a case index or the name of a
// step, and CRC guards against typing errors.
type Token struct {
	Claim, Check, Variant string
	Seed                  uint64
	Mode                  Mode
	Index                 int    // ModeCase and ModeMin
	Step                  string // ModeStep
}

const (
	tokenPrefix   = "ssam"
	maxTokenBytes = 512
)

// String returns the text form, which ParseToken reads back.
func (t Token) String() string {
	v, ref := t.Variant, t.Step
	if v == "" {
		v = "-"
	}
	if t.Mode != ModeStep {
		ref = strconv.Itoa(t.Index)
	}
	body := fmt.Sprintf("%s%d:%s:%s:%s:%d:%s:%s", tokenPrefix, Schema, t.Claim, t.Check, v, t.Seed, t.Mode, ref)
	return body + ":" + checksum(body)
}

func checksum(body string) string {
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(body)))
}

// ParseToken reads a token. A token of another schema is refused, not misread.
func ParseToken(s string) (Token, error) {
	if len(s) > maxTokenBytes {
		return Token{}, fmt.Errorf("token: %d bytes long, at most %d are read", len(s), maxTokenBytes)
	}
	f := strings.Split(s, ":")
	rest, ok := strings.CutPrefix(f[0], tokenPrefix)
	if !ok {
		return Token{}, fmt.Errorf("token %q: does not begin with %q", s, tokenPrefix)
	}
	schema, err := strconv.Atoi(rest)
	if err != nil {
		return Token{}, fmt.Errorf("token %q: %q is not a schema number", s, rest)
	}
	if schema != Schema {
		return Token{}, fmt.Errorf("token %q: schema %d; this build replays schema %d only", s, schema, Schema)
	}
	if len(f) != 8 {
		return Token{}, fmt.Errorf("token %q: %d fields, want 8", s, len(f))
	}
	if want := checksum(strings.Join(f[:7], ":")); f[7] != want {
		return Token{}, fmt.Errorf("token %q: checksum %q does not match; was a character lost?", s, f[7])
	}
	t := Token{Claim: f[1], Check: f[2], Variant: f[3], Mode: Mode(f[5])}
	if t.Variant == "-" {
		t.Variant = ""
	}
	if t.Seed, err = strconv.ParseUint(f[4], 10, 64); err != nil {
		return Token{}, fmt.Errorf("token %q: seed %q is not an unsigned 64-bit number", s, f[4])
	}
	switch t.Mode {
	case ModeCase, ModeMin:
		t.Index, err = strconv.Atoi(f[6])
		if err != nil || t.Index < 0 || t.Index > maxCases {
			return Token{}, fmt.Errorf("token %q: case %q is not in 0..%d", s, f[6], maxCases)
		}
	case ModeStep:
		t.Step = f[6]
	default:
		return Token{}, fmt.Errorf("token %q: mode %q, want case, min or step", s, f[5])
	}
	if t.String() != s {
		return Token{}, errors.New("token " + strconv.Quote(s) + ": not in canonical form")
	}
	return t, nil
}
