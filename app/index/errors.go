package index

import (
	"context"
	"errors"

	"portaldesk/client"
)

// Why a walk ended without an index.
var (
	// ErrTooMany: the portal has more accounts than an index may hold.
	ErrTooMany = errors.New("index: too many accounts")
	// ErrEndless: the portal's pages do not come to an end.
	ErrEndless = errors.New("index: the pages do not come to an end")
)

// failure puts an error of the store into the form in which a look-up fails. The kind is one that says nothing of the
// line: the portal was not asked.
func failure(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ours := errors.AsType[*client.Error](err); ours {
		return err
	}
	kind := client.Protocol
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		kind = client.Canceled
	}
	return &client.Error{Op: op, Kind: kind, Code: "index-unreadable", Err: err}
}
