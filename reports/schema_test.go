package reports

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/ssamverify/ssamverify/internal/claim"
)

func compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("evidence.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("evidence.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// document is e as it stands in evidence.json.
func document(t *testing.T, e *claim.Evidence) any {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, e); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// merged is a merge that lacks a shard.
func merged(t *testing.T) *claim.Evidence {
	t.Helper()
	a, b := passing(), passing()
	a.Shard, b.Shard = &claim.Shard{Index: 1, Count: 3}, &claim.Shard{Index: 3, Count: 3}
	e, err := claim.Merge(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestEvidenceFitsSchema: what WriteJSON writes is what the schema describes.
func TestEvidenceFitsSchema(t *testing.T) {
	s := compile(t)
	for name, e := range map[string]*claim.Evidence{"passing": passing(), "failing": failing(), "a part of a merge": merged(t), "nothing": {Schema: claim.EvidenceSchema, Profile: claim.Deep, Verdict: claim.Vacuous}} {
		if err := s.Validate(document(t, e)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefuses: each kind of wrong value is an error of the schema.
func TestSchemaRefuses(t *testing.T) {
	s := compile(t)
	for _, c := range []struct {
		reason string
		change func(map[string]any)
	}{
		{"another schema", func(e map[string]any) { e["schema"] = "x" }},
		{"no seed", func(e map[string]any) { delete(e, "seed") }},
		{"a field that is not known", func(e map[string]any) { e["extra"] = 1 }},
		{"an unknown verdict", func(e map[string]any) { e["verdict"] = "fine" }},
		{"an unknown profile", func(e map[string]any) { e["profile"] = "huge" }},
		{"a negative seed", func(e map[string]any) { e["seed"] = json.Number("-1") }},
		{"a claim without an ID", func(e map[string]any) { delete(e["claims"].([]any)[0].(map[string]any), "id") }},
		{"an unknown tier", func(e map[string]any) {
			e["claims"].([]any)[0].(map[string]any)["checks"].([]any)[0].(map[string]any)["tier"] = "sure"
		}},
		{"a negative count", func(e map[string]any) {
			e["claims"].([]any)[0].(map[string]any)["checks"].([]any)[1].(map[string]any)["valid"] = json.Number("-1")
		}},
	} {
		doc := document(t, passing())
		c.change(doc.(map[string]any))
		if err := s.Validate(doc); err == nil {
			t.Errorf("%s is accepted", c.reason)
		}
	}
}

// TestSchemaHasEveryField: the properties of the schema are the fields of the Go types, no more and no
// fewer, so that neither can change alone.
func TestSchemaHasEveryField(t *testing.T) {
	var doc struct {
		Defs map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema), &doc); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]any{
		"evidence": claim.Evidence{}, "shard": claim.Shard{}, "claim": claim.ClaimEvidence{}, "check": claim.CheckEvidence{}, "variant": claim.VariantEvidence{},
		"regime": claim.RegimeCount{}, "margin": claim.Margin{}, "undecision": claim.Undecision{}, "step": claim.StepEvidence{},
		"counterexample": claim.Counterexample{}, "timing": claim.Timing{}, "environment": claim.Environment{}, "value": claim.Value{},
	} {
		var fields, properties []string
		for f := range reflect.TypeOf(v).Fields() {
			if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); f.IsExported() && tag != "-" {
				fields = append(fields, tag)
			}
		}
		for p := range doc.Defs[name].Properties {
			properties = append(properties, p)
		}
		slices.Sort(fields)
		slices.Sort(properties)
		if !slices.Equal(fields, properties) || len(fields) == 0 {
			t.Errorf("%s: the type has %v, the schema %v", name, fields, properties)
		}
	}
}
