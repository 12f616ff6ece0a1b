package callbacks

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/app/hours"
	"portaldesk/ui/due"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Book is what the screen needs of [callback.Callbacks]. Reading it never waits.
type Book interface {
	Promised() []callback.Callback
	Settled() []callback.Callback
	Late(at time.Time) []callback.Callback
	Unreadable() int
	Move(id string, due time.Time) error
	Try(id string, result callback.Result) error
	Settle(id string, state callback.State, reason string) error
}

// Options is what the screen needs.
type Options struct {
	Book   Book
	Canvas fyne.Canvas
	Runner parts.Runner
	Log    *slog.Logger
	// Clock may be in any zone; due times are shown in that of Hours, the desk's own, which may be nil.
	Clock phrase.Clock
	Hours *hours.Schedule
	// Reasons are the wrap-up codes of the portal.
	Reasons call.Reasons
	// Call goes to the desk and opens the call that keeps a promise.
	Call func(callback.Callback)
}

// Screen is the promised calls.
type Screen struct {
	o       Options
	clock   phrase.Clock
	items   []item
	counts  *parts.Text
	lost    *parts.Paragraph
	list    *parts.List
	table   *fyne.Container
	state   *parts.StatePanel
	content fyne.CanvasObject
	busy    bool
}

// New makes the screen; Reload fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, clock: due.ClockOf(o.Hours, o.Clock), counts: parts.NewText("", parts.Muted),
		lost: parts.NewParagraph("", parts.Caption)}
	s.state = parts.NewStatePanel(nobodyWaits())
	s.list = s.newList()
	s.table = parts.Frame(heads(), s.list, nil)
	panel := parts.NewBox(listLook, container.NewStack(s.state, s.table))
	title := parts.Line(theme.Gap, parts.NewText(lang.L("Callbacks"), parts.Title), s.counts, layout.NewSpacer())
	s.content = parts.Inset(theme.Gap, theme.Gap, parts.Frame(parts.Stack(theme.Grid, title, parts.Inset(0, 0, s.lost)), panel, nil))
	s.Reload()
	return s
}

var listLook = parts.Look{Fill: theme.Surface, Border: theme.Border, Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Grid}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter is called when the screen comes to the front: what is due first is marked.
func (s *Screen) Enter() {
	s.Reload()
	if len(s.items) > 0 {
		s.o.Canvas.Focus(s.list)
		return
	}
	s.o.Canvas.Unfocus()
}

// Reload shows the promises as they are now. It is called after every change, and when one becomes due or late.
func (s *Screen) Reload() {
	now := s.clock.Now()
	open, settled := s.o.Book.Promised(), s.o.Book.Settled()
	s.items = itemsOf(open, settled, now.In(s.clock.Zone))
	s.counts.SetText(promisedAndLate(len(s.o.Book.Late(now)), len(open)))
	s.list.SetRows(len(s.items))
	s.state.Hidden, s.table.Hidden = len(s.items) > 0, len(s.items) == 0
	unreadable := s.o.Book.Unreadable()
	s.lost.Hidden = unreadable == 0
	s.lost.SetText(lang.L("Promises that cannot be read: {{.N}}. They are kept as they are; call your support.", map[string]any{"N": unreadable}))
	s.content.Refresh()
}

func nobodyWaits() parts.State {
	state := parts.Empty(lang.L("Nobody waits for a call"), lang.L("What was promised is kept here until somebody has called."))
	state.Next = lang.L("Close a call with the outcome “Call back” to promise one.")
	return state
}

// promisedAndLate is how much was promised: "3 promised, 1 late".
func promisedAndLate(late, open int) string {
	counts := lang.L("{{.N}} promised", map[string]any{"N": open})
	if late == 0 {
		return counts
	}
	return lang.L("{{.Counts}}, {{.N}} late", map[string]any{"Counts": counts, "N": late})
}

// change writes to the disk, away from the UI goroutine and one thing at a time; then is called with what came of it.
func (s *Screen) change(what string, do func() error, then func(error)) {
	if s.busy {
		return
	}
	s.busy = true
	var err error
	s.o.Runner.Go(func(context.Context) { err = do() }, func() {
		s.busy = false
		s.o.Log.Debug("callback changed", "what", what, "ok", err == nil)
		then(err)
		s.Reload()
	})
}
