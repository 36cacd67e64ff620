// Package figures draws Figures 1 to 3 of the paper, by their captions, and four more that show what
// the claims are about, as SVG, PNG and the numbers behind them as CSV.
//
// The numbers come from numeric (float64) and, for critical points, from the certified stationary
// points of oracle/shrinkage. All random draws have a fixed seed, so the bytes are the same in every run.
// The colors are those of Okabe and Ito ("Color universal design", 2008), which people with the common
// color vision deficiencies can tell apart; lines differ in dash pattern or label too.
package figures
