package generators

import (
	"encoding/json"
	"math/big"
)

// MarshalJSON writes what [ParseInstance] reads: rationals as strings p/q, the
// fields weights, target, sigma, noise and tau2, then params in their order when
// there are any. The regime is not part of the problem and is left out.
func (in *Instance) MarshalJSON() ([]byte, error) {
	b := append([]byte(nil), `{"weights":`...)
	b = appendMatrix(b, in.Weights)
	b = append(b, `,"target":`...)
	b = appendRow(b, in.Target)
	b = append(b, `,"sigma":`...)
	b = appendMatrix(b, in.Sigma)
	b = append(b, `,"noise":`...)
	b = appendRat(b, in.Noise)
	b = append(b, `,"tau2":`...)
	b = appendRat(b, in.Tau2)
	for k, p := range in.Params {
		if k == 0 {
			b = append(b, `,"params":{`...)
		} else {
			b = append(b, ',')
		}
		name, err := json.Marshal(p.Name)
		if err != nil {
			return nil, err
		}
		b = append(append(b, name...), ':')
		b = appendRat(b, p.Value)
	}
	if len(in.Params) > 0 {
		b = append(b, '}')
	}
	return append(b, '}'), nil
}

func appendMatrix(b []byte, rows [][]*big.Rat) []byte {
	b = append(b, '[')
	for k, row := range rows {
		if k > 0 {
			b = append(b, ',')
		}
		b = appendRow(b, row)
	}
	return append(b, ']')
}

func appendRow(b []byte, row []*big.Rat) []byte {
	b = append(b, '[')
	for k, x := range row {
		if k > 0 {
			b = append(b, ',')
		}
		b = appendRat(b, x)
	}
	return append(b, ']')
}

func appendRat(b []byte, x *big.Rat) []byte {
	b = append(b, '"')
	b = append(b, x.RatString()...)
	return append(b, '"')
}
