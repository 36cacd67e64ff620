package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// MaxEvidence bounds the size of an evidence file that ReadJSON accepts: 256 MiB.
const MaxEvidence = 256 << 20

// WriteJSON writes the evidence as indented JSON with a stable order of fields. Without the fields
// "timing" and "environment" the bytes are a function of the seed, the profile, the selection and
// the shard alone.
func WriteJSON(w io.Writer, e *claim.Evidence) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(e)
}

// ReadJSON reads what WriteJSON wrote. It refuses more than MaxEvidence bytes, another schema, an
// unknown field, anything after the evidence, names it does not know, and evidence whose verdicts
// are not the ones that its own counts decide.
func ReadJSON(r io.Reader) (*claim.Evidence, error) { return readJSON(r, MaxEvidence) }

func readJSON(r io.Reader, limit int64) (*claim.Evidence, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("evidence: more than %d bytes, the bound", limit)
	}
	var head struct {
		Schema *string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	if head.Schema == nil {
		return nil, errors.New("evidence: schema: missing")
	}
	if *head.Schema != claim.EvidenceSchema {
		return nil, fmt.Errorf("evidence: schema: %.80q, this build reads %q", *head.Schema, claim.EvidenceSchema)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var e claim.Evidence
	if err := dec.Decode(&e); err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	if err := validate(&e); err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	return &e, nil
}
