package descent_lemma

import (
	"math/big"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// with changes one part of the statement.
func with(change func(*statement)) statement {
	s := lemma()
	change(&s)
	return s
}

func variants() []claim.Wrong[statement] {
	whole := with(func(s *statement) { s.share = big.NewRat(1, 1) })
	long := with(func(s *statement) { s.limit = big.NewRat(2, 1) })
	noLayers := with(func(s *statement) { s.layers = false })
	return []claim.Wrong[statement]{
		{Name: "whole-amount", Title: "L_R falls by alpha |g|^2", Check: "fall-exact", Statement: whole, MaxDepth: 2},
		{Name: "whole-amount-general", Title: "L_R falls by alpha |g|^2 in the general model", Check: "fall-general", Statement: whole, MaxDepth: 2},
		{Name: "whole-amount-algebra", Title: "L_R falls by alpha |g|^2, put to the proof", Check: "algebra", Statement: whole},
		{Name: "slightly-more", Title: "L_R falls by 51/100 alpha |g|^2", Check: "fall-exact", MaxDepth: 2, Statement: with(func(s *statement) { s.share = big.NewRat(51, 100) })},
		{Name: "twice-the-step", Title: "alpha <= 2/K is enough", Check: "fall-exact", Statement: long, MaxDepth: 3},
		{Name: "twice-the-step-algebra", Title: "alpha <= 2/K is enough, put to the proof", Check: "algebra", Statement: long},
		{Name: "no-layers-term", Title: "alpha <= 1/(2 s (M^2+e^2)^(L-1)) is enough", Check: "fall-exact", Statement: noLayers, MaxDepth: 2},
		{Name: "no-layers-term-algebra", Title: "K = 2 s (M^2+e^2)^(L-1), put to the proof", Check: "algebra", Statement: noLayers},
		{Name: "curvature-whole", Title: "Taylor's formula with alpha^2 k in place of alpha^2 k / 2", Check: "algebra", Statement: with(func(s *statement) { s.curvature = 2 })},
		{Name: "general-without-limit", Title: "alpha <= 64/K is enough in the general model", Check: "fall-general", MaxDepth: 2, Statement: with(func(s *statement) { s.limit = big.NewRat(64, 1) })},
	}
}
