package shell

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/approvals"
	"portaldesk/ui/desk/operate"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/signin"
)

// newApprovals is the screen of an agent who decides; nil for all others.
func (h *house) newApprovals(clock phrase.Clock) *approvals.Screen {
	if !h.desk.MayDecide() {
		return nil
	}
	s := h.shell
	return approvals.New(approvals.Options{Book: h.desk, Canvas: s.window.Canvas(), Runner: h.bridge.runner, Log: s.workplace.Log,
		Clock: clock, Agent: h.desk.Session.Agent.ID, Counted: h.approvalsWait})
}

// approvalsWait says how many requests wait, beside the way to them. New ones are told on the desktop too; nothing is said of
// anybody there.
func (h *house) approvalsWait(waiting int) {
	h.rail.setCount(screenApprovals, waiting, waiting > 0)
	if waiting > h.waiting {
		h.shell.app.SendNotification(fyne.NewNotification("Portaldesk", lang.L("An agent asks for approval")))
	}
	h.waiting = waiting
}

// approvalsChanged shows what was asked for and decided.
func (h *house) approvalsChanged(all []client.Approval) {
	if h.approvals != nil {
		h.approvals.Show(all)
	}
}

// supervisorCard is where a supervisor signs in who came to the agent's desk.
func (h *house) supervisorCard(signIn func(context.Context, client.Credentials) error, done func()) operate.SignInCard {
	s := h.shell
	return signin.NewCard(signin.CardOptions{Surroundings: s.surroundings(h.bridge.runner), Log: s.workplace.Log,
		Way: h.desk.Profile.Way(), SignIn: signIn, Done: done, Agents: s.supervisors()})
}

// supervisors are those of the demo, so that the card can be filled in for one of them.
func (s *Shell) supervisors() []signin.Agent {
	if s.o.Demo == nil {
		return nil
	}
	var all []signin.Agent
	for _, agent := range s.o.Demo.Agents {
		if agent.Role == client.RoleSupervisor {
			all = append(all, agent)
		}
	}
	return all
}

// withApprovals puts that screen before the outbox, where the agent decides.
func (h *house) withApprovals(places []place) []place {
	if h.approvals == nil {
		return places
	}
	at := slices.IndexFunc(places, func(p place) bool { return p.name == screenOutbox })
	return slices.Insert(places, at, place{screenApprovals, toolkit.IconNameConfirm, lang.L("Approvals"), parts.Ctrl(fyne.Key4),
		h.approvals.Content(), h.approvals.Enter})
}
