package operate

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// asking is the part of a form in which a second person is asked: why, and then one of two ways. It takes no room while nobody
// has to be asked.
type asking struct {
	d       *dialog
	why     *parts.Entry
	field   *parts.Field
	afar    *parts.Action
	beside  *parts.Action
	take    *parts.Action // takes the request back
	ways    *fyne.Container
	said    *parts.Notice
	content *fyne.Container

	approval client.Approval // the request as far as it has come; zero before
	busy     bool
}

func newAsking(d *dialog) *asking {
	a := &asking{d: d, why: parts.NewEntry(""), said: parts.NewNotice()}
	a.field = parts.NewField(lang.L("Why is it needed?"), a.why, lang.L("The supervisor reads it, and it is kept. No secrets."))
	a.afar = parts.NewAction(lang.L("Supervisor at their own desk"), func() { a.ask(a.waits) })
	a.beside = parts.NewAction(lang.L("Supervisor beside me"), func() { a.ask(a.signIn) })
	a.take = parts.NewAction(lang.L("Take the request back"), a.withdraw)
	a.why.OnEnter = a.entered
	a.why.OnChanged = func(string) { a.field.SetError("") }
	a.why.OnFocus = func(gained bool) {
		if gained {
			d.form.reveal(a.field)
		}
	}
	for _, action := range []*parts.Action{a.afar, a.beside, a.take} {
		action.OnFocus = func() { d.form.reveal(a.ways) }
	}
	a.ways = parts.Flow(theme.Grid, a.afar, a.beside, a.take)
	a.content = parts.Column(theme.Grid, parts.NewText(lang.L("Ask a supervisor"), parts.Strong), a.field, a.ways, a.said)
	a.content.Hide()
	return a
}

// needed says whether the operation waits for a second person's word.
func (a *asking) needed() bool {
	return a.content.Visible() && a.approval.State != client.ApprovalGranted
}

// entered goes on from the reason to the first way that there is.
func (a *asking) entered() {
	for _, way := range []*parts.Action{a.afar, a.beside} {
		if way.Visible() && !way.Greyed {
			parts.Focus(way)
			return
		}
	}
}

// start shows the part, with what was asked for before, if anything was.
func (a *asking) start() {
	approver := a.d.bar.o.Approver
	a.content.Show()
	a.afar.Hidden, a.beside.Hidden = !approver.ApprovesAfar(), !approver.ApprovesBeside()
	before, _ := approver.LastApproval(a.d.account.ID, a.ability())
	a.approval = client.Approval{}
	switch before.State {
	case client.ApprovalPending, client.ApprovalGranted, client.ApprovalDenied, client.ApprovalExpired:
		a.approval = before
	}
	a.show()
}

// chosen looks for what was asked for the way that is chosen now.
func (a *asking) chosen() {
	if a.content.Visible() && !a.busy {
		a.start()
	}
}

func (a *asking) ability() client.Ability { return a.d.op.Uses(a.d.form.values()) }

// ask makes the request, unless there is one already, and goes on from there.
func (a *asking) ask(then func()) {
	switch {
	case a.busy || a.d.running() || !a.d.form.complete():
		return
	case a.approval.State == client.ApprovalPending:
		then()
		return
	case strings.TrimSpace(a.why.Text) == "" || len([]rune(a.why.Text)) > client.MaxApprovalText:
		a.field.SetError(lang.L("Please say why in 1 to {{.Count}} characters.", map[string]any{"Count": client.MaxApprovalText}))
		a.d.pop.Fit()
		parts.Focus(a.why)
		return
	}
	a.work(true)
	values, why := a.d.form.values(), a.why.Text
	var asked client.Approval
	var err error
	a.d.bar.o.Runner.Go(func(ctx context.Context) {
		asked, err = a.d.bar.o.Approver.AskApproval(ctx, a.d.op, a.d.account, values, why)
	}, func() {
		a.work(false)
		a.d.bar.o.Log.Debug("approval asked", "ok", err == nil)
		if err != nil {
			a.refused(phrase.Of(err))
			return
		}
		a.approval = asked
		a.show()
		then()
	})
}

// waits is where the agent waits: the answer comes by itself, also after the form is closed.
func (a *asking) waits() { parts.Focus(a.d.back) }

func (a *asking) work(on bool) {
	a.busy = on
	for _, action := range []*parts.Action{a.afar, a.beside, a.take} {
		action.SetGreyed(on)
	}
}

// refused says what went wrong; the request is as it was.
func (a *asking) refused(said phrase.Sentence) {
	a.said.Say(parts.Warning, said.Title, said.Detail())
	a.d.pop.Fit()
	a.d.form.reveal(a.said)
}

// took takes in what is known of the requests now. Only this one is looked at.
func (a *asking) took(all []client.Approval) {
	for _, approval := range all {
		if approval.ID == a.approval.ID && approval.State != a.approval.State {
			a.approval = approval
			a.show()
		}
	}
}

// show says how far the request has come. The focus goes on when the answer is there, unless the agent is at the reason.
func (a *asking) show() {
	pending := a.approval.State == client.ApprovalPending
	a.field.Hidden, a.take.Hidden = pending || a.approval.State == client.ApprovalGranted, !pending
	a.afar.Hidden = a.field.Hidden || !a.d.bar.o.Approver.ApprovesAfar()
	a.beside.Hidden = a.approval.State == client.ApprovalGranted || !a.d.bar.o.Approver.ApprovesBeside()
	a.ways.Hidden = a.afar.Hidden && a.beside.Hidden && a.take.Hidden
	a.say()
	if !a.d.running() {
		a.d.back.SetText(a.d.leaving())
	}
	a.d.run.SetGreyed(a.needed() || !a.d.form.possible())
	a.content.Refresh()
	a.d.fit()
	if a.said.Visible() && a.d.pop != nil {
		a.d.form.reveal(a.said)
	}
	if a.approval.State == client.ApprovalGranted && a.d.pop != nil {
		a.d.canvas.Focus(a.d.run)
	}
}

func (a *asking) say() {
	who := map[string]any{"Name": a.approval.DecidedByName, "Reason": a.approval.Reason,
		"Time": a.d.bar.o.Clock.Time(a.approval.ExpiresAt)}
	switch a.approval.State {
	case client.ApprovalPending:
		a.said.Say(parts.Info, lang.L("Waiting for a supervisor …"), a.meanwhile(who))
	case client.ApprovalGranted:
		a.said.Say(parts.Good, lang.L("Approved by {{.Name}}", who), lang.L("Good once, until {{.Time}}.", who))
	case client.ApprovalDenied:
		a.said.Say(parts.Bad, lang.L("Denied by {{.Name}}", who), a.approval.Reason)
	case client.ApprovalExpired:
		a.said.Say(parts.Warning, lang.L("Nobody approved in time"), lang.L("Ask again if it is still needed."))
	case client.ApprovalWithdrawn:
		a.said.Say(parts.Info, lang.L("The request was taken back"), "")
	default:
		a.said.Clear()
		if !a.d.bar.o.Approver.ApprovesAfar() && !a.d.bar.o.Approver.ApprovesBeside() {
			said := phrase.Of(&client.Error{Kind: client.NotOffered, Code: "beside-not-offered"})
			a.said.Say(parts.Warning, said.Title, said.Detail())
		}
	}
}

// meanwhile is what can be done while nobody has decided.
func (a *asking) meanwhile(facts map[string]any) string {
	if a.d.bar.o.Approver.ApprovesAfar() {
		return lang.L("The answer comes by itself, until {{.Time}} at the latest. You can close this form and come back to it.", facts)
	}
	return lang.L("A supervisor approves here, beside you, until {{.Time}}.", facts)
}

func (a *asking) withdraw() {
	if a.busy {
		return
	}
	a.work(true)
	id := a.approval.ID
	var err error
	a.d.bar.o.Runner.Go(func(ctx context.Context) { err = a.d.bar.o.Approver.WithdrawApproval(ctx, id) }, func() {
		a.work(false)
		a.d.bar.o.Log.Debug("approval withdrawn", "ok", err == nil)
		if err != nil {
			a.refused(phrase.Of(err))
			return
		}
		a.approval = client.Approval{}
		a.show()
		parts.Focus(a.why)
	})
}
