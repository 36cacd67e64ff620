package generators

import (
	"fmt"
	"io"
	"math/rand"
	"testing"
)

// The benchmarks at L = d = 4 are section 5 of the performance notes: one case of
// a property, whose floor is BenchmarkNumbers (the same numbers, drawn into
// storage that is already there).
var fourByFour = Domain{MinDepth: 4, MaxDepth: 4, MinWidth: 4, MaxWidth: 4, PositiveScale: true, PositiveNoise: true}

func BenchmarkDraw(b *testing.B) {
	floats := fourByFour
	floats.Dyadic, floats.Diagonal = true, true
	for _, row := range []struct {
		name string
		d    Domain
	}{{"rationals", fourByFour}, {"floats", floats}} {
		for _, regime := range []string{Generic, Dyadic, Balanced, AtBeta1} {
			b.Run(row.name+"/"+regime, func(b *testing.B) {
				s := NewSpace(row.d, RegimeNamed(row.d, regime)...)
				b.ReportAllocs()
				for i := range b.N {
					s.Draw(i, rand.New(NewSource(1, uint64(i))))
				}
			})
		}
	}
}

// BenchmarkNumbers is the floor of a draw: 26 numbers into existing storage.
func BenchmarkNumbers(b *testing.B) {
	in := NewInstance("", 4, 4)
	m := newMaker(rand.New(NewSource(1, 1)), fourByFour)
	b.ReportAllocs()
	for range b.N {
		for _, row := range in.Weights {
			for _, x := range row {
				m.number(x)
			}
		}
		for i, x := range in.Target {
			m.number(x)
			m.positive(in.Scale(i))
		}
		m.number(in.Noise)
		m.number(in.Tau2)
	}
}

func BenchmarkDomainCheck(b *testing.B) {
	s := NewSpace(fourByFour, RegimeNamed(fourByFour, FullSigma)...)
	in := s.Draw(0, stream(0))
	b.ReportAllocs()
	for range b.N {
		if err := s.Domain.Check(in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	in := NewSpace(fourByFour).Draw(0, stream(0))
	b.ReportAllocs()
	for range b.N {
		_, _ = fmt.Fprintf(io.Discard, "%+v", in)
	}
}

func BenchmarkSource(b *testing.B) {
	var sum uint64
	for i := range b.N {
		sum += NewSource(1, uint64(i)).Uint64()
	}
	_ = sum
}

func BenchmarkShrinkFirst(b *testing.B) {
	s := NewSpace(fourByFour)
	in := s.Draw(0, stream(0))
	b.ReportAllocs()
	for range b.N {
		s.Shrink(in)()
	}
}
