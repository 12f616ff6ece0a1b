package scim

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"

	"portaldesk/client"
)

// cursor is where a look-up goes on.
type cursor struct {
	// Of is a digest of the look-up that it belongs to.
	Of string `json:"of"`
	// Names is how names are compared in it.
	Names string `json:"names"`
	// At is the place of the next row: in what was put in order here from 0, in a server's order from 1.
	At int `json:"at"`
}

func digestOf(query client.Query) string {
	query.Cursor, query.Limit = "", 0
	text, err := json.Marshal(query)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

func (l look) cursor(at int) string {
	plain, err := json.Marshal(cursor{digestOf(l.query), l.names, at})
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(plain)
}

// parseCursor reads the query's cursor; false when it is of another look-up, or none of ours.
func parseCursor(query client.Query) (cursor, bool) {
	if query.Cursor == "" {
		return cursor{}, true
	}
	var c cursor
	plain, err := base64.RawURLEncoding.DecodeString(query.Cursor)
	if err != nil || json.Unmarshal(plain, &c) != nil {
		return cursor{}, false
	}
	return c, c.Of == digestOf(query) && c.At > 0 && (c.Names == "sw" || c.Names == "co")
}
