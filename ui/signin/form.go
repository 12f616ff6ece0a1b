package signin

import (
	"context"
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// form asks for a portal and tests the connection before it keeps it.
type form struct {
	o      formOptions
	name   *parts.Entry
	url    *parts.Entry
	caFile *parts.Entry
	fields map[string]*parts.Field
	steps  *steps
	notice *parts.Notice
	save   *parts.Action
	anyway *parts.Action

	content fyne.CanvasObject
	busy    bool
}

// formOptions is what the form needs. saved and cancel are called on the UI goroutine; cancel is nil when there is nothing
// to go back to.
type formOptions struct {
	runner  parts.Runner
	log     *slog.Logger
	connect func(ctx context.Context, p profile.Profile) (client.About, error)
	keep    func(p profile.Profile) error
	saved   func(p profile.Profile)
	cancel  func()
	profile profile.Profile
}

func newForm(o formOptions) *form {
	f := &form{o: o, steps: newSteps(), notice: parts.NewNotice()}
	f.name = f.entry(o.profile.Name, lang.L("As you call it"))
	f.url = f.entry(o.profile.URL, "https://")
	f.caFile = f.entry(o.profile.CAFile, "")
	f.fields = map[string]*parts.Field{
		"url":  parts.NewField(lang.L("Address"), f.url, lang.L("You get it from whoever runs the portal. It begins with https://.")),
		"name": parts.NewField(lang.L("Name (optional)"), f.name, lang.L("Left empty, the portal's own name is taken.")),
		"ca":   parts.NewField(lang.L("CA file (optional)"), f.caFile, lang.L("Only if your organisation has a certificate authority of its own: a PEM file.")),
	}
	f.save = parts.NewAction(lang.L("Test and save"), f.test)
	f.save.Weight = parts.Main
	f.anyway = parts.NewAction(lang.L("Save without test"), f.keepAnyway)
	f.anyway.Hide()
	f.content = parts.Stack(theme.Gap, f.fields["url"], f.fields["name"], f.fields["ca"], f.steps.content, f.notice, f.buttons())
	return f
}

func (f *form) entry(text, placeholder string) *parts.Entry {
	e := parts.NewEntry(placeholder)
	e.SetText(text)
	e.OnEnter = f.test
	e.OnEscape = f.o.cancel
	return e
}

func (f *form) buttons() fyne.CanvasObject {
	row := []fyne.CanvasObject{layout.NewSpacer(), f.anyway}
	if f.o.cancel != nil {
		row = append(row, parts.NewAction(lang.L("Cancel"), f.o.cancel))
	}
	return parts.Line(theme.Grid, append(row, f.save)...)
}

// entered is the profile as it stands in the fields.
func (f *form) entered() profile.Profile {
	p := f.o.profile
	p.Name = strings.TrimSpace(f.name.Text)
	p.URL = strings.TrimRight(strings.TrimSpace(f.url.Text), "/")
	p.CAFile = strings.TrimSpace(f.caFile.Text)
	p.Kind = profile.KindAdminAPI
	if p.ID == "" {
		p.ID = profile.NewID()
	}
	return p
}

// test asks the portal who it is and keeps it when it answers.
func (f *form) test() {
	if f.busy {
		return
	}
	p := f.entered()
	if !f.complete(p) {
		return
	}
	f.setBusy(true)
	var (
		about client.About
		err   error
	)
	f.o.runner.Go(func(ctx context.Context) { about, err = f.o.connect(ctx, p) }, func() { f.tested(p, about, err) })
}

// complete says at the field what is wrong with an entry. The name may wait for the portal's own.
func (f *form) complete(p profile.Profile) bool {
	for _, field := range f.fields {
		field.SetError("")
	}
	if p.Name == "" {
		p.Name = p.URL
	}
	return f.accepted(p.Check())
}

func (f *form) accepted(err error) bool {
	if err == nil {
		return true
	}
	f.steps.show(stepEntries)
	name, why := fieldOf(err)
	field, ok := f.fields[name]
	if !ok {
		f.say(parts.Bad, phrase.Of(err))
		return false
	}
	f.notice.Clear()
	field.SetError(why)
	focus(field.Control.(fyne.Focusable))
	return false
}

func (f *form) tested(p profile.Profile, about client.About, err error) {
	f.setBusy(false)
	f.o.log.Debug("portal tested", "kind", client.KindOf(err), "ok", err == nil)
	f.steps.show(failedAt(err))
	if err != nil {
		f.failed(err)
		return
	}
	if p.Name == "" {
		p.Name = about.Name
	}
	f.keep(p)
}

// failed says why. A portal that is only gone may be kept all the same; one that is not trusted or not a portal may not.
func (f *form) failed(err error) {
	f.say(parts.Bad, phrase.Connecting(err))
	if kind := client.KindOf(err); kind == client.Offline || kind == client.Unavailable {
		f.anyway.Show()
	}
	if client.KindOf(err) == "" && f.caFile.Text != "" {
		f.notice.Clear()
		f.fields["ca"].SetError(lang.L("This file cannot be read, or holds no certificate in PEM form."))
		focus(f.caFile)
	}
}

func (f *form) keepAnyway() {
	p := f.entered()
	if p.Name == "" {
		p.Name = strings.TrimPrefix(p.URL, "https://")
	}
	f.keep(p)
}

func (f *form) keep(p profile.Profile) {
	if f.accepted(f.o.keep(p)) {
		f.o.saved(p)
	}
}

func (f *form) say(tone parts.Tone, s phrase.Sentence) { f.notice.Say(tone, s.Title, s.Detail()) }

func (f *form) setBusy(busy bool) {
	f.busy = busy
	f.save.Greyed = busy
	f.save.SetText(lang.L("Test and save"))
	if busy {
		f.notice.Clear()
		f.anyway.Hide()
		f.save.SetText(lang.L("Testing…"))
	}
}
