package shell

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/approvals"
	"portaldesk/ui/callbacks"
	"portaldesk/ui/calls"
	"portaldesk/ui/desk"
	"portaldesk/ui/outbox"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/settings"
	"portaldesk/ui/theme"
	"portaldesk/ui/trail"
)

// house is the window while an agent is at the desk.
type house struct {
	shell  *Shell
	desk   *app.Desk
	bridge *bridge

	top       *topBar
	rail      *rail
	banners   *banners
	screen    *desk.Screen
	calls     *calls.Screen
	callbacks *callbacks.Screen
	approvals *approvals.Screen // nil for agents who decide nothing
	waiting   int               // requests for approval, as far as they were told
	outbox    *outbox.Screen
	trail     *trail.Screen
	stage     *fyne.Container
	content   *fyne.Container
	head      fyne.CanvasObject
	whole     *parts.Scroll // everything: large text on a small window scrolls rather than being cut
	session   *sessionCard
	settings  *settings.Screen
	lock      *lock
	places    []place
	shown     string // the screen on the stage
}

// newHouse builds the screens of a desk. Nothing runs before open.
func newHouse(s *Shell, d *app.Desk) *house {
	h := &house{shell: s, desk: d, bridge: newBridge(s.ctx, s.o.engine)}
	clock := phrase.NewClock(d.About.TimeZone, s.workplace.Now)
	h.screen = desk.New(desk.Deps{Desk: d, Runner: h.bridge.runner, Ticker: s.o.engine.ticker, Log: s.workplace.Log, Now: s.workplace.Now,
		Gap: desk.LookUpGap, Copier: s.prefs.copier, Script: s.prefs.script, Card: h.supervisorCard,
		OpenCall: h.openCall, Room: h.stripRoom, PickFolder: s.pickFolder})
	h.calls = h.newCalls(clock)
	h.callbacks = h.newCallbacks(clock)
	h.approvals = h.newApprovals(clock)
	h.outbox = outbox.New(outbox.Options{Box: d.Outbox, Canvas: s.window.Canvas(), Runner: h.bridge.runner, Log: s.workplace.Log, Clock: clock,
		Local: d.Profile.Records.Kind == profile.RecordsLocal, Reasons: d.Profile.Reasons})
	h.trail = h.newTrail(clock)
	h.top = newTopBar(h, clock)
	h.banners = newBanners(h)
	h.session = newSessionCard(h)
	h.settings = settings.New(h.settingsOptions())
	h.places = newPlaces(h)
	h.rail = newRail(h.places, h.goTo)
	h.lock = newLock(h)
	h.stage = container.NewStack(h.screen.Content())
	// A screen that finds too little room above the call scrolls; the note stays where it is.
	right := parts.Frame(nil, parts.ScrollingBoth(h.stage), h.screen.Strip())
	h.head = parts.Stack(0, h.top.content, h.banners.content)
	h.content = parts.Frame(h.head, parts.Spread(0, h.rail.content, right, nil), nil)
	h.whole = parts.ScrollingBoth(h.content)
	return h
}

// leastStage is what the call leaves of the screen above it.
const leastStage = 2 * theme.Row

// stripRoom is how high the call may be before the window has to scroll; anything while the house is not in the window yet.
func (h *house) stripRoom() float32 {
	if h.whole == nil || h.whole.Size().Height == 0 {
		return math.MaxInt32
	}
	return h.whole.Size().Height - h.head.MinSize().Height - leastStage
}

func (h *house) settingsOptions() settings.Options {
	s := h.shell
	o := settings.Options{Now: s.prefs.file.Now, Change: s.prefs.change, Durable: !h.desk.Fleeting,
		Profiles: s.workplace.Profiles.List, Here: h.desk.Profile.ID, Switch: s.switchPortal,
		Templates: h.editTemplates, Reasons: h.editReasons, Hours: h.editHours, Runner: h.bridge.runner}
	if s.o.Delivery != nil {
		o.Delivery = s.o.Delivery
	}
	return o
}

// open starts the background work and puts the cursor where the day begins.
func (h *house) open() {
	h.bridge.open(h.desk, h.apply, h.tick)
	h.banners.start()
	h.lock.open()
	h.top.refresh()
	h.callbacksChanged()
	h.shell.offerPhone()
	h.pulse()
	h.goTo(screenDesk)
}

// lay gives everything its place anew, after something above the screens came or went.
func (h *house) lay() { h.content.Refresh() }

// here says that this house is still the one in the window: an event may arrive after it was left.
func (h *house) here() bool { return h.shell.house == h }

// apply takes in what happened in the background.
func (h *house) apply(e app.Event) {
	if !h.here() {
		return
	}
	h.log(e)
	h.screen.Apply(e)
	switch e := e.(type) {
	case app.OutboxChanged:
		h.outbox.Reload()
		h.waitingChanged()
		h.shell.judgeDrill()
		h.rail.setCount(screenOutbox, e.Summary.Waiting+e.Summary.NeedsAttention, e.Summary.NeedsAttention > 0)
	case app.LineChanged:
		h.calls.SetOffline(!e.State.Online)
	case app.CallbacksChanged:
		h.callbacksChanged()
	case app.CallbackDue:
		h.remind(e.Reminder)
	case app.ApprovalsChanged:
		h.approvalsChanged(e.Approvals)
	case app.SessionEnded:
		h.session.ended()
	case app.AccountOpened:
		h.trail.SetAccount(e.Account)
		h.calls.SetAccount(e.Account)
		h.shell.callAs(e.Account)
	case app.TrailTroubled:
		h.banners.trail(e)
	}
	h.top.refresh()
	h.shell.menu.freshen()
}

func (h *house) log(e app.Event) {
	switch e := e.(type) {
	case app.OutboxChanged:
		h.shell.workplace.Log.Debug("outbox", "waiting", e.Summary.Waiting, "attention", e.Summary.NeedsAttention)
	case app.LineChanged:
		h.shell.workplace.Log.Debug("line", "online", e.State.Online)
	case app.IndexChanged:
		h.shell.workplace.Log.Debug("index", "complete", e.Complete, "kind", client.KindOf(e.Err))
	case app.ApprovalsChanged:
		h.shell.workplace.Log.Debug("approvals", "count", len(e.Approvals))
	case app.CallbacksChanged:
		h.shell.workplace.Log.Debug("callbacks", "open", len(h.desk.Callbacks.Promised()))
	case app.CallbackDue:
		h.shell.workplace.Log.Debug("callback due", "late", e.Reminder.Late)
	case app.SessionEnded:
		h.shell.workplace.Log.Debug("session ended")
	case app.DraftSaved:
		h.shell.workplace.Log.Debug("draft saved", "ok", e.Err == nil)
	}
}

// tick keeps the times of the bar right and the menu's greyed items true. It draws only what changed.
func (h *house) tick() {
	if h.here() {
		h.lock.tick()
		h.top.refresh()
		h.shell.menu.freshen()
	}
}
