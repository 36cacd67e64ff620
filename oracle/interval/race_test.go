//go:build race

package interval

// raceEnabled: under the race detector sync.Pool drops what is put into it at random, and math/big's scratch comes from one.
const raceEnabled = true
