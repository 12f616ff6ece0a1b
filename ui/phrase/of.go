package phrase

import (
	"context"
	"errors"

	"portaldesk/app"
	"portaldesk/app/call"
	"portaldesk/client"
)

// Of says what an error means to the agent. nil is the empty sentence. The text of the error itself is never part of it.
func Of(err error) Sentence {
	if err == nil {
		return Sentence{}
	}
	if refusal, ok := errors.AsType[*app.Refusal](err); ok {
		return Barrier(refusal.Standing)
	}
	if missing, ok := errors.AsType[*call.Incomplete](err); ok {
		return incomplete(missing)
	}
	if blanks, ok := errors.AsType[*call.Unfilled](err); ok {
		return unfilled(blanks)
	}
	if long, ok := errors.AsType[*call.TooLong](err); ok {
		return tooLong(long)
	}
	if sentence, ok := ofCallback(err); ok {
		return sentence
	}
	if behind, ok := errors.AsType[*app.StuckError](err); ok {
		return stuck(behind)
	}
	if sentence, ok := local(err); ok {
		return sentence.translated(nil)
	}
	if fault, ok := errors.AsType[*client.Error](err); ok {
		return ofPortal(fault)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return kinds[client.Canceled].translated(nil)
	}
	return unforeseen.translated(nil)
}

// unforeseen is said when an error is none that was foreseen. It promises nothing that is not so.
var unforeseen = Sentence{
	"Something unexpected went wrong",
	"What you typed is still here.",
	"Try again. If it stays, restart Portaldesk and tell your support what you were doing.",
}
