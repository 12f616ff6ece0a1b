package trail

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	chain "portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// Desk is what the screen needs of [portaldesk/app.Desk].
type Desk interface {
	// ReadsOthersTrail says that the agent sees what others did.
	ReadsOthersTrail() bool
	TrailPage(f chain.Filter, limit int, before uint64) (chain.Page, error)
	VerifyTrail(ctx context.Context, seen func(entries int)) (chain.Report, error)
	ReviewTrail(ctx context.Context, f chain.Filter) (chain.Review, error)
	LastReview(ctx context.Context, since time.Time) (client.AuditEvent, bool, error)
	MarkReviewed(from, until time.Time) error
	ExportTrail(ctx context.Context, path string, format chain.Format, f chain.Filter) (written, unreadable int, err error)
}

// Around is what the screen asks of the rest of the window.
type Around struct {
	Canvas fyne.Canvas
	// Open shows an account on the desk.
	Open func(client.AccountID)
	// PickFolder lets the agent choose a folder.
	PickFolder func(picked func(path string))
	// Folder is where an export goes unless she chooses another.
	Folder string
}

// Options is what the screen needs. Clock writes times in the portal's zone.
type Options struct {
	Desk   Desk
	Around Around
	// Agent is who sits here.
	Agent  client.Agent
	Runner parts.Runner
	Ticker parts.Ticker
	Log    *slog.Logger
	Clock  phrase.Clock
}
