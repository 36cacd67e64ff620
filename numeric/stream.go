package numeric

import (
	"math/bits"
	"math/rand/v2"
)

// Stream is one reproducible stream of random 64-bit words and normals: the
// generator xoshiro256++ of Blackman and Vigna ("Scrambled linear pseudorandom
// number generators", ACM TOMS 47, 2021), seeded from math/rand/v2's PCG, whose
// output for a given seed is fixed by its documentation. It implements
// rand.Source. One goroutine at a time.
type Stream struct{ a, b, c, d uint64 }

var _ rand.Source = (*Stream)(nil)

// NewStream returns stream number index of the family seed. Streams with
// different (seed, index) start at states chosen independently in a space of
// 2^256; two of N streams overlap within k words with probability below N^2 k / 2^255.
func NewStream(seed, index uint64) *Stream {
	r := rand.NewPCG(seed, index)
	return fromWords(r.Uint64(), r.Uint64(), r.Uint64(), r.Uint64())
}

// fromWords starts at the state (a, b, c, d), or at (1, 0, 0, 0) for zeros, which is the only fixed point.
func fromWords(a, b, c, d uint64) *Stream {
	s := Stream{a, b, c, d}
	if s == (Stream{}) {
		s.a = 1
	}
	return &s
}

// Uint64 returns the next word.
func (s *Stream) Uint64() uint64 {
	x := bits.RotateLeft64(s.a+s.d, 23) + s.a
	t := s.b << 17
	s.c ^= s.a
	s.d ^= s.b
	s.b ^= s.c
	s.a ^= s.d
	s.c ^= t
	s.d = bits.RotateLeft64(s.d, 45)
	return x
}

// open returns a uniform number in (0, 1): odd multiples of 2^-53.
func (s *Stream) open() float64 { return float64(s.Uint64()>>12|1<<52)*0x1p-52 - 1 + 0x1p-53 }
