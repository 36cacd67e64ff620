package circuit

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestFieldArithmetic(t *testing.T) {
	p := new(big.Int).SetUint64(Prime)
	edge := []uint64{0, 1, 2, Prime - 1, Prime - 2, Prime / 2, 1 << 60, 1<<60 + 1, 1 << 32, 1<<32 - 1}
	r := rand.New(rand.NewPCG(5, 6))
	for range 1000 {
		edge = append(edge, r.Uint64N(Prime))
	}
	for _, x := range edge {
		for _, y := range edge {
			want := new(big.Int).Mul(new(big.Int).SetUint64(x), new(big.Int).SetUint64(y))
			if want.Mod(want, p); mulmod(x, y) != want.Uint64() {
				t.Fatalf("%d * %d = %d modulo p, want %d", x, y, mulmod(x, y), want)
			}
		}
	}
	for _, n := range []int64{0, 1, -1, Prime, -Prime, 1<<63 - 1, -1 << 63} {
		want := new(big.Int).Mod(big.NewInt(n), p)
		if Residue(n) != want.Uint64() {
			t.Errorf("Residue(%d) = %d, want %d", n, Residue(n), want)
		}
	}
}

func FuzzResidue(f *testing.F) {
	f.Add(int64(3), int64(-5), int64(7))
	f.Add(int64(1)<<62, int64(-1)<<63, int64(Prime))
	prog := example(1)
	f.Fuzz(func(t *testing.T, w, e, target int64) {
		x := []*big.Int{big.NewInt(w), big.NewInt(e), big.NewInt(target)}
		want := NewMachine(Ints{}, prog).Run(x)
		m := NewFieldMachine(prog)
		for v := range x {
			m.Input(v)[0] = Residue(x[v].Int64())
		}
		m.Run()
		for k, n := range want {
			if r := new(big.Int).Mod(n, new(big.Int).SetUint64(Prime)); m.Output(k)[0] != r.Uint64() {
				t.Errorf("output %d: residue %d, want %d", k, m.Output(k)[0], r)
			}
		}
	})
}

// BenchmarkFieldPoints is the cost of one grid point of the gradient identity at depth 8, d = 1.
func BenchmarkFieldPoints(b *testing.B) {
	prog := example(8)
	m := NewFieldMachine(prog)
	for b.Loop() {
		m.Run()
	}
	points := float64(b.N) * Lanes
	b.ReportMetric(points/b.Elapsed().Seconds(), "points/s")
	b.ReportMetric(b.Elapsed().Seconds()*1e9/points/float64(prog.Len()), "ns/op/point")
}
