package circuit

import (
	"math/rand/v2"
	"testing"
)

// TestRunDoesNotAllocate: the registers keep their storage.
func TestRunDoesNotAllocate(t *testing.T) {
	prog := example(6)
	fm := NewFieldMachine(prog)
	if n := testing.AllocsPerRun(20, fm.Run); n != 0 {
		t.Errorf("FieldMachine.Run allocates %v times", n)
	}
	m := NewMachine(Ints{}, prog)
	in := ints(rand.New(rand.NewPCG(7, 8)), prog.NumVars())
	if n := testing.AllocsPerRun(20, func() { m.Run(in) }); n != 0 {
		t.Errorf("Machine.Run over the integers allocates %v times", n)
	}
}
