package shrinkage_test

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// TestCornerCases: the cases that MATH.md calls degenerate.
func TestCornerCases(t *testing.T) {
	type family struct {
		kind   shrinkage.Kind
		global bool
	}
	tests := []struct {
		reason, target, noise string
		depth                 int
		count                 int64
		families              []family
	}{
		{"b = 0, L = 2", "0", "1", 2, 1, []family{{shrinkage.Minimum, true}}},
		{"b = 0, L = 5", "0", "1/3", 5, 1, []family{{shrinkage.Minimum, true}}},
		{"below the threshold, L = 2", "1/2", "1", 2, 1, []family{{shrinkage.Minimum, true}}},
		{"at the threshold, L = 2: u(t) decays algebraically", "-9", "3", 2, 1, []family{{shrinkage.Degenerate, true}}},
		{"above the threshold, L = 2: the origin is a saddle", "-5/4", "1", 2, 3, []family{{shrinkage.Saddle, false}, {shrinkage.Minimum, true}}},
		{"between beta_1 and beta_2: the large root is not global", "16/5", "1", 3, 9, []family{{shrinkage.Minimum, true}, {shrinkage.Saddle, false}, {shrinkage.Minimum, false}}},
		{"above beta_2", "4", "1", 3, 9, []family{{shrinkage.Minimum, false}, {shrinkage.Saddle, false}, {shrinkage.Minimum, true}}},
		{"exactly at beta_1(4)", "27/4", "1", 4, 9, []family{{shrinkage.Minimum, true}, {shrinkage.Degenerate, false}}},
		{"exactly at beta_1(4), rescaled", "-27/64", "1/2", 4, 9, []family{{shrinkage.Minimum, true}, {shrinkage.Degenerate, false}}},
	}
	for _, tt := range tests {
		t.Run(tt.reason, func(t *testing.T) {
			s := solve(t, shrinkage.Problem{Depth: tt.depth, Target: rat(t, tt.target), Noise: rat(t, tt.noise), Scale: big.NewRat(1, 1)}, 20)
			if s.Count.Cmp(big.NewInt(tt.count)) != 0 || len(s.Points) != len(tt.families) {
				t.Fatalf("count %v in %d families, want %d in %d", s.Count, len(s.Points), tt.count, len(tt.families))
			}
			total := new(big.Int)
			for i, f := range tt.families {
				q := s.Points[i]
				if q.Kind != f.kind || q.Global != f.global {
					t.Errorf("family %d: %s, global %v, want %v", i, q.Kind, q.Global, f)
				}
				total.Add(total, new(big.Int).SetUint64(q.Multiplicity))
				n := 0
				for _, e := range q.Eigenvalues {
					n += e.Multiplicity
				}
				if n != tt.depth {
					t.Errorf("family %d: %d eigenvalues, want %d", i, n, tt.depth)
				}
			}
			if total.Cmp(s.Count) != 0 {
				t.Errorf("multiplicities add to %v, count is %v", total, s.Count)
			}
		})
	}
}

// TestExtremes: sizes at the bounds end, with an answer or an error that names the bound.
func TestExtremes(t *testing.T) {
	one := big.NewRat(1, 1)
	huge := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shrinkage.MaxRationalBits-1))
	tiny := new(big.Rat).Inv(huge)
	for _, depth := range []int{2, 3, 64} {
		s := solve(t, shrinkage.Problem{Depth: depth, Target: huge, Noise: tiny, Scale: huge}, 20)
		if want := countFor(depth); s.Count.Cmp(want) != 0 {
			t.Errorf("L=%d: count %v, want %v", depth, s.Count, want)
		}
		if s := solve(t, shrinkage.Problem{Depth: depth, Target: tiny, Noise: huge, Scale: tiny}, 20); s.Count.Int64() != 1 {
			t.Errorf("L=%d: count %v, want 1", depth, s.Count)
		}
	}
	over := new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), shrinkage.MaxRationalBits))
	tests := []struct {
		reason, field string
		p             shrinkage.Problem
		digits        int
	}{
		{"depth 1", "depth", shrinkage.Problem{Depth: 1, Target: one, Noise: one, Scale: one}, 9},
		{"depth 65", "depth", shrinkage.Problem{Depth: 65, Target: one, Noise: one, Scale: one}, 9},
		{"no noise", "noise", shrinkage.Problem{Depth: 2, Target: one, Noise: new(big.Rat), Scale: one}, 9},
		{"negative noise", "noise", shrinkage.Problem{Depth: 2, Target: one, Noise: big.NewRat(-1, 1), Scale: one}, 9},
		{"free coordinate", "scale", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: new(big.Rat)}, 9},
		{"negative scale", "scale", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: big.NewRat(-1, 1)}, 9},
		{"missing target", "target", shrinkage.Problem{Depth: 2, Noise: one, Scale: one}, 9},
		{"target too long", "target", shrinkage.Problem{Depth: 2, Target: over, Noise: one, Scale: one}, 9},
		{"no digits", "digits", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: one}, 0},
		{"too many digits", "digits", shrinkage.Problem{Depth: 2, Target: one, Noise: one, Scale: one}, shrinkage.MaxDigits + 1},
	}
	for _, tt := range tests {
		_, err := shrinkage.Solve(ctx, tt.p, tt.digits)
		var f *shrinkage.FieldError
		if !errors.As(err, &f) || f.Field != tt.field || !strings.Contains(err.Error(), tt.field) {
			t.Errorf("%s: %v, want an error of field %s", tt.reason, err, tt.field)
		}
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := shrinkage.Solve(done, shrinkage.Problem{Depth: 5, Target: big.NewRat(100, 1), Noise: one, Scale: one}, 9); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: %v", err)
	}
}

func countFor(depth int) *big.Int {
	n := new(big.Int).Lsh(big.NewInt(1), uint(depth))
	if depth == 2 {
		n.SetInt64(2)
	}
	return n.Add(n, big.NewInt(1))
}

// TestReasons: zero and negative values are refused for different reasons, and the text says which.
func TestReasons(t *testing.T) {
	one := big.NewRat(1, 1)
	for _, tt := range []struct {
		noise, scale int64
		part         string
		zero         bool
	}{
		{0, 1, "without noise", true}, {-1, 1, "without noise", false}, {1, 0, "the coordinate is free", true}, {1, -1, "the coordinate is free", false},
	} {
		err := shrinkage.Problem{Depth: 3, Target: one, Noise: big.NewRat(tt.noise, 1), Scale: big.NewRat(tt.scale, 1)}.Validate()
		if err == nil || strings.Contains(err.Error(), tt.part) != tt.zero || !strings.Contains(err.Error(), "must be positive") {
			t.Errorf("noise %d, scale %d: %v", tt.noise, tt.scale, err)
		}
	}
}

// TestThresholdLimits: depths and digits of the thresholds at their bounds and one beyond; CompareBeta1 panics where they give errors.
func TestThresholdLimits(t *testing.T) {
	for _, tt := range []struct {
		depth, digits int
		field         string
	}{{1, 9, "depth"}, {2, 9, ""}, {64, 9, ""}, {65, 9, "depth"}, {3, 0, "digits"}, {3, 1, ""}, {2, shrinkage.MaxDigits, ""}, {2, shrinkage.MaxDigits + 1, "digits"}} {
		_, err1 := shrinkage.Beta1(tt.depth, tt.digits)
		_, err2 := shrinkage.Beta2(ctx, tt.depth, tt.digits)
		for _, err := range []error{err1, err2} {
			var f *shrinkage.FieldError
			if is := errors.As(err, &f); is != (tt.field != "") || is && f.Field != tt.field || !is && err != nil {
				t.Errorf("depth %d, %d digits: %v, want an error of field %q", tt.depth, tt.digits, err, tt.field)
			}
		}
		if tt.field == "digits" {
			continue
		}
		func() {
			defer func() {
				if got := recover(); (got != nil) != (tt.field != "") || got != nil && !strings.Contains(fmt.Sprint(got), "CompareBeta1 at depth") {
					t.Errorf("CompareBeta1 at depth %d: %v", tt.depth, got)
				}
			}()
			shrinkage.CompareBeta1(tt.depth, big.NewRat(1, 1))
		}()
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic for a negative beta")
		}
	}()
	shrinkage.CompareBeta1(3, big.NewRat(-1, 1))
}
