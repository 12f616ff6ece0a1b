package deskhours

import (
	"strings"

	"portaldesk/app/hours"
)

// linesOf writes a clinic's own days, one a line: "12-24 Christmas Eve".
func linesOf(days []hours.OwnDay) string {
	lines := make([]string, len(days))
	for i, day := range days {
		lines[i] = day.Date + " " + day.Name
	}
	return strings.Join(lines, "\n")
}

// daysOf reads the lines; empty ones mean nothing.
func daysOf(text string) []hours.OwnDay {
	var days []hours.OwnDay
	for line := range strings.Lines(text) {
		date, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		if date != "" {
			days = append(days, hours.OwnDay{Date: date, Name: strings.TrimSpace(name)})
		}
	}
	return days
}
