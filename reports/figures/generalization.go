package figures

import (
	"context"
	"math"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"github.com/ssamverify/ssamverify/numeric"
)

// generalization draws PAC-Bayes bounds against the number of samples.
func generalization(context.Context) (Figure, error) {
	const risk, kl, delta, c = 0.1, 50.0, 0.05, 1.0
	f := Figure{
		Name: "pacbayes", Title: "PAC-Bayes bounds against the number of samples",
		Caption: "Bounds of the Gibbs risk for a loss in [0, 1], empirical risk 0.1, divergence KL = 50, confidence 95%: the inverse of kl, the square-root form above it, and Catoni's bound " +
			"with the constant 1 fixed in advance. Above 1 a bound says nothing. For illustration: the risk and the divergence are held fixed.",
		Data:  Table{Header: []string{"n", "kl_inverse", "square_root", "catoni"}},
		width: 7 * vg.Inch, height: 4 * vg.Inch,
	}
	var ns []int
	for k := range 81 {
		ns = append(ns, int(math.Round(20*math.Pow(5000, float64(k)/80))))
	}
	points, err := numeric.BoundCurve(risk, kl, delta, c, ns)
	if err != nil {
		return Figure{}, err
	}
	var inverse, root, catoni plotter.XYs
	for _, x := range points {
		n := float64(x.N)
		inverse = append(inverse, plotter.XY{X: n, Y: x.KLInverse})
		root = append(root, plotter.XY{X: n, Y: x.SquareRoot})
		catoni = append(catoni, plotter.XY{X: n, Y: x.Catoni})
		f.Data.add(x.N, x.KLInverse, x.SquareRoot, x.Catoni)
	}
	p := newPlot("", "samples n (log scale)", "bound of the risk (no unit)")
	logX(p)
	first, last := float64(ns[0]), float64(ns[len(ns)-1])
	empirical := line(plotter.XYs{{X: first, Y: risk}, {X: last, Y: risk}}, gray, 1, dashes(2))
	trivial := line(plotter.XYs{{X: first, Y: 1}, {X: last, Y: 1}}, pale, 1, nil)
	a, b, d := line(inverse, blue, 1.8, nil), line(root, vermilion, 1.8, dashes(1)), line(catoni, green, 1.8, dashes(3))
	p.Add(trivial, empirical, a, b, d)
	p.Legend.Add("square root", b)
	p.Legend.Add("Catoni, constant 1", d)
	p.Legend.Add("inverse of kl", a)
	p.Legend.Add("empirical risk", empirical)
	p.Legend.Add("no information", trivial)
	p.Legend.Top, p.Legend.Left, p.Legend.XOffs = true, true, vg.Points(290)
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = first, last, 0, 1.3
	f.draw = drawn(p)
	return f, nil
}
