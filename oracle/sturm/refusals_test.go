package sturm_test

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

// isolate returns the roots of c[0] + c[1] x + ...
func isolate(t *testing.T, c ...int64) []*sturm.Root {
	t.Helper()
	p, err := sturm.FromInt64s(c...)
	roots, err := sturm.Isolate(ctx, must(t, p, err))
	if err != nil {
		t.Fatal(err)
	}
	return roots
}

// TestZero: every number is a root of the zero polynomial, so what asks for its roots refuses it; what does not, does not.
func TestZero(t *testing.T) {
	var zero sturm.Poly
	_, isolation := sturm.Isolate(ctx, &zero)
	_, sequence := sturm.NewSequence(ctx, &zero)
	_, part := zero.SquareFreePart(ctx)
	_, factors := zero.SquareFreeDecomposition(ctx)
	for name, err := range map[string]error{"Isolate": isolation, "NewSequence": sequence, "SquareFreePart": part, "SquareFreeDecomposition": factors} {
		if !errors.Is(err, sturm.ErrZero) {
			t.Errorf("%s: %v", name, err)
		}
	}
	line, _ := sturm.FromInt64s(-4, 2)
	half, _ := sturm.FromInt64s(-2, 1)
	for _, tt := range []struct{ p, q, want *sturm.Poly }{{&zero, &zero, &zero}, {line, &zero, half}, {&zero, line, half}} {
		if g, err := sturm.GCD(ctx, tt.p, tt.q); err != nil || !g.Equal(tt.want) {
			t.Errorf("gcd(%v, %v) = %v (%v), want %v", tt.p, tt.q, g, err, tt.want)
		}
		if z, err := tt.p.Mul(&zero); err != nil || !z.IsZero() || !z.Equal(&zero) {
			t.Errorf("0 times %v is %v (%v)", tt.p, z, err)
		}
	}
	if x := big.NewRat(1, 3); zero.Eval(x).Sign() != 0 || zero.SignAt(x) != 0 {
		t.Error("the zero polynomial is not 0 at 1/3")
	}
}

// TestCanceled: a context that is over ends every search with its error.
func TestCanceled(t *testing.T) {
	done, cancel := context.WithCancel(ctx)
	cancel()
	p, err := sturm.FromInt64s(-2, 0, 1)
	p = must(t, p, err)
	root := isolate(t, -2, 0, 1)[1]
	_, isolation := sturm.Isolate(done, p)
	_, refined := root.Refine(done, 100)
	_, digits := root.RefineDigits(done, 100)
	x, ok, rational := root.Rational(done)
	for name, err := range map[string]error{"Isolate": isolation, "Refine": refined, "RefineDigits": digits, "Rational": rational} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if x != nil || ok {
		t.Errorf("Rational found %v, %v", x, ok)
	}
}

// TestPanics: misuse panics.
func TestPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"At(nil)":                    func() { sturm.At(nil) },
		"Simplest of an empty range": func() { sturm.Simplest(big.NewRat(2, 1), big.NewRat(1, 1)) },
		"coefficient of power -1":    func() { new(sturm.Poly).Coefficient(-1) },
		"a nil rational coefficient": func() { _, _ = sturm.New(nil) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}
