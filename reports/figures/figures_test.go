package figures

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// drawnOnce are the figures that all tests but TestDeterministic look at.
var drawnOnce = sync.OnceValues(func() ([]Figure, error) { return All(context.Background()) })

func all(t *testing.T) []Figure {
	t.Helper()
	fs, err := drawnOnce()
	if err != nil {
		t.Fatal(err)
	}
	if len(fs) != 7 {
		t.Fatalf("%d figures, want 7", len(fs))
	}
	return fs
}

func find(t *testing.T, name string) *Figure {
	t.Helper()
	for _, f := range all(t) {
		if f.Name == name {
			return &f
		}
	}
	t.Fatalf("no figure %s", name)
	return nil
}

// TestDeterministic: the same bytes twice, drawings and numbers.
func TestDeterministic(t *testing.T) {
	first := all(t)
	second, err := All(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for k := range first {
		for _, format := range []struct {
			name string
			of   func(*Figure) ([]byte, error)
		}{{"svg", (*Figure).SVG}, {"png", (*Figure).PNG}, {"csv", func(f *Figure) ([]byte, error) { return f.Data.CSV(), nil }}} {
			a, err1 := format.of(&first[k])
			b, err2 := format.of(&second[k])
			if err := errors.Join(err1, err2); err != nil {
				t.Fatal(err)
			}
			if len(a) == 0 || !bytes.Equal(a, b) {
				t.Errorf("%s: two runs give other bytes (%d, %d) as %s", first[k].Name, len(a), len(b), format.name)
			}
		}
	}
}

// TestReadable: each file is well-formed and small, labels and captions are there, and nothing was
// drawn at a coordinate that is no number.
func TestReadable(t *testing.T) {
	total := 0
	for _, f := range all(t) {
		inline, err := f.Inline(`a "label" <b>`)
		if err != nil {
			t.Fatal(err)
		}
		total += len(inline)
		d := xml.NewDecoder(strings.NewReader(inline))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		if strings.Contains(inline, "NaN") || strings.Contains(inline, "Inf") || !strings.Contains(inline, `aria-label="a &quot;label&quot; &lt;b&gt;"`) {
			t.Errorf("%s: a coordinate is no number, or the label is not there", f.Name)
		}
		data, err := f.PNG()
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil || img.Bounds().Dx() < 600 {
			t.Errorf("%s: PNG of %v: %v", f.Name, img.Bounds(), err)
		}
		if f.Title == "" || len(f.Caption) < 80 || len(f.Data.Rows) == 0 {
			t.Errorf("%s: no title, caption or data", f.Name)
		}
		for _, r := range f.Data.Rows {
			if len(r) != len(f.Data.Header) || strings.ContainsAny(strings.Join(r, ""), ",\"\n") {
				t.Fatalf("%s: row %q does not fit the header %q", f.Name, r, f.Data.Header)
			}
		}
	}
	if total > 1<<20 { // half of what a page may have
		t.Errorf("the figures have %d bytes in all", total)
	}
}

// column reads a numeric column of the rows that keep accepts.
func column(t *testing.T, f *Figure, name string, keep func(row map[string]string) bool) []float64 {
	t.Helper()
	var xs []float64
	for _, r := range f.Data.Rows {
		row := map[string]string{}
		for k, h := range f.Data.Header {
			row[h] = r[k]
		}
		if keep != nil && !keep(row) {
			continue
		}
		x, err := strconv.ParseFloat(row[name], 64)
		if err != nil {
			t.Fatal(err)
		}
		xs = append(xs, x)
	}
	if len(xs) == 0 {
		t.Fatalf("%s: no row for %s", f.Name, name)
	}
	return xs
}

// TestFigure2: the minima are at |w| = sqrt(w_* - eta^2) (Lemma 2.3 at L = 2), 2, 2, 2 and 0 of them
// off the origin; the origin is a saddle until eta^2 = w_*.
func TestFigure2(t *testing.T) {
	f := find(t, "figure2")
	for _, c := range []struct {
		eta     string
		minima  int
		origin  string
		squared float64
	}{{"0.5", 2, "saddle", target - 0.25}, {"1", 2, "saddle", target - 1}, {"1.5", 2, "saddle", target - 2.25}, {"2", 0, "minimum", 0}} {
		origins, minima := 0, 0
		for _, r := range f.Data.Rows {
			if r[0] != c.eta {
				continue
			}
			w, err := strconv.ParseFloat(r[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case w == 0:
				origins++
				if r[3] != c.origin {
					t.Errorf("eta = %s: the origin is a %s, want %s", c.eta, r[3], c.origin)
				}
			// The square of a float64 root and the difference have three roundings of at most 2^-53 each, of numbers below 4.
			case math.Abs(w*w-c.squared) <= 16*0x1p-53:
				minima++
			default:
				t.Errorf("eta = %s: a critical point at %v, want %v", c.eta, w, math.Sqrt(c.squared))
			}
		}
		if origins != 1 || minima != c.minima {
			t.Errorf("eta = %s: %d origins and %d minima, want 1 and %d", c.eta, origins, minima, c.minima)
		}
	}
}

// TestFigure3: descent on L nearly keeps w_1^2 - w_2^2 and ends on w_1 w_2 = w_*; descent on L_R ends
// at w_1 = w_2 = sqrt(w_* - eta^2).
func TestFigure3(t *testing.T) {
	f := find(t, "figure3")
	last := func(curve string) (float64, float64) {
		keep := func(r map[string]string) bool { return r["curve"] == curve }
		x, y := column(t, f, "w1", keep), column(t, f, "w2", keep)
		return x[len(x)-1], y[len(y)-1]
	}
	// 6000 steps of 0.005 are time 30. The slowest rates of the two limits are 2 (w_1^2 + w_2^2) > 18 on the hyperbola and
	// min(4 (w_* - eta^2), 4 eta^2) = 1 at the balanced minimum, so what is left is below e^-30 of a start below 4, and 1e-9 leaves room
	// for the first part of the way.
	const left = 1e-9
	if x, y := last("descent on L"); math.Abs(x*y-target) > left {
		t.Errorf("descent on L ends at (%v, %v), off the hyperbola", x, y)
	}
	want := math.Sqrt(target - figure3Noise*figure3Noise)
	if x, y := last("descent on L_R"); math.Abs(x-want) > left || math.Abs(y-want) > left {
		t.Errorf("descent on L_R ends at (%v, %v), want %v", x, y, want)
	}
	if x, y := last("S-SAM"); math.Hypot(x-want, y-want) > 1 {
		t.Errorf("S-SAM ends at (%v, %v)", x, y)
	}
}

// TestCurves: each curve is inside what its claim says.
func TestCurves(t *testing.T) {
	f := find(t, "balancing")
	imbalance, bound := column(t, f, "imbalance", nil), column(t, f, "bound", nil)
	for k := range imbalance {
		// Both numbers pass through at most 600 steps of a few roundings each, relative to themselves: 1e-9 is far more, and the
		// differences of squares lose at most a factor 1e-12 of the start by the cut.
		if imbalance[k] > bound[k]*(1+1e-3) {
			t.Errorf("imbalance %v above its bound %v", imbalance[k], bound[k])
		}
	}
	f = find(t, "shrinkage")
	for _, x := range column(t, f, "lambda", nil) {
		if x < 0 || x >= 1 {
			t.Errorf("lambda = %v", x)
		}
	}
	f = find(t, "bands")
	low, mid, high := column(t, f, "q05", nil), column(t, f, "q50", nil), column(t, f, "q95", nil)
	for k := range low {
		if !(0 <= low[k] && low[k] <= mid[k] && mid[k] <= high[k]) {
			t.Errorf("quantiles out of order: %v, %v, %v", low[k], mid[k], high[k])
		}
	}
	f = find(t, "pacbayes")
	inverse, root := column(t, f, "kl_inverse", nil), column(t, f, "square_root", nil)
	for k := range inverse {
		if inverse[k] > root[k]*(1+1e-12) { // Pinsker; both are computed to a relative error far below 1e-12
			t.Errorf("the inverse of kl %v is above the square root %v", inverse[k], root[k])
		}
	}
}
