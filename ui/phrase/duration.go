package phrase

import (
	"fmt"
	"time"

	"portaldesk/ui/language"
)

// Duration is a length of time in words, in its largest unit, rounded up: "30 seconds", "2 minutes", "3 hours".
func Duration(d time.Duration) string {
	switch {
	case d <= 90*time.Second:
		return count(language.Tongue{}, up(d, time.Second), "1 second", "{{.N}} seconds")
	case d <= 90*time.Minute:
		return count(language.Tongue{}, up(d, time.Minute), "1 minute", "{{.N}} minutes")
	case d <= 48*time.Hour:
		return count(language.Tongue{}, up(d, time.Hour), "1 hour", "{{.N}} hours")
	default:
		return count(language.Tongue{}, up(d, 24*time.Hour), "1 day", "{{.N}} days")
	}
}

func up(d, unit time.Duration) int { return int((d + unit - 1) / unit) }

// Timer is a running time: "03:12", "1:03:12".
func Timer(d time.Duration) string {
	seconds := int(max(d, 0) / time.Second)
	if seconds < 3600 {
		return fmt.Sprintf("%02d:%02d", seconds/60, seconds%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}
