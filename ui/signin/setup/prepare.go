package setup

import (
	"context"
	"strings"
	"unicode"

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
// make, then it makes it and puts the agents into the group, and at last it says what is left to do by hand.
type preparing struct {
	test    *test
	profile profile.Profile
	form    *access.Form
	agents  *parts.Entry
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
	d := &preparing{test: t, profile: p, notice: parts.NewNotice(), body: parts.Column(theme.Gap), agents: parts.NewEntry("")}
	d.form = access.NewForm(access.FormOptions{Way: client.SignInPassword, Enter: d.look})
	d.agents.OnEnter = d.make
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
	stopper, wanted := &parts.Stopper{}, d.wanted(look)
	d.stopper = stopper
	d.run.SetGreyed(true)
	d.notice.Say(parts.Info, lang.L("Asking the server …"), "")
	d.dialog.Fit()
	var report keycloak.Report
	var err error
	d.test.setup.o.Runner.Go(func(ctx context.Context) {
		ctx, release := stopper.With(ctx)
		defer release()
		report, err = d.test.setup.o.Prepare(ctx, d.profile, wanted)
	}, func() {
		d.stopper = nil
		d.run.SetGreyed(false)
		d.notice.Clear()
		if err != nil {
			d.failed(err)
		} else {
			then(report)
		}
		d.dialog.Fit()
		d.test.setup.o.Log.Debug("prepared", "look", look, "kind", client.KindOf(err), "code", client.CodeOf(err), "ok", err == nil)
	})
}

func (d *preparing) wanted(look bool) keycloak.Preparation {
	administrator := d.form.Credentials()
	return keycloak.Preparation{Login: administrator.Login, Password: administrator.Password, Agents: logins(d.agents.Text), DryRun: look}
}

// logins are those of a list as a person types it.
func logins(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) })
}

func (d *preparing) failed(err error) {
	said := phrase.Of(err)
	d.notice.Say(parts.Bad, said.Title, said.Detail())
	if client.KindOf(err) == client.Unauthenticated {
		d.form.Retype()
	}
}
