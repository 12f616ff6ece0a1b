package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/callback"
	"portaldesk/ui/callbacks"
	"portaldesk/ui/due"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

func (h *house) newCallbacks(clock phrase.Clock) *callbacks.Screen {
	s := h.shell
	return callbacks.New(callbacks.Options{Book: h.desk.Callbacks, Canvas: s.window.Canvas(), Runner: h.bridge.runner, Log: s.workplace.Log,
		Clock: clock, Hours: h.desk.Hours, Reasons: h.desk.Profile.Reasons, Call: h.callBack})
}

// enterCallbacks shows the promised calls; whoever looks at them needs no banner.
func (h *house) enterCallbacks() {
	h.callbacks.Enter()
	h.banners.nothingDue()
}

// callBack goes to the desk and opens the call that was promised.
func (h *house) callBack(promised callback.Callback) {
	h.goTo(screenDesk)
	h.screen.CallBack(promised)
}

// callbacksChanged shows how many calls are promised until the end of the day, and takes the banner off when none is due any
// more.
func (h *house) callbacksChanged() {
	h.callbacks.Reload()
	kept, now := h.desk.Callbacks, h.shell.workplace.Now()
	h.rail.setCount(screenCallbacks, len(kept.Today(now.In(h.desk.Zone()))), len(kept.Late(now)) > 0)
	if len(kept.Due(now)) == 0 {
		h.banners.nothingDue()
	}
}

// remind says that a call has become due, here and on the desktop, and leaves the agent where she is. Outside of the window
// nothing is said of anybody.
func (h *house) remind(r callback.Reminder) {
	h.callbacksChanged()
	now := h.shell.workplace.Now()
	h.banners.remind(len(h.desk.Callbacks.Due(now)), len(h.desk.Callbacks.Late(now)),
		due.ClockOf(h.desk.Hours, h.top.clock).Due(r.Callback.Due))
	h.shell.app.SendNotification(fyne.NewNotification("Portaldesk", reminder(r.Late)))
}

func reminder(late bool) string {
	if late {
		return lang.L("A callback is late")
	}
	return lang.L("A callback is due")
}

// remind says how many calls are due, late ones before others; at is when the newest was.
func (b *banners) remind(due, late int, at string) {
	if due == 0 { // it was settled meanwhile
		return
	}
	tone := parts.Info
	if late > 0 {
		tone = parts.Warning
	}
	b.due.Say(tone, dueTitle(due, late), lang.L("Promised for {{.Due}}.", map[string]any{"Due": at}))
	b.due.Offer(lang.L("Open"), func() { b.house.goTo(screenCallbacks) })
	b.house.lay()
}

func dueTitle(due, late int) string {
	switch {
	case late > 1:
		return lang.L("{{.N}} callbacks are late", map[string]any{"N": late})
	case late == 1:
		return reminder(true)
	case due > 1:
		return lang.L("{{.N}} callbacks are due", map[string]any{"N": due})
	default:
		return reminder(false)
	}
}

// nothingDue takes the reminder off.
func (b *banners) nothingDue() {
	if b.due.Visible() {
		b.due.Hide()
		b.house.lay()
	}
}
