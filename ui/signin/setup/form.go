package setup

import (
	"errors"
	"net/url"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/signin/access"
	"portaldesk/ui/theme"
)

// form is the entries of one kind of server: those that are always needed, those that few need, folded away, and what the
// agent signs in with.
type form struct {
	formOptions
	main, more []*entry
	fold       *parts.Fold
	who        *access.Form
	whoPlace   *fyne.Container
	way        client.SignInWay
	content    *fyne.Container
}

// formOptions is what a form needs of the page it is on.
type formOptions struct {
	base           profile.Profile
	guides         []Guide
	pick           func(endings []string, picked func(path string))
	submit, escape func()
	reveal         func(fyne.CanvasObject)
	// grown is called when the form needs another height.
	grown func()
}

func newForm(o formOptions) *form {
	f := &form{formOptions: o, whoPlace: parts.Stack(0)}
	f.main, f.more = f.entriesOf(o.base.Kind)
	f.content = parts.Stack(theme.Gap)
	for _, e := range f.main {
		f.content.Add(e.field)
	}
	f.content.Add(f.whoPlace)
	if len(f.more) > 0 {
		f.content.Add(f.folded())
	}
	f.arrange()
	return f
}

func (f *form) folded() fyne.CanvasObject {
	inside := parts.Stack(theme.Gap)
	for _, e := range f.more {
		inside.Add(e.field)
	}
	f.fold = parts.NewFold(lang.L("More settings"), inside)
	f.fold.OnChanged = func(bool) { f.lay() }
	f.fold.Head().OnFocus = func() { f.reveal(f.fold.Head()) }
	return f.fold
}

func (f *form) all() []*entry { return append(f.main[:len(f.main):len(f.main)], f.more...) }

// changed takes the mark of an error off an entry, and asks for what depends on it.
func (f *form) changed(e *entry) {
	e.field.SetError("")
	f.arrange()
}

// arrange shows what the entries so far ask for.
func (f *form) arrange() {
	p := f.base
	for _, e := range f.all() {
		asked := e.asked(p)
		e.put(&p, asked)
		e.field.Hidden = !asked
	}
	f.askWho(p.Way())
	f.lay()
}

// askWho asks for what the way to sign in takes. Another way has other fields.
func (f *form) askWho(way client.SignInWay) {
	if f.who != nil && f.way == way {
		return
	}
	login := f.base.Login
	if f.who != nil {
		login = f.who.Login()
	}
	f.way = way
	f.who = access.NewForm(access.FormOptions{Way: way, Login: login, Enter: f.submit, Escape: f.escape,
		Focused: f.reveal})
	f.whoPlace.Objects = []fyne.CanvasObject{f.who.Content()}
	f.whoPlace.Hidden = !f.who.Content().Visible() // an empty place would leave a gap
}

func (f *form) lay() {
	f.content.Refresh()
	f.grown()
}

// entered is the profile as it stands in the fields.
func (f *form) entered() profile.Profile {
	p := f.base
	for _, e := range f.all() {
		e.put(&p, e.asked(p))
	}
	if p.Kind == profile.KindGuided {
		p.Records.Kind = profile.RecordKinds(p.Kind)[0] // there is no other place
	}
	if p.Name == "" {
		p.Name = f.calledFor(p)
	}
	return p
}

// calledFor is what a portal is called until it says its name: after its address, or after its vendor.
func (f *form) calledFor(p profile.Profile) string {
	for _, guide := range f.guides {
		if guide.Name == p.Guided.Guide {
			return guide.Title
		}
	}
	at, err := url.Parse(p.URL)
	if err != nil || at.Hostname() == "" {
		return titleOf(p.Kind)
	}
	if _, realm := keycloakRealm(p.URL); p.Kind == profile.KindKeycloak && realm != "" {
		return lang.L("{{.Realm}} at {{.Host}}", map[string]any{"Realm": realm, "Host": at.Hostname()})
	}
	return lang.L("{{.Kind}} at {{.Host}}", map[string]any{"Kind": titleOf(p.Kind), "Host": at.Hostname()})
}

// complete answers the profile once every entry can be used. Else it marks the first that cannot and goes there; an error
// that belongs to no entry is answered.
func (f *form) complete() (p profile.Profile, complete bool, err error) {
	for _, e := range f.all() {
		e.field.SetError("")
	}
	p = f.entered()
	if err := check(p); err != nil {
		if f.mark(err) {
			err = nil
		}
		return p, false, err
	}
	if missing := f.who.Missing(); missing != nil {
		parts.Focus(missing)
		return p, false, nil
	}
	return p, true, nil
}

// check asks the profile itself, and for the realm that its address cannot do without.
func check(p profile.Profile) error {
	err := p.Check()
	if err == nil && p.Kind == profile.KindKeycloak && !namesRealm(p) {
		return &profile.InvalidError{Field: entryRealm, Why: "missing"}
	}
	return err
}

// mark says at the entry what is wrong with it, and says whether there is such an entry.
func (f *form) mark(err error) bool {
	invalid, ok := errors.AsType[*profile.InvalidError](err)
	return ok && f.say(invalid.Field, why(invalid))
}

// say says something at an entry and goes there; false when there is no such entry.
func (f *form) say(name, text string) bool {
	e := f.named(name)
	if e != nil {
		e.field.SetError(text)
		f.goTo(name)
	}
	return e != nil
}

// goTo goes to an entry, which may be folded away.
func (f *form) goTo(name string) {
	e := f.named(name)
	if e == nil {
		return
	}
	if slices.Contains(f.more, e) {
		f.fold.Unfold(true)
	}
	f.lay()
	parts.Focus(e.focus)
}

// named is the entry of a name that is asked for now, nil for none. Of two, the later one is the more exact.
func (f *form) named(name string) *entry {
	for _, e := range slices.Backward(f.all()) {
		if e.name == name && !e.field.Hidden {
			return e
		}
	}
	return nil
}

// first is where the agent begins to type.
func (f *form) first() parts.FocusTarget { return f.main[0].focus }
