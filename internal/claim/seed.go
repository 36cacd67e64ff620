package claim

import (
	"crypto/sha256"
	"encoding/binary"
)

// Schema numbers the meaning of seeds, tokens and evidence. Anything that changes which instance
// belongs to a case, or what a field of the evidence says, raises it.
const Schema = 1

// caseSeed is the seed of case i: a hash of (schema, root seed, claim, check, i). Strings are
// length-prefixed so that no two tuples collide by concatenation.
func caseSeed(root uint64, claimID, check string, i int) [2]uint64 {
	buf := make([]byte, 0, 96)
	buf = binary.BigEndian.AppendUint64(buf, Schema)
	buf = binary.BigEndian.AppendUint64(buf, root)
	buf = binary.BigEndian.AppendUint64(buf, uint64(len(claimID)))
	buf = append(buf, claimID...)
	buf = binary.BigEndian.AppendUint64(buf, uint64(len(check)))
	buf = append(buf, check...)
	buf = binary.BigEndian.AppendUint64(buf, uint64(i))
	h := sha256.Sum256(buf)
	return [2]uint64{binary.BigEndian.Uint64(h[:8]), binary.BigEndian.Uint64(h[8:16])}
}
