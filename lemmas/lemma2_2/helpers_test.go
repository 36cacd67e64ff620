package lemma2_2

import (
	"math/rand"

	"github.com/ssamverify/ssamverify/generators"
)

func newRand(i int) *rand.Rand {
	return rand.New(generators.NewSource(7, uint64(i)))
}
