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

func TestBracketsAndCommasInStringsAreNotMeasured(t *testing.T) {
	for text, want := range map[string]extent{
		`{}`:               {1, 0, 1},
		`{"a":[{},{}]}`:    {3, 2, 3},
		`{"[[[":"{{{,,,"}`: {1, 0, 1},
		`{"\"[[":1,"b":2}`: {1, 0, 2},
		`{"\\":[1,2,3]}`:   {2, 3, 1},
		strings.Repeat("[", maxDepth+9) + strings.Repeat("]", maxDepth+9): {maxDepth + 1, maxDepth, 0},
	} {
		if got := measure([]byte(text)); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}
