package operate

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// signIn lets a supervisor who came to the desk sign in over the form and approve. What she types is gone when the card is; the
// agent's session is not touched.
func (a *asking) signIn() {
	request, approver := a.approval.ID, a.d.bar.o.Approver
	reason := parts.NewEntry("")
	var granted client.Approval
	pop := &parts.Dialog{Title: lang.L("Supervisor beside the agent")}
	var why atomic.Value // it is typed on the UI goroutine and read off it
	why.Store("")
	card := a.d.bar.o.Card(func(ctx context.Context, credentials client.Credentials) (err error) {
		granted, err = approver.ApproveBeside(ctx, request, credentials, why.Load().(string))
		return err
	}, func() {
		pop.Close()
		a.approval = granted
		a.show()
	})
	reason.OnChanged = func(text string) { why.Store(text) }
	pop.Body = parts.Column(theme.Gap,
		parts.NewParagraph(lang.L("Sign in with your own login to approve: {{.Operation}}. You are signed out again at once.",
			map[string]any{"Operation": lang.L(a.d.op.Title)}), parts.Plain),
		parts.NewText(lang.L("For {{.Name}}", map[string]any{"Name": phrase.Patient(a.d.account.AccountRow)}), parts.Muted),
		parts.NewParagraph(a.approval.Why, parts.Strong), a.flags(),
		parts.NewField(lang.L("Reason (may be empty)"), reason, ""), card.Content())
	pop.First = card.First()
	card.OnChanged(pop.Fit)
	pop.Actions = []*parts.Action{parts.NewAction(lang.L("Not now"), pop.Close)}
	pop.Closed = func() {
		card.Leave()
		reason.SetText("")
		a.d.bar.o.Log.Debug("dialog closed", "name", "beside")
	}
	a.d.bar.o.Log.Debug("dialog shown", "name", "beside")
	pop.Show(a.d.canvas)
}

// flags are the reasons to pause, for the supervisor to see as the agent does.
func (a *asking) flags() fyne.CanvasObject {
	flags := NewFlags(a.d.bar.o.Clock)
	flags.Show(a.d.why)
	return flags.Content()
}
