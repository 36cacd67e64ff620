package circuit

import "slices"

// Derive returns dy/dx for a variable x by carrying dual numbers through the circuit: each node v
// gets its tangent dv, with d(u+v) = du + dv and d(uv) = u dv + du v. A second application gives
// second derivatives. It panics if x is not a variable.
func Derive(y, x Node) Node {
	y.same(x)
	b := y.b
	if b.nodes[x.id].op != opVar {
		panic("circuit: Derive by something that is not a variable")
	}
	zero, one := b.Int(0), b.Int(1)
	tangent := make(map[int32]Node)
	for _, id := range y.cone() {
		in := b.nodes[id]
		switch in.op {
		case opVar:
			tangent[id] = zero
			if id == x.id {
				tangent[id] = one
			}
		case opInt:
			tangent[id] = zero
		case opAdd:
			tangent[id] = tangent[in.x].Add(tangent[in.y])
		case opSub:
			tangent[id] = tangent[in.x].Sub(tangent[in.y])
		case opMul:
			u, v := Node{b, in.x}, Node{b, in.y}
			tangent[id] = u.Mul(tangent[in.y]).Add(tangent[in.x].Mul(v))
		}
	}
	return tangent[y.id]
}

// Gradient returns dy/dx for each of the variables xs by carrying adjoints backwards: a node v with the adjoint a = dy/dv adds
// a to the adjoints of the operands of a sum, a u and a v to those of a product u v. All derivatives together cost a small
// multiple of the circuit, where Derive costs that for each variable. It panics if one of xs is not a variable.
func Gradient(y Node, xs ...Node) []Node {
	b := y.b
	active := make(map[int32]bool) // nodes that depend on a variable of xs
	for _, x := range xs {
		y.same(x)
		if b.nodes[x.id].op != opVar {
			panic("circuit: Gradient by something that is not a variable")
		}
		active[x.id] = true
	}
	cone := y.cone()
	for _, id := range cone {
		if in := b.nodes[id]; in.op >= opAdd && (active[in.x] || active[in.y]) {
			active[id] = true
		}
	}
	adjoint := map[int32]Node{y.id: b.Int(1)}
	add := func(id int32, a Node) {
		if sum, ok := adjoint[id]; ok {
			a = sum.Add(a)
		}
		if active[id] {
			adjoint[id] = a
		}
	}
	subtract := func(id int32, a Node) {
		if sum, ok := adjoint[id]; ok {
			adjoint[id] = sum.Sub(a)
		} else {
			add(id, a.Neg())
		}
	}
	for _, id := range slices.Backward(cone) {
		in := b.nodes[id]
		a, ok := adjoint[id]
		if !ok || in.op < opAdd {
			continue
		}
		switch in.op {
		case opAdd:
			add(in.x, a)
			add(in.y, a)
		case opSub:
			add(in.x, a)
			subtract(in.y, a)
		default:
			add(in.x, a.Mul(Node{b, in.y}))
			add(in.y, a.Mul(Node{b, in.x}))
		}
	}
	g := make([]Node, len(xs))
	for k, x := range xs {
		g[k] = b.Int(0)
		if a, ok := adjoint[x.id]; ok {
			g[k] = a
		}
	}
	return g
}

// cone returns the nodes that x is made of, operands before operations.
func (x Node) cone() []int32 {
	seen := map[int32]bool{} // x itself is no operand of what it is made of
	stack, ids := []int32{x.id}, []int32(nil)
	for len(stack) > 0 {
		id := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		ids = append(ids, id)
		if in := x.b.nodes[id]; in.op >= opAdd {
			for _, u := range []int32{in.x, in.y} {
				if !seen[u] {
					seen[u] = true
					stack = append(stack, u)
				}
			}
		}
	}
	slices.Sort(ids) // an operand is made before its operation
	return ids
}

// Substitute returns y with each variable from[k] replaced by to[k], all at once.
func Substitute(y Node, from, to []Node) Node {
	if len(from) != len(to) {
		panic("circuit: Substitute with lists of different lengths")
	}
	b := y.b
	by := make(map[int32]Node, len(from))
	for k, v := range from {
		if b.nodes[v.id].op != opVar {
			panic("circuit: Substitute for something that is not a variable")
		}
		by[v.id] = to[k]
	}
	out := make(map[int32]Node)
	for _, id := range y.cone() {
		in := b.nodes[id]
		switch in.op {
		case opVar, opInt:
			out[id] = Node{b, id}
			if r, ok := by[id]; ok {
				out[id] = r
			}
		case opAdd:
			out[id] = out[in.x].Add(out[in.y])
		case opSub:
			out[id] = out[in.x].Sub(out[in.y])
		case opMul:
			out[id] = out[in.x].Mul(out[in.y])
		}
	}
	return out[y.id]
}
