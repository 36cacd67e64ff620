//go:build !amd64 || purego

package circuit

// hasVector says that there are no vector instructions to use.
const hasVector = false

// runVector is not called.
func runVector(*lanes, *laneStep, int, *lanes, *lanes) { panic("circuit: no vector instructions") }
