package phrase

import "strconv"

// Grouped writes a count with the thousands apart.
func Grouped(count int) string {
	text := strconv.Itoa(count)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "\u202f" + text[at:]
	}
	return text
}
