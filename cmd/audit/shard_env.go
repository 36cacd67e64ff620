package main

import (
	"fmt"
	"strconv"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// shardFrom is the part of the audit that a batch system asks for, when no --shard is given:
//
//	Slurm array          SLURM_ARRAY_TASK_ID, _MIN, _COUNT (and _STEP)
//	Kubernetes Indexed   JOB_COMPLETION_INDEX, from 0, and JOB_COMPLETIONS, which the job's file must set: Kubernetes does not
//
// It is nil when neither is there. A half-set or impossible environment is an error that names the
// variable: running the whole audit in each of many jobs would be the worse surprise.
func shardFrom(getenv func(string) string) (*claim.Shard, error) {
	if getenv == nil {
		return nil, nil //nolint:nilnil // no environment, no shard
	}
	if id := getenv("SLURM_ARRAY_TASK_ID"); id != "" {
		return slurm(getenv)
	}
	if index := getenv("JOB_COMPLETION_INDEX"); index != "" {
		i, err := number(getenv, "JOB_COMPLETION_INDEX", "")
		if err != nil {
			return nil, err
		}
		n, err := number(getenv, "JOB_COMPLETIONS", "")
		if err != nil {
			return nil, err
		}
		return inside("JOB_COMPLETION_INDEX", i+1, n)
	}
	return nil, nil //nolint:nilnil // no batch system, no shard
}

func slurm(getenv func(string) string) (*claim.Shard, error) {
	var v [4]int
	for k, name := range []string{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP"} {
		var err error
		// Slurm sets the first three; _STEP since 2014. An array without them is not one of Slurm's.
		if v[k], err = number(getenv, name, []string{"", "", "", "1"}[k]); err != nil {
			return nil, err
		}
	}
	id, count, least, step := v[0], v[1], v[2], v[3]
	if step < 1 || (id-least)%step != 0 {
		return nil, fmt.Errorf("SLURM_ARRAY_TASK_ID=%d: not a multiple of SLURM_ARRAY_TASK_STEP=%d above SLURM_ARRAY_TASK_MIN=%d", id, step, least)
	}
	return inside("SLURM_ARRAY_TASK_ID", (id-least)/step+1, count)
}

func inside(name string, index, count int) (*claim.Shard, error) {
	if count < 1 || count > maxShards || index < 1 || index > count {
		return nil, fmt.Errorf("%s: asks for part %d of %d, want 1 <= part <= parts <= %d", name, index, count, maxShards)
	}
	return &claim.Shard{Index: index, Count: count}, nil
}

// number reads an environment variable; an empty one is the default, or an error without one.
func number(getenv func(string) string, name, byDefault string) (int, error) {
	text := getenv(name)
	if text == "" {
		text = byDefault
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%s=%q: want a number; --shard i/n overrides the environment", name, text)
	}
	return n, nil
}
