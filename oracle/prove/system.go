package prove

import (
	"fmt"
	"math"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// System is a square system of polynomial equations F(x, y) = 0 for the unknowns x, with parameters y. It is immutable and safe for
// concurrent use.
type System struct {
	n        int              // unknowns = equations
	vars     int              // of the builder
	unknowns []int            // their indices
	f        *circuit.Program // F
	j        *circuit.Program // dF_i/dx_k, row by row
}

// NewSystem returns the system eqs = 0 in the unknowns, which are variables of b; the other variables of b are parameters. As many
// equations as unknowns (1 to MaxUnknowns) are needed; anything else panics.
func NewSystem(b *circuit.Builder, eqs, unknowns []circuit.Node) *System {
	n := len(unknowns)
	if len(eqs) != n || n < 1 || n > MaxUnknowns {
		panic(fmt.Sprintf("prove: NewSystem with %d equations and %d unknowns (1 to %d)", len(eqs), n, MaxUnknowns))
	}
	s := &System{n: n, vars: b.NumVars(), f: b.Compile(eqs...)}
	seen := make(map[int]bool)
	for _, x := range unknowns {
		k, ok := b.Index(x)
		if !ok || seen[k] {
			panic("prove: NewSystem: an unknown is not a variable, or given twice")
		}
		seen[k] = true
		s.unknowns = append(s.unknowns, k)
	}
	var j []circuit.Node
	for _, e := range eqs {
		for _, x := range unknowns {
			j = append(j, circuit.Derive(e, x))
		}
	}
	s.j = b.Compile(j...)
	return s
}

// MaxUnknowns bounds the unknowns of a system.
const MaxUnknowns = 32

// Dim returns the number of unknowns.
func (s *System) Dim() int { return s.n }

// maxEntry bounds pivots and the entries of approximate inverses.
const maxEntry = 0x1p1000

// gaussJordan sets inv to an approximate inverse of the n x n matrix a (row by row), which it destroys. It returns false when a
// pivot is 0 (a row of inv is not finite then) or a pivot or an entry of inv is above maxEntry or not a number.
func gaussJordan(inv, a []float64, n int) bool {
	clear(inv)
	for i := range n {
		inv[i*n+i] = 1
	}
	for c := range n {
		p := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r*n+c]) > math.Abs(a[p*n+c]) {
				p = r
			}
		}
		if !(math.Abs(a[p*n+c]) <= maxEntry) {
			return false
		}
		for k := range n {
			a[c*n+k], a[p*n+k] = a[p*n+k], a[c*n+k]
			inv[c*n+k], inv[p*n+k] = inv[p*n+k], inv[c*n+k]
		}
		d := 1 / a[c*n+c]
		for k := range n {
			a[c*n+k] *= d
			inv[c*n+k] *= d
		}
		for r := range n {
			if m := a[r*n+c]; r != c {
				for k := range n {
					a[r*n+k] -= m * a[c*n+k]
					inv[r*n+k] -= m * inv[c*n+k]
				}
			}
		}
	}
	for _, x := range inv {
		if !(math.Abs(x) <= maxEntry) {
			return false
		}
	}
	return true
}
