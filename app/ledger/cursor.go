package ledger

import (
	"fmt"

	"portaldesk/client"
	"portaldesk/client/callbook"
)

// cursorOf writes where a page ended: the order, and the last row's place in it.
func cursorOf(last callbook.Mark, order client.CallOrder) string {
	return fmt.Sprintf("%x.%x.%s", uint64(last.Key), last.Number, order)
}

// markIn is where the page behind a cursor begins, nil for the beginning of the list. A cursor is good for one order only.
func markIn(cursor string, order client.CallOrder) (after *callbook.Mark, known bool) {
	if cursor == "" {
		return nil, true
	}
	var key uint64
	var last callbook.Mark
	if _, err := fmt.Sscanf(cursor, "%x.%x.", &key, &last.Number); err != nil {
		return nil, false
	}
	last.Key = int64(key)
	return &last, cursorOf(last, order) == cursor
}
