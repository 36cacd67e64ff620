package sturm_test

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

func TestErrors(t *testing.T) {
	var zero sturm.Poly
	if _, err := sturm.Isolate(ctx, &zero); !errors.Is(err, sturm.ErrZero) {
		t.Errorf("Isolate(0): %v", err)
	}
	if _, err := sturm.NewSequence(ctx, &zero); !errors.Is(err, sturm.ErrZero) {
		t.Errorf("NewSequence(0): %v", err)
	}
	var limit *sturm.LimitError
	big1 := make([]int64, sturm.MaxDegree+2)
	big1[len(big1)-1] = 1
	if _, err := sturm.FromInt64s(big1...); !errors.As(err, &limit) || limit.Field != "degree" {
		t.Errorf("degree: %v", err)
	}
	huge := new(big.Int).Lsh(big.NewInt(1), sturm.MaxCoefficientBits)
	if _, err := sturm.FromInts(huge, big.NewInt(3)); !errors.As(err, &limit) || limit.Field != "coefficient bits" {
		t.Errorf("height: %v", err)
	}
	dense := make([]int64, 3000)
	for i := range dense {
		dense[i] = int64(i%7) + 1
	}
	p, err := sturm.FromInt64s(dense...)
	if _, err := sturm.Isolate(ctx, must(t, p, err)); !errors.As(err, &limit) || limit.Field != "sequence bits" {
		t.Errorf("sequence: %v", err)
	}
	q, err := sturm.FromInt64s(-2, 0, 1)
	q = must(t, q, err)
	roots, err := sturm.Isolate(ctx, q)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := roots[0].Refine(ctx, sturm.MaxRefineBits+1); !errors.As(err, &limit) || limit.Field != "refinement bits" {
		t.Errorf("refine: %v", err)
	}
	if _, err := roots[0].RefineDigits(ctx, sturm.MaxDigits+1); !errors.As(err, &limit) || limit.Field != "digits" {
		t.Errorf("digits: %v", err)
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := sturm.Isolate(done, q); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}
