package sturm_test

import (
	"context"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/sturm"
)

var ctx = context.Background()

// planted is a known root and its multiplicity.
type planted struct {
	x *big.Rat
	k int
}

func rat(t testing.TB, s string) *big.Rat {
	t.Helper()
	x, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("bad rational %q", s)
	}
	return x
}

func must(t testing.TB, p *sturm.Poly, err error) *sturm.Poly {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// plant returns scale * prod (x - root)^k * prod (x^2 + px + q) for the given factors without real roots.
func plant(t testing.TB, roots []planted, extra ...*sturm.Poly) *sturm.Poly {
	t.Helper()
	p, err := sturm.New(big.NewRat(-7, 3))
	p = must(t, p, err)
	for _, r := range roots {
		f, err := sturm.New(new(big.Rat).Neg(r.x), big.NewRat(1, 1))
		f = must(t, f, err)
		for range r.k {
			p, err = p.Mul(f)
			p = must(t, p, err)
		}
	}
	for _, f := range extra {
		p, err = p.Mul(f)
		p = must(t, p, err)
	}
	return p
}

// checkPlanted finds the planted roots again: count, order, enclosure, multiplicity, digits and rationality.
func checkPlanted(t testing.TB, p *sturm.Poly, want []planted) {
	t.Helper()
	want = slices.Clone(want)
	slices.SortFunc(want, func(a, b planted) int { return a.x.Cmp(b.x) })
	got, err := sturm.Isolate(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) {
		t.Fatalf("%d roots of %v, want %d: %v", len(got), p, len(want), got)
	}
	width := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 200))
	for i, r := range got {
		w := want[i]
		if r.Multiplicity() != w.k {
			t.Errorf("root %d: multiplicity %d, want %d", i, r.Multiplicity(), w.k)
		}
		if i > 0 && got[i-1].Hi().Cmp(r.Lo()) > 0 {
			t.Errorf("enclosures %v and %v overlap", got[i-1], r)
		}
		if _, exact := r.Exact(); r.Lo().Sign()*r.Hi().Sign() < 0 || w.x.Sign() == 0 && !exact {
			t.Errorf("root %d: %v holds 0 inside", i, r)
		}
		checkInside(t, r, w.x)
		fine, err := r.Refine(ctx, 200)
		if err != nil {
			t.Fatal(err)
		}
		checkInside(t, fine, w.x)
		if d := new(big.Rat).Sub(fine.Hi(), fine.Lo()); d.Cmp(width) > 0 {
			t.Errorf("root %d: width %v after Refine(200)", i, d)
		}
		x, ok, err := r.Rational(ctx)
		if err != nil || !ok || x.Cmp(w.x) != 0 {
			t.Errorf("root %d: Rational = %v, %v, %v, want %v", i, x, ok, err, w.x)
		}
	}
}

func checkInside(t testing.TB, r *sturm.Root, x *big.Rat) {
	t.Helper()
	if e, ok := r.Exact(); ok {
		if e.Cmp(x) != 0 {
			t.Errorf("exact root %v, want %v", e, x)
		}
		return
	}
	if r.Lo().Cmp(x) >= 0 || r.Hi().Cmp(x) <= 0 {
		t.Errorf("%v does not hold %v inside", r, x)
	}
}

func TestPlanted(t *testing.T) {
	noReal := func(c ...int64) *sturm.Poly { p, err := sturm.FromInt64s(c...); return must(t, p, err) }
	wilkinson := make([]planted, 20)
	for i := range wilkinson {
		wilkinson[i] = planted{big.NewRat(int64(i+1), 1), 1}
	}
	tests := []struct {
		name, reason string
		roots        []planted
		extra        []*sturm.Poly
	}{
		{"constant", "no roots at all", nil, nil},
		{"one integer", "a bisection point hits it", []planted{{rat(t, "3"), 1}}, nil},
		{"zero", "the first midpoint", []planted{{rat(t, "0"), 1}}, nil},
		{"zero, triple", "multiplicity at the first midpoint", []planted{{rat(t, "0"), 3}, {rat(t, "1/3"), 1}}, nil},
		{"one third", "never hit by bisection", []planted{{rat(t, "1/3"), 1}}, nil},
		{"quartet", "three multiplicities", []planted{{rat(t, "-2/3"), 2}, {rat(t, "1/7"), 5}, {rat(t, "5"), 1}, {rat(t, "9/2"), 2}}, nil},
		{"only complex", "count 0 at positive degree", nil, []*sturm.Poly{noReal(1, 0, 1), noReal(1, 1, 1)}},
		{"mixed", "real roots among complex ones", []planted{{rat(t, "-1"), 1}, {rat(t, "22/7"), 3}}, []*sturm.Poly{noReal(1, 0, 1), noReal(5, -4, 1)}},
		{"nearly real", "complex pair 1e-9 from the axis", []planted{{rat(t, "2"), 1}}, []*sturm.Poly{noReal(1_000_000_000_000_000_001, -2_000_000_000_000_000_000, 1_000_000_000_000_000_000)}},
		{"cluster", "two roots 1e-30 apart", []planted{{rat(t, "1/3"), 1}, {rat(t, "1000000000000000000000000000003/3000000000000000000000000000000"), 1}}, nil},
		{"cluster, multiple", "a double and a triple 1e-30 apart", []planted{{rat(t, "1"), 2}, {rat(t, "1000000000000000000000000000001/1000000000000000000000000000000"), 3}}, nil},
		{"far apart", "scales 1e-40 to 1e40", []planted{{rat(t, "1e-40"), 1}, {rat(t, "-1e40"), 2}, {rat(t, "1"), 1}}, nil},
		{"powers of two", "every root is an end of a bisection interval", []planted{{rat(t, "1"), 1}, {rat(t, "2"), 1}, {rat(t, "4"), 1}, {rat(t, "-8"), 1}, {rat(t, "0"), 1}}, nil},
		{"wilkinson", "degree 20, 1..20", wilkinson, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { checkPlanted(t, plant(t, tt.roots, tt.extra...), tt.roots) })
	}
}

// randomRoots draws up to n roots, with repetitions, neighbors 2^-60 apart and integers mixed in.
func randomRoots(rng *rand.Rand, n int) []planted {
	seen := map[string]int{}
	var out []planted
	for range n {
		var x *big.Rat
		switch rng.IntN(4) {
		case 0:
			x = big.NewRat(rng.Int64N(21)-10, 1)
		case 1:
			x = big.NewRat(rng.Int64N(2001)-1000, 1+rng.Int64N(1000))
		case 2:
			x = big.NewRat(rng.Int64N(65)-32, 1<<rng.IntN(6))
		default:
			if len(out) > 0 {
				x = new(big.Rat).Add(out[rng.IntN(len(out))].x, big.NewRat(1, 1<<60))
			} else {
				x = new(big.Rat)
			}
		}
		if i, ok := seen[x.RatString()]; ok {
			out[i].k++
			continue
		}
		seen[x.RatString()] = len(out)
		out = append(out, planted{x, 1 + rng.IntN(2)})
	}
	return out
}

func TestPlantedRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	n := 150
	if testing.Short() {
		n = 30
	}
	for range n {
		roots := randomRoots(rng, rng.IntN(7))
		c := 1 + rng.Int64N(5)
		b := rng.Int64N(5) - 2
		q, err := sturm.FromInt64s(b*b+c, 2*b, 1) // (x+b)^2 + c
		checkPlanted(t, plant(t, roots, must(t, q, err)), roots)
	}
}

// FuzzSturm plants roots from bytes and finds them again.
func FuzzSturm(f *testing.F) {
	f.Add([]byte{1, 1, 1, 2, 3, 2})
	f.Add([]byte{0, 1, 3, 255, 7, 1, 255, 8, 1})
	f.Add([]byte{100, 100, 1, 101, 101, 1, 50, 51, 3})
	f.Fuzz(func(t *testing.T, data []byte) {
		seen := map[string]int{}
		var roots []planted
		for i := 0; i+2 < len(data) && i < 18; i += 3 {
			x := big.NewRat(int64(int8(data[i])), 1+int64(data[i+1]))
			if j, ok := seen[x.RatString()]; ok {
				roots[j].k++
				continue
			}
			seen[x.RatString()] = len(roots)
			roots = append(roots, planted{x, 1 + int(data[i+2]%3)})
		}
		checkPlanted(t, plant(t, roots), roots)
	})
}
