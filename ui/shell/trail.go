package shell

import (
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/trail"
)

func (h *house) newTrail(clock phrase.Clock) *trail.Screen {
	s := h.shell
	return trail.New(trail.Options{Desk: h.desk, Agent: h.desk.Session.Agent, Runner: h.bridge.runner, Ticker: s.o.engine.ticker,
		Log: s.workplace.Log, Clock: clock, Around: trail.Around{Canvas: s.window.Canvas(), PickFolder: s.pickFolder, Folder: exportFolder(),
			Open: func(id client.AccountID) { h.onDesk(func() { h.screen.OpenAccount(id) }) }}})
}

// trailCommands are what is done with the trail: its screen comes to the front first.
func (h *house) trailCommands() []parts.Command {
	all := h.trail.Commands()
	for i, command := range all {
		all[i].Run = func() {
			if h.shown != screenTrail {
				h.goTo(screenTrail)
			}
			command.Run()
		}
	}
	return all
}
