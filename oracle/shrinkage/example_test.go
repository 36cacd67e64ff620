package shrinkage_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// The soft threshold: at L = 2 the product is sign(b) (|b| - e^2), here 3/4.
func ExampleSolve() {
	p := shrinkage.Problem{Depth: 2, Target: big.NewRat(5, 4), Noise: big.NewRat(1, 2), Scale: big.NewRat(1, 1)}
	s, err := shrinkage.Solve(context.Background(), p, 10)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Count, "stationary points")
	for _, q := range s.Points {
		fmt.Println(q.U, q.Kind, q.Global)
	}
	// Output:
	// 3 stationary points
	// 0 saddle false
	// 1 minimum true
}

// The answer of `audit eval stationary` at the double root of depth 4, beta = 27/4.
func ExampleStructure_MarshalJSON() {
	p, digits, err := shrinkage.ParseProblem([]byte(`{"depth": 4, "target": "27/4", "noise": "1", "digits": 5}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := shrinkage.Solve(context.Background(), p, digits)
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := json.Marshal(s)
	if err != nil {
		fmt.Println(err)
		return
	}
	var answer struct {
		Beta2  json.RawMessage `json:"beta_2"`
		Count  int
		Points []json.RawMessage
	}
	if err := json.Unmarshal(data, &answer); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("beta_2", string(answer.Beta2))
	fmt.Println(answer.Count, "points;", s.Points[1].Kind, "at u =", s.Points[1].U)
	// Output:
	// beta_2 {"lo":"7.4137","hi":"7.4138"}
	// 9 points; degenerate at u = 0.5
}
