package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/reports"
)

func (a *app) falsifyCommand() *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "falsify",
		Short: "Run every wrong variant; exit 1 if one survives",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.falsify(c.Context(), &o) },
	}
	o.bind(c)
	return c
}

func (a *app) falsify(ctx context.Context, o *options) error {
	opts, claims, err := o.resolve(a.claims())
	if err != nil {
		return err
	}
	opts.Only = claim.OnlyVariants
	e, err := a.audit(ctx, o, opts, claims)
	if err != nil {
		return err
	}
	refuted, all, err := reports.VariantTable(a.stdout, e)
	switch {
	case err != nil:
		return failed(err)
	case !e.Complete:
		return failed(errors.New("stopped before the end"))
	case all == 0:
		return failed(errors.New("no wrong variant was run"))
	case refuted < all:
		return failed(fmt.Errorf("%d of %d wrong variants survived", all-refuted, all))
	}
	return nil
}
