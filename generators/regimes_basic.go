package generators

// base draws everything in the style of the maker, at a depth and width of the
// domain that are at least the given ones.
func (m *maker) base(minDepth, minWidth int) *Instance {
	L := m.between(max(m.d.MinDepth, minDepth), max(m.d.MaxDepth, minDepth))
	d := m.between(max(m.d.MinWidth, minWidth), max(m.d.MaxWidth, minWidth))
	in := NewInstance("", L, d)
	for _, row := range in.Weights {
		for _, x := range row {
			m.number(x)
		}
	}
	for _, x := range in.Target {
		m.number(x)
	}
	m.sigma(in)
	m.noise(in)
	if !m.d.ZeroTau2 && m.oneIn(2) {
		m.nonnegative(in.Tau2)
	}
	in.Params = m.params()
	return in
}

// noise sets e: often 1, else positive, and 0 now and then where allowed.
func (m *maker) noise(in *Instance) {
	switch {
	case m.oneIn(4):
		in.Noise.SetInt64(1)
	case m.d.PositiveNoise:
		m.positive(in.Noise)
	default:
		m.nonnegative(in.Noise)
	}
}

func makeGeneric(m *maker) *Instance {
	m.style = modest
	if m.d.Dyadic {
		m.style = full
	}
	return m.base(0, 0)
}

func makeDyadic(m *maker) *Instance {
	m.style = dyadic
	return m.base(0, 0)
}

func makeUnit(m *maker) *Instance {
	in := m.base(0, 0)
	for _, row := range in.Weights {
		for _, x := range row {
			x.SetInt64(int64(1 - 2*m.below(2)))
		}
	}
	for i, x := range in.Target {
		x.SetInt64(int64(m.below(5) - 2))
		for j := range in.Sigma {
			in.Sigma[i][j].SetInt64(0)
		}
	}
	m.identity(in)
	in.Noise.SetInt64(1)
	in.Tau2.SetInt64(0)
	return in
}

func makeZeroNoise(m *maker) *Instance {
	in := m.base(0, 0)
	in.Noise.SetInt64(0)
	return in
}

func makeZeroTarget(m *maker) *Instance {
	in := m.base(0, 0)
	for _, x := range in.Target {
		x.SetInt64(0)
	}
	return in
}

// makeZeroScale sets a random s_i and its row and column to 0.
func makeZeroScale(m *maker) *Instance {
	in := m.base(0, 0)
	i := m.below(in.Width())
	for j := range in.Sigma {
		in.Sigma[i][j].SetInt64(0)
		in.Sigma[j][i].SetInt64(0)
	}
	return in
}

// makeFullSigma draws Sigma = A A^T with off-diagonal entries.
func makeFullSigma(m *maker) *Instance {
	in := m.base(0, 2)
	m.gram(in, in.Width()+m.below(3))
	if in.IsDiagonal() {
		ones(in, 2)
	}
	return in
}

// makeSingularSigma draws Sigma = A A^T with A of fewer columns than rows.
func makeSingularSigma(m *maker) *Instance {
	in := m.base(0, 2)
	m.gram(in, 1+m.below(in.Width()-1))
	if in.IsDiagonal() {
		ones(in, 1)
	}
	return in
}

// ones sets Sigma to the matrix of ones with the diagonal raised to s >= 1:
// rank 1 for s = 1, regular for s > 1.
func ones(in *Instance, s int64) {
	for i, row := range in.Sigma {
		for j, x := range row {
			x.SetInt64(1)
			if i == j {
				x.SetInt64(s)
			}
		}
	}
}
