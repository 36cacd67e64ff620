package global_minimum

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// statement is S.7; wrong variants replace parts of it.
type statement struct {
	// value is (F - F(0))/s at a nonzero stationary point, from u, e^2, C = (u+e^2)^(L-1) and G = e^(2L).
	value func(u, e2, c, g circuit.Node) circuit.Node
	// slope is T' divided by (1+z)^(L-2), from the depth and z.
	slope func(depth, z circuit.Node) circuit.Node
	// strictFrom is the least L with beta_1 < beta_2.
	strictFrom int
	// threshold encloses the square of the beta beyond which the large root is global, to the given bits.
	threshold func(depth int, bits uint) (lo, hi *big.Rat, err error)
	// smallMayWin says that the small root, too, is global when beta is beyond the threshold.
	smallMayWin bool
}

func lemma() statement {
	return statement{
		value: func(u, e2, c, g circuit.Node) circuit.Node { return c.Mul(e2.Sub(u)).Sub(g) },
		slope: func(depth, z circuit.Node) circuit.Node {
			return depth.Sub(depth.Mul(z)).Sub(two(depth)) // (L-2) - L z
		},
		strictFrom: 3,
		threshold:  Beta2Squared,
	}
}

func two(c circuit.Node) circuit.Node { return c.Sub(c).Add(one(c)).Add(one(c)) }

// one is the constant 1 of the node's builder, x^0.
func one(c circuit.Node) circuit.Node { return c.Pow(0) }

// tie returns T - 1 as a polynomial in z at depth L, through the statement's value at e = 1.
func (s statement) tie(depth int) *planted.Univariate {
	b := circuit.NewBuilder()
	z := b.Var("z")
	f := s.value(z, b.Int(1), z.Add(b.Int(1)).Pow(depth-1), b.Int(1))
	return circuit.NewMachine(planted.Univariates{}, b.Compile(f)).Run([]*planted.Univariate{planted.Monomial(big.NewRat(1, 1), 1)})[0]
}

// tieRoot isolates the only positive root of T = 1; for L = 2 there is none and it returns nil.
func (s statement) tieRoot(ctx context.Context, depth int) (*sturm.Root, error) {
	f, _ := s.tie(depth).WithoutZeros()
	p, err := f.Poly()
	if err != nil {
		return nil, err
	}
	roots, err := sturm.Isolate(ctx, p)
	if err != nil {
		return nil, err
	}
	var found []*sturm.Root
	for _, r := range roots {
		if r.Hi().Sign() > 0 {
			found = append(found, r)
		}
	}
	switch {
	case len(found) > 1:
		return nil, fmt.Errorf("the equation T = 1 has %d positive roots at L = %d", len(found), depth)
	case len(found) == 0:
		return nil, nil
	}
	return found[0], nil
}

// hSquared is h(z)^2 = (1+z)^(2(L-1)) / z^(L-2), z > 0.
func hSquared(depth int, z *big.Rat) *big.Rat {
	x := planted.Pow(new(big.Rat).Add(z, big.NewRat(1, 1)), 2*(depth-1))
	return x.Quo(x, planted.Pow(z, depth-2))
}

// beta1Squared is h^2 at (L-2)/L, and 1 for L = 2.
func beta1Squared(depth int) *big.Rat {
	if depth == 2 {
		return big.NewRat(1, 1)
	}
	return hSquared(depth, big.NewRat(int64(depth-2), int64(depth)))
}

// Beta2Squared encloses beta_2(L)^2, from z_2 to 2^-bits: h^2 is increasing beyond (L-2)/L, so the ends of an enclosure of z_2 there give the ends.
func Beta2Squared(depth int, bits uint) (lo, hi *big.Rat, err error) {
	return lemma().tieSquared(context.Background(), depth, bits)
}

func (s statement) tieSquared(ctx context.Context, depth int, bits uint) (lo, hi *big.Rat, err error) {
	r, err := s.tieRoot(ctx, depth)
	if err != nil {
		return nil, nil, err
	}
	if r == nil { // L = 2
		return big.NewRat(1, 1), big.NewRat(1, 1), nil
	}
	if r, err = r.Refine(ctx, bits); err != nil {
		return nil, nil, err
	}
	if r.Lo().Cmp(big.NewRat(int64(depth-2), int64(depth))) < 0 {
		return nil, nil, fmt.Errorf("the enclosure of z_2 at L = %d reaches below (L-2)/L", depth)
	}
	return hSquared(depth, r.Lo()), hSquared(depth, r.Hi()), nil
}
