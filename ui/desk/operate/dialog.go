package operate

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/app/operation"
	"portaldesk/app/redflag"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// dialog is an operation on its way: its form, and what is said while it runs and when it fails.
type dialog struct {
	bar     *Bar
	op      operation.Operation
	account client.Account

	form    *form
	flags   *Flags
	why     []redflag.Flag // the reasons to pause that were up when the form was opened
	asking  *asking
	said    *parts.Notice
	back    *parts.Action
	run     *parts.Action
	pop     *parts.Dialog
	canvas  fyne.Canvas
	stopper *parts.Stopper // of the attempt that is running, nil while none is
	// unsettled: the last attempt may have been done; only asking again with the same key tells.
	unsettled bool
}

func newForm(b *Bar, standing app.Standing) *dialog {
	op := standing.Operation
	d := &dialog{bar: b, op: op, account: b.account, said: parts.NewNotice(), flags: NewFlags(b.o.Clock), why: standing.Flags}
	d.form = layOut(op, b.o.Setting(b.account), d.submit, d.said)
	d.form.grown = d.fit
	d.back = parts.NewAction(d.leaving(), d.leave)
	d.run = parts.NewAction(d.word(), d.submit)
	d.run.Weight = d.weight()
	d.run.SetGreyed(!d.form.possible())
	d.flags.Show(d.why)
	d.asking = newAsking(d)
	d.form.chosen = d.asking.chosen
	if standing.Barrier == app.BarrierSecondPerson {
		d.asking.start()
	}
	return d
}

// word is what the button says: what it does, or of something done by hand that its result is written down.
func (d *dialog) word() string {
	if d.form.byHand() {
		return lang.L("Write the result down")
	}
	return lang.L(d.op.Title)
}

// byHandWidth keeps the steps of a console short enough for a low window.
const byHandWidth = 680

// width is that of the dialog, 0 for the usual one.
func (d *dialog) width() float32 {
	if d.form.byHand() {
		return byHandWidth
	}
	return 0
}

// fit gives the dialog the height its form needs now.
func (d *dialog) fit() {
	if d.pop != nil {
		d.pop.Fit()
	}
}

func (d *dialog) weight() parts.Weight {
	if d.op.Grave && !d.form.byHand() {
		return parts.Grave
	}
	return parts.Main
}

func (d *dialog) show(canvas fyne.Canvas) {
	d.canvas = canvas
	patient := parts.NewText(lang.L("For {{.Name}}", map[string]any{"Name": phrase.Patient(d.account.AccountRow)}), parts.Muted)
	d.pop = &parts.Dialog{
		Title: lang.L(d.op.Title), Body: parts.Column(theme.Gap, patient, d.flags.Content(), d.form.content, d.asking.content),
		Actions: []*parts.Action{d.back, d.run}, First: d.form.first(), Held: d.running, Width: d.width(),
		Closed: d.closed,
	}
	d.form.reveal = d.pop.Reveal
	d.bar.asking = d.asking
	d.bar.o.Log.Debug("dialog shown", "name", string(d.op.ID))
	d.pop.Show(canvas)
}

func (d *dialog) closed() {
	d.bar.asking = nil
	d.bar.o.Log.Debug("dialog closed", "name", string(d.op.ID))
}

// leaving is what the button says that leaves the form: a request that waits goes on.
func (d *dialog) leaving() string {
	if d.asking != nil && d.asking.approval.State == client.ApprovalPending {
		return lang.L("Close")
	}
	return lang.L("Cancel")
}

func (d *dialog) running() bool { return d.stopper != nil }

// leave closes the form, or stops what is running.
func (d *dialog) leave() {
	if d.running() {
		d.stopper.Stop()
		return
	}
	d.pop.Close()
}

// submit runs the operation once everything is entered; a grave one asks once more.
func (d *dialog) submit() {
	switch {
	case d.running() || !d.form.possible() || !d.form.complete():
	case d.asking.needed():
		d.asking.entered()
	case d.op.Grave && !d.form.byHand(): // what was done by hand is done
		d.askOnceMore()
	default:
		d.perform()
	}
}

func (d *dialog) askOnceMore() {
	sure := &parts.Dialog{Title: lang.L("Are you sure?"), Body: parts.NewParagraph(translated(d.op.Ask), parts.Plain)}
	yes := parts.NewAction(lang.L(d.op.Title), func() {
		sure.Close()
		d.perform()
	})
	yes.Weight = parts.Grave
	no := parts.NewAction(lang.L("Go back"), sure.Close)
	sure.Actions, sure.First = []*parts.Action{no, yes}, no
	d.bar.o.Log.Debug("dialog shown", "name", "sure")
	sure.Show(d.canvas)
}

// perform sends it. The same values keep the same key, so that sending them again settles an outcome that is not known.
func (d *dialog) perform() {
	values := d.form.values()
	stopper := &parts.Stopper{}
	d.stopper = stopper
	d.working(true)
	var outcome client.Outcome
	var err error
	d.bar.o.Runner.Go(func(ctx context.Context) {
		ctx, release := stopper.With(ctx)
		defer release()
		outcome, err = d.bar.o.Perform(ctx, d.op, d.account, values)
	}, func() { d.ended(outcome, err) })
}

// working shows that the portal is being asked, and turns Cancel into Stop.
func (d *dialog) working(on bool) {
	d.run.SetGreyed(on)
	if on {
		d.back.SetText(lang.L("Stop"))
		d.said.Say(parts.Info, d.workingOn(), "")
	} else {
		d.back.SetText(d.leaving())
	}
	d.pop.Fit()
}

func (d *dialog) workingOn() string {
	if d.form.byHand() {
		return lang.L("Writing it down …")
	}
	return lang.L("The portal is working on it …")
}

func (d *dialog) ended(outcome client.Outcome, err error) {
	d.stopper = nil
	d.working(false)
	d.bar.o.Log.Debug("operation", "id", string(d.op.ID), "outcome", ending(err))
	switch {
	case client.CodeOf(err) == notDone:
		d.sayNotDone(err)
	case err != nil:
		d.failed(err)
	default:
		d.pop.Close()
		d.bar.o.Changed(outcome.Account)
		newResult(d, outcome).show(d.canvas)
	}
}

// failed says what happened and turns the button into what can be done next.
func (d *dialog) failed(err error) {
	said, next := phrase.Of(err), nextOf(err)
	if d.unsettled && refusedOffline(err) {
		said, next = notBackYet(), settleIt
	}
	d.unsettled = next == settleIt
	d.said.Say(parts.Warning, said.Title, said.Detail())
	d.refuse(err)
	d.run.OnTapped, d.run.Weight = d.submit, d.weight()
	switch next {
	case settleIt:
		d.run.OnTapped, d.run.Weight = d.perform, parts.Main
		d.run.SetText(lang.L("Check whether it was done"))
	case rereadIt:
		d.thenLeave(lang.L("Read the account again"), d.bar.o.Reread)
	case askIt:
		d.asking.start()
		d.run.SetText(d.word())
	case proveIt:
		d.thenLeave(lang.L("Prove the caller"), d.bar.o.Prove)
	default:
		d.run.SetText(d.word())
	}
	d.pop.Fit()
	d.canvas.Focus(d.after())
}

// after is where the agent goes on after a failure.
func (d *dialog) after() fyne.Focusable {
	if d.asking.needed() && d.asking.field.Visible() {
		return d.asking.why
	}
	return d.run
}

// thenLeave makes the button close the form and do something else.
func (d *dialog) thenLeave(word string, do func()) {
	d.run.Weight = parts.Main
	d.run.OnTapped = func() {
		d.pop.Close()
		do()
	}
	d.run.SetText(word)
}

// refuse shows beside each field what the portal refused of it.
func (d *dialog) refuse(err error) {
	for _, refused := range fieldsOf(err) {
		for _, made := range d.form.fields {
			if made.input.Name == refused.Field {
				made.frame.SetError(phrase.Field(refused))
			}
		}
	}
}
