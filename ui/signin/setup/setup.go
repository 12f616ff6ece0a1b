package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// cardWidth is that of every page.
const cardWidth = 620

// Setup is the set-up of one portal. It shows one page after the other in its place.
type Setup struct {
	o      Options
	place  *fyne.Container
	scroll *parts.Scroll
	test   *test
	found  *found
	// leaving is what comes after a set-up that is being left while it still tests something; nil while it is not.
	leaving func()
}

// New makes a set-up; Start shows its first page.
func New(o Options) *Setup {
	if o.Profile.ID == "" {
		o.Profile.ID = profile.NewID()
	}
	return &Setup{o: o, place: container.NewStack()}
}

// Content is what the window shows.
func (s *Setup) Content() fyne.CanvasObject { return s.place }

// Start asks what runs the portal, and of a portal that is known already only for its entries.
func (s *Setup) Start() {
	if s.o.Profile.Kind == "" {
		s.askKind()
		return
	}
	s.askEntries(s.o.Profile.Kind)
}

// Leave ends the set-up because the window goes elsewhere or closes, and then calls then: what runs is stopped, and a session
// that was tested and not kept is dropped.
func (s *Setup) Leave(then func()) {
	switch {
	case s.test != nil && s.test.attempt.Busy():
		s.leaving = then
		s.test.attempt.GiveUp()
	case s.found != nil:
		s.forget(s.found.profile, then)
	default:
		then()
	}
}

// askEntries asks for what a kind of server needs.
func (s *Setup) askEntries(kind string) {
	p := s.o.Profile
	p.Kind = kind
	s.test = newTest(s, p)
	s.showEntries()
}

// showEntries shows the entries as they were left.
func (s *Setup) showEntries() {
	s.found = nil
	s.put(s.test.heading(), s.test.content)
	s.o.Log.Debug("screen", "name", "portal")
	parts.Focus(s.test.form.first())
}

// showFound shows what a test found.
func (s *Setup) showFound(p profile.Profile, trial app.Trial) {
	s.found = newFound(s, p, trial)
	word := lang.L("Connected")
	if p.Kind == profile.KindGuided {
		word = lang.L("Ready")
	}
	title := parts.NewText(word, parts.Title)
	s.put(parts.Spread(theme.Grid, parts.NewIcon(parts.Good.Icon(), parts.Good.Fore()), title, nil), s.found.content)
	s.o.Log.Debug("screen", "name", "portal-found")
	parts.Focus(s.found.save)
}

// back leads from the entries to what comes before them.
func (s *Setup) back() {
	if s.o.Profile.Kind == "" {
		s.askKind()
		return
	}
	s.cancel()
}

func (s *Setup) cancel() {
	if s.o.Cancel != nil {
		s.o.Cancel()
	}
}

// forget drops the session that the test left: another portal's token must not lie where this profile's is looked for.
func (s *Setup) forget(p profile.Profile, then func()) {
	s.found = nil
	var err error
	s.o.Runner.Go(func(ctx context.Context) { err = s.o.Workplace.Forget(ctx, p) }, func() {
		if err != nil {
			s.o.Log.Warn("the session of a tested connection was not dropped", "cause", err)
		}
		then()
	})
}

// put shows a page.
func (s *Setup) put(head, body fyne.CanvasObject) {
	s.scroll = parts.InCard(cardWidth, head, body)
	s.place.Objects = []fyne.CanvasObject{s.scroll}
	s.place.Refresh()
}

// reveal scrolls to what got the focus.
func (s *Setup) reveal(o fyne.CanvasObject) {
	if s.scroll != nil {
		parts.Reveal(s.scroll, o)
	}
}

// lay gives everything on the page its place anew, after something came, went or grew.
func (s *Setup) lay() {
	if s.scroll != nil {
		s.scroll.Content.Refresh()
		s.scroll.Refresh()
	}
}
