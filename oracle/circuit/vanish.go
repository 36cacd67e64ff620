package circuit

// laneStep is a step with the places of its registers.
type laneStep struct {
	op      opcode
	z, x, y *lanes
}

// laneCode is the code of p on the registers regs, with 2x as x + x, which saves a product.
func laneCode(p *Program, regs []lanes) []laneStep {
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
		code[k] = laneStep{s.op, &regs[s.z], &regs[s.x], &regs[s.y]}
	}
	return code
}

// vanish evaluates the program and reports whether all outputs are zero.
func (t *ZeroTest) vanish(m *block) bool {
	for k := range t.code {
		switch s := &t.code[k]; s.op {
		case opAdd:
			m.add(s.z, s.x, s.y)
		case opSub:
			m.sub(s.z, s.x, s.y)
		default:
			m.mul(s.z, s.x, s.y)
		}
	}
	for _, o := range t.prog.outs {
		if !m.zero(&t.regs[o]) {
			return false
		}
	}
	return true
}
