package grid

import (
	"context"
	"fmt"
	"math/big"
	"math/bits"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// Identity is the statement LHS = RHS for polynomials in the variables of one builder.
type Identity struct {
	Name     string
	LHS, RHS circuit.Node
}

// Status says what an evaluation found.
type Status uint8

// The statuses.
const (
	Zero      Status = iota // every identity vanished at every point
	Nonzero                 // a counterexample was found
	Undecided               // the identity or the grid is out of reach; Reason says why
)

// Result describes an evaluation.
type Result struct {
	Status Status
	Reason string
	// Points is the number of grid points (or random points), each for all identities at once.
	Points     int64
	Identities int
	Vars       []string
	Degrees    []int    // by variable, the largest over the identities
	Groups     []int    // total degree in each group
	Total      int      // total degree
	Norm       *big.Int // bound of the sum of absolute values of the coefficients
	Ops        int      // ring operations a point
	// ErrorBits bounds the error probability of random points by 2^-ErrorBits; 0 for grids, which
	// do not err.
	ErrorBits float64
	Counter   *Counterexample
}

// Counterexample is a point at which an identity fails, evaluated once more over the integers.
type Counterexample struct {
	Identity string
	Point    []*big.Int // by variable
	LHS, RHS *big.Int
}

// Options of an evaluation.
type Options struct {
	// Groups lists groups of variables whose total degree is bounded; fewer points are then needed.
	Groups [][]circuit.Node
	// MaxPoints is the budget; 0 means DefaultMaxPoints.
	MaxPoints int64
}

// DefaultMaxPoints bounds a grid.
const DefaultMaxPoints = 1 << 34

// problem is a set of identities ready for evaluation.
type problem struct {
	ids  []Identity
	diff *circuit.Program // LHS - RHS of each identity
	both *circuit.Program // LHS, RHS of each identity
	res  Result
}

func newProblem(b *circuit.Builder, ids []Identity, groups [][]int) (*problem, error) {
	if len(ids) == 0 {
		panic("grid: no identity")
	}
	var diffs, sides []circuit.Node
	for _, id := range ids {
		diffs = append(diffs, id.LHS.Sub(id.RHS))
		sides = append(sides, id.LHS, id.RHS)
	}
	p := &problem{ids: ids, diff: b.Compile(diffs...), both: b.Compile(sides...)}
	p.res = Result{Identities: len(ids), Vars: p.diff.Vars(), Ops: p.diff.Len(), Norm: new(big.Int)}
	p.res.Degrees = make([]int, p.diff.NumVars())
	p.res.Groups = make([]int, len(groups))
	for _, d := range p.diff.Degrees(groups...) {
		for v, k := range d.Var {
			p.res.Degrees[v] = max(p.res.Degrees[v], k)
		}
		for g, k := range d.Group {
			p.res.Groups[g] = max(p.res.Groups[g], k)
		}
		p.res.Total = max(p.res.Total, d.Total)
	}
	for _, n := range p.diff.Norm() {
		if n.Cmp(p.res.Norm) > 0 {
			p.res.Norm = n
		}
	}
	if p.res.Norm.Cmp(new(big.Int).SetUint64(circuit.Prime)) >= 0 {
		return p, fmt.Errorf("the coefficient bound has %d bits, more than the modulus", p.res.Norm.BitLen())
	}
	return p, nil
}

// failure finds the lane and the identity that fail in the machine's outputs, or ok = false.
func failure(m *circuit.FieldMachine, ids, lanes int) (lane, id int, ok bool) {
	for k := range ids {
		out := m.Output(k)
		var nonzero uint64
		for _, r := range out[:lanes] {
			nonzero |= r
		}
		if nonzero == 0 {
			continue
		}
		for i, r := range out[:lanes] {
			if r != 0 {
				return i, k, true
			}
		}
	}
	return 0, 0, false
}

// counter evaluates both sides of identity id over the integers. A difference that is a multiple
// of the prime there was not one modulo it, so LHS != RHS always.
func (p *problem) counter(id int, point []*big.Int) *Counterexample {
	outs := circuit.NewMachine(circuit.Ints{}, p.both).Run(point)
	return &Counterexample{
		Identity: p.ids[id].Name, Point: point,
		LHS: new(big.Int).Set(outs[2*id]), RHS: new(big.Int).Set(outs[2*id+1]),
	}
}

// node returns the k-th node: 0, 1, -1, 2, -2, ...
func node(k int) int64 {
	if k&1 == 1 {
		return int64(k/2 + 1)
	}
	return -int64(k / 2)
}

// Prove decides the identities for all real values of the variables, or finds a point at which one
// of them fails. The builder must be the one that made the nodes; all its variables count.
func Prove(ctx context.Context, b *circuit.Builder, ids []Identity, o Options) Result {
	groups, err := indices(b, o.Groups)
	if err != nil {
		panic("grid: " + err.Error())
	}
	p, err := newProblem(b, ids, groups)
	if err != nil {
		p.res.Status, p.res.Reason = Undecided, err.Error()
		return p.res
	}
	budget := o.MaxPoints
	if budget == 0 {
		budget = DefaultMaxPoints
	}
	walk := newLattice(p.res.Degrees, groups, p.res.Groups)
	if n := walk.count(budget); n > budget {
		p.res.Status, p.res.Reason = Undecided, fmt.Sprintf("the grid has more than %d points", budget)
		return p.res
	}
	p.grid(ctx, walk)
	return p.res
}

// grid evaluates the identities on the lower set.
func (p *problem) grid(ctx context.Context, walk *lattice) {
	m := circuit.NewFieldMachine(p.diff)
	pts := make([][]int, circuit.Lanes)
	for i := range pts {
		pts[i] = make([]int, len(p.res.Degrees))
	}
	for more := true; more; {
		if err := ctx.Err(); err != nil {
			p.res.Status, p.res.Reason = Undecided, err.Error()
			return
		}
		lanes := 0
		for lanes < circuit.Lanes && more {
			copy(pts[lanes], walk.at)
			lanes++
			more = walk.next()
		}
		for v := range p.res.Degrees {
			in := m.Input(v)
			for i := range lanes {
				in[i] = circuit.Residue(node(pts[i][v]))
			}
		}
		m.Run()
		p.res.Points += int64(lanes)
		if lane, id, bad := failure(m, len(p.ids), lanes); bad {
			pt := make([]*big.Int, len(pts[lane]))
			for v, k := range pts[lane] {
				pt[v] = big.NewInt(node(k))
			}
			p.res.Status, p.res.Counter = Nonzero, p.counter(id, pt)
			return
		}
	}
	p.res.Status = Zero
}

// log2 of a positive integer, rounded up.
func log2up(n int) float64 { return float64(bits.Len(uint(n))) }
