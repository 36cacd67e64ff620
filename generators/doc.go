// Package generators draws random problem instances with exact rational
// entries, regime by regime, and shrinks them as a whole.
//
// An [Instance] is one diagonal linear network with its data model. A [Domain]
// is the hypotheses of a check as one predicate, used by the generator, the
// shrinker and the report alike. A [Regime] is a way of drawing instances that
// aims at one part of the domain (balanced weights, a threshold, a singular
// Sigma, ...). A [Space] joins a domain with its regimes: the regime of a case is
// chosen by the index of the case, never drawn, and every hypothesis holds by
// construction, so that no case is discarded.
//
// Letters, fixed for the whole package: L depth, d width, l and m layers, i and
// j coordinates, b target, e noise (a standard deviation), s_i = Sigma_ii, p the
// entrywise product of the layers, beta = |b_i| / e^L.
//
// Everything is deterministic: a draw depends on the domain, the regime and the
// random source only, through integer arithmetic, on every platform.
package generators
