package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	scripts "portaldesk/client/demoportal/drill"
	"portaldesk/ui/drill"
	"portaldesk/ui/parts"
)

const (
	drillWidth  = 420
	drillHeight = 720
)

// practice is the window with the callers of drills.
type practice struct {
	window  fyne.Window
	view    *drill.View
	content fyne.CanvasObject
}

// showDrills opens the window with callers to practise with, or brings it to the front.
func (s *Shell) showDrills() {
	if s.practice != nil {
		s.practice.window.RequestFocus()
		return
	}
	desk := s.house.desk
	view := drill.New(drill.Options{Scripts: scripts.All(), Call: s.o.Demo.Caller, Past: desk.PastCalls,
		Runner: s.house.bridge.runner, Log: s.workplace.Log, Now: s.workplace.Now})
	p := &practice{window: s.app.NewWindow(lang.L("Practise (demo)")), view: view}
	p.content = container.NewStack(parts.NewPointerWatch(), view.Content())
	p.window.SetPadded(false)
	p.window.SetContent(p.content)
	p.window.Resize(fyne.NewSize(drillWidth, drillHeight))
	p.window.SetOnClosed(func() { s.practice = nil })
	s.practice = p
	p.window.Show()
}

// judgeDrill has the drill judged that a call was about, once the portal has the call.
func (s *Shell) judgeDrill() {
	if s.practice != nil {
		s.practice.view.Delivered()
	}
}

// coverDrills takes what callers say off its window while the desk is locked.
func (s *Shell) coverDrills(covered bool) {
	switch {
	case s.practice == nil:
	case covered:
		s.practice.window.SetContent(parts.NewStatePanel(parts.State{Title: lang.L("The desk is locked")}))
	default:
		s.practice.window.SetContent(s.practice.content)
	}
}

// endDrills closes the window with the desk it belongs to.
func (s *Shell) endDrills() {
	if s.practice != nil {
		s.practice.window.Close()
	}
}
