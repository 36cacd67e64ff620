// Package papermap lists every label of the paper that this project knows of, says where each is or
// will be verified, and generates PAPER_MAP.md from that list and the registry of claims. It also
// finds what does not match: claims, folders and labels must correspond in every direction.
package papermap

import "github.com/ssamverify/ssamverify/internal/claim"

// Label is one numbered statement of the paper, or one supporting result, as this project
// reconstructed it. The text beside a label is an assignment made from a summary of the paper, not a
// quotation. Once a claim verifies the label, the page shows the claim's own words instead.
type Label struct {
	Label      string // as a claim's Label: "Lemma 2.1"
	Title      string
	Provenance claim.Provenance
	Folder     string // where it is, or will be, verified
	Statement  string // in short
	Hypotheses string // in short
	Compare    string // what a reader with the PDF should compare
}

// Labels returns all labels in the order of the page: lemmas, theorems, supporting results.
func Labels() []Label {
	var all []Label
	all = append(all, lemmaLabels()...)
	all = append(all, theoremLabels()...)
	return append(all, supportingLabels()...)
}
