package main

import (
	"context"
	"io"

	"github.com/ssamverify/ssamverify/oracle/shrinkage"
)

func stationaryKind() Kind {
	return Kind{
		Name: "stationary",
		Doc: `Stationary points of one coordinate of the regularized loss

Input:
  {"depth": L, "target": b, "noise": e, "scale": s, "digits": D}
with L from 2 to 64, b any rational, e > 0 a standard deviation, s > 0 (1 when left out), D the number of
significant digits (60 when left out).

Output, enclosures as {"lo", "hi"}, decimal strings rounded outward:
  beta, beta_1, beta_2  |b|/e^L, the threshold of existence, the threshold of the global minimum
  count                 the number of stationary points, exactly
  points                the origin first, then by u = w_l^2 (equal for all layers):
    u, shrinkage          u and lambda = w_1 ... w_L / b
    kind, global          minimum, saddle or degenerate; whether it is a global minimum
    eigenvalues           of the Hessian, each with its multiplicity
    multiplicity          the number of sign patterns with this u
    value_minus_origin    the coordinate's loss at the point minus that at the origin`,
		Run: runStationary,
	}
}

func runStationary(r io.Reader, w io.Writer) error {
	data, err := readInput(r)
	if err != nil {
		return err
	}
	p, digits, err := shrinkage.ParseProblem(data)
	if err != nil {
		return err
	}
	s, err := shrinkage.Solve(context.Background(), p, digits)
	if err != nil {
		return err
	}
	return writeIndented(w, s)
}
