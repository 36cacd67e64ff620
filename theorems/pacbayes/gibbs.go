package pacbayes

import (
	"math"
	"math/big"

	"github.com/ssamverify/ssamverify/generators"
	"github.com/ssamverify/ssamverify/internal/bridge"
	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/proof"
	"github.com/ssamverify/ssamverify/oracle/circuit"
	"github.com/ssamverify/ssamverify/oracle/definition"
	"github.com/ssamverify/ssamverify/oracle/grid"
	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

func (s statement) riskSteps(claim.Profile) []claim.Step {
	shapes := []proof.Shape{{Depth: 2, Width: 2}, {Depth: 3, Width: 2}}
	for depth := 2; depth <= 6; depth++ {
		shapes = append(shapes, proof.Shape{Depth: depth, Width: 1, Diagonal: true})
	}
	return proof.Grids(nil, func(m *proof.Model) []grid.Identity {
		return []grid.Identity{proof.GridIdentity("E_Q of the risk", definition.ExpectedLoss(m.C, m.Symbols, definition.Gaussian()), s.risk(m))}
	}, shapes...)
}

func (s statement) secondIdentity(m *proof.Model) []grid.Identity {
	return []grid.Identity{proof.GridIdentity("E_Q t2^2", pacbayes.SecondMoment(m.C, m.Symbols, definition.Gaussian()), s.second(m))}
}

func (s statement) secondSteps(claim.Profile) []claim.Step {
	return proof.Grids(nil, s.secondIdentity, proof.Shape{Depth: 1, Width: 1, Diagonal: true}, proof.Shape{Depth: 2, Width: 1, Diagonal: true},
		proof.Shape{Depth: 3, Width: 1, Diagonal: true})
}

func (s statement) secondFieldSteps(claim.Profile) []claim.Step {
	return proof.Randoms(nil, s.secondIdentity, 64, proof.Shape{Depth: 1, Width: 3}, proof.Shape{Depth: 2, Width: 2}, proof.Shape{Depth: 2, Width: 3},
		proof.Shape{Depth: 3, Width: 2}, proof.Shape{Depth: 6, Width: 3}, proof.Shape{Depth: 6, Width: 2, Diagonal: true})
}

// empiricalSample draws n small integer samples, sums E_Q (y - <q, x>)^2 from the moments of the weights, and compares with the statement's risk at
// Sigma-hat, b-hat and the mean residual square. The margin is that of L <= L_R.
func (s statement) empiricalSample() *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 5, MinWidth: 1, MaxWidth: 3}
	return &claim.Sample{
		Space:    generators.NewSpace(d, generators.RegimeNamed(d, generators.Generic, generators.Dyadic, generators.Unit, generators.ZeroNoise, generators.ZeroTarget)...),
		Cases:    claim.Count{Quick: 50, Default: 1000, Deep: 40000},
		MinValid: 4,
		MarginIs: "E_Q r_n - r_n(W), the cost of the noise; 0 at e = 0",
		NewJudge: func() claim.Judge {
			j := &empirical{s: s, shapes: map[[2]int]*circuit.Machine[*big.Rat, circuit.Rats]{}}
			return j.judge
		},
	}
}

type empirical struct {
	s      statement
	shapes map[[2]int]*circuit.Machine[*big.Rat, circuit.Rats]
}

func (j *empirical) at(depth, width int) *circuit.Machine[*big.Rat, circuit.Rats] {
	key := [2]int{depth, width}
	if m, ok := j.shapes[key]; ok {
		return m
	}
	m := proof.NewModel(proof.Shape{Depth: depth, Width: width})
	outs := []circuit.Node{j.s.risk(m), definition.Loss(m.C, m.Symbols)}
	for i := range m.B { // E q_i and E q_i^2, from the definition
		for k := 1; k <= 2; k++ {
			outs = append(outs, definition.Gaussian().ProductMoment(m.Layer(i), m.E, m.C, k))
		}
	}
	k := circuit.NewMachine(circuit.Rats{}, m.C.Compile(outs...))
	j.shapes[key] = k
	return k
}

func (j *empirical) judge(c *claim.Case) claim.Outcome {
	d := c.Width()
	rng := c.Rand()
	n := 1 + rng.IntN(6)
	small := func() *big.Rat { return big.NewRat(int64(rng.IntN(9)-4), 2) }
	x, y := make([][]*big.Rat, n), make([]*big.Rat, n)
	for k := range x {
		y[k] = small()
		x[k] = make([]*big.Rat, d)
		for i := range x[k] {
			x[k][i] = small()
		}
	}
	sigma, target, tau2 := regress(x, y)
	outs := j.at(c.Depth(), d).Run(definition.Inputs(nil, c.Weights, target, sigma, false, c.Noise, tau2))
	want := new(big.Rat)
	for k, row := range x {
		mean, spread := new(big.Rat).Set(y[k]), new(big.Rat)
		for i, z := range row {
			e1, e2 := outs[2+2*i], outs[3+2*i]
			mean.Sub(mean, new(big.Rat).Mul(z, e1))
			v := new(big.Rat).Sub(e2, new(big.Rat).Mul(e1, e1))
			spread.Add(spread, v.Mul(v, new(big.Rat).Mul(z, z)))
		}
		want.Add(want, spread.Add(spread, mean.Mul(mean, mean)))
	}
	want.Quo(want, big.NewRat(int64(n), 1))
	c.Trace("E_Q r_n, sample by sample", want.RatString())
	c.Trace("E_Q r_n, closed form", outs[0].RatString())
	if want.Cmp(outs[0]) != 0 {
		return claim.Violate("empirical Gibbs risk differs", 0, "closed form %s, sample by sample %s", proof.Clip(outs[0]), proof.Clip(want))
	}
	gap := new(big.Rat).Sub(want, outs[1])
	if gap.Sign() < 0 {
		return claim.Violate("the noise lowers the risk", 0, "E_Q r_n - r_n = %s", proof.Clip(gap))
	}
	f, _ := gap.Float64()
	return claim.HoldBy(f)
}

// regress returns Sigma-hat = X^T X/n, a solution b-hat of Sigma-hat b = X^T y/n (free variables 0) and the mean residual square
// mean y^2 - b-hat^T Sigma-hat b-hat. The normal equations always have a solution.
func regress(x [][]*big.Rat, y []*big.Rat) (sigma [][]*big.Rat, target []*big.Rat, tau2 *big.Rat) {
	n, d := big.NewRat(int64(len(y)), 1), len(x[0])
	mean := func(f func(k int) *big.Rat) *big.Rat {
		sum := new(big.Rat)
		for k := range y {
			sum.Add(sum, f(k))
		}
		return sum.Quo(sum, n)
	}
	sigma = make([][]*big.Rat, d)
	rows := make([][]*big.Rat, d) // augmented
	for i := range d {
		sigma[i] = make([]*big.Rat, d)
		rows[i] = make([]*big.Rat, d+1)
		for j := range d {
			sigma[i][j] = mean(func(k int) *big.Rat { return new(big.Rat).Mul(x[k][i], x[k][j]) })
			rows[i][j] = new(big.Rat).Set(sigma[i][j])
		}
		rows[i][d] = mean(func(k int) *big.Rat { return new(big.Rat).Mul(x[k][i], y[k]) })
	}
	right := make([]*big.Rat, d)
	for i := range d {
		right[i] = new(big.Rat).Set(rows[i][d])
	}
	target = eliminate(rows)
	tau2 = mean(func(k int) *big.Rat { return new(big.Rat).Mul(y[k], y[k]) })
	for i := range d {
		tau2.Sub(tau2, new(big.Rat).Mul(target[i], right[i]))
	}
	return sigma, target, tau2
}

// eliminate solves the consistent system of d augmented rows by Gauss-Jordan elimination; free variables are 0. It overwrites rows.
func eliminate(rows [][]*big.Rat) []*big.Rat {
	d := len(rows)
	out := make([]*big.Rat, d)
	for i := range out {
		out[i] = new(big.Rat)
	}
	rank, pivots := 0, make([]int, 0, d) // rank <= col
	for col := range d {
		p := rank
		for p < d && rows[p][col].Sign() == 0 {
			p++
		}
		if p == d {
			continue
		}
		rows[rank], rows[p] = rows[p], rows[rank]
		inv := new(big.Rat).Inv(rows[rank][col])
		for _, z := range rows[rank] {
			z.Mul(z, inv)
		}
		for r, row := range rows {
			if r == rank {
				continue
			}
			f := new(big.Rat).Set(row[col])
			for k, z := range row {
				z.Sub(z, new(big.Rat).Mul(f, rows[rank][k]))
			}
		}
		pivots = append(pivots, col)
		rank++
	}
	for r, col := range pivots {
		out[col].Set(rows[r][d])
	}
	return out
}

// floatSample compares numeric.LossVariance with the exact variance and numeric.EmpiricalGibbs, on the rows of Sigma as samples and the target as
// their answers, with the exact sum.
func (s statement) floatSample() *claim.Sample {
	d := generators.Domain{MinDepth: 2, MaxDepth: 6, MinWidth: 1, MaxWidth: 3, Dyadic: true}
	return &claim.Sample{
		Space: generators.NewSpace(d), Cases: claim.Count{Quick: 92, Default: 920, Deep: 23000}, MinValid: 4,
		MarginIs: "1 - error / bound, the smaller of both",
		NewJudge: func() claim.Judge {
			j := &floatJudge{s: s, shapes: map[[2]int]*circuit.Machine[*big.Rat, circuit.Rats]{}}
			return j.judge
		},
	}
}

type floatJudge struct {
	s      statement
	shapes map[[2]int]*circuit.Machine[*big.Rat, circuit.Rats]
}

// at returns E t2^2 - (E t2)^2 and the mean over k of E (b_k - sum_i Sigma_ki q_i)^2, all from the definition.
func (j *floatJudge) at(depth, width int) *circuit.Machine[*big.Rat, circuit.Rats] {
	key := [2]int{depth, width}
	if m, ok := j.shapes[key]; ok {
		return m
	}
	m := proof.NewModel(proof.Shape{Depth: depth, Width: width})
	g := definition.Gaussian()
	mean := definition.ExpectedLoss(m.C, m.Symbols, g)
	sum := m.C.Int(0)
	for k := range m.B {
		r := m.B[k]
		for i, x := range m.Sigma[k] {
			q := g.ProductMoment(m.Layer(i), m.E, m.C, 1)
			r = r.Sub(x.Mul(q))
			sum = sum.Add(x.Sqr().Mul(g.ProductMoment(m.Layer(i), m.E, m.C, 2).Sub(q.Sqr())))
		}
		sum = sum.Add(r.Sqr())
	}
	k := circuit.NewMachine(circuit.Rats{}, m.C.Compile(pacbayes.SecondMoment(m.C, m.Symbols, g).Sub(mean.Sqr()), sum))
	j.shapes[key] = k
	return k
}

func (j *floatJudge) judge(c *claim.Case) claim.Outcome {
	f, err := bridge.New(c.Instance)
	if err != nil {
		return claim.Undecide("%v", err)
	}
	outs := j.at(c.Depth(), c.Width()).Run(definition.Inputs(nil, c.Weights, c.Target, c.Sigma, false, c.Noise, c.Tau2))
	variance, vb := j.s.variance(f.Model, f.Network)
	e, _ := c.Noise.Float64()
	risk, rb, err := j.s.gibbs(matrix(c.Sigma), floats(c.Target), matrix(c.Weights), e)
	if err != nil {
		return claim.Violate("error", 0, "%v", err)
	}
	margin, finite := 1.0, 0
	for _, q := range []struct {
		name       string
		got, bound float64
		exact      *big.Rat
	}{
		{"variance of the loss", variance, vb, outs[0]},
		{"empirical Gibbs risk", risk, rb, new(big.Rat).Quo(outs[1], big.NewRat(int64(c.Width()), 1))},
	} {
		if math.IsInf(q.bound, 1) {
			continue
		}
		finite++
		if math.IsNaN(q.got) || math.IsInf(q.got, 0) || math.IsNaN(q.bound) {
			return claim.Violate("not finite", 0, "%s: computed %v, bound %v", q.name, q.got, q.bound)
		}
		off := new(big.Rat).SetFloat64(q.got)
		off.Sub(off, q.exact)
		d, _ := off.Abs(off).Float64()
		c.Trace(q.name, q.got)
		c.Trace("error", d)
		if d > q.bound {
			return claim.Violate("error above the bound", d/q.bound, "%s: computed %v, error %.3g, bound %.3g", q.name, q.got, d, q.bound)
		}
		if q.bound > 0 {
			margin = math.Min(margin, 1-d/q.bound)
		}
	}
	// Entries below 2^20 in a polynomial of degree 26 leave no room for overflow in the other regimes.
	if finite < 2 && c.Regime != generators.Extreme && c.Regime != generators.HugeNoise {
		return claim.Violate("no bound", 0, "%d of 2 bounds are finite on moderate entries", finite)
	}
	return claim.HoldBy(margin)
}

func floats(xs []*big.Rat) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i], _ = x.Float64()
	}
	return out
}

func matrix(rows [][]*big.Rat) [][]float64 {
	out := make([][]float64, len(rows))
	for k, row := range rows {
		out[k] = floats(row)
	}
	return out
}
