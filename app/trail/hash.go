package trail

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"

	"portaldesk/client"
)

// Genesis is what the first entry has for the hash of the one before.
var Genesis = strings.Repeat("0", 2*sha256.Size)

// HashOf is the hash an entry must carry: SHA-256, in hex, over every field but Hash. Each field is preceded by its
// length as 8 bytes, big endian, and stands in the order of [client.AuditEvent]; Seq is its 8 bytes, big endian, and At
// is RFC 3339 in UTC with nanoseconds, as in its JSON form.
func HashOf(e client.AuditEvent) string {
	text := make([]byte, 0, 512) // more than most entries need
	for _, field := range []string{
		"portaldesk audit event 1",
		e.ID,
		string(binary.BigEndian.AppendUint64(nil, e.Seq)),
		e.Prev,
		e.At.UTC().Format(time.RFC3339Nano),
		e.AgentID,
		e.Desk,
		e.Action,
		string(e.Account),
		string(e.Call),
		string(e.Outcome),
		e.Detail,
	} {
		text = binary.BigEndian.AppendUint64(text, uint64(len(field)))
		text = append(text, field...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
