package main

import (
	"bytes"
	"encoding/json"
	"io"
)

// object is a JSON object with its members in order. It is written with one member a line, each
// compact, so that a matrix takes one line and not one line per entry; objects inside nest.
type object []member

type member struct {
	Name  string
	Value any
}

// writeObject writes o and a line end.
func writeObject(w io.Writer, o object) error {
	var b bytes.Buffer
	if err := o.append(&b, ""); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return output(err)
}

func (o object) append(b *bytes.Buffer, indent string) error {
	b.WriteByte('{')
	for k, m := range o {
		if k > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + indent + "  ")
		name, err := compact(m.Name)
		if err != nil {
			return err
		}
		b.Write(name)
		b.WriteString(": ")
		if inner, ok := m.Value.(object); ok {
			if err := inner.append(b, indent+"  "); err != nil {
				return err
			}
			continue
		}
		value, err := compact(m.Value)
		if err != nil {
			return err
		}
		b.Write(value)
	}
	if len(o) > 0 {
		b.WriteString("\n" + indent)
	}
	b.WriteByte('}')
	return nil
}

// compact is v as JSON on one line, without HTML escapes.
func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
