package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/ssamverify/ssamverify/internal/claim"
	"github.com/ssamverify/ssamverify/internal/journal"
)

// journalFile is the journal in a report's folder.
const journalFile = "journal.jsonl"

// build is the SHA-256 of the running program: a journal is continued by the program that began it.
var build = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path) //nolint:gosec // this program itself
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
})

// journaled runs an audit with a journal in dir, from the start or from what an earlier run left. When
// the journal can't be written the audit stops: work that nothing keeps is not worth going on with.
func (a *app) journaled(ctx context.Context, o *options, opts claim.Options, claims []claim.Claim, dir string, resume bool) (*claim.Evidence, error) {
	program, err := build()
	if err != nil {
		return nil, err
	}
	h := journal.Header{Schema: claim.EvidenceSchema, Build: program, Seed: opts.Seed, Profile: opts.Profile, Cases: opts.Cases, Shard: opts.Shard}
	for i := range claims {
		h.Claims = append(h.Claims, claims[i].ID)
	}
	path := filepath.Join(dir, journalFile)
	var j *journal.Journal
	if resume {
		j, opts.Known, err = journal.Resume(path, h)
		if err != nil {
			return nil, fmt.Errorf("--resume: %w", err)
		}
		_, _ = fmt.Fprintf(a.stderr, "resuming: %d checks and wrong variants are done\n", len(opts.Known))
	} else if j, err = journal.Create(path, h); err != nil {
		return nil, fmt.Errorf("--out %q: %w", dir, err)
	}
	defer j.Close() //nolint:errcheck // each line was synced
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var lost error // written and read by one call at a time
	opts.Record = func(r claim.Record) {
		if lost == nil {
			if lost = j.Append(r); lost != nil {
				stop(lost)
			}
		}
	}
	e, err := a.audit(ctx, o, opts, claims)
	if err != nil {
		return nil, err
	}
	if lost != nil {
		return nil, failed(fmt.Errorf("%w; what was finished before is kept, and --resume continues", lost))
	}
	return e, nil
}
