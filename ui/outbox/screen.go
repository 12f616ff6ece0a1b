package outbox

import (
	"context"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/app/call"
	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Box is what the screen needs of [queue.Outbox].
type Box interface {
	List() ([]queue.Entry, error)
	Summary() queue.Summary
	Mend(call client.Call) error
	Deliver(ctx context.Context) (queue.Result, error)
}

// Options is what the screen needs. Clock writes times in the portal's zone.
type Options struct {
	Box    Box
	Canvas fyne.Canvas
	Runner parts.Runner
	Log    *slog.Logger
	Clock  phrase.Clock
	// Local: calls are not handed to a portal but kept on this computer.
	Local bool
	// Reasons are the wrap-up codes of the portal.
	Reasons call.Reasons
}

// Screen is the outbox.
type Screen struct {
	o       Options
	reads   parts.Latest
	entries []queue.Entry

	head    head
	notice  *parts.Notice
	others  *parts.Paragraph
	list    *parts.List
	table   fyne.CanvasObject
	state   *parts.StatePanel
	content fyne.CanvasObject
	busy    bool
	// entering says that the focus waits for what is being read.
	entering bool
}

// New makes the screen; Reload fills it.
func New(o Options) *Screen {
	s := &Screen{o: o, reads: parts.Latest{Runner: o.Runner}, notice: parts.NewNotice()}
	s.head = head{counts: parts.NewText("", parts.Muted), send: parts.NewAction(lang.L("Send now"), s.SendNow)}
	s.others = parts.NewParagraph("", parts.Caption)
	s.state = parts.NewStatePanel(parts.Loading(lang.L("Reading the outbox…")))
	s.list = s.newList()
	s.table = parts.Frame(heads(), s.list, nil)
	s.table.Hide()
	panel := parts.NewBox(listLook, container.NewStack(s.state, s.table))
	s.content = parts.Inset(theme.Gap, theme.Gap, parts.Frame(
		parts.Stack(theme.Grid, s.head.line(), s.notice, parts.Inset(0, 0, s.others)), panel, nil))
	return s
}

var listLook = parts.Look{Fill: theme.Surface, Border: theme.Border, Vertical: theme.Grid, Horizontal: theme.Grid}

// head is the line above the list: how much there is, and the button that sends it.
type head struct {
	counts *parts.Text
	send   *parts.Action
}

func (h head) line() fyne.CanvasObject {
	return parts.Line(theme.Gap, parts.NewText(lang.L("Outbox"), parts.Title), h.counts, layout.NewSpacer(), h.send)
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Enter is called when the screen comes to the front: it reads the queue and puts the focus into it.
func (s *Screen) Enter() {
	s.entering = true
	s.o.Canvas.Focus(s.head.send)
	s.Reload()
}

// focusFirst goes to the list once there is one, unless the agent has gone somewhere else meanwhile.
func (s *Screen) focusFirst() {
	if s.entering && len(s.entries) > 0 && s.o.Canvas.Focused() == fyne.Focusable(s.head.send) {
		s.o.Canvas.Focus(s.list)
	}
	s.entering = false
}

// Reload reads the queue anew. It is called when the screen is shown and after every change of the queue.
func (s *Screen) Reload() {
	var (
		entries []queue.Entry
		summary queue.Summary
		err     error
	)
	s.reads.Go(func(context.Context) {
		entries, err = s.o.Box.List()
		summary = s.o.Box.Summary()
	}, func() { s.show(entries, summary, err) })
}

func (s *Screen) show(entries []queue.Entry, summary queue.Summary, err error) {
	s.entries = entries
	s.list.SetRows(len(entries))
	s.head.counts.SetText(Counts(summary.Waiting, summary.NeedsAttention))
	s.head.send.SetGreyed(s.busy || summary.Waiting == 0)
	s.showOthers(summary)
	if len(entries) == 0 || err != nil {
		s.table.Hide()
		s.state.Show()
		s.state.Set(s.nothing(summary, err))
	} else {
		s.state.Hide()
		s.table.Show()
	}
	s.content.Refresh()
	s.focusFirst()
}

// nothing says why there are no rows.
func (s *Screen) nothing(summary queue.Summary, err error) parts.State {
	if err != nil {
		said := phrase.Of(err)
		return parts.State{Tone: parts.Bad, Title: said.Title, Body: said.Body, Next: said.Next,
			Action: lang.L("Read again"), Do: s.Reload}
	}
	state := parts.Empty(lang.L("Everything is delivered"),
		lang.L("Closed calls wait here until the portal has them. Nothing is waiting."))
	if s.o.Local {
		state = parts.Empty(lang.L("Everything is put away"), lang.L("Closed calls are kept on this computer only. Nothing is waiting."))
	}
	state.Tone = parts.Good
	if summary.Delivered > 0 {
		state.Next = lang.L("Delivered since you signed in: {{.N}}", map[string]any{"N": summary.Delivered})
	}
	return state
}

// showOthers tells of entries that are in the file and not on the list.
func (s *Screen) showOthers(summary queue.Summary) {
	text := ""
	if summary.OfOthers > 0 {
		text = lang.L("Calls of other agents that wait on this computer: {{.N}}. They go out when those agents sign in.",
			map[string]any{"N": summary.OfOthers})
	}
	if summary.Unreadable > 0 {
		text += " " + lang.L("Entries that cannot be read: {{.N}}. They are kept as they are; call your support.",
			map[string]any{"N": summary.Unreadable})
	}
	s.others.SetText(text)
	s.others.Hidden = text == ""
}

// SendNow delivers what waits, at once.
func (s *Screen) SendNow() {
	if s.busy {
		return
	}
	s.setBusy(true)
	var (
		result queue.Result
		err    error
	)
	s.o.Runner.Go(func(ctx context.Context) { result, err = s.o.Box.Deliver(ctx) }, func() { s.sent(result, err) })
}

func (s *Screen) sent(result queue.Result, err error) {
	s.setBusy(false)
	s.o.Log.Debug("outbox sent", "delivered", result.Delivered, "refused", result.Refused, "left", result.Left)
	switch {
	case err != nil:
		said := phrase.Of(err)
		s.notice.Say(parts.Warning, said.Title, said.Detail())
	case result.Refused > 0:
		s.notice.Say(parts.Warning, lang.L("Some calls were refused"),
			lang.L("Delivered: {{.Delivered}}. Refused: {{.Refused}}. Open a refused call to see why.",
				map[string]any{"Delivered": result.Delivered, "Refused": result.Refused}))
	default:
		s.notice.Clear()
	}
	s.Reload()
}

func (s *Screen) setBusy(busy bool) {
	s.busy = busy
	s.head.send.Greyed = busy
	s.head.send.SetText(lang.L("Send now"))
	if busy {
		s.head.send.SetText(lang.L("Sending…"))
	}
}

// Counts is how much is in the outbox: "2 waiting, 1 needs attention".
func Counts(waiting, attention int) string {
	counts := lang.L("{{.N}} waiting", map[string]any{"N": waiting})
	switch attention {
	case 0:
		return counts
	case 1:
		return lang.L("{{.Counts}}, 1 needs attention", map[string]any{"Counts": counts})
	default:
		return lang.L("{{.Counts}}, {{.N}} need attention", map[string]any{"Counts": counts, "N": attention})
	}
}
