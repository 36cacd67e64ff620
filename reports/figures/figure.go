package figures

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Figure is one drawing with its numbers.
type Figure struct {
	Name    string // of its files: "figure2"
	Title   string
	Caption string // what is drawn, with every parameter
	Data    Table

	width, height vg.Length
	draw          func(draw.Canvas)
}

// Table is the numbers behind a figure, one row a point; a text column names the curve.
type Table struct {
	Header []string
	Rows   [][]string
}

func (t *Table) add(fields ...any) {
	row := make([]string, len(fields))
	for k, f := range fields {
		row[k] = fmt.Sprint(f)
	}
	t.Rows = append(t.Rows, row)
}

// CSV returns the table as comma-separated values. No field of this package needs quotes.
func (t Table) CSV() []byte {
	var b bytes.Buffer
	b.WriteString(strings.Join(t.Header, ",") + "\n")
	for _, r := range t.Rows {
		b.WriteString(strings.Join(r, ",") + "\n")
	}
	return b.Bytes()
}

// All returns every figure, the paper's first. Errors are those of the context and of the packages
// that give the numbers.
func All(ctx context.Context) ([]Figure, error) {
	var all []Figure
	for _, make := range []func(context.Context) (Figure, error){
		network, landscape, trajectories, shrinkageFactor, balancing, bands, generalization,
	} {
		f, err := make(ctx)
		if err != nil {
			return nil, fmt.Errorf("figures: %w", err)
		}
		all = append(all, f)
	}
	return all, nil
}

// SVG returns the figure as an SVG document.
func (f *Figure) SVG() ([]byte, error) {
	c := vgsvg.New(f.width, f.height)
	f.draw(draw.New(c))
	var b bytes.Buffer
	_, err := c.WriteTo(&b)
	// Fonts of the same widths for a reader without this one: labels are placed by its widths.
	return bytes.ReplaceAll(b.Bytes(), []byte("font-family:Liberation Sans;"), []byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif;")), err
}

// resolution of the PNG files in dots per inch.
const resolution = 144

// PNG returns the figure as a PNG image on white.
func (f *Figure) PNG() ([]byte, error) {
	c := vgimg.NewWith(vgimg.UseWH(f.width, f.height), vgimg.UseDPI(resolution))
	f.draw(draw.New(c))
	var b bytes.Buffer
	_, err := vgimg.PngCanvas{Canvas: c}.WriteTo(&b)
	return b.Bytes(), err
}

// Inline returns the figure as an <svg> element for an HTML page: without the XML prolog, scaled by
// its viewBox, and with the given text for readers who do not see it.
func (f *Figure) Inline(label string) (string, error) {
	data, err := f.SVG()
	if err != nil {
		return "", err
	}
	s := string(data)
	start := strings.Index(s, "<svg")
	shut := strings.Index(s, ">")
	if start < 0 || shut < 0 {
		return "", fmt.Errorf("figures: %s: no <svg> element", f.Name)
	}
	s = s[start:]
	shut = strings.Index(s, ">")
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img" aria-label="%s">`,
		f.width.Points(), f.height.Points(), escape(label)) + s[shut+1:], nil
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
