package generators

import (
	"math/rand"
	randv2 "math/rand/v2"
)

// source is PCG-DXSM behind math/rand's interface.
type source struct{ pcg randv2.PCG }

// NewSource is a random source whose seeding costs two assignments, unlike
// [rand.NewSource], whose 607 words take longer to seed than a case to draw. It
// wraps PCG-DXSM (128 bits of state) of math/rand/v2, whose output is fixed by
// Go's compatibility promise. It is not safe for use by several goroutines: one
// case, one source.
func NewSource(seed1, seed2 uint64) rand.Source64 {
	s := new(source)
	s.pcg.Seed(seed1, seed2)
	return s
}

// Uint64 is the next 64 random bits.
func (s *source) Uint64() uint64 { return s.pcg.Uint64() }

// Int63 is the upper 63 of the next 64 random bits.
func (s *source) Int63() int64 { return int64(s.pcg.Uint64() >> 1) }

// Seed restarts the source as NewSource(uint64(seed), 0).
func (s *source) Seed(seed int64) { s.pcg.Seed(uint64(seed), 0) }
