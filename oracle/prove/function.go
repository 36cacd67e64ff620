package prove

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Function is a function of n real variables with a gradient, evaluated over intervals. It is immutable and safe for concurrent use
// as far as the function given to Smooth is.
type Function struct {
	n      int
	value  *circuit.Program // f; nil for Smooth
	grad   *circuit.Program // df/dx_1, ..., df/dx_n
	smooth Evaluator
}

// Evaluator computes enclosures of f and, unless grad is nil, of df/dx_i on the box x. It must be sound: every value of f on x lies
// in f, every value of df/dx_i in grad[i], whenever c.Err() is nil afterwards (an error set in c, such as a division by an interval
// that holds 0, makes the box count as not evaluated; the whole line is a valid answer too). It must not change x. The function has
// to be differentiable on the box.
type Evaluator func(c *interval.Context, f *interval.Interval, grad, x []*interval.Interval)

// Polynomial returns the function f of all variables of its builder, in the order in which they were made. The gradient is taken by
// circuit.Derive.
func Polynomial(b *circuit.Builder, f circuit.Node, vars ...circuit.Node) *Function {
	if len(vars) != b.NumVars() {
		panic(fmt.Sprintf("prove: Polynomial with %d variables of %d", len(vars), b.NumVars()))
	}
	d := make([]circuit.Node, len(vars))
	for i, x := range vars {
		if k, ok := b.Index(x); !ok || k != i {
			panic(fmt.Sprintf("prove: Polynomial: argument %d is not variable %d of the builder", i, i))
		}
		d[i] = circuit.Derive(f, x)
	}
	return &Function{n: len(vars), value: b.Compile(f), grad: b.Compile(d...)}
}

// Smooth returns the function of n variables that eval computes, for functions that are not polynomials. It has no float64 stage and
// no exact values: a counterexample is a rational point at which the certified enclosure decides.
func Smooth(n int, eval Evaluator) *Function {
	if n < 1 || eval == nil {
		panic(fmt.Sprintf("prove: Smooth with %d variables", n))
	}
	return &Function{n: n, smooth: eval}
}

// Dim returns the number of variables.
func (f *Function) Dim() int { return f.n }
