package circuit

// laneOp is what a laneStep does.
type laneOp uint8

const (
	laneAdd     = laneOp(opAdd) // z = x + y
	laneSub     = laneOp(opSub) // z = x - y
	laneMul     = laneOp(opMul) // z = x y
	laneWord    = laneMul + 1   // z = w/R
	laneMulWord = laneMul + 2   // z = x w/R
)

// laneStep is a step on the registers of a ZeroTest; the number w is the same for all primes.
type laneStep struct {
	op      laneOp
	z, x, y int32
	w       uint64
}

// laneCode is the code of p with 2x as x + x, which saves a product.
func laneCode(p *Program) []laneStep {
	two := func(r int32) bool {
		k := int(r) - len(p.vars)
		return k >= 0 && k < len(p.consts) && p.consts[k] == 2
	}
	code := make([]laneStep, len(p.code))
	for k, s := range p.code {
		switch {
		case s.op != opMul:
		case two(s.x):
			s.op, s.x = opAdd, s.y
		case two(s.y):
			s.op, s.y = opAdd, s.x
		}
		code[k] = laneStep{op: laneOp(s.op), z: s.z, x: s.x, y: s.y}
	}
	return code
}

// run does the steps on the registers.
func (m *block) run(regs []lanes, code []laneStep) {
	switch {
	case !m.vector:
		m.runScalar(regs, code)
	case len(code) > 0:
		runVector(&regs[0], &code[0], len(code), &m.p, &m.inv)
	}
}

func (m *block) runScalar(regs []lanes, code []laneStep) {
	for k := range code {
		s := &code[k]
		z, x, y := &regs[s.z], &regs[s.x], &regs[s.y]
		switch s.op {
		case laneAdd:
			m.add(z, x, y)
		case laneSub:
			m.sub(z, x, y)
		case laneMul:
			m.mul(z, x, y)
		case laneMulWord:
			m.mulWord(z, x, s.w)
		default:
			m.word(z, s.w)
		}
	}
}
