// Package claim is the shape of a verified statement and the engine that runs it.
//
// A Claim is one lemma, theorem or supporting result: the statement in words, its hypotheses, where
// it comes from, its checks and its wrong variants. A Check is a function of the statement under
// test (the formula, rate, constant or bound is a parameter of the function that builds the check),
// so a Variant, a plausible but wrong statement, runs through the very same code and must be refuted.
//
// A check is either a list of deterministic proof steps (Steps) or a sampled property (Sample).
// The runner turns both into Evidence. The evidence of a check depends on the root seed, the
// profile and the shard only: never on the order of execution, the number of workers or the clock
// (wall times live in Timing, apart from everything else).
//
// Letters: i is the index of a case, K the number of regimes, n the number of cases.
package claim
