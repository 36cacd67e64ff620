package numeric_test

import (
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
