package regression

import (
	_ "embed" // longley.csv
	"encoding/csv"
	"fmt"
	"math/big"
	"strings"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

//go:embed longley.csv
var longleyCSV string

// Table is a table of exact numbers with named columns.
type Table struct {
	Columns []string
	Rows    [][]*big.Rat
}

// Longley returns the Longley data: year, employed, deflator, gnp, unemployed, armed_forces, population, in the units of the package comment.
func Longley() (*Table, error) { return parse(longleyCSV) }

// parse reads a table with a line of names and decimal numbers below.
func parse(text string) (*Table, error) {
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll() // as many fields in every line as in the first
	if err != nil {
		return nil, fmt.Errorf("regression: table: %w", err)
	}
	if len(lines) < 2 {
		return nil, fmt.Errorf("regression: table: %d lines, want names and at least one row", len(lines))
	}
	t := &Table{Columns: lines[0]}
	for k, line := range lines[1:] {
		row := make([]*big.Rat, len(line))
		for i, s := range line {
			if row[i], err = interval.ParseRat(s); err != nil {
				return nil, fmt.Errorf("regression: table: line %d, %s: %w", k+2, t.Columns[i], err)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// Column returns the named column, by reference; an unknown name panics.
func (t *Table) Column(name string) []*big.Rat {
	for i, c := range t.Columns {
		if c == name {
			out := make([]*big.Rat, len(t.Rows))
			for k, row := range t.Rows {
				out[k] = row[i]
			}
			return out
		}
	}
	panic("regression: no column " + name)
}

// units are the round numbers (center, spread) that bring the columns near 0 and 1.
var units = []struct {
	name           string
	center, spread float64
}{
	{"deflator", 100, 10}, {"gnp", 400_000, 100_000}, {"unemployed", 3000, 1000}, {"armed_forces", 2600, 700}, {"population", 117_000, 7000}, {"year", 1954, 5},
}

// LongleyRegression is the training sample (1947 - 1958) and the held-out years (1959 - 1962): a constant feature 1 and the six columns, in the units
// above; employed about 65 million in units of 3.5 million.
func LongleyRegression() (train, test *Sample, err error) {
	t, err := Longley()
	if err != nil {
		return nil, nil, err
	}
	scaled := func(name string, center, spread float64) []float64 {
		out := make([]float64, len(t.Rows))
		for k, x := range t.Column(name) {
			f, _ := x.Float64()
			out[k] = (f - center) / spread
		}
		return out
	}
	y := scaled("employed", 65_000, 3500)
	xs := make([][]float64, len(y))
	for k := range xs {
		xs[k] = []float64{1}
	}
	for _, u := range units {
		for k, x := range scaled(u.name, u.center, u.spread) {
			xs[k] = append(xs[k], x)
		}
	}
	const years = 12
	return &Sample{X: xs[:years], Y: y[:years]}, &Sample{X: xs[years:], Y: y[years:]}, nil
}
