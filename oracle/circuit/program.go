package circuit

import "slices"

// Program is a compiled circuit: inputs in the order in which the variables were made, outputs in
// the order given to Compile. It is immutable and safe for concurrent use.
type Program struct {
	vars   []string
	consts []int64
	code   []step
	outs   []int32
	regs   int
}

// step computes register z from the registers x and y. Registers 0..len(vars)-1 hold the inputs,
// the next len(consts) the constants. z is never x or y, and never an input or a constant.
type step struct {
	op      opcode
	z, x, y int32
}

// Compile returns the program that computes the nodes. Nodes that no output needs are left out and
// registers are reused once their value is dead.
func (b *Builder) Compile(outs ...Node) *Program {
	live := make([]bool, len(b.nodes))
	last := make([]int32, len(b.nodes)) // the last node that reads a node
	for _, o := range outs {
		if o.b != b {
			panic("circuit: Compile of a foreign node")
		}
		live[o.id] = true
	}
	for id, in := range slices.Backward(b.nodes) {
		if live[id] && in.op >= opAdd {
			live[in.x], live[in.y] = true, true
		}
	}
	p := &Program{vars: append([]string(nil), b.vars...)}
	reg := make([]int32, len(b.nodes))
	for id, in := range b.nodes {
		switch {
		case in.op == opVar:
			reg[id] = int32(in.k)
		case in.op == opInt && live[id]:
			reg[id] = int32(len(b.vars) + len(p.consts))
			p.consts = append(p.consts, in.k)
		case live[id]:
			last[in.x], last[in.y] = int32(id), int32(id)
		}
	}
	for _, o := range outs {
		last[o.id] = int32(len(b.nodes))
	}
	p.regs = len(b.vars) + len(p.consts)
	var free []int32
	release := func(u, at int) {
		if int(last[u]) == at && b.nodes[u].op >= opAdd {
			free = append(free, reg[u])
		}
	}
	for id, in := range b.nodes {
		if !live[id] || in.op < opAdd {
			continue
		}
		z := int32(p.regs)
		if n := len(free); n > 0 {
			z, free = free[n-1], free[:n-1]
		} else {
			p.regs++
		}
		reg[id] = z
		p.code = append(p.code, step{in.op, z, reg[in.x], reg[in.y]})
		release(int(in.x), id)
		if in.x != in.y {
			release(int(in.y), id)
		}
	}
	for _, o := range outs {
		p.outs = append(p.outs, reg[o.id])
	}
	return p
}

// Vars returns the names of the inputs.
func (p *Program) Vars() []string { return append([]string(nil), p.vars...) }

// NumVars returns the number of inputs.
func (p *Program) NumVars() int { return len(p.vars) }

// NumOuts returns the number of outputs.
func (p *Program) NumOuts() int { return len(p.outs) }

// Len returns the number of ring operations of one evaluation.
func (p *Program) Len() int { return len(p.code) }
