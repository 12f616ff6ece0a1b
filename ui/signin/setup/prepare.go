package setup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/theme"
)

// preparing is the dialog in which an administrator has Portaldesk registered: first it only looks and says what it would
// make, then it makes it, and at last it says what is left to do by hand.
type preparing struct {
	test    *test
	profile profile.Profile
	form    *access.Form
	body    *fyne.Container
	notice  *parts.Notice
	leave   *parts.Action
	run     *parts.Action
	dialog  *parts.Dialog
	stopper *parts.Stopper // of what is running, nil while nothing is
}

func (t *test) prepare(p profile.Profile) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(t.content)
	if canvas == nil {
		return
	}
	d := &preparing{test: t, profile: p, notice: parts.NewNotice(), body: parts.Column(theme.Gap)}
	d.form = access.NewForm(access.FormOptions{Way: client.SignInPassword, Enter: d.look})
	d.leave = parts.NewAction(lang.L("Cancel"), d.cancel)
	d.run = parts.NewAction(lang.L("Look what is missing"), d.look)
	d.run.Weight = parts.Main
	d.show(parts.NewParagraph(lang.L("Portaldesk can register itself in this realm, once. For that an administrator of the whole Keycloak signs in here. The login and the password are used for this and kept nowhere. First it only looks."), parts.Plain),
		d.form.Content(), d.notice)
	d.dialog = &parts.Dialog{Title: lang.L("Prepare this Keycloak"), Body: d.body, First: d.form.Missing(), Held: d.running,
		Actions: []*parts.Action{d.leave, d.run}, Closed: d.closed}
	t.setup.o.Log.Debug("dialog shown", "name", "prepare")
	d.dialog.Show(canvas)
}

func (d *preparing) show(rows ...fyne.CanvasObject) {
	d.body.Objects = rows
	d.body.Refresh()
}

func (d *preparing) running() bool { return d.stopper != nil }

// cancel stops what is running, or closes the dialog.
func (d *preparing) cancel() {
	if d.running() {
		d.stopper.Stop()
		return
	}
	d.dialog.Close()
}

func (d *preparing) closed() {
	d.form.Fill("", "")
	d.test.setup.o.Log.Debug("dialog closed", "name", "prepare")
}

// look asks what is missing, and make has it made.
func (d *preparing) look() {
	if missing := d.form.Missing(); missing != nil {
		parts.Focus(missing)
		return
	}
	d.work(true, d.looked)
}

func (d *preparing) make() { d.work(false, d.made) }

// work has the server asked, one thing at a time.
func (d *preparing) work(look bool, then func(keycloak.Report)) {
	if d.running() {
		return
	}
	administrator, stopper := d.form.Credentials(), &parts.Stopper{}
	d.stopper = stopper
	d.run.SetGreyed(true)
	d.notice.Say(parts.Info, lang.L("Asking the server …"), "")
	d.dialog.Fit()
	var report keycloak.Report
	var err error
	d.test.setup.o.Runner.Go(func(ctx context.Context) {
		ctx, release := stopper.With(ctx)
		defer release()
		report, err = d.test.setup.o.Prepare(ctx, d.profile, administrator, look)
	}, func() {
		d.stopper = nil
		d.run.SetGreyed(false)
		d.notice.Clear()
		d.test.setup.o.Log.Debug("prepared", "look", look, "kind", client.KindOf(err), "code", client.CodeOf(err), "ok", err == nil)
		if err != nil {
			d.failed(err)
		} else {
			then(report)
		}
		d.dialog.Fit()
	})
}

func (d *preparing) failed(err error) {
	said := phrase.Of(err)
	d.notice.Say(parts.Bad, said.Title, said.Detail())
	if client.KindOf(err) == client.Unauthenticated {
		d.form.Retype()
	}
}

// looked says what would be made.
func (d *preparing) looked(report keycloak.Report) {
	d.show(append(stepRows(report.Steps), d.notice)...)
	d.run.OnTapped = d.make
	d.run.SetText(lang.L("Create what is missing"))
	if !planned(report.Steps) {
		d.made(report)
		return
	}
	parts.Focus(d.run)
}

func planned(steps []keycloak.Step) bool {
	for _, step := range steps {
		if step.State == keycloak.Planned {
			return true
		}
	}
	return false
}

// made says what was made, and what only a person can do.
func (d *preparing) made(report keycloak.Report) {
	rows := stepRows(report.Steps)
	rows = append(rows, parts.NewParagraph(lang.L("Now put everybody who works at the desk, also yourself, into the group “{{.Group}}”: in the admin console under Groups, Members.",
		map[string]any{"Group": keycloak.DeskGroup}), parts.Strong))
	for _, advice := range report.Advice {
		rows = append(rows, parts.Spread(theme.Grid, parts.Top(parts.NewIcon(parts.Warning.Icon(), parts.Warning.Fore())),
			parts.NewParagraph(lang.L("{{.What}} Switch it on: {{.Where}}.", map[string]any{"What": lang.L(advice.What), "Where": advice.Where}), parts.Plain), nil))
	}
	d.show(append(rows, d.notice)...)
	d.leave.SetText(lang.L("Close"))
	d.run.OnTapped = func() {
		d.dialog.Close()
		d.test.start()
	}
	d.run.SetText(lang.L("Test the connection"))
	parts.Focus(d.run)
}

// stepRows are the steps with what became of each.
func stepRows(steps []keycloak.Step) []fyne.CanvasObject {
	list := parts.Stack(theme.Half)
	for _, step := range steps {
		tone, word := stateOf(step.State)
		list.Add(parts.Spread(theme.Grid, parts.NewIcon(tone.Icon(), tone.Fore()),
			parts.NewParagraph(lang.L("{{.What}}: {{.State}}", map[string]any{"What": lang.L(step.What), "State": word}), parts.Plain), nil))
	}
	return []fyne.CanvasObject{list}
}

func stateOf(state keycloak.StepState) (parts.Tone, string) {
	switch state {
	case keycloak.Made:
		return parts.Good, lang.L("made")
	case keycloak.There:
		return parts.Good, lang.L("is there")
	case keycloak.Planned:
		return parts.Info, lang.L("will be made")
	default:
		return parts.Warning, lang.L("is there, but otherwise than the desk needs it; it was left alone")
	}
}
