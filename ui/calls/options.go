package calls

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app/call"
	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// Gap is the least time from one question to the next: two quick keys make one question.
const Gap = 40 * time.Millisecond

// Log is what the screen needs of the desk's closed calls.
type Log interface {
	PastCalls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error)
	// ExportCalls writes the calls of a question to a file, which appears whole or not at all.
	ExportCalls(ctx context.Context, path string, query client.CallQuery) (written int, err error)
	// AmendCall queues an entry that amends a call; one that amends an entry like that amends its call. It may be queued although
	// the answer is an error: when only the trail could not be written.
	AmendCall(call client.Call, note string) error
}

// Box is the calls that wait for the portal.
type Box interface {
	List() ([]queue.Entry, error)
	Summary() queue.Summary
}

// Access is whether closed calls can be read here.
type Access struct {
	// Offer is the portal's of [client.ReadsCalls].
	Offer client.Offer
	// Permitted says that the agent's role may read them, Keeps that it may hand the portal calls and amendments.
	Permitted, Keeps bool
}

// Desk is what the screen asks of the rest of the window.
type Desk struct {
	// Open shows an account on the desk.
	Open func(client.AccountID)
	// PickFolder lets the agent choose a folder.
	PickFolder func(picked func(path string))
	// Folder is where an export goes unless she chooses another.
	Folder string
}

// Options is what the screen needs. Clock writes times in the portal's zone.
type Options struct {
	Calls  Log
	Box    Box
	Desk   Desk
	Access Access
	// Agent is who sits here.
	Agent  client.Agent
	Canvas fyne.Canvas
	Runner parts.Runner
	Log    *slog.Logger
	Clock  phrase.Clock
	// Reasons are the wrap-up codes of the portal.
	Reasons call.Reasons
	// Gap is that between questions, usually [Gap].
	Gap time.Duration
}

// readable says that there is anything to ask for.
func (a Access) readable() bool { return a.Offer.Offered && a.Permitted }
