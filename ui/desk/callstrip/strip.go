package callstrip

import (
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/call"
	"portaldesk/app/callback"
	"portaldesk/client"
	"portaldesk/ui/language"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// Desk is the calls of the agent, as the strip needs them.
type Desk interface {
	StartCall(language string) (*call.Call, error)
	CloseCall() (client.CallID, error)
	DiscardCall() error
	// WriteNote writes a note that the desk cannot save to a file.
	WriteNote(path, note string) error
	// CallBack opens the call that keeps a promise.
	CallBack(id, language string) (*call.Call, error)
	// Promises are the open promises that a call about an account may keep, the one it is linked to first.
	Promises(account client.AccountID, linked string) []callback.Callback
}

// Options is what the strip needs.
type Options struct {
	Desk   Desk
	Runner parts.Runner
	Ticker parts.Ticker
	Log    *slog.Logger
	Clock  phrase.Clock
	// Current is the open call, nil while none is.
	Current func() *call.Call
	// Changed is called after a call was opened or closed, Tick once a second while one is open.
	Changed, Tick func()

	// Reasons are the wrap-up codes of the portal, Customs its templates and hours.
	Reasons call.Reasons
	Customs app.Customs
	Names   Names
	// Script is the tongue of what is said to the caller.
	Script language.Chosen

	// Numbered is called after the caller's number was entered.
	Numbered func()
	// PickFolder lets the agent choose a folder for a note that cannot be saved; nil where there is no way to.
	PickFolder func(picked func(path string))
	// Room is how high the strip may be; nil for as high as it likes.
	Room func() float32
}

// Names are what templates call the desk by.
type Names struct{ Portal, Agent string }

// Strip is the strip.
type Strip struct {
	o       Options
	box     *parts.Box
	content *fyne.Container
	pieces

	call *call.Call
	stop func() // stops the clock, nil while it does not run
	busy bool
	// unsaved: the notice says that the draft could not be saved.
	unsaved bool
	wants   string // the language the next call is opened in
	written written
	opened  []func()  // what waits for the call that is being opened
	seen    reachable // that of the patient on the screen
	large   bool      // the strip is laid out for large text
}

// pieces are what the strip is put together from.
type pieces struct {
	idle *idle
	head *head
	form *form
	// promise is when to call back, keeps whether this is the call that was promised.
	promise *promise
	keeps   *keeps
	note    *note
	done    *deeds
	below   *fyne.Container  // the note, and beside it what was done
	close   *parts.Paragraph // what is said to the caller at the end
	notice  *parts.Notice
	rescue  *rescue // for a note that cannot be saved
}

// New makes the strip, with the call that is open already, if any: then it was brought back after a restart.
func New(o Options) *Strip {
	s := &Strip{o: o, wants: languages[0]}
	s.idle = newIdle(s.Open)
	s.head = newHead(s)
	s.form = newForm(s)
	s.promise = newPromise(s)
	s.keeps = newKeeps(s)
	s.note = newNote(s)
	s.notice = parts.NewNotice()
	s.rescue = newRescue(s)
	s.close = parts.NewParagraph("", parts.Muted)
	s.done = newDeeds()
	s.below = &fyne.Container{Layout: noteLayout{}, Objects: []fyne.CanvasObject{s.note.content, s.done.content}}
	s.content = parts.Column(theme.Half)
	s.box = parts.NewBox(parts.Look{}, s.content)
	s.take(o.Current())
	s.head.setBroughtBack(s.call != nil)
	s.form.chosen = s.call != nil // the language of a call that is brought back stays as it was
	return s
}

// Content is what the window shows.
func (s *Strip) Content() fyne.CanvasObject { return s.box }

// InCall says whether a call is open.
func (s *Strip) InCall() bool { return s.call != nil }

// SetLanguage takes the language of the patient on the screen for the call: for the one that is open, unless the agent
// chose another, and for the next one that is opened. One that no call can be held in counts as the first that can.
func (s *Strip) SetLanguage(language string) {
	s.wants = languages[max(0, slices.Index(languages, language))]
	if s.call != nil && !s.form.chosen {
		s.form.speak(s.wants)
	}
}

// Refresh shows the call as it is now; something may have been done in it.
func (s *Strip) Refresh() {
	if s.call != nil {
		draft, before := s.call.Draft(), s.inSight()
		s.done.show(draft.Done, draft.Caller.Level, s.large)
		s.head.show(s.call, draft)
		s.keeps.show(draft)
		s.promised(draft)
		s.farewell(draft)
		s.settle(before)
	}
}

// inSight says which of the pieces that come and go are there.
func (s *Strip) inSight() [4]bool {
	return [...]bool{s.close.Visible(), s.promise.content.Visible(), s.keeps.toggle.Visible(), s.done.content.Visible()}
}

// settle gives every piece its place anew, when others are in sight than before.
func (s *Strip) settle(before [4]bool) {
	if s.inSight() != before {
		s.lay()
	}
}

// promised shows the fields of a call back for as long as that is the outcome.
func (s *Strip) promised(draft call.Draft) {
	if draft.Outcome == client.OutcomeCallBack {
		s.promise.content.Show()
	} else {
		s.promise.content.Hide()
	}
}

// farewell shows, once an outcome is chosen, when the caller may call again, unless it is the desk that calls.
func (s *Strip) farewell(draft call.Draft) {
	said := phrase.CallUs(s.o.Customs.Hours, s.o.Clock.Now(), time.Local, s.o.Script.Now())
	if draft.Outcome == "" || draft.Outcome == client.OutcomeCallBack || said == "" {
		s.close.Hide()
		return
	}
	s.close.SetText(lang.L("Tell the caller: {{.Sentence}}.", map[string]any{"Sentence": said}))
	s.close.Show()
}

// take shows another call, or none, and lets the clock run only while there is one.
func (s *Strip) take(current *call.Call) {
	s.call, s.written = current, written{}
	s.size()
	s.notice.Clear()
	s.rescue.clear()
	if current == nil {
		s.halt()
		s.content.Objects = []fyne.CanvasObject{s.idle.content}
		s.lay()
		return
	}
	s.form.show(current.Draft())
	s.promise.show(current.Draft())
	s.note.show(current.Draft())
	s.head.saved()
	s.content.Objects = []fyne.CanvasObject{s.head.content, s.keeps.toggle, s.form.content, s.promise.content, s.below, s.close, s.notice,
		s.rescue.offer, s.rescue.said}
	s.Refresh()
	if s.stop == nil {
		s.stop = s.o.Ticker.Every(tickSpan, s.tick)
	}
	s.lay()
}

func (s *Strip) halt() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

func (s *Strip) tick() {
	if s.call != nil {
		if s.large != parts.LargeText() {
			s.size()
			s.Refresh()
		}
		s.grow() // the window may have another size
		s.head.tick(s.call)
		s.form.number.tick()
		s.o.Tick()
	}
}

// entered hands something the agent entered to the call, which saves it by itself.
func (s *Strip) entered(set func(*call.Call)) {
	if s.call == nil {
		return
	}
	set(s.call)
	draft := s.call.Draft()
	s.head.saving()
	s.head.offerDiscard(draft)
	before := s.inSight()
	s.farewell(draft)
	s.promised(draft)
	s.settle(before)
	if s.form.unmark(draft); !s.form.marked() && s.notice.Visible() {
		s.notice.Clear()
		s.lay()
	}
}
