package approvals

import (
	"context"
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Book is what the screen needs of app.Desk.
type Book interface {
	Approvals(ctx context.Context) ([]client.Approval, error)
	Decide(ctx context.Context, id client.ApprovalID, grant bool, reason string) (client.Approval, error)
}

// Options is what the screen needs.
type Options struct {
	Book   Book
	Canvas fyne.Canvas
	Runner parts.Runner
	Log    *slog.Logger
	Clock  phrase.Clock
	// Agent is the id of who decides here: what she asks for herself is not hers to decide.
	Agent string
	// Counted is called with how many requests wait for a decision.
	Counted func(waiting int)
}

// Screen is the requests.
type Screen struct {
	o     Options
	reads parts.Latest
	rows  []client.Approval // those that wait first

	counts  *parts.Text
	list    *parts.List
	table   fyne.CanvasObject
	state   *parts.StatePanel
	content fyne.CanvasObject
	opened  *detail // the request that is being looked at, nil while none is
}

// New makes the screen; Reload fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, reads: parts.Latest{Runner: o.Runner}, counts: parts.NewText("", parts.Muted)}
	s.state = parts.NewStatePanel(parts.Loading(lang.L("Reading the requests …")))
	s.list = s.newList()
	s.table = parts.Frame(heads(), s.list, nil)
	s.table.Hide()
	panel := parts.NewBox(listLook, container.NewStack(s.state, s.table))
	title := parts.Line(theme.Gap, parts.NewText(lang.L("Approvals"), parts.Title), s.counts, layout.NewSpacer())
	s.content = parts.Inset(theme.Gap, theme.Gap, parts.Frame(parts.Inset(theme.Half, 0, title), panel, nil))
	return s
}

var listLook = parts.Look{Fill: theme.Surface, Border: theme.Border, Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Grid}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter is called when the screen comes to the front.
func (s *Screen) Enter() {
	if len(s.rows) > 0 {
		s.o.Canvas.Focus(s.list)
	} else {
		s.o.Canvas.Unfocus()
	}
	s.Reload()
}

// Reload reads the requests anew.
func (s *Screen) Reload() {
	var all []client.Approval
	var err error
	s.reads.Go(func(ctx context.Context) { all, err = s.o.Book.Approvals(ctx) }, func() {
		if err != nil {
			s.failed(err)
			return
		}
		s.Show(all)
	})
}

// Show shows the requests as they are now: those that wait first, then what became of the others.
func (s *Screen) Show(all []client.Approval) {
	var marked client.ApprovalID
	if at := s.list.Marked(); at < len(s.rows) && len(s.rows) > 0 {
		marked = s.rows[at].ID
	}
	first := len(s.rows) == 0
	s.rows = s.sorted(all)
	waiting := s.waiting()
	s.o.Counted(waiting)
	s.counts.SetText(lang.L("{{.N}} waiting", map[string]any{"N": waiting}))
	s.list.SetRows(len(s.rows))
	if at := slices.IndexFunc(s.rows, func(a client.Approval) bool { return a.ID == marked }); at >= 0 {
		s.list.Mark(at)
	}
	s.state.Hidden, s.table.(*fyne.Container).Hidden = len(s.rows) > 0, len(s.rows) == 0
	s.state.Set(nothing())
	s.content.Refresh()
	if first && len(s.rows) > 0 && parts.InWindow(s.content) && s.o.Canvas.Focused() == nil {
		s.o.Canvas.Focus(s.list)
	}
	if s.opened != nil {
		s.opened.took(s.rows)
	}
}

// sorted puts those that wait for this agent first; within both, the order stays.
func (s *Screen) sorted(all []client.Approval) []client.Approval {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b client.Approval) int { return s.rank(a) - s.rank(b) })
	return sorted
}

func (s *Screen) rank(a client.Approval) int {
	if s.decidable(a) {
		return 0
	}
	return 1
}

// decidable says whether this agent can decide a request.
func (s *Screen) decidable(a client.Approval) bool {
	return a.State == client.ApprovalPending && a.AskedBy != s.o.Agent
}

func (s *Screen) waiting() (count int) {
	for _, a := range s.rows {
		if s.decidable(a) {
			count++
		}
	}
	return count
}

func nothing() parts.State {
	state := parts.Empty(lang.L("Nobody waits for approval"), lang.L("What other agents ask a supervisor for appears here by itself."))
	state.Tone = parts.Good
	return state
}

// failed leaves what was read before; without anything it says why there is nothing.
func (s *Screen) failed(err error) {
	if len(s.rows) > 0 {
		return
	}
	said := phrase.Of(err)
	s.state.Set(parts.State{Tone: parts.Bad, Title: said.Title, Body: said.Body, Next: said.Next, Action: lang.L("Read again"), Do: s.Reload})
	s.content.Refresh()
}
