package transport

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxRetryAfter caps what a portal may ask for: beyond it, its answer is no longer about now.
const maxRetryAfter = time.Hour

// retryAfter reads the Retry-After header (RFC 9110 section 10.2.3), seconds or a date; 0 when it says nothing. A date is
// measured against the portal's own clock where the answer tells it, so that a wrong clock here does no harm.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		return capped(seconds)
	}
	until, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if sent, err := http.ParseTime(header.Get("Date")); err == nil {
		now = sent
	}
	return min(max(until.Sub(now), 0), maxRetryAfter)
}

// capped caps before it multiplies, so that no number overflows.
func capped(seconds int64) time.Duration {
	seconds = min(max(seconds, 0), int64(maxRetryAfter/time.Second))
	return time.Duration(seconds) * time.Second
}
