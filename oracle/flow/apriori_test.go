package flow

import (
	"math"
	"math/big"
	"testing"

	"github.com/ssamverify/ssamverify/oracle/prove/span"
)

// small is a stepper of low order, where remainders are of the size of the polynomial, at a small box around w = (5/4, -1/2, 3/4).
func small(order int, tolerance float64) *stepper {
	tp := newTape(3, 1)
	s := newStepper(tp, []*big.Rat{big.NewRat(5, 4), big.NewRat(-1, 2), big.NewRat(3, 4)}, params(1), 1, 100, order, tolerance)
	for k := range s.set.r {
		s.set.r[k] = span.Ball(0x1p-30)
	}
	s.set.hull(s.y)
	return s
}

// TestGuess: the step is the one at which the last two coefficients reach nine tenths of the tolerance's root, or 5/4 of the last one.
func TestGuess(t *testing.T) {
	for _, c := range []struct{ last, tolerance float64 }{{1.0 / 16, 1e-10}, {3, 1e-10}, {1e-3, 1e-2}, {1e-9, 1e-10}, {0.3, 0}} {
		s := small(5, c.tolerance)
		s.last = c.last
		h := s.guess()
		frac, _ := math.Frexp(s.base)
		if frac != 0.5 || s.base <= s.last || s.base > 2*s.last {
			t.Fatalf("last %g: scaled for %g", s.last, s.base)
		}
		want := 1.25 * s.last
		series := newSpanSeries(s.point.t, params(1), 1, 5)
		series.run(s.y, span.Point(1), 5)
		for _, k := range []int{4, 5} {
			size := 0.0
			for i := range 3 {
				size = max(size, series.c[i][k].Mag())
			}
			want = min(want, 0.9*math.Pow(s.tolerance/size, 1/float64(k)))
		}
		if c.tolerance == 0 {
			want = c.last / 2 // no step is small enough
		}
		if math.Abs(h-want) > 1e-6*want {
			t.Errorf("last %g, tolerance %g: %g, want %g", c.last, c.tolerance, h, want)
		}
	}
	s := small(5, 1e-10)
	s.last, s.y[1] = 0.25, span.Whole()
	if h := s.guess(); h != 0.125 {
		t.Errorf("nothing known: %g", h)
	}
	// At the origin without noise all coefficients vanish: no bound but the last step.
	z := newStepper(newTape(2, 1), ints(2, 0), []*big.Rat{big.NewRat(1, 1), big.NewRat(1, 1), new(big.Rat), new(big.Rat)}, 1, 100, 5, 1e-10)
	z.set.hull(z.y)
	if h := z.guess(); h != 1.25/16 {
		t.Errorf("at rest: %g", h)
	}
}

// TestEncloseByTheDefinition: over steps from tiny to too long, the trial is the Taylor polynomial over [0, h] with all its terms, the
// remainder is h^(N+1) y^[N+1](B), and B is proved exactly when each of its sides has the sum in its interior.
func TestEncloseByTheDefinition(t *testing.T) {
	const order = 4
	unit := span.Span{Lo: 0, Hi: 1}
	count := map[int]int{} // by the number of coordinates that lie inside
	mixed := 0             // a coordinate outside before one inside
	for k := range 120 {
		h := math.Ldexp(1, -k/10) * (1 - float64(k%10)/20)
		s := small(order, 1e-12)
		s.guess()
		size, proved := s.enclose(span.Point(h))
		series, rest := newSpanSeries(s.point.t, params(1), 1, order), newSpanSeries(s.point.t, params(1), 1, order+1)
		series.run(s.y, span.Point(h), order)
		rest.run(s.b, span.Point(h), order+1)
		worst, inside, last := 0.0, 0, true
		for i := range 3 {
			trial := s.y[i]
			for o := 1; o <= order; o++ {
				trial = trial.Add(series.c[i][o].Mul(unit))
			}
			if !alike(s.trial[i], trial) {
				t.Fatalf("h = %g: polynomial %v, want %v", h, s.trial[i], trial)
			}
			margin := span.Ball(trial.Width()*0x1p-20 + trial.Mag()*0x1p-50 + 4e-12)
			if b := trial.Add(margin); !alike(s.b[i], b) || !s.b[i].Interior(trial) {
				t.Fatalf("h = %g: B = %v, want %v", h, s.b[i], b)
			}
			if s.e[i] != rest.c[i][order+1] {
				t.Fatalf("h = %g: remainder %v, want %v", h, s.e[i], rest.c[i][order+1])
			}
			worst = max(worst, s.e[i].Mag())
			in := s.b[i].Interior(s.trial[i].Add(s.e[i].Mul(unit)))
			if in {
				inside++
			}
			if in && !last {
				mixed++
			}
			last = in
		}
		if proved != (inside == 3) || size != worst {
			t.Fatalf("h = %g: proved %v with %d coordinates inside, size %g, want %g", h, proved, inside, size, worst)
		}
		count[inside]++
	}
	if count[0] == 0 || count[3] == 0 || mixed == 0 {
		t.Errorf("%v, %d mixed: some case is missing", count, mixed)
	}
	s := small(order, 1e-12)
	s.guess()
	s.y[2] = span.Whole()
	if size, proved := s.enclose(span.Point(0.25)); proved || !math.IsInf(size, 1) {
		t.Errorf("nothing known: %g, %v", size, proved)
	}
}

// TestGrowth: V is within k/(1-k) of I for k = h |Df(B)|, k the largest sum of a row, and nothing is set for k above maxGrowth. With one
// layer pair at rest at the origin, b = 1/2, s = 1, e = 0, the derivative of the field is [[0, 1], [1, 0]], so that k is h, exactly.
func TestGrowth(t *testing.T) {
	s := newStepper(newTape(2, 1), ints(2, 0), []*big.Rat{big.NewRat(1, 2), big.NewRat(1, 1), new(big.Rat), new(big.Rat)}, 1, 100, 5, 1)
	for _, h := range []float64{0.125, 0.5, maxGrowth, span.Up(maxGrowth)} {
		for k := range s.v {
			s.v[k], s.jac[k] = span.Point(7), span.Point(7)
		}
		if k := s.jacobian(span.Point(h)); k != h {
			t.Fatalf("h = %g: k = %g", h, k)
		}
		if h > maxGrowth {
			if s.jac[0] != span.Point(7) {
				t.Errorf("h = %g: jac = %v", h, s.jac)
			}
			continue
		}
		most := new(big.Rat).Sub(big.NewRat(1, 1), exactly(h))
		most.Quo(exactly(h), most)
		for k, v := range s.v {
			if k == 0 || k == 3 {
				v = v.Sub(span.Point(1))
			}
			justAbove(t, "|V - I|", v.Hi, most)
			justAbove(t, "|V - I|", -v.Lo, most)
		}
		// exp(h [[0, 1], [1, 0]]) = [[cosh h, sinh h], [sinh h, cosh h]]; the remainder is below h^9/9! k/(1-k).
		for k, v := range s.jac {
			want := math.Cosh(h)
			if k == 1 || k == 2 {
				want = math.Sinh(h)
			}
			// |d_9| <= 2 h^9/9! (1 + h/(1-h))
			if most := 4*math.Pow(h, 9)/362880*(1+h/(1-h)) + 1e-14; v.Lo > want+1e-15 || v.Hi < want-1e-15 || v.Width() > most {
				t.Errorf("h = %g: entry %d is %v, want %g, no wider than %g", h, k, v, want, most)
			}
		}
	}
}
