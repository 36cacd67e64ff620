package pacbayes

import (
	"encoding/json"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

type enclosureJSON struct {
	Lo string `json:"lo"`
	Hi string `json:"hi"`
}

type catoniJSON struct {
	C     string        `json:"c"`
	Bound enclosureJSON `json:"bound"`
}

type answerJSON struct {
	KL          *enclosureJSON `json:"kl,omitempty"`
	Budget      *enclosureJSON `json:"budget,omitempty"`
	PlainBudget *enclosureJSON `json:"plain_budget,omitempty"`
	KLInverse   *enclosureJSON `json:"kl_inverse"`
	SquareRoot  *enclosureJSON `json:"square_root"`
	Catoni      []catoniJSON   `json:"catoni,omitempty"`
}

// MarshalJSON writes {"kl", "budget", "plain_budget", "kl_inverse", "square_root", "catoni": [{"c", "bound"}]}, every enclosure as {"lo", "hi"},
// decimal strings rounded outward to Digits significant digits. A question with a budget has "kl_inverse" and "square_root" alone.
func (a *Answer) MarshalJSON() ([]byte, error) {
	enclosure := func(x *interval.Interval) *enclosureJSON {
		lo, hi := x.Text(a.Digits)
		return &enclosureJSON{lo, hi}
	}
	out := answerJSON{KLInverse: enclosure(a.KLInverse), SquareRoot: enclosure(a.SquareRoot)}
	if a.KL != nil {
		out.KL, out.Budget, out.PlainBudget = enclosure(a.KL), enclosure(a.Budget), enclosure(a.PlainBudget)
	}
	for _, b := range a.Catoni {
		out.Catoni = append(out.Catoni, catoniJSON{b.C.RatString(), *enclosure(b.Bound)})
	}
	return json.Marshal(out)
}
