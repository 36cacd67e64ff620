package diffeomorphism

import "math/big"

// inertia is the number of negative, zero and positive eigenvalues.
type inertia struct{ negative, zero, positive int }

// statement is S.11; wrong variants replace parts of it.
type statement struct {
	// limit is the largest alpha K that is drawn: below 1.
	limit *big.Rat
	// layers says that K has its term with the factor L-1.
	layers bool
	// stationary is the inertia at a nonzero stationary point, from the sign of z - (L-2)/L, which is not 0 (the degenerate case is not in the claim, and no
	// rational z has it); origin that at w = 0, from that of |b| - e^2.
	stationary, origin func(depth, sign int) inertia
}

func lemma() statement {
	return statement{
		limit:  big.NewRat(1023, 1024),
		layers: true,
		stationary: func(depth, sign int) inertia {
			if sign < 0 {
				return inertia{1, 0, depth - 1}
			}
			return inertia{0, 0, depth}
		},
		origin: func(depth, sign int) inertia {
			if depth > 2 {
				return inertia{0, 0, depth}
			}
			return [...]inertia{{0, 0, 2}, {0, 1, 1}, {1, 0, 1}}[sign+1]
		},
	}
}
