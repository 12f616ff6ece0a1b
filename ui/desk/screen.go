package desk

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"portaldesk/app"
	"portaldesk/app/diagnosis"
	"portaldesk/app/line"
	"portaldesk/client"
	"portaldesk/ui/desk/account"
	"portaldesk/ui/desk/callstrip"
	"portaldesk/ui/desk/lookup"
	"portaldesk/ui/desk/operate"
	"portaldesk/ui/desk/proof"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// LookUpGap is the least time from one question of the look-up to the next: two quick keys make one question.
const LookUpGap = 40 * time.Millisecond

// Deps is what the screen needs.
type Deps struct {
	Desk   *app.Desk
	Runner parts.Runner
	Ticker parts.Ticker
	Log    *slog.Logger
	Now    func() time.Time
	// Gap is that of the look-up, usually [LookUpGap].
	Gap time.Duration
	// Copier is that of [operate.Options]; it may be nil.
	Copier func() func(secret string)
	// Script is the tongue of what is said to the caller.
	Script language.Chosen
	// Card is that of [operate.Options].
	Card func(signIn func(context.Context, client.Credentials) error, done func()) operate.SignInCard
	// OpenCall shows an earlier call in the call log.
	OpenCall func(client.Call)
	// Room and PickFolder are those of [callstrip.Options]; they may be nil.
	Room       func() float32
	PickFolder func(picked func(path string))
}

// Screen is the desk.
type Screen struct {
	d     Deps
	clock phrase.Clock
	pieces
	onScreen
}

// pieces are what the screen is put together from.
type pieces struct {
	lookup *lookup.Pane
	view   *account.View
	proof  *proof.Panel
	bar    *operate.Bar
	flags  *operate.Flags
	strip  *callstrip.Strip
	stage  *stage
	panes  *parts.Beside // the look-up and the account

	content fyne.CanvasObject
}

// New makes the screen. A call that was open when the desk was last closed is there again, with its account.
func New(d Deps) *Screen {
	s := &Screen{d: d, clock: phrase.NewClock(d.Desk.About.TimeZone, d.Now)}
	s.reads.Runner = d.Runner
	s.lookup = lookup.New(s.lookupOptions())
	s.view = account.New(account.Options{Clock: s.clock, Reasons: d.Desk.Profile.Reasons, Offers: d.Desk.About.Offers,
		Find: d.Desk.Find, Faults: d.Desk.CauseFaults, Mend: s.operate, OpenOther: s.enter, Note: s.tried, Script: d.Script, Reveal: s.reveal,
		Agent: d.Desk.Session.Agent, OpenCall: d.OpenCall})
	s.proof = proof.New(s.proofOptions())
	s.bar = operate.New(s.operateOptions())
	s.flags = operate.NewFlags(s.clock)
	s.strip = callstrip.New(callstrip.Options{
		Desk: d.Desk, Runner: d.Runner, Ticker: d.Ticker, Log: d.Log, Clock: s.clock,
		Current: d.Desk.Calls.Current, Changed: s.callChanged, Tick: s.tick,
		Reasons: d.Desk.Profile.Reasons, Customs: d.Desk.Customs, Script: d.Script,
		Names:    callstrip.Names{Portal: d.Desk.About.Name, Agent: cmp.Or(d.Desk.Session.Agent.Name, d.Desk.Session.Agent.Login)},
		Numbered: s.stand, Room: d.Room, PickFolder: d.PickFolder,
	})
	s.stage = newStage(s)
	s.panes = parts.NewBeside(parts.Room{Share: 0.33, Least: 348, Most: 400, Rest: columnLeast, Gap: margin}, s.lookup.Content(), s.stage.content)
	s.content = parts.Inset(margin, margin, s.panes.Content)
	s.lookup.SetOffline(!d.Desk.Line.State().Online)
	s.bringBack()
	return s
}

const margin = 8

// The panes of the screen.
const (
	paneLookUp = iota
	paneAccount
)

// bringBack opens the account of a call that was left open.
func (s *Screen) bringBack() {
	if call := s.d.Desk.Calls.Current(); call != nil && call.Draft().Account != "" {
		s.read(call.Draft().Account, nil)
	}
}

// Content is the screen without the strip.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Strip is the call strip, which stays whatever screen is shown.
func (s *Screen) Strip() fyne.CanvasObject { return s.strip.Content() }

// FocusLookUp puts the cursor into the look-up field.
func (s *Screen) FocusLookUp() {
	s.panes.Front(paneLookUp)
	s.lookup.Focus()
}

// TakeSecretsOff takes what only the caller may hear off the screen.
func (s *Screen) TakeSecretsOff() { s.bar.TakeSecretOff() }

// Apply takes in what happened in the background. It is called on the UI goroutine.
func (s *Screen) Apply(event app.Event) {
	s.strip.Apply(event)
	switch event := event.(type) {
	case app.IndexChanged:
		s.lookup.NamesChanged(event)
	case app.ApprovalsChanged:
		s.bar.Approvals(event.Approvals)
		s.stand()
	case app.LineChanged:
		s.lineChanged(event.State)
	}
}

func (s *Screen) lineChanged(state line.State) {
	s.lookup.SetOffline(!state.Online)
	s.rank(state)
	s.stand()
	if state.Online {
		s.retry()
	}
}

// rank finds anew why the patient cannot sign in, now that the portal answers or no longer does.
func (s *Screen) rank(state line.State) {
	if s.shown == nil {
		return
	}
	s.shown.Line = diagnosis.Line{}
	if !state.Online {
		s.shown.Line = diagnosis.Line{Down: true, Since: state.Since}
	}
	s.findAnew()
}

// SignedIn goes on where the end of the session came in between.
func (s *Screen) SignedIn() {
	s.lookup.Retry()
	s.retry()
}

// retry reads the account that could not be read.
func (s *Screen) retry() {
	if s.failed != nil {
		s.again()
	}
}
