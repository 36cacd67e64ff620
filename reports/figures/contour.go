package figures

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// contours is a plotter of level curves. gonum's own joins the pieces of a curve in the order of a map,
// so that two runs give other bytes; this one joins them in the order of the grid.
type contours struct {
	curves []plotter.XYs
	styles []draw.LineStyle
}

// levelCurves traces s at the levels, darker for lower ones.
func levelCurves(s surface, levels []float64) *contours {
	z := make([][]float64, s.n) // by row
	for r := range z {
		z[r] = make([]float64, s.n)
		for c := range z[r] {
			z[r][c] = s.f(s.at(c), s.at(r))
		}
	}
	var t contours
	for k, level := range levels {
		shade := uint8(95 + 115*k/max(1, len(levels)-1))
		for _, curve := range join(pieces(z, level)) {
			xys := make(plotter.XYs, len(curve))
			for i, e := range curve {
				xys[i] = crossing(s, z, e, level)
			}
			t.curves = append(t.curves, xys)
			t.styles = append(t.styles, draw.LineStyle{Color: color.RGBA{shade, shade, shade, 255}, Width: 0.6})
		}
	}
	return &t
}

// Plot draws the curves.
func (t *contours) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for k, curve := range t.curves {
		points := make([]vg.Point, len(curve))
		for i, xy := range curve {
			points[i] = vg.Point{X: x(xy.X), Y: y(xy.Y)}
		}
		c.StrokeLines(t.styles[k], points)
	}
}

// edge is a side of a cell of the grid: from (column, row) one step right, or one step up.
type edge struct {
	column, row int
	up          bool
}

// piece is the part of a curve inside one cell, from edge to edge.
type piece [2]edge

// pieces cuts the curve of a level into pieces, by marching squares. Where a cell has four crossings
// the mean of its corners decides which of them belong together.
func pieces(z [][]float64, level float64) []piece {
	var ps []piece
	for r := range len(z) - 1 {
		for c := range len(z[r]) - 1 {
			corners := [4]float64{z[r][c], z[r][c+1], z[r+1][c+1], z[r+1][c]} // around the cell
			sides := [4]edge{{c, r, false}, {c + 1, r, true}, {c, r + 1, false}, {c, r, true}}
			var cut []int
			for k := range 4 {
				if (corners[k] < level) != (corners[(k+1)%4] < level) {
					cut = append(cut, k)
				}
			}
			switch len(cut) {
			case 2:
				ps = append(ps, piece{sides[cut[0]], sides[cut[1]]})
			case 4:
				mean := (corners[0] + corners[1] + corners[2] + corners[3]) / 4
				if (mean < level) == (corners[0] < level) { // corners 0 and 2 are joined: the curve cuts off 1 and 3
					ps = append(ps, piece{sides[0], sides[1]}, piece{sides[2], sides[3]})
				} else {
					ps = append(ps, piece{sides[3], sides[0]}, piece{sides[1], sides[2]})
				}
			}
		}
	}
	return ps
}

// join links pieces that share an edge into curves; a closed curve ends where it begins.
func join(ps []piece) [][]edge {
	at := map[edge][]int{}
	for k, p := range ps {
		at[p[0]] = append(at[p[0]], k)
		at[p[1]] = append(at[p[1]], k)
	}
	used := make([]bool, len(ps))
	follow := func(from edge) []edge {
		var path []edge
		for {
			next := slices.IndexFunc(at[from], func(k int) bool { return !used[k] })
			if next < 0 {
				return path
			}
			k := at[from][next]
			used[k] = true
			other := ps[k][0]
			if other == from {
				other = ps[k][1]
			}
			path = append(path, other)
			from = other
		}
	}
	var curves [][]edge
	for k, p := range ps {
		if used[k] {
			continue
		}
		used[k] = true
		back := follow(p[0])
		slices.Reverse(back)
		curve := append(append(back, p[0], p[1]), follow(p[1])...)
		curves = append(curves, curve)
	}
	return curves
}

// crossing is where the level crosses an edge, by linear interpolation.
func crossing(s surface, z [][]float64, e edge, level float64) plotter.XY {
	from := plotter.XY{X: s.at(e.column), Y: s.at(e.row)}
	a := z[e.row][e.column]
	if e.up {
		t := (level - a) / (z[e.row+1][e.column] - a)
		return plotter.XY{X: from.X, Y: from.Y + t*(s.at(e.row+1)-from.Y)}
	}
	t := (level - a) / (z[e.row][e.column+1] - a)
	return plotter.XY{X: from.X + t*(s.at(e.column+1)-from.X), Y: from.Y}
}
