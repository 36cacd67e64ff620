package main

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/ssamverify/ssamverify/oracle/flow"
)

func flowKind() Kind {
	return Kind{
		Name: "flow",
		Doc: `Enclosures of the gradient flow dW/dt = -grad L_R(W) at a time

Input:
  {"weights": [[..d..] ..L..], "target": [..d..], "sigma": [[..d..] ..d..], "noise": e,
   "time": T, "times": [t, ..], "digits": D}
with L from 2 to 6, d up to 64 of which Sigma couples at most 3 with each other, e >= 0 a standard deviation; T may be
negative (the flow backward); times, if given, lie between 0 and T in the order in which the flow passes them; D digits
after the point, 30 when left out, relative to max(1, |w|). "tau2" is accepted and without effect.

Output, enclosures as {"lo", "hi"}, decimal strings rounded outward:
  status       certified, or undecided with the reason (a flow backward may grow beyond all bounds, the work is bounded);
               what is there is proved in either case
  states       at the times and at T: "weights" [layer][coordinate] and "imbalances" w_l^2 - w_m^2 of each coordinate and
               pair of layers, counted from 1
  width        of the widest enclosure of a weight
  digits, steps, order, precision_bits   what was asked for and what it took`,
		Run: runFlow,
	}
}

func runFlow(r io.Reader, w io.Writer) error {
	data, err := readInput(r)
	if err != nil {
		return err
	}
	answer, err := flow.Eval(bytes.NewReader(data))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	if err := e.Encode(answer); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return output(err)
}
