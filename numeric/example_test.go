package numeric_test

import (
	"context"
	"fmt"

	"github.com/ssamverify/ssamverify/numeric"
)

// Figure 2 is the instance L = 2, d = 1, s = 1: L_R = (b - w1 w2)^2 + e^2 (w1^2 + w2^2) + e^4.
func ExampleWorkspace_Gradient() {
	n, err := numeric.NewNetwork([][]float64{{1}, {2}})
	if err != nil {
		panic(err)
	}
	m, err := numeric.NewDiagonalModel([]float64{3}, []float64{1}, 0.5, 0)
	if err != nil {
		panic(err)
	}
	ws, err := numeric.NewWorkspace(n.Depth(), n.Width())
	if err != nil {
		panic(err)
	}
	g := make([]float64, 2)
	ws.Gradient(g, numeric.Regularized, m, n)
	fmt.Println(ws.RegularizedLoss(m, n), g)
	// Output: 2.3125 [-3.5 -1]
}

// At depth 2 the shrinkage equation is soft thresholding: p = sign(b) (|b| - e^2)_+.
func ExampleStationaryPoints() {
	var st numeric.Stationary
	if err := numeric.StationaryPoints(2, -3, 0.5, 1, &st); err != nil {
		panic(err)
	}
	fmt.Println(st.Total(), st.OriginKind, st.Roots[0].U, st.Roots[0].Kind, st.Roots[0].Global)
	// Between beta_1 and beta_2 at depth 3 the large root is a minimum, but not the global one.
	if err := numeric.StationaryPoints(3, 3.2, 1, 1, &st); err != nil {
		panic(err)
	}
	fmt.Println(st.Total(), st.Roots[0].Kind, st.Roots[1].Kind, st.Roots[1].Global)
	// Output:
	// 3 saddle 2.75 minimum true
	// 9 saddle minimum false
}

// One step of descent on L_R from (3/2, 1/2): the imbalance w_1^2 - w_2^2 falls from 2 to 25/16.
func ExampleDescent_Run() {
	n, err := numeric.NewNetwork([][]float64{{1.5}, {0.5}})
	if err != nil {
		panic(err)
	}
	m, err := numeric.NewDiagonalModel([]float64{2}, []float64{1}, 0.5, 0)
	if err != nil {
		panic(err)
	}
	c := numeric.Descent{Model: m, Objective: numeric.Regularized, Step: numeric.Constant(0.125), Steps: 1}
	t, err := c.Run(context.Background(), n)
	if err != nil {
		panic(err)
	}
	w := t.Last()
	fmt.Println(w[0]*w[0] - w[1]*w[1])
	// Output: 1.5625
}
