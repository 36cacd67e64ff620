package reports

import (
	"context"
	"html/template"
	"sync"

	"github.com/ssamverify/ssamverify/reports/figures"
)

// pageFigures are the figures of the page. They depend on nothing, so a process draws them once.
var pageFigures = sync.OnceValues(drawFigures)

func drawFigures() ([]figureView, error) {
	all, err := figures.All(context.Background())
	if err != nil {
		return nil, err
	}
	vs := make([]figureView, len(all))
	for k := range all {
		f := &all[k]
		svg, err := f.Inline(f.Title + ". " + f.Caption)
		if err != nil {
			return nil, err
		}
		vs[k] = figureView{ID: "figure-" + f.Name, Title: f.Title, Caption: f.Caption, SVG: template.HTML(svg)} //nolint:gosec // drawn by this module
	}
	return vs, nil
}
