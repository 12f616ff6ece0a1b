package signin

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin/setup"
)

// cardWidth is that of everything on this screen.
const cardWidth = 460

// Screen is what the window shows while nobody is at the desk.
type Screen struct {
	o     Options
	place *fyne.Container
	// ask resumes sessions and asks portals who they are; what is asked for another portal voids it.
	ask   parts.Latest
	card  *Card
	setup *setup.Setup
	head  *heading
	now   profile.Profile
}

// NewScreen makes the screen. Nothing is asked before Start.
func NewScreen(o Options) *Screen {
	return &Screen{o: o, ask: parts.Latest{Runner: o.Runner}, place: container.NewStack()}
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.place }

// Start resumes the session of the portal that was worked with last, or asks for what is missing: a portal, an agent.
func (s *Screen) Start() {
	if p, ok := s.first(); ok {
		s.Choose(p)
		return
	}
	s.AddPortal()
}

func (s *Screen) first() (profile.Profile, bool) {
	if p, ok := s.o.Profiles.Last(); ok {
		return p, true
	}
	if all := s.o.Profiles.List(); len(all) > 0 {
		return all[0], true
	}
	return profile.Profile{}, false
}

// Choose goes to a portal: with its kept session straight to the desk, else to the card.
func (s *Screen) Choose(p profile.Profile) {
	s.giveUp()
	s.now, s.setup = p, nil
	s.put(parts.NewStatePanel(parts.Loading(lang.L("Opening {{.Portal}}…", map[string]any{"Portal": p.Name}))))
	var (
		desk *app.Desk
		err  error
	)
	s.ask.Go(func(ctx context.Context) { desk, err = s.o.Workplace.Resume(ctx, p) }, func() { s.resumed(desk, err) })
}

func (s *Screen) resumed(desk *app.Desk, err error) {
	s.o.Log.Debug("resume", "ok", err == nil, "kind", client.KindOf(err))
	if err == nil {
		s.o.Opened(desk)
		return
	}
	s.ShowCard()
	if client.KindOf(err) != client.Unauthenticated || isLocal(err) {
		s.card.Refuse(parts.Warning, err)
	}
}

// isLocal says that something on this computer is in the way as well.
func isLocal(err error) bool {
	joined, ok := err.(interface{ Unwrap() []error })
	return ok && len(joined.Unwrap()) > 1 || !errors.As(err, new(*client.Error))
}

// At goes to the card of a portal without trying to resume: the agent has just signed out there.
func (s *Screen) At(p profile.Profile) {
	s.now = p
	s.ShowCard()
}

// ShowCard shows the card of the present portal.
func (s *Screen) ShowCard() {
	s.setup = nil
	s.head = newHeading(s)
	s.card = NewCard(s.cardOptions())
	s.put(parts.InCard(cardWidth, s.head.content, s.card.Content()))
	s.o.Log.Debug("screen", "name", "sign-in")
	focus(s.card.First())
	s.greet()
}

func (s *Screen) cardOptions() CardOptions {
	var desk *app.Desk
	o := CardOptions{Surroundings: s.o.Surroundings, Log: s.o.Log, Way: s.now.Way(), Login: s.now.Login,
		SignIn: func(ctx context.Context, c client.Credentials) (err error) {
			desk, err = s.o.Workplace.SignIn(ctx, s.now, c)
			return err
		},
		Done:     func() { s.o.Opened(desk) },
		SetAside: func() (app.Aside, error) { return s.o.Workplace.SetAside(s.now) },
	}
	if s.now.Demo {
		o.Agents = s.o.Agents
	}
	return o
}

// Leave ends what goes on here, because the window closes, and then calls then.
func (s *Screen) Leave(then func()) {
	s.ask.Supersede()
	s.giveUp()
	if s.setup == nil {
		then()
		return
	}
	s.setup.Leave(then)
}

// giveUp stops an attempt to sign in that the agent turns away from.
func (s *Screen) giveUp() {
	if s.card != nil {
		s.card.GiveUp()
	}
}

// greet asks the portal who it is, so that the agent sees at once whether it is there.
func (s *Screen) greet() {
	var (
		about client.About
		err   error
	)
	head := s.head
	s.ask.Go(func(ctx context.Context) { about, err = s.o.Workplace.Connect(ctx, s.now) }, func() { head.greeted(about, err) })
}

// AddPortal asks for a portal that is not on the list yet.
func (s *Screen) AddPortal() { s.edit(profile.Profile{}) }

// EditPortal changes the present one.
func (s *Screen) EditPortal() { s.edit(s.now) }

func (s *Screen) edit(p profile.Profile) {
	s.ask.Supersede()
	s.giveUp()
	o := setup.Options{Surroundings: s.o.Surroundings, Workplace: s.o.Workplace, Log: s.o.Log, Keep: s.o.Profiles.Save, Profile: p,
		Guides: s.o.Guides, PickFile: s.o.PickFile, Prepare: s.o.Prepare, Saved: s.Choose}
	if s.now.ID != "" {
		o.Cancel = s.ShowCard
	}
	s.setup = setup.New(o)
	s.put(s.setup.Content())
	s.setup.Start()
}

func (s *Screen) put(content fyne.CanvasObject) {
	s.place.Objects = []fyne.CanvasObject{content}
	s.place.Refresh()
}
