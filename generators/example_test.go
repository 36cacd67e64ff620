package generators_test

import (
	"fmt"
	"math/rand"

	"github.com/leanovate/gopter"
	"github.com/leanovate/gopter/prop"

	"github.com/ssamverify/ssamverify/generators"
)

// A space draws the instance of each case; the regime goes by the index.
func ExampleSpace_Draw() {
	s := generators.NewSpace(generators.Domain{Diagonal: true, PositiveNoise: true, MaxWidth: 1})
	for i := 2; i < 5; i++ {
		in := s.Draw(i, rand.New(generators.NewSource(2025, uint64(i))))
		fmt.Println(in, in.String())
	}
	// Output:
	// (L=3 d=1 unit) L=3 d=1 w1=(1) w2=(-1) w3=(1) b=(0) Sigma=diag(1) e=1 tau2=0
	// (L=2 d=1 balanced) L=2 d=1 w1=(1) w2=(-1) b=(-131/11) Sigma=diag(0) e=1 tau2=59
	// (L=3 d=1 signs) L=3 d=1 w1=(2) w2=(-2) w3=(-2) b=(247/23) Sigma=diag(1) e=1 tau2=37/11
}

// One case is one gopter call with a source of its own; a counterexample comes
// back shrunk.
func ExampleSpace_Gen() {
	s := generators.NewSpace(generators.Domain{})
	wrong := func(in *generators.Instance) bool { return in.Noise.Sign() == 0 || in.Depth() < 3 }
	for i := range 40 {
		params := &gopter.GenParameters{MaxShrinkCount: 1000, Rng: rand.New(generators.NewSource(1, uint64(i)))}
		if result := prop.ForAll(wrong, s.Gen(i))(params); !result.Success() {
			fmt.Println(result.Args[0].Arg.(*generators.Instance).String())
			return
		}
	}
	// Output:
	// L=3 d=1 w1=(0) w2=(0) w3=(0) b=(0) Sigma=diag(1) e=1 tau2=0
}

// The strict reader names the field, the value and what is wrong with it.
func ExampleParseInstance() {
	in, err := generators.ParseInstance([]byte(
		`{"weights": [["1"], ["-1/2"]], "target": [3], "sigma": [["0.25"]], "noise": "1e-1"}`), generators.Limits{})
	fmt.Println(in.String(), err)
	_, err = generators.ParseInstance([]byte(
		`{"weights": [[1, 1], [1, 1]], "target": [1, 1], "sigma": [[1, 2], [2, 1]], "noise": 1}`), generators.Limits{})
	fmt.Println(err)
	// Output:
	// L=2 d=1 w1=(1) w2=(-1/2) b=(3) Sigma=diag(1/4) e=1/10 tau2=0 <nil>
	// sigma: not positive semidefinite: the 2 x 2 matrix has a negative eigenvalue
}

// A domain is also its own description, and names what an instance violates.
func ExampleDomain_Check() {
	d := generators.Domain{MaxDepth: 3, PositiveNoise: true}
	in := generators.NewInstance("by hand", 4, 1)
	fmt.Println(d.Check(in))
	for _, line := range d.Describe() {
		fmt.Println(line)
	}
	// Output:
	// depth L = 4: outside 2..3
	// 2 <= L <= 3
	// 1 <= d <= 4
	// Sigma positive semidefinite
	// e > 0
	// tau2 >= 0
}
