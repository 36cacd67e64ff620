package prove

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Ray is a half-line of a variable: [From, oo), or (-oo, From] when Down is set.
type Ray struct {
	Var  int // index of the variable in the program
	From int64
	Down bool
}

// Unbounded carries a polynomial f, the only output of p, from half-lines to a box. With x = From + (1-t)/t (x = From - (1-t)/t when
// Down is set) for each ray, x runs over the half-line exactly when t runs over (0, 1], and
//
//	g(.., t, ..) = f(.., x, ..) prod t^k
//
// is a polynomial in t, where k is the formal degree of f in x, the degree that the circuit shows before anything cancels
// (Program.Degrees). So for t in (0, 1], g and f have the same sign: g > 0 on the closed box, t in [0, 1], proves f > 0 for all x on
// the half-lines, and with it that f grows at least like prod x^k.
//
// At t = 0, g is the coefficient of x^k. Where that is 0 (because terms cancel or other parameters make it vanish) g > 0 cannot be
// proved there: lower the formal degree by writing f without the cancellation, or prove g >= 0.
//
// The variable in place of x is called t_x and has the same index; the builder and the variables are returned for Polynomial. A
// variable that is on two rays, an index out of range or a number of outputs other than 1 panics.
func Unbounded(p *circuit.Program, rays ...Ray) (*circuit.Builder, circuit.Node, []circuit.Node) {
	if p.NumOuts() != 1 {
		panic(fmt.Sprintf("prove: Unbounded of a program with %d outputs", p.NumOuts()))
	}
	b := circuit.NewBuilder()
	names := p.Vars()
	ray := make([]int, len(names))
	for k, r := range rays {
		if r.Var < 0 || r.Var >= len(names) || ray[r.Var] != 0 {
			panic(fmt.Sprintf("prove: Unbounded: ray %d is on variable %d", k, r.Var))
		}
		ray[r.Var] = k + 1
		names[r.Var] = "t_" + names[r.Var]
	}
	ring := &fractions{b: b, n: len(rays), t: make([]circuit.Node, len(rays))}
	vars := make([]circuit.Node, len(names))
	in := make([]*fraction, len(names))
	for v, name := range names {
		vars[v] = b.Var(name)
		in[v] = &fraction{vars[v], make([]int, len(rays))}
		if k := ray[v] - 1; k >= 0 {
			t, r := vars[v], rays[k]
			ring.t[k] = t
			step := b.Int(1).Sub(t) // x = (From t ± (1 - t)) / t
			if r.Down {
				step = step.Neg()
			}
			in[v].num = t.Times(r.From).Add(step)
			in[v].pow[k] = 1
		}
	}
	return b, circuit.NewMachine[*fraction](ring, p).Run(in)[0].num, vars
}

// fraction is num / prod t_k^pow_k.
type fraction struct {
	num circuit.Node
	pow []int
}

// fractions is the ring of polynomials over powers of the t_k, without reduction.
type fractions struct {
	b *circuit.Builder
	n int
	t []circuit.Node
}

func (r *fractions) New() *fraction { return &fraction{r.b.Int(0), make([]int, r.n)} }

func (r *fractions) SetInt(z *fraction, n int64) {
	z.num = r.b.Int(n)
	clear(z.pow)
}

// raise returns x's numerator over the denominator of z.
func (r *fractions) raise(x, z *fraction) circuit.Node {
	num := x.num
	for k, t := range r.t {
		num = num.Mul(t.Pow(z.pow[k] - x.pow[k]))
	}
	return num
}

func (r *fractions) common(z, x, y *fraction) {
	for k := range z.pow {
		z.pow[k] = max(x.pow[k], y.pow[k])
	}
}

func (r *fractions) Add(z, x, y *fraction) {
	r.common(z, x, y)
	z.num = r.raise(x, z).Add(r.raise(y, z))
}

func (r *fractions) Sub(z, x, y *fraction) {
	r.common(z, x, y)
	z.num = r.raise(x, z).Sub(r.raise(y, z))
}

func (r *fractions) Mul(z, x, y *fraction) {
	for k := range z.pow {
		z.pow[k] = x.pow[k] + y.pow[k]
	}
	z.num = x.num.Mul(y.num)
}
