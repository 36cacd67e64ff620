package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	"github.com/ssamverify/ssamverify/oracle/pacbayes"
)

func pacbayesKind() Kind {
	return Kind{
		Name: "pacbayes",
		Doc: `Divergence of two Gaussians and PAC-Bayes bounds, as enclosures

Input, one of:
  {"theta": [..], "theta_0": [..], "noise": e, "prior": s, "n": N, "delta": x, "risk": q, "c": [..]}
  {"kl": x, "n": N, "delta": x, "risk": q, "c": [..]}
  {"budget": B, "risk": q}
with the posterior N(theta, e^2 I), the prior N(theta_0, s^2 I) (e and s are standard deviations), N
samples, confidence 1 - delta, the empirical risk q in [0, 1] of a loss in [0, 1], and the constants
C > 0 of Catoni's bound ("c" may be left out). "digits" (60 when left out) is the number of
significant digits. The bounds hold for a prior and constants fixed before the data.

Output, each {"lo", "hi"}, decimal strings rounded outward:
  kl            KL = E_Q log(dQ/dP)
  budget        B = (KL + log(2 sqrt(N) / delta)) / N
  plain_budget  (KL + log(1 / delta)) / N
  kl_inverse    the largest p with kl(q||p) <= B
  square_root   q + sqrt(B/2)
  catoni        (1 - exp(-C q - plain_budget)) / (1 - exp(-C)) for each C
A bound above 1 says nothing. For a budget alone only kl_inverse and square_root are given.`,
		Run: runPACBayes,
	}
}

func runPACBayes(r io.Reader, w io.Writer) error {
	data, err := readInput(r)
	if err != nil {
		return err
	}
	q, err := pacbayes.ParseQuestion(data)
	if err != nil {
		return err
	}
	a, err := q.Solve(context.Background())
	if err != nil {
		return err
	}
	return writeIndented(w, a)
}

// writeIndented writes v as indented JSON and a line end.
func writeIndented(w io.Writer, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err = w.Write(b.Bytes())
	return output(err)
}
