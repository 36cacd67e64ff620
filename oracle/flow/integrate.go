package flow

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/oracle/interval"
)

// Integrate encloses W(end) and W at the intermediate times of opt for the flow dW/dt = -grad L_R(W) from p.Weights. A negative end
// follows the flow backward.
//
// The status is Certified when every enclosure of a weight is at most 10^-Digits max(1, |w|) wide. Otherwise it is Undecided, with the
// reason; an attempt that failed for width alone is repeated with more digits, maxAttempts times in all.
//
// An error means invalid data (it names the field, the value and the bound) or that ctx ended.
func Integrate(ctx context.Context, p Problem, end *big.Rat, opt Options) (*Result, error) {
	depth, width, err := p.validate()
	if err != nil {
		return nil, err
	}
	if err := checkNumber("time", end); err != nil {
		return nil, err
	}
	if opt, err = opt.withDefaults(end); err != nil {
		return nil, err
	}
	components, err := p.components()
	if err != nil {
		return nil, err
	}
	r := &run{p: p, opt: opt, depth: depth, width: width, components: components, tapes: map[int]*tape{}}
	r.times = append(append(r.times, opt.Times...), end)
	var res *Result
	attempts, err := repeat(func(extra int) (missing int, err error) {
		if res, err = r.attempt(ctx, extra); err != nil {
			return 0, err
		}
		return r.judge(res), nil
	})
	if err != nil {
		return nil, err
	}
	res.Attempts = attempts
	return res, nil
}

// repeat calls attempt with more extra bits each time, until none are missing, more do not help (math.MaxInt) or maxAttempts.
func repeat(attempt func(extra int) (missing int, err error)) (attempts int, err error) {
	extra := 16
	for attempts = 1; ; attempts++ {
		missing, err := attempt(extra)
		if err != nil || missing == 0 || missing == math.MaxInt || attempts == maxAttempts {
			return attempts, err
		}
		extra += missing + 8
	}
}

// maxAttempts bounds the repetitions with more digits, and maxExtra the bits that they add.
const (
	maxAttempts = 4
	maxExtra    = 400
)

// run is one call of Integrate.
type run struct {
	p            Problem
	opt          Options
	depth, width int
	components   [][]int
	tapes        map[int]*tape // by width
	times        []*big.Rat
	work         int // done so far
}

// attempt integrates all components with so many bits beyond the digits asked for.
func (r *run) attempt(ctx context.Context, extra int) (*Result, error) {
	bits := int(interval.DigitsToPrec(r.opt.Digits)) + min(extra, maxExtra)
	res := &Result{Order: r.opt.Order, Prec: uint(bits + guardBits)}
	c := interval.NewContext(res.Prec + 64)
	for _, t := range r.times {
		s := State{Time: t, Weights: make([][]*interval.Interval, r.depth)}
		for l := range s.Weights {
			s.Weights[l] = make([]*interval.Interval, r.width)
		}
		res.States = append(res.States, s)
	}
	reached := len(r.times)
	imbalances := make([][][]Imbalance, len(r.times)) // [time][coordinate]
	for k := range imbalances {
		imbalances[k] = make([][]Imbalance, r.width)
	}
	for _, comp := range r.components {
		if r.tapes[len(comp)] == nil {
			r.tapes[len(comp)] = newTape(r.depth, len(comp))
		}
		start, params := r.p.inputs(comp)
		sign := r.times[len(r.times)-1].Sign() // 0 makes no step
		st := newStepper(r.tapes[len(comp)], start, params, sign, bits+guardBits, r.opt.Order, math.Ldexp(1, -bits))
		n, steps, why, err := r.integrate(ctx, st, func(k int) { r.record(c, &res.States[k], imbalances[k], st.set, comp) })
		if err != nil {
			return nil, err
		}
		res.Steps += steps
		if n < reached {
			reached = n
			res.Reason = fmt.Sprintf("coordinates %v: %s", comp, why)
		}
	}
	res.States = res.States[:reached]
	for k := range res.States {
		for _, im := range imbalances[k] {
			res.States[k].Imbalances = append(res.States[k].Imbalances, im...)
		}
	}
	return res, nil
}

// guardBits is the number of bits of the fixed point below the tolerance of one step: the rounding errors of a step, some thousand
// units at most for the depths and orders accepted, stay below it.
const guardBits = 24

// integrate follows one component through the times; it returns how many it reached, the steps, and why it stopped.
func (r *run) integrate(ctx context.Context, st *stepper, record func(k int)) (reached, steps int, why string, err error) {
	now := new(big.Rat)
	for k, t := range r.times {
		left := new(big.Rat).Sub(t, now)
		left.Abs(left)
		for left.Sign() > 0 {
			if err := ctx.Err(); err != nil {
				return k, steps, "", err
			}
			if steps == r.opt.MaxSteps {
				return k, steps, fmt.Sprintf("the budget of %d steps ends %s before time %s", steps, approx(left), short(t)), nil
			}
			if r.work += st.point.t.work(st.order); r.work > r.opt.MaxWork {
				return k, steps, fmt.Sprintf("the budget of work (%d products) ends %s before time %s", r.opt.MaxWork, approx(left), short(t)), nil
			}
			h, ok := st.advance(left)
			if !ok {
				return k, steps, fmt.Sprintf("no step can be proved %s before time %s: the solution may grow beyond all bounds", approx(left), short(t)), nil
			}
			steps++
			left.Sub(left, h)
		}
		now = t
		record(k)
	}
	return len(r.times), steps, "", nil
}

func approx(x *big.Rat) string {
	f, _ := x.Float64()
	return fmt.Sprintf("%.4g", f)
}

// record writes the set of a component into the state.
func (r *run) record(c *interval.Context, s *State, imbalances [][]Imbalance, y *set, comp []int) {
	d := len(comp)
	for a, i := range comp {
		for l := range r.depth {
			w := interval.New()
			y.enclose(c, w, l*d+a, 1, 0, 0)
			s.Weights[l][i] = w
			for m := l + 1; m < r.depth; m++ {
				diff, sum := interval.New(), interval.New()
				y.enclose(c, diff, l*d+a, 1, m*d+a, -1)
				y.enclose(c, sum, l*d+a, 1, m*d+a, 1)
				imbalances[i] = append(imbalances[i], Imbalance{i, l, m, c.Mul(diff, diff, sum)})
			}
		}
	}
}

// judge sets status and width, and returns how many bits the worst enclosure misses: 0 when certified, math.MaxInt when more bits do
// not help.
func (r *run) judge(res *Result) int {
	res.Width = new(big.Float)
	missing := 0
	for _, s := range res.States {
		for _, row := range s.Weights {
			for _, w := range row {
				if !w.IsFinite() {
					missing = math.MaxInt
					res.Width.SetInf(false)
					res.Reason = "an enclosure is unbounded"
					continue
				}
				width := w.Width()
				if width.Cmp(res.Width) > 0 {
					res.Width = width
				}
				missing = max(missing, excess(w, width, r.opt.Digits))
			}
		}
	}
	if len(res.States) < len(r.times) {
		return math.MaxInt // res.Reason is set
	}
	switch {
	case missing == 0:
		res.Status = Certified
	case missing != math.MaxInt:
		res.Reason = fmt.Sprintf("the widest enclosure is %s wide", res.Width.Text('g', 4))
	}
	return missing
}

// excess returns 0 when width <= 10^-digits max(1, |w|), else a number of bits k >= 1 with width / 2^k about that.
func excess(w *interval.Interval, width *big.Float, digits int) int {
	lo, hi := w.Float64()
	size := big.NewFloat(max(1, min(math.Abs(lo), math.Abs(hi))))
	ten := new(big.Float).SetPrec(64).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil))
	q := new(big.Float).SetPrec(64).Mul(width, ten)
	if q.Cmp(size) <= 0 {
		return 0
	}
	return q.MantExp(nil) - size.MantExp(nil) + 1
}
