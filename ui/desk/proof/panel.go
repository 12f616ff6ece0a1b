package proof

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Check is a verification that is going on.
type Check interface {
	State() client.Verification
	Level(now time.Time) client.ProofLevel
	Identifier(ctx context.Context, kind client.IdentifierKind, said string) (client.Verification, error)
	SendCode(ctx context.Context, contact client.ContactID) (client.Verification, error)
	Code(ctx context.Context, code string) (client.Verification, error)
	CallBack(ctx context.Context, contact client.ContactID) (client.Verification, error)
}

// Options is what the panel needs.
type Options struct {
	Runner parts.Runner
	Log    *slog.Logger
	Clock  phrase.Clock
	Policy client.VerificationPolicy
	// Begin begins to verify a caller, GiveUp forgets one for whom it had begun, OpenCall opens a call, Changed is called after everything that may have changed how
	// well the caller is proven.
	Begin    func(ctx context.Context, account client.AccountID, caller app.Caller) (Check, error)
	GiveUp   func(account client.AccountID)
	OpenCall func()
	Changed  func()
	// Done goes on to where the work is when nothing is left to do here.
	Done func()
	// Reveal scrolls to the panel when the work goes on there.
	Reveal func(fyne.CanvasObject)
}

// Subject is what the panel is about: an account, whether a call is open, and the check that goes on, if any.
type Subject struct {
	Account client.Account
	InCall  bool
	// Name is the caller's when it is not the patient, as far as it is known.
	Name  string
	Check Check
}

// Panel is the panel.
type Panel struct {
	o       Options
	content *fyne.Container
	title   *parts.Text
	pill    *parts.Pill
	another *parts.Action
	body    *fyne.Container
	ticking []func() // what counts down in the body that is shown
	first   parts.FocusTarget

	subject Subject
	phase   phase
	busy    bool
	progress
}

// progress is what the panel remembers of one check.
type progress struct {
	last  message
	shut  bool // the portal takes no more attempts
	tried map[client.IdentifierKind]bool
}

// phase is which of its bodies the panel shows.
type phase int

const (
	phaseNoCall phase = iota
	phaseCaller
	phaseIdentifiers
	phaseOutOfBand
	phaseProven
	phaseClosed
)

// New makes an empty panel.
func New(o Options) *Panel {
	p := &Panel{o: o, title: parts.NewText("", parts.Strong), pill: parts.NewPill(parts.Neutral, "", ""), body: parts.Column(theme.Grid)}
	p.another = parts.NewAction(lang.L("Change"), p.startOver)
	p.another.Call(lang.L("Who is calling?"))
	p.another.OnFocus = func() { o.Reveal(p.content) }
	head := parts.Flow(theme.Grid, p.title, layout.NewSpacer(), p.another, p.pill)
	p.content = parts.Column(theme.Grid, head, p.body)
	p.Show(Subject{})
	return p
}

// Content is what the window shows.
func (p *Panel) Content() fyne.CanvasObject { return p.content }

// Show shows the panel for a subject. For another account or check it begins anew.
func (p *Panel) Show(s Subject) {
	if s.Account.ID != p.subject.Account.ID || s.Check != p.subject.Check {
		p.forget()
	}
	p.subject = s
	p.draw()
}

func (p *Panel) forget() {
	p.last, p.shut, p.tried = message{}, false, map[client.IdentifierKind]bool{}
}

// startOver asks anew who is calling.
func (p *Panel) startOver() {
	p.o.GiveUp(p.subject.Account.ID)
	p.subject.Check = nil
	p.forget()
	p.draw()
	p.o.Changed()
	p.Focus()
}

// Focus goes to the field in which the proof goes on.
func (p *Panel) Focus() {
	p.o.Log.Debug("focus", "on", "proof")
	p.o.Reveal(p.content)
	if p.first == nil {
		p.o.Done()
		return
	}
	parts.Focus(p.first)
}

// Tick brings what counts down up to date. It is called once a second while a call is open.
func (p *Panel) Tick() {
	if p.phaseNow() != p.phase {
		p.draw()
		p.o.Changed()
		return
	}
	for _, tick := range p.ticking {
		tick()
	}
}

// phaseNow is the body that fits what is known.
func (p *Panel) phaseNow() phase {
	switch check := p.subject.Check; {
	case !p.subject.InCall:
		return phaseNoCall
	case check == nil:
		return phaseCaller
	case p.shut || check.State().Closed:
		return phaseClosed
	case check.Level(p.o.Clock.Now()) >= client.ProvenByOOB:
		return phaseProven
	case len(check.State().Matched) >= check.State().Required:
		return phaseOutOfBand
	default:
		return phaseIdentifiers
	}
}

// draw builds the body anew, so that no field keeps what was typed into it, not even to be undone.
func (p *Panel) draw() {
	p.phase, p.first, p.ticking = p.phaseNow(), nil, nil
	p.body.Objects = slices.Concat(p.named(), p.bodyOf(p.phase), p.byDesk())
	p.title.SetText(p.heading())
	show(p.another, p.phase > phaseCaller && p.phase != phaseClosed)
	tone, word := p.standing()
	p.pill.Set(tone, "", word)
	p.content.Refresh()
}

// named is who says to be calling for the patient, and what the patient's age takes from them.
func (p *Panel) named() []fyne.CanvasObject {
	if p.phase <= phaseCaller {
		return nil
	}
	var lines []fyne.CanvasObject
	if p.subject.Name != "" {
		lines = append(lines, parts.NewParagraph(p.subject.Name, parts.Plain))
	}
	relation := p.subject.Check.State().Relation
	if text := phrase.RelationRule(p.o.Policy, relation, p.subject.Account); text != "" {
		lines = append(lines, parts.NewParagraph(text, parts.Caption))
	}
	return lines
}

// byDesk says who compares, where it is not the portal.
func (p *Panel) byDesk() []fyne.CanvasObject {
	if !p.o.Policy.ByDesk || p.phase == phaseNoCall || p.phase == phaseClosed {
		return nil
	}
	return []fyne.CanvasObject{parts.NewParagraph(
		lang.L("The server cannot prove callers: this desk compares, counts and keeps the proof, and the trail says so."), parts.Caption)}
}

func (p *Panel) bodyOf(now phase) []fyne.CanvasObject {
	switch now {
	case phaseNoCall:
		return p.noCall()
	case phaseCaller:
		return p.whoIsCalling()
	case phaseIdentifiers:
		return p.identifiers()
	case phaseOutOfBand:
		return p.outOfBand()
	case phaseProven:
		return p.proven()
	default:
		return p.closed()
	}
}
