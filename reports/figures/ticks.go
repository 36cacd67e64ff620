package figures

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
)

// decades puts labeled ticks at the powers of ten within the range of an axis and small ones between.
type decades struct{}

// Ticks returns the ticks from low to high, both positive.
func (decades) Ticks(low, high float64) []plot.Tick {
	var ts []plot.Tick
	for k := int(math.Floor(math.Log10(low))); k <= int(math.Ceil(math.Log10(high))); k++ {
		for m := 1; m <= 9; m++ {
			x := float64(m) * math.Pow10(k)
			if x < low*(1-1e-9) || x > high*(1+1e-9) { // the ends of an axis are decimal numbers too
				continue
			}
			t := plot.Tick{Value: x}
			if m == 1 {
				t.Label = label(k)
			}
			ts = append(ts, t)
		}
	}
	return ts
}

// label writes 10^k.
func label(k int) string {
	if k >= -3 && k <= 5 {
		return strconv.FormatFloat(math.Pow10(k), 'f', max(0, -k), 64)
	}
	return "1e" + strconv.Itoa(k)
}

// logX makes the horizontal axis logarithmic.
func logX(p *plot.Plot) { p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, decades{} }

// logY makes the vertical axis logarithmic and puts its label above the plot: beside the axis the
// library would leave room for it at the arithmetic mean of the ends, far from the middle.
func logY(p *plot.Plot) {
	p.Y.Scale, p.Y.Tick.Marker = plot.LogScale{}, decades{}
	p.Title.Text, p.Y.Label.Text = p.Y.Label.Text, ""
	p.Title.TextStyle.Font.Size = p.Y.Label.TextStyle.Font.Size
}
