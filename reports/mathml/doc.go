// Package mathml turns formulas in a subset of LaTeX into MathML.
//
// The subset is what the claims of this project use: letters, digits, scripts, fractions, roots,
// fences, accents, named operators, large operators, text, spaces, and the environments cases,
// aligned, matrix, pmatrix and bmatrix. Whatever is outside it is an error that names the command,
// never a formula with a part missing.
//
// The output keeps to MathML Core, which browsers draw without help, and carries the LaTeX source as
// alttext. Spaces around operators follow TeX's classes: a minus sign after an opening fence, a
// relation or another operator is a sign, not a difference.
package mathml
