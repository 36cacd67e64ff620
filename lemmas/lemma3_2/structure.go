package lemma3_2

import (
	"context"
	"math/big"
	"sync"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/lemmas/internal/planted"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/interval"
	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

// The precision starts where the distance 2^-133 of the regimes beside beta_2 leaves room, and doubles until the sign of F - F(0) is known
// (with little noise the difference is e^(2L) times smaller than its terms); beyond maxPrec the case is undecided.
const (
	startPrec = 400
	maxPrec   = 6400
)

// digitsFor is the number of digits asked of the stationary points: about half of the precision, 0.15 < (1/2) log10(2).
func digitsFor(prec uint) int { return int(prec) * 15 / 100 }

type enclosures struct {
	lo, hi *big.Rat
	err    error
}

// structureSample takes the certified stationary points of oracle/shrinkage and decides, by interval evaluation of the definition, which
// of the large root and the origin has the smaller L_R, and by the stated signature the kinds.
func structureSample(s statement) *claim.Sample {
	ties := make([]func() enclosures, maxSampleDepth+1)
	for depth := 2; depth <= maxSampleDepth; depth++ {
		ties[depth] = sync.OnceValue(func() enclosures {
			lo, hi, err := s.tieSquared(depth, startPrec)
			return enclosures{lo, hi, err}
		})
	}
	return &claim.Sample{
		Space: coordinates(maxSampleDepth, false), Cases: claim.Count{Quick: 52, Default: 1300, Deep: 39000}, MinValid: 4,
		NewJudge: func() claim.Judge {
			j := &structureJudge{s: s, ties: ties, lines: map[int]*circuit.Machine[*interval.Interval, interval.Ring]{}}
			j.c = interval.NewContext(startPrec)
			return j.judge
		},
	}
}

type structureJudge struct {
	s     statement
	ties  []func() enclosures
	c     *interval.Context
	lines map[int]*circuit.Machine[*interval.Interval, interval.Ring]
}

// value encloses F on the balanced line at t.
func (j *structureJudge) value(c *claim.Case, t *interval.Interval) *interval.Interval {
	m, ok := j.lines[c.Depth()]
	if !ok {
		m = circuit.NewMachine(interval.NewRing(j.c), planted.Line(c.Depth()))
		j.lines[c.Depth()] = m
	}
	rat := func(x *big.Rat) *interval.Interval { return j.c.SetRat(interval.New(), x) }
	sigma := int64(1)
	if c.Target[0].Sign() < 0 {
		sigma = -1
	}
	out := m.Run(planted.LineInputs(c.Depth(), interval.New(), t, rat(big.NewRat(sigma, 1)), rat(c.Target[0]), rat(c.Scale(0)), rat(c.Noise)))
	return j.c.Set(interval.New(), out[1])
}

func (j *structureJudge) judge(c *claim.Case) claim.Outcome {
	depth := c.Depth()
	tie := j.ties[depth]()
	if tie.err != nil {
		return claim.Undecide("%v", tie.err)
	}
	b2 := betaSquared(depth, c.Target[0], c.Noise)
	beyond := b2.Cmp(tie.hi) > 0
	if !beyond && b2.Cmp(tie.lo) > 0 {
		return claim.Undecide("beta^2 = %s lies in the enclosure of the threshold", proof.Clip(b2))
	}
	out := claim.Undecide("no precision was tried")
	for prec := uint(startPrec); prec <= maxPrec; prec *= 2 {
		if out = j.at(c, prec, beyond); out.Kind != claim.KindUndecided {
			break
		}
	}
	return out
}

// at judges with the given precision.
func (j *structureJudge) at(c *claim.Case, prec uint, beyond bool) claim.Outcome {
	p := shrinkage.Problem{Depth: c.Depth(), Target: c.Target[0], Noise: c.Noise, Scale: c.Scale(0)}
	st, err := shrinkage.Solve(context.Background(), p, digitsFor(prec))
	if err != nil {
		return claim.Undecide("%v", err)
	}
	j.c.SetPrec(prec)
	return j.compare(c, st, beyond)
}

// compare decides for every point whether L_R is smaller there than at the origin: at the large root, the last point, beyond the threshold, and
// nowhere else (at beta_1 the double root is the last point, and beta_1 is not beyond). The points' own words must agree.
func (j *structureJudge) compare(c *claim.Case, st *shrinkage.Structure, beyond bool) claim.Outcome {
	origin := j.value(c, interval.New())
	for k, q := range st.Points[1:] {
		diff := j.c.Sub(interval.New(), j.value(c, q.T), origin)
		sign, known := diff.Sign()
		c.Trace("F - F(0)", diff)
		if !known {
			return claim.Undecide("F - F(0) in %v at %d bits", diff, j.c.Prec())
		}
		large := k == len(st.Points)-2
		cmp := map[shrinkage.Kind]int{shrinkage.Saddle: -1, shrinkage.Degenerate: 0, shrinkage.Minimum: 1}[q.Kind]
		if (sign < 0) != (large && beyond) {
			return claim.Violate("wrong winner", 0, "point %d, u in %v: F - F(0) in %v, beyond the threshold: %t", k+1, q.U, diff, beyond)
		}
		if q.Global != (sign < 0) || !j.s.agrees(c.Depth(), cmp, q) {
			return claim.Violate("oracle disagrees", 0, "point %d, u in %v: oracle/shrinkage says %s, global %t", k+1, q.U, q.Kind, q.Global)
		}
	}
	if st.Points[0].Global == beyond {
		return claim.Violate("oracle disagrees", 0, "the origin is global: %t, beyond the threshold: %t", st.Points[0].Global, beyond)
	}
	return claim.Hold()
}

// agrees compares the signature of a point with the certified eigenvalues.
func (s statement) agrees(depth, cmp int, q shrinkage.Point) bool {
	got := signature{}
	for _, e := range q.Eigenvalues {
		switch sign, known := e.Value.Sign(); {
		case !known:
			return false
		case sign < 0:
			got.negative += e.Multiplicity
		case sign == 0:
			got.zero += e.Multiplicity
		}
	}
	return got == s.kind(depth, cmp)
}
