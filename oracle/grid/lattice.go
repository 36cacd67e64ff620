package grid

import (
	"fmt"

	"github.com/ssamverify/ssamverify/oracle/circuit"
)

// lattice walks the points 0 <= a_v <= top_v with sum of a_v over each group at most the group's
// bound, in lexicographic order. Groups are disjoint.
type lattice struct {
	top   []int
	group []int // of a variable, -1 for none
	room  []int // what is left of a group's bound
	bound []int
	at    []int
}

func newLattice(top []int, groups [][]int, bound []int) *lattice {
	w := &lattice{top: top, bound: bound, group: make([]int, len(top)), at: make([]int, len(top))}
	for v := range w.group {
		w.group[v] = -1
	}
	for g, vs := range groups {
		for _, v := range vs {
			w.group[v] = g
		}
	}
	w.room = append([]int(nil), bound...)
	return w
}

// next moves to the next point and reports whether there is one.
func (w *lattice) next() bool {
	for v := len(w.top) - 1; v >= 0; v-- {
		g := w.group[v]
		if w.at[v] < w.top[v] && (g < 0 || w.room[g] > 0) {
			w.at[v]++
			if g >= 0 {
				w.room[g]--
			}
			return true
		}
		if g >= 0 {
			w.room[g] += w.at[v]
		}
		w.at[v] = 0
	}
	return false
}

// count returns the number of points, or a number above limit as soon as that is certain.
func (w *lattice) count(limit int64) int64 {
	total := int64(1)
	byGroup := make([][]int, len(w.bound))
	for v, g := range w.group {
		n := int64(w.top[v] + 1)
		if g >= 0 {
			byGroup[g] = append(byGroup[g], w.top[v])
			continue
		}
		if total > limit/n {
			return limit + 1
		}
		total *= n
	}
	for g, tops := range byGroup {
		ways := make([]int64, w.bound[g]+1) // ways[s]: points of the group with sum s
		ways[0] = 1
		for _, t := range tops {
			for s := w.bound[g]; s >= 0; s-- {
				for a := 1; a <= min(t, s); a++ {
					ways[s] = min(ways[s]+ways[s-a], limit+1)
				}
			}
		}
		n := int64(0)
		for _, c := range ways {
			n = min(n+c, limit+1)
		}
		if total > limit/n {
			return limit + 1
		}
		total *= n
	}
	return total
}

// indices maps groups of nodes to groups of variable indices and checks that they are disjoint.
func indices(b *circuit.Builder, groups [][]circuit.Node) ([][]int, error) {
	seen := map[int]bool{}
	out := make([][]int, len(groups))
	for g, nodes := range groups {
		for _, n := range nodes {
			v, ok := b.Index(n)
			if !ok {
				return nil, fmt.Errorf("group %d holds a node that is not a variable", g)
			}
			if seen[v] {
				return nil, fmt.Errorf("variable %d is in two groups", v)
			}
			seen[v] = true
			out[g] = append(out[g], v)
		}
	}
	return out, nil
}
