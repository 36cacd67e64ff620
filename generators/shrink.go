package generators

import "github.com/leanovate/gopter"

// MaxCandidates bounds the candidates of one shrinking step, tried or not.
const MaxCandidates = 4096

// move makes one candidate from a fresh copy of the instance; it may return nil.
type move func(in *Instance) *Instance

// Shrink is the candidates for one step of shrinking in: instances of the
// domain of strictly smaller [Cost], none twice, at most [MaxCandidates], made
// one at a time as they are asked for. The order is: fewer layers, fewer
// coordinates, Sigma towards the identity, simpler e, tau2 and parameters, fewer
// bits of the numbers (all at once, then one by one), zeros and ones,
// redistribution between two layers, exchange of coordinates. Candidates share no number with in.
func (s Space) Shrink(in *Instance) gopter.Shrink {
	var (
		stage int
		moves []move
		tried int
		cost  = in.Cost()
		seen  = map[string]bool{}
	)
	return func() (interface{}, bool) {
		for tried < MaxCandidates {
			if len(moves) == 0 {
				if stage == len(stages) {
					break
				}
				moves = stages[stage](s.Domain, in)
				stage++
				continue
			}
			next := moves[0]
			moves = moves[1:]
			tried++
			out := next(in)
			if out == nil || !out.Cost().Less(cost) {
				continue
			}
			key := out.String()
			if seen[key] || s.Domain.Check(out) != nil {
				continue
			}
			seen[key] = true
			return out, true
		}
		moves, stage, tried = nil, len(stages), MaxCandidates
		return nil, false
	}
}
