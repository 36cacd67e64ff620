// Package interval is certified real arithmetic: every result is an interval
// that contains the exact value, at any precision from 32 bits up.
//
// An [Interval] is a closed set [lo, hi] of real numbers whose endpoints are
// binary floating-point numbers; an endpoint may be infinite. A [Context] holds
// the working precision and the scratch memory; operations have the style of
// math/big, c.Add(z, x, y), where z may alias x or y and its storage is reused.
//
// # Contract
//
// For every operation f, every interval x and every real t in x at which f is
// defined:
//
//   - soundness: f(t) lies in c.F(z, x);
//   - refinement: y inside x implies c.F(y) inside c.F(x), because each endpoint
//     is either the correctly rounded value of f at an endpoint of x or a
//     composition of such operations, and those are monotone;
//   - tightness: for a point x the correctly rounded operations (Add, Sub, Mul,
//     Sqr, Div, Sqrt, Root, Exp, Expm1, Log, Log1p, Pi, Ln2, the conversions)
//     return neighboring floating-point numbers, or a point when f(x) is one.
//     Pow, PowRat and roots of index above 64 lose at most one unit more.
//
// The elementary functions get their value and a proved error bound from scaled
// integers, and repeat at a higher precision until both ends of the error bar
// round alike (Ziv's strategy). So their results depend neither on the method
// nor on what a Context has cached.
//
// # Failure
//
// No operation returns NaN and none panics on data. A finite endpoint has a
// magnitude in [2^-[MaxExponent], 2^[MaxExponent]]; what leaves that range is
// rounded outward, to an infinity above and to zero below, and [Context.Err]
// reports [ErrOverflow]. An operation whose operand leaves the domain (division
// by an interval that holds zero, the square root of an interval that reaches
// below zero) returns the whole line, and Context.Err reports [ErrDomain]. The
// first such error stays until [Context.ClearErr].
//
// # Letters
//
// z is the result, x and y are operands, c is the context, p the precision in
// bits, w the internal working precision (fixed point, unit 2^-w). Errors of
// fixed-point values are counted in units 2^-w ("ulps").
package interval
