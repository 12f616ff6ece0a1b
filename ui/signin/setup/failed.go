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
	case code == "host-not-found":
		t.form.goTo(entryURL)
	case kind == client.Offline || kind == client.Unavailable: // Enter tries again; it keeps nothing that was not tested
		parts.Focus(t.run)
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
	if client.KindOf(err) == client.Unauthenticated {
		said = t.notTaken(said)
	}
	if next := t.next(client.CodeOf(err)); next != "" {
		said.Next = next
	}
	t.notice.Say(tone, said.Title, said.Detail())
}

// notTaken says what was not taken where nobody was signed in yet: no session has ended.
func (t *test) notTaken(usual phrase.Sentence) phrase.Sentence {
	nothing := lang.L("Nobody was signed in, and nothing was kept.")
	switch t.form.way {
	case client.SignInToken:
		return phrase.Sentence{Title: lang.L("The server does not take this token"), Body: nothing,
			Next: lang.L("Paste all of it, or ask whoever handed it out for a new one.")}
	case client.SignInCertificate:
		return phrase.Sentence{Title: lang.L("The server does not take this certificate"), Body: nothing,
			Next: lang.L("Ask whoever runs the server which certificate is yours.")}
	default:
		return usual
	}
}

// next is what to do about a failure where this page offers it; empty where the usual words say it already.
func (t *test) next(code string) string {
	group := map[string]any{"Group": keycloak.DeskGroup}
	switch {
	case code == "self-signed":
		return lang.L("Ask whoever runs the server. If it is meant to be so, choose that certificate as the CA file here.")
	case slices.Contains(unvouched, code):
		return lang.L("If your organisation has a certificate authority of its own, choose its CA file here: a PEM file that whoever runs the server can give you.")
	case code == "role-not-allowed" && t.canPrepare(code):
		return lang.L("An administrator of this Keycloak puts you into the group “{{.Group}}”: with “Prepare this Keycloak…” here, or in the admin console.", group)
	case code == "role-not-allowed" && t.form.base.Kind == profile.KindKeycloak:
		return lang.L("Whoever runs this Keycloak puts you into the group “{{.Group}}”.", group)
	case t.canPrepare(code):
		return lang.L("An administrator of this Keycloak mends that from here in a minute: “Prepare this Keycloak…”. Is Portaldesk registered there under another name? Enter that as the client ID, under More settings.")
	default:
		return ""
	}
}

// canPrepare says whether an administrator could mend a failure from here.
func (t *test) canPrepare(code string) bool {
	return t.form.base.Kind == profile.KindKeycloak && t.setup.o.Prepare != nil && slices.Contains(preparable, code)
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
	case t.canPrepare(code):
		t.add(lang.L("Prepare this Keycloak…"), func() { t.prepare(p) })
	case slices.Contains(unvouched, code):
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

// unvouched are what a CA file mends.
var unvouched = []string{"unknown-authority", "chain-incomplete", "self-signed"}

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
