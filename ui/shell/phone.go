package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phone"
	"portaldesk/ui/phrase"
)

const (
	phoneWidth  = 360
	phoneHeight = 640
)

// offerPhone opens the phone beside the desk, whose window keeps the keyboard: in a demonstration one person plays both.
func (s *Shell) offerPhone() {
	if s.o.Demo == nil || s.o.Demo.Phone == nil {
		return
	}
	s.showPhone()
	s.window.RequestFocus()
}

// callAs tells the phone whose account is on the desk's screen: that patient is calling.
func (s *Shell) callAs(account client.AccountID) {
	s.caller = account
	if s.call != nil {
		s.call(account)
	}
}

// coverPhone takes what patients got off the second window while the desk is locked.
func (s *Shell) coverPhone(covered bool) {
	switch {
	case s.phone == nil:
	case covered:
		s.phone.SetContent(parts.NewStatePanel(parts.State{Title: lang.L("The desk is locked")}))
	default:
		s.phone.SetContent(s.phoneView)
	}
}

// showPhone opens the demo's second window, or brings it to the front.
func (s *Shell) showPhone() {
	if s.phone != nil {
		s.phone.RequestFocus()
		return
	}
	zone := ""
	if s.house != nil {
		zone = s.house.desk.About.TimeZone
	}
	view := phone.New(phone.Options{Source: s.o.Demo.Phone, Truth: s.o.Demo.Truth, Runner: s.o.engine.runner(s.ctx),
		Log: s.workplace.Log, Clock: phrase.NewClock(zone, s.workplace.Now)})
	s.call = view.CallAs
	s.call(s.caller)
	s.phone = s.app.NewWindow(lang.L("Patient's phone (demo)"))
	if floating, ok := s.phone.(desktop.Window); ok {
		floating.RequestAlwaysOnTop() // the desk, which keeps the keyboard, would cover what the caller answers
	}
	s.phone.SetPadded(false)
	s.phoneView = container.NewStack(parts.NewPointerWatch(), view.Content())
	s.phone.SetContent(s.phoneView)
	s.phone.Resize(fyne.NewSize(phoneWidth, phoneHeight))
	s.phone.SetOnClosed(func() {
		view.Close()
		s.phone, s.phoneView, s.call = nil, nil, nil
	})
	s.phone.Show()
}
