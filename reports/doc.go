// Package reports turns evidence into pages. It reads claim.Evidence only, from memory or from the
// JSON file that WriteJSON made, and the same page comes out.
//
// Each output is one Format: a file name and a function. A new output is one entry in Formats.
package reports
