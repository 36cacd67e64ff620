package circuit

import "math/big"

// bound bounds log2 |f(x)| for the outputs f of a program, from the sizes of the inputs alone.
//
// Let N be the sum of the absolute values of the coefficients of f (Program.Norm) and k_v the degree in x_v. Then
// |f(x)| <= N prod max(1, |x_v|)^k_v. If f is homogeneous with the weights W_g under gradings g, and
// |x_v| <= prod_g r_g^a_gv for every v, then each monomial is at most prod_g r_g^W_g, and so |f(x)| <= N prod_g r_g^W_g, which is
// better by the factor between the sum of the degrees and the degree.
type bound struct {
	norms   []float64 // by output: log2 N, rounded up
	degrees [][]term  // by output
	graded  *grading
	logs    []int     // by input: at least log2 |x_v|; means nothing where it is zero
	radius  []float64 // by grading: log2 r_g
}

// term is a variable with its degree bound.
type term struct{ v, degree int }

func newBound(p *Program, g *grading) *bound {
	b := &bound{graded: g, logs: make([]int, len(p.vars)), radius: make([]float64, len(g.of))}
	for _, n := range p.Norm() {
		b.norms = append(b.norms, float64(n.BitLen()))
	}
	for _, d := range p.Degrees() {
		var ts []term
		for v, k := range d.Var {
			if k > 0 {
				ts = append(ts, term{v, k})
			}
		}
		b.degrees = append(b.degrees, ts)
	}
	return b
}

// measure takes the sizes of the inputs.
func (b *bound) measure(in []*big.Rat) {
	for v, x := range in {
		b.logs[v] = x.Num().BitLen() - x.Denom().BitLen() + 1 // |num| < 2^i and den >= 2^(j-1)
	}
	if !b.graded.ok {
		return
	}
	// The inputs that have a weight in one grading only decide its radius, which may be small; the others widen it where they
	// have to. A wider radius keeps what held, because no weight is negative.
	for g := range b.radius {
		b.radius[g] = 0
		first := true
		for _, v := range b.graded.pure[g] {
			if r := float64(b.logs[v]) / float64(b.graded.of[g][v]); in[v].Sign() != 0 && (first || r > b.radius[g]) {
				b.radius[g], first = r, false
			}
		}
	}
	for _, v := range b.graded.mixed {
		if in[v].Sign() == 0 {
			continue
		}
		missing, most := float64(b.logs[v]), 0
		for g, weights := range b.graded.of {
			missing -= b.radius[g] * float64(weights[v])
			if weights[v] > b.graded.of[most][v] {
				most = g
			}
		}
		b.radius[most] += max(0, missing) / float64(b.graded.of[most][v])
	}
}

// log2 is more than log2 |output k|.
//
// Without gradings the terms are integers and not negative: exact below 2^53, and far more than MaxZeroBits above.
//
// With G gradings, let l be the largest size of a log2 |x_v| and W the sum of the weights of the output. A radius is at least -l
// and, as it is raised only to make up for the others, at most G l. The condition on x_v takes 2G+2 roundings of terms of at
// most l + G l a_v (a_v the sum of its weights), and a monomial has x_v to the power k_v with sum k_v <= sum k_v a_v = W: that
// adds up to at most (2G+2)(G+1) l W 2^-53, and the 2G roundings of the sum to 2 G^2 l W 2^-53. For G = 2 and W <= 2 maxWeight
// both together are below the bit that is added, if l < 2^30.
func (b *bound) log2(k int) float64 {
	sum := b.norms[k] + 1
	if b.graded.ok {
		for g, w := range b.graded.outs[k] {
			sum += b.radius[g] * float64(w)
		}
		return sum
	}
	for _, u := range b.degrees[k] {
		sum += float64(u.degree) * float64(max(0, b.logs[u.v]))
	}
	return sum
}
