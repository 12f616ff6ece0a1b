package setup

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/client/keycloak"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
)

// failed says what is wrong in plain words, at the entry where it is one, and offers what can be done about it.
func (t *test) failed(p profile.Profile, err error) {
	kind, code := client.KindOf(err), client.CodeOf(err)
	switch {
	case t.form.mark(err):
		t.steps.rest()
		t.lay()
		return
	case kind == client.OneTimeCodeRequired || code == "one-time-code-wrong":
		t.say(parts.Info, err)
		parts.Focus(t.form.who.AskForCode(""))
		return
	}
	t.say(parts.Bad, err)
	t.offer(p, err)
	t.lay()
	switch {
	case len(t.remedy.Objects) > 0:
		parts.Focus(t.remedy.Objects[0].(*parts.Action))
	case kind == client.Unauthenticated:
		t.retype()
	default:
		parts.Focus(t.run)
	}
	t.setup.reveal(t.notice)
}

func (t *test) say(tone parts.Tone, err error) {
	said := phrase.Connecting(err)
	if client.CodeOf(err) == "role-not-allowed" && t.form.base.Kind == profile.KindKeycloak {
		said.Next = lang.L("Whoever runs this Keycloak puts you into the group “{{.Group}}”, or prepares the realm first.",
			map[string]any{"Group": keycloak.DeskGroup})
	}
	t.notice.Say(tone, said.Title, said.Detail())
}

// retype puts the cursor where what was refused is typed.
func (t *test) retype() {
	if t.form.way == client.SignInBrowser {
		parts.Focus(t.run)
		return
	}
	t.form.who.Retype()
}

// offer puts buttons below the notice: each leads to one way out.
func (t *test) offer(p profile.Profile, err error) {
	kind, code := client.KindOf(err), client.CodeOf(err)
	switch {
	case p.Kind == profile.KindKeycloak && t.setup.o.Prepare != nil && slices.Contains(preparable, code):
		t.add(lang.L("Prepare this Keycloak…"), func() { t.prepare(p) })
	case code == "unknown-authority":
		t.add(lang.L("Choose a CA file"), func() { t.form.goTo(entryCA) })
	case code == "client-unknown" || code == "flow-refused" || code == "redirect-refused":
		t.add(lang.L("Enter the client ID"), func() { t.form.goTo("signIn.clientId") })
	case kind == client.Offline || kind == client.Unavailable:
		t.add(lang.L("Save without test"), func() { t.setup.keep(p) })
	}
	if len(t.remedy.Objects) > 0 {
		t.remedy.Show()
	}
}

// preparable are what an administrator mends once and for all.
var preparable = []string{"client-unknown", "client-confidential", "redirect-refused", "pkce-refused", "scope-refused", "flow-refused",
	"account-not-permitted", "role-not-allowed"}

func (t *test) add(word string, do func()) {
	action := parts.NewAction(word, do)
	action.OnFocus = func() { t.setup.reveal(action) }
	t.remedy.Add(action)
}

// keep keeps the portal and leaves the set-up, or says why it was refused.
func (s *Setup) keep(p profile.Profile) {
	err := s.o.Keep(p)
	switch {
	case err == nil:
		s.found = nil // its session is now the portal's own
		s.o.Saved(p)
	case s.found != nil:
		s.found.refused(err)
	case !s.test.form.mark(err):
		s.test.say(parts.Bad, err)
	}
}
