package shrinkage

import (
	"encoding/json"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// enclosureJSON is {"lo", "hi"}: decimal strings rounded outward.
type enclosureJSON struct {
	Lo string `json:"lo"`
	Hi string `json:"hi"`
}

type eigenvalueJSON struct {
	Value        enclosureJSON `json:"value"`
	Multiplicity int           `json:"multiplicity"`
}

type pointJSON struct {
	U                enclosureJSON    `json:"u"`
	Shrinkage        enclosureJSON    `json:"shrinkage"`
	Kind             Kind             `json:"kind"`
	Global           bool             `json:"global"`
	Eigenvalues      []eigenvalueJSON `json:"eigenvalues"`
	Multiplicity     uint64           `json:"multiplicity"`
	ValueMinusOrigin enclosureJSON    `json:"value_minus_origin"`
}

type structureJSON struct {
	Beta   enclosureJSON `json:"beta"`
	Beta1  enclosureJSON `json:"beta_1"`
	Beta2  enclosureJSON `json:"beta_2"`
	Count  json.Number   `json:"count"`
	Points []pointJSON   `json:"points"`
}

// MarshalJSON writes the answer of `audit eval stationary`:
//
//	{"beta", "beta_1", "beta_2", "count", "points": [{"u", "shrinkage", "kind", "global", "eigenvalues": [{"value", "multiplicity"}],
//	"multiplicity", "value_minus_origin"}]}
//
// with every enclosure as {"lo", "hi"}, decimal strings rounded outward to Digits significant digits; counts are exact integers.
func (s *Structure) MarshalJSON() ([]byte, error) {
	enclosure := func(x *interval.Interval) enclosureJSON {
		lo, hi := x.Text(s.Digits)
		return enclosureJSON{lo, hi}
	}
	out := structureJSON{
		Beta: enclosure(s.Beta), Beta1: enclosure(s.Beta1), Beta2: enclosure(s.Beta2),
		Count: json.Number(s.Count.String()),
	}
	for _, q := range s.Points {
		j := pointJSON{
			U: enclosure(q.U), Shrinkage: enclosure(q.Shrinkage), Kind: q.Kind, Global: q.Global,
			Multiplicity: q.Multiplicity, ValueMinusOrigin: enclosure(q.ValueMinusOrigin),
		}
		for _, e := range q.Eigenvalues {
			j.Eigenvalues = append(j.Eigenvalues, eigenvalueJSON{enclosure(e.Value), e.Multiplicity})
		}
		out.Points = append(out.Points, j)
	}
	return json.Marshal(out)
}
