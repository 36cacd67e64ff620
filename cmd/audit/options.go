package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// defaultSeed makes two audits without --seed the same audit.
const defaultSeed = 1

// options are the flags that run and falsify share.
type options struct {
	profile string
	claims  []string
	seed    uint64
	cases   int
	workers int
	timeout time.Duration
	shard   string
}

func (o *options) bind(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&o.profile, "profile", string(claim.Default), "how much work: quick, default or deep")
	f.StringArrayVar(&o.claims, "claim", nil, "verify only the claim with this `ID` (may be given again)")
	f.Uint64Var(&o.seed, "seed", defaultSeed, "root seed of every random draw")
	f.IntVar(&o.cases, "cases", 0, "cases of every sampled check; 0 lets the profile decide")
	f.IntVar(&o.workers, "workers", 0, "number of workers; 0 is one per core")
	f.DurationVar(&o.timeout, "timeout", 0, "stop after this time; what was not finished is undecided (0: no limit)")
}

// resolve turns the flags into the runner's options and the selected claims. Each error names the
// flag and the value.
func (o *options) resolve(all []claim.Claim) (claim.Options, []claim.Claim, error) {
	fail := func(err error) (claim.Options, []claim.Claim, error) { return claim.Options{}, nil, err }
	p, err := claim.ParseProfile(o.profile)
	if err != nil {
		return fail(fmt.Errorf("--%w", err))
	}
	if o.cases < 0 || o.cases > claim.MaxCases {
		return fail(fmt.Errorf("--cases %d: want 0 (the profile decides) to %d", o.cases, claim.MaxCases))
	}
	if o.workers < 0 || o.workers > claim.MaxWorkers {
		return fail(fmt.Errorf("--workers %d: want 0 (one per core) to %d", o.workers, claim.MaxWorkers))
	}
	if o.timeout < 0 {
		return fail(fmt.Errorf("--timeout %v: want 0 (no limit) or more", o.timeout))
	}
	shard, err := parseShard(o.shard)
	if err != nil {
		return fail(err)
	}
	selected, err := choose(all, o.claims)
	if err != nil {
		return fail(err)
	}
	return claim.Options{Seed: o.seed, Profile: p, Cases: o.cases, Shard: shard, Workers: o.workers}, selected, nil
}

// maxShards bounds n of --shard i/n.
const maxShards = 1_000_000

// parseShard reads i/n, 1 <= i <= n; nil for the empty string.
func parseShard(s string) (*claim.Shard, error) {
	if s == "" {
		return nil, nil //nolint:nilnil // no shard is not an error
	}
	bad := fmt.Errorf("--shard %q: want i/n with 1 <= i <= n <= %d", s, maxShards)
	left, right, ok := strings.Cut(s, "/")
	if !ok {
		return nil, bad
	}
	i, err1 := strconv.Atoi(left)
	n, err2 := strconv.Atoi(right)
	if err1 != nil || err2 != nil || i < 1 || i > n || n > maxShards || strconv.Itoa(i)+"/"+strconv.Itoa(n) != s {
		return nil, bad
	}
	return &claim.Shard{Index: i, Count: n}, nil
}

// choose returns the claims with the given IDs in the order of the registry; all of them for none.
func choose(all []claim.Claim, ids []string) ([]claim.Claim, error) {
	if len(ids) == 0 {
		return all, nil
	}
	for _, id := range ids {
		if _, err := find(all, id); err != nil {
			return nil, fmt.Errorf("--claim %w", err)
		}
	}
	var some []claim.Claim
	for i := range all {
		if slices.Contains(ids, all[i].ID) {
			some = append(some, all[i])
		}
	}
	return some, nil
}

// find returns the claim with the given ID, or an error that says how to see the IDs.
func find(all []claim.Claim, id string) (*claim.Claim, error) {
	for i := range all {
		if all[i].ID == id {
			return &all[i], nil
		}
	}
	return nil, fmt.Errorf("%q: no claim has this ID; audit list shows them", id)
}
