package transport

import (
	"net/http"
	"testing"
	"time"
)

// FuzzRetryAfter: whatever a server asks for, nobody waits longer than an hour or less than nothing.
func FuzzRetryAfter(f *testing.F) {
	for _, seed := range []string{"", "7", "-1", "9223372036854775807", "9223372036854775808", "Mon, 23 Nov 2026 09:00:00 GMT", "Monday, 23-Nov-26 09:00:00 GMT", "1e3", " 5 "} {
		f.Add(seed, seed)
	}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, asked, date string) {
		header := http.Header{"Retry-After": {asked}, "Date": {date}}
		if wait := retryAfter(header, now); wait < 0 || wait > maxRetryAfter {
			t.Errorf("%q at %q: wait %v", asked, date, wait)
		}
	})
}
