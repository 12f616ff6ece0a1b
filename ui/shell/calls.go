package shell

import (
	"portaldesk/client"
	"portaldesk/ui/calls"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

func (h *house) newCalls(clock phrase.Clock) *calls.Screen {
	s, d := h.shell, h.desk
	screen := calls.New(calls.Options{Calls: d, Box: d.Outbox, Agent: d.Session.Agent, Reasons: d.Profile.Reasons,
		Desk: calls.Desk{Open: h.openAccount, PickFolder: s.pickFolder, Folder: exportFolder()},
		Access: calls.Access{Offer: d.About.Abilities[client.ReadsCalls], Permitted: d.Session.May(client.ReadsCalls),
			Keeps: d.Session.May(client.KeepsCalls)},
		Canvas: s.window.Canvas(), Runner: h.bridge.runner, Log: s.workplace.Log, Clock: clock, Gap: calls.Gap})
	screen.SetOffline(!d.Line.State().Online)
	return screen
}

// openAccount goes to the desk and opens an account there.
func (h *house) openAccount(id client.AccountID) {
	h.onDesk(func() { h.screen.OpenAccount(id) })
}

// openCall goes to the call log and shows a call there.
func (h *house) openCall(call client.Call) {
	h.goTo(screenCalls)
	h.calls.ShowCall(call)
}

// waitingChanged has the call log read what waits, while it is looked at; when it is entered it reads that by itself.
func (h *house) waitingChanged() {
	if h.shown == screenCalls {
		h.calls.Reload()
	}
}

// callCommands are those of the call log; it comes to the front for them.
func (h *house) callCommands() []parts.Command {
	all := h.calls.Commands()
	for i, command := range all {
		all[i].Run = func() {
			if h.shown != screenCalls {
				h.goTo(screenCalls)
			}
			command.Run()
		}
	}
	return all
}
