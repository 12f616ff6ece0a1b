package transport

// What is taken of one answer: far more than any answer of a contract needs, and far less than what costs. An entry of a list may be two
// bytes in the answer and a whole record in memory, so that the length alone bounds nothing: eight megabytes of them came to two gigabytes.
const (
	maxDepth   = 64
	maxEntries = 10_000
	maxMembers = 100_000
)

// extent is how large valid JSON is: how deeply its brackets nest, and how many entries its lists and members its objects have at most.
type extent struct{ depth, entries, members int }

// fault says what is wrong with an answer whose lists may have so many entries.
func (e extent) fault(entries int) error {
	switch {
	case e.depth > maxDepth:
		return errTooDeep
	case e.entries > entries || e.members > maxMembers:
		return errTooMany
	}
	return nil
}

// measure leaves out brackets and commas in strings. Below maxDepth it does not look any more.
func measure(body []byte) extent {
	var found extent
	var lists [maxDepth + 1]bool // which of the open brackets are of lists
	now, quoted := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			now++
			found.depth = max(found.depth, now)
			if now > maxDepth {
				return found
			}
			lists[now] = c == '['
			found.count(lists[now])
		case c == ',':
			found.count(lists[now])
		case c == '}' || c == ']':
			now--
		}
	}
	return found
}

// count counts the value that an opening bracket or a comma begins.
func (e *extent) count(inList bool) {
	if inList {
		e.entries++
	} else {
		e.members++
	}
}
