// Package journal keeps the finished parts of an audit on disk, so that one that was killed can go on.
//
// A journal is a text file that only grows. Each line is a CRC-32 in hexadecimal, a space and a JSON
// value; the first value is a Header, every other one a claim.Record. A line is written with one call
// and synced before the next part is finished, so a kill at any moment loses at most the line being
// written, which its checksum gives away; reading stops there and writing goes on from there.
package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/ssamverify/ssamverify/internal/claim"
)

// Header says which audit a journal belongs to: two audits with the same header give the same evidence.
type Header struct {
	Schema  string        `json:"schema"`
	Build   string        `json:"build"` // hash of the program
	Seed    uint64        `json:"seed"`
	Profile claim.Profile `json:"profile"`
	Cases   int           `json:"cases"`
	Shard   *claim.Shard  `json:"shard,omitempty"`
	Claims  []string      `json:"claims"`
}

// Journal is an open journal.
type Journal struct {
	f    *os.File
	path string
}

// maxLine bounds a line: the evidence of one check is far below it.
const maxLine = 64 << 20

// Create starts an empty journal at path, replacing one that is there.
func Create(path string, h Header) (*Journal, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644) //nolint:gosec // a report's folder is for everyone to read
	if err != nil {
		return nil, err
	}
	j := &Journal{f, path}
	if err := j.append(h); err != nil {
		_ = f.Close() // the first error tells more
		return nil, err
	}
	return j, syncFolder(path)
}

// syncFolder makes the entry of a new file last.
func syncFolder(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Resume opens the journal at path and returns the records in it. A missing file, or one that was
// killed before its first line was complete, is an empty journal. One of another audit is an error that
// names the difference.
func Resume(path string, h Header) (*Journal, []claim.Record, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0o644) //nolint:gosec // the file in the folder that the user names
	if errors.Is(err, os.ErrNotExist) {
		j, err := Create(path, h)
		return j, nil, err
	}
	if err != nil {
		return nil, nil, err
	}
	records, size, err := read(f, h)
	if err == nil && size == 0 {
		_ = f.Close() // nothing was written to it
		j, err := Create(path, h)
		return j, nil, err
	}
	if err == nil {
		err = f.Truncate(size)
	}
	if err == nil {
		_, err = f.Seek(size, io.SeekStart)
	}
	if err != nil {
		_ = f.Close()
		return nil, nil, fmt.Errorf("journal %s: %w", path, err)
	}
	return &Journal{f, path}, records, nil
}

// read returns the records of the complete lines and the length of these lines in bytes. A part that
// is there twice counts once: the first line is as good as the second.
func read(r io.Reader, want Header) ([]claim.Record, int64, error) {
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxLine)
	s.Split(wholeLines)
	var records []claim.Record
	var size int64
	seen := map[string]bool{}
	for s.Scan() {
		body, ok := parse(s.Bytes())
		if !ok {
			return records, size, nil
		}
		if size == 0 {
			var got Header
			if err := json.Unmarshal(body, &got); err != nil {
				return nil, 0, fmt.Errorf("header: %w", err)
			}
			if err := same(got, want); err != nil {
				return nil, 0, err
			}
		} else {
			var x claim.Record
			if err := json.Unmarshal(body, &x); err != nil {
				return nil, 0, fmt.Errorf("record: %w", err)
			}
			if (x.Check == nil) == (x.Variant == nil) {
				return nil, 0, errors.New("record: want a check or a variant")
			}
			key := x.Claim + " variant "
			if x.Check != nil {
				key = x.Claim + " check " + x.Check.Name
			} else {
				key += x.Variant.Name
			}
			if !seen[key] {
				seen[key] = true
				records = append(records, x)
			}
		}
		size += int64(len(s.Bytes())) + 1
	}
	return records, size, s.Err()
}

// wholeLines splits at line ends and leaves out a last line without one.
func wholeLines(data []byte, _ bool) (advance int, line []byte, err error) {
	if k := bytes.IndexByte(data, '\n'); k >= 0 {
		return k + 1, data[:k], nil
	}
	return 0, nil, nil
}

// parse checks a line and returns its JSON.
func parse(line []byte) ([]byte, bool) {
	if len(line) < 9 || line[8] != ' ' || string(line[:8]) != sum(line[9:]) {
		return nil, false
	}
	return line[9:], true
}

func sum(body []byte) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE(body)) }

// same reports the first difference between two headers.
func same(got, want Header) error {
	text := func(v any) string { b, _ := json.Marshal(v); return string(b) }
	for _, f := range []struct {
		name      string
		got, want any
	}{
		{"schema", got.Schema, want.Schema}, {"build of the program", got.Build, want.Build}, {"seed", got.Seed, want.Seed},
		{"profile", got.Profile, want.Profile}, {"cases", got.Cases, want.Cases}, {"shard", got.Shard, want.Shard}, {"claims", got.Claims, want.Claims},
	} {
		if text(f.got) != text(f.want) {
			return fmt.Errorf("it is of another audit: %s %.80s, not %.80s; without --resume a new audit begins", f.name, text(f.got), text(f.want))
		}
	}
	return nil
}

// Append writes one record and waits until it is on the disk.
func (j *Journal) Append(r claim.Record) error { return j.append(r) }

func (j *Journal) append(v any) error {
	body, err := json.Marshal(v)
	if err == nil {
		_, err = j.f.WriteString(sum(body) + " " + string(body) + "\n")
	}
	if err == nil {
		err = j.f.Sync()
	}
	if err != nil {
		return fmt.Errorf("journal %s: %w", j.path, err)
	}
	return nil
}

// Close closes the file; what was appended is on the disk already.
func (j *Journal) Close() error { return j.f.Close() }
