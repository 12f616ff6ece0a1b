package transport

import (
	"net/http"
	"testing"
	"time"

	"portaldesk/client"
)

func TestDecide(t *testing.T) {
	for _, test := range []struct {
		name  string
		after attempt
		retry bool
		wait  time.Duration
		why   string
	}{
		{"first loss of a read", attempt{number: 1, repeatable: true, kind: client.Offline}, true, 75 * time.Millisecond, "passing fault"},
		{"second loss waits longer", attempt{number: 2, repeatable: true, kind: client.Offline}, true, 150 * time.Millisecond, "passing fault"},
		{"third is the last", attempt{number: 3, repeatable: true, kind: client.Offline}, false, 0, "attempts used up"},
		{"keyed write whose answer was lost", attempt{number: 1, repeatable: true, kind: client.OutcomeUnknown}, true, 75 * time.Millisecond, "passing fault"},
		{"write without a key", attempt{number: 1, kind: client.OutcomeUnknown}, false, 0, "not repeatable"},
		{"first attempt still running", attempt{number: 1, repeatable: true, kind: client.InProgress}, true, 75 * time.Millisecond, "passing fault"},
		{"busy, with a time", attempt{number: 1, repeatable: true, kind: client.Unavailable, retryAfter: time.Second}, true, time.Second, "passing fault"},
		{"busy for longer than anybody waits", attempt{number: 1, repeatable: true, kind: client.Unavailable, retryAfter: 3 * time.Second}, false, 0, "would take too long"},
		{"busy, the time nearly used up", attempt{number: 2, repeatable: true, kind: client.Unavailable, retryAfter: time.Second, elapsed: 1100 * time.Millisecond}, false, 0, "would take too long"},
		{"after a time-out nobody waits again", attempt{number: 1, repeatable: true, kind: client.Offline, elapsed: 15 * time.Second}, false, 0, "would take too long"},
		{"throttled, with a time", attempt{number: 1, repeatable: true, kind: client.Throttled, retryAfter: time.Second}, true, time.Second, "passing fault"},
		{"throttled for good", attempt{number: 1, repeatable: true, kind: client.Throttled}, false, 0, "not a passing fault"},
		{"refused", attempt{number: 1, repeatable: true, kind: client.Forbidden}, false, 0, "not a passing fault"},
		{"untrusted", attempt{number: 1, repeatable: true, kind: client.Untrusted}, false, 0, "not a passing fault"},
		{"given up", attempt{number: 1, repeatable: true, kind: client.Canceled}, false, 0, "not a passing fault"},
		{"malformed", attempt{number: 1, repeatable: true, kind: client.Protocol}, false, 0, "not a passing fault"},
	} {
		t.Run(test.name, func(t *testing.T) {
			retry, wait, why := decide(test.after)
			if retry != test.retry || wait != test.wait || why != test.why {
				t.Errorf("got %v, %v, %q; want %v, %v, %q", retry, wait, why, test.retry, test.wait, test.why)
			}
		})
	}
}

func TestBackoffStaysBetweenHalfAndWhole(t *testing.T) {
	for number, whole := range map[int]time.Duration{1: firstWait, 2: 2 * firstWait, 3: 4 * firstWait, 9: maxWait} {
		if got := backoff(number, 0); got != whole/2 {
			t.Errorf("attempt %d, no chance: %v, want %v", number, got, whole/2)
		}
		if got := backoff(number, 0.999999); got <= whole/2 || got > whole {
			t.Errorf("attempt %d, most chance: %v, want up to %v", number, got, whole)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		value, date string
		want        time.Duration
	}{
		{"", "", 0},
		{"7", "", 7 * time.Second},
		{" 7 ", "", 7 * time.Second},
		{"-3", "", 0},
		{"soon", "", 0},
		{"9223372036854775807", "", maxRetryAfter},
		{"99999999999999999999999", "", 0},
		{"Mon, 02 Nov 2026 09:00:30 GMT", "", 30 * time.Second},
		{"Mon, 02 Nov 2026 08:00:00 GMT", "", 0},
		{"Tue, 03 Nov 2026 09:00:00 GMT", "", maxRetryAfter},
		{"Mon, 02 Nov 2026 12:00:30 GMT", "Mon, 02 Nov 2026 12:00:00 GMT", 30 * time.Second},
	} {
		header := http.Header{}
		header.Set("Retry-After", test.value)
		if test.date != "" {
			header.Set("Date", test.date)
		}
		if got := retryAfter(header, now); got != test.want {
			t.Errorf("%q (date %q): %v, want %v", test.value, test.date, got, test.want)
		}
	}
}
