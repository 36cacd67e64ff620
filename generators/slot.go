package generators

import "math/big"

// slot is one number of an instance by position: a weight, a target, a Sigma_ij
// with i >= j (both mirror entries), e, tau2 or a parameter.
type slot struct {
	kind slotKind
	i, j int
}

type slotKind uint8

const (
	weightSlot slotKind = iota
	targetSlot
	sigmaSlot
	noiseSlot
	tau2Slot
	paramSlot
)

// slots lists the slots of the given kinds.
func slots(in *Instance, kinds ...slotKind) []slot {
	var out []slot
	for _, kind := range kinds {
		switch kind {
		case weightSlot:
			for l := range in.Weights {
				for i := range in.Target {
					out = append(out, slot{kind, l, i})
				}
			}
		case targetSlot:
			for i := range in.Target {
				out = append(out, slot{kind, i, 0})
			}
		case sigmaSlot:
			for i := range in.Sigma {
				for j := range i + 1 {
					out = append(out, slot{kind, i, j})
				}
			}
		case paramSlot:
			for k := range in.Params {
				out = append(out, slot{kind, k, 0})
			}
		default:
			out = append(out, slot{kind, 0, 0})
		}
	}
	return out
}

// get is the number in the slot, by reference.
func (s slot) get(in *Instance) *big.Rat {
	switch s.kind {
	case weightSlot:
		return in.Weights[s.i][s.j]
	case targetSlot:
		return in.Target[s.i]
	case sigmaSlot:
		return in.Sigma[s.i][s.j]
	case noiseSlot:
		return in.Noise
	case tau2Slot:
		return in.Tau2
	case paramSlot:
		return in.Params[s.i].Value
	}
	panic("generators: a slot of no kind")
}

// unit reports whether the simplest value of the slot is 1 rather than 0.
func (s slot) unit() bool {
	return s.kind == noiseSlot || s.kind == sigmaSlot && s.i == s.j
}

// put copies x into the slot.
func (s slot) put(in *Instance, x *big.Rat) {
	s.get(in).Set(x)
	if s.kind == sigmaSlot && s.i != s.j {
		in.Sigma[s.j][s.i].Set(x)
	}
}

// with is the move that replaces the slot's number.
func (s slot) with(x *big.Rat) move {
	return func(in *Instance) *Instance {
		out := in.Clone()
		s.put(out, x)
		return out
	}
}

// simpler reports whether replacing the slot's number x by y lowers the cost.
func (s slot) simpler(x, y *big.Rat) bool {
	var cx, cy Cost
	if s.unit() {
		cx.addUnit(x)
		cy.addUnit(y)
	} else {
		cx.add(x)
		cy.add(y)
	}
	return cy.Less(cx)
}
