package transport

import (
	"encoding/json"
	"strings"
	"testing"

	"portaldesk/client"
)

// What decodes must be one JSON object; nothing may panic.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"id":"a","age":3,"contacts":[{"changedAt":"2026-01-02T03:04:05Z"}]}`, `{"createdAt":"yesterday"}`, `{"age":"3"}`,
		"{\"id\":\"\xff\"}", `{"a":"\`, strings.Repeat("[", 100), `{`, ``, `null`, `{"id":"\ud800"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var account client.Account
		var object map[string]json.RawMessage
		if decode(body, &account) == nil && json.Unmarshal(body, &object) != nil {
			t.Error("taken, and no object")
		}
	})
}

func TestDepthCountsNoBracketsInStrings(t *testing.T) {
	for text, want := range map[string]int{
		`{}`: 1, `{"a":[{}]}`: 3, `{"[[[":"{{{"}`: 1, `{"\"[[":1}`: 1, `{"\\":[]}`: 2,
	} {
		if got := depth([]byte(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
