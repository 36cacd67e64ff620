package main

import (
	"slices"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/lemmas"
	"github.com/ssamverify/ssamverify/theorems"
)

// registry returns every claim, lemmas first, in the order of the reports.
func registry() []claim.Claim { return slices.Concat(lemmas.Claims(), theorems.Claims()) }
