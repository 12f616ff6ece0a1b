package phone

import (
	"context"
	"log/slog"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/client/demoportal"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Source is where messages come from: the demo portal's [demoportal.Phone]. Messages are the newest first.
type Source interface {
	Messages() []demoportal.Message
	Subscribe(arrived func(demoportal.Message)) (cancel func())
}

// Truth is what the patient of an account truthfully answers, by what is asked for.
type Truth func(client.AccountID) map[client.IdentifierKind]string

// Options is what the window needs. Clock writes times in the portal's zone.
type Options struct {
	Source Source
	Truth  Truth // nil where nobody plays the caller
	Runner parts.Runner
	Log    *slog.Logger
	Clock  phrase.Clock
}

// most is how many messages are shown; older ones are of no use in a call.
const most = 50

// Phone is the view; [Phone.Content] goes into a window of its own.
type Phone struct {
	o       Options
	cards   *fyne.Container
	caller  *fyne.Container
	empty   *parts.StatePanel
	content fyne.CanvasObject

	arrived chan struct{} // has a value when there is something new to show
	cancel  func()
	closed  bool
}

// New makes the view and keeps it up to date until Close, or until the runner's context ends.
func New(o Options) *Phone {
	p := &Phone{o: o, cards: parts.Stack(theme.Grid), caller: parts.Stack(theme.Half), arrived: make(chan struct{}, 1)}
	p.empty = parts.NewStatePanel(parts.State{Icon: toolkit.IconNameMailSend, Title: lang.L("No messages yet"),
		Body: lang.L("What the demo portal sends to patients arrives here: codes, links, letters.")})
	head := parts.NewBox(parts.BarLook, parts.NewSection(lang.L("Patient's phone"),
		parts.NewPill(parts.Info, "", lang.L("Demo"))))
	p.content = parts.Frame(parts.Stack(0, head, p.caller),
		container.NewStack(p.empty, parts.Scrolling(parts.Inset(theme.Grid, theme.Grid, p.cards))), nil)
	p.cancel = o.Source.Subscribe(func(demoportal.Message) { p.ring() })
	p.show()
	p.listen()
	return p
}

// ring never waits: the portal's request does.
func (p *Phone) ring() {
	select {
	case p.arrived <- struct{}{}:
	default:
	}
}

// Close ends the listening.
func (p *Phone) Close() {
	p.cancel()
	p.closed = true
	p.ring()
}

// Content is what the window shows.
func (p *Phone) Content() fyne.CanvasObject { return p.content }

// listen waits for one change, shows it, and waits again.
func (p *Phone) listen() {
	p.o.Runner.Go(func(ctx context.Context) {
		select {
		case <-p.arrived:
		case <-ctx.Done():
		}
	}, func() {
		if !p.closed {
			p.show()
			p.listen()
		}
	})
}

func (p *Phone) show() {
	messages := p.o.Source.Messages()
	p.cards.Objects = nil
	for _, message := range messages[:min(len(messages), most)] {
		p.cards.Add(p.card(message))
	}
	p.empty.Hidden = len(messages) > 0
	p.content.Refresh()
	p.o.Log.Debug("phone", "messages", len(messages))
}

// card is one message: who got it and when, the text, and its code large.
func (p *Phone) card(m demoportal.Message) fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		parts.Spread(theme.Grid, nil, parts.NewClipped(m.Patient, parts.Strong), parts.NewText(p.o.Clock.Since(m.At), parts.Caption)),
		parts.Spread(theme.Grid, parts.NewText(phrase.MailKind(m.Kind), parts.Caption.In(parts.Info.Fore())),
			parts.NewClipped(m.To, parts.Caption), nil),
		parts.NewParagraph(m.Text, parts.Plain),
	}
	if m.Code != "" {
		rows = append(rows, parts.NewBox(codeLook, code(m.Code)))
	}
	return parts.NewBox(cardLook, parts.Stack(theme.Half, rows...))
}

// longestLarge is how many characters of a code fit a line of the phone in large letters.
const longestLarge = 20

// code is large as long as it fits; a link is wrapped, for what is cut off cannot be typed.
func code(text string) fyne.CanvasObject {
	if utf8.RuneCountInString(text) <= longestLarge {
		return parts.NewClipped(text, codeStyle)
	}
	return parts.NewParagraph(text, parts.Strong.In(theme.InfoText))
}

var (
	cardLook  = parts.Look{Fill: theme.Surface, Border: theme.Border, Radius: 12, Vertical: 12, Horizontal: theme.Gap}
	codeLook  = parts.Look{Fill: theme.InfoBack, Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Gap}
	codeStyle = parts.Style{Color: theme.InfoText, Size: toolkit.SizeNameHeadingText, Bold: true, Mono: true,
		Align: fyne.TextAlignCenter}
)
