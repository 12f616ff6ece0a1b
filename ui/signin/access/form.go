package access

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// FormOptions is what a form needs.
type FormOptions struct {
	Way client.SignInWay
	// Login is the login to begin with. Fixed says that nobody else may sign in here.
	Login string
	Fixed bool
	// Enter is called on Enter in a field, Escape on Escape; Escape may be nil.
	Enter, Escape func()
	// Focused is called with the field that got the focus; it may be nil.
	Focused func(fyne.CanvasObject)
}

// Form is the fields of one way to sign in. No secret outlives it.
type Form struct {
	way     client.SignInWay
	login   *parts.Entry
	secret  *parts.Entry // a password or a token; unused where there is none
	code    *parts.Entry
	codeRow *parts.Field
	content *fyne.Container
}

// NewForm makes the fields of a way.
func NewForm(o FormOptions) *Form {
	f := &Form{way: o.Way, login: o.entry(parts.NewEntry("")), secret: o.entry(parts.NewPasswordEntry("")),
		code: o.entry(parts.NewEntry(lang.L("6 digits")))}
	f.code.Private = true
	f.codeRow = parts.NewField(lang.L("One-time code"), f.code, lang.L("From the authenticator on your phone."))
	f.codeRow.Hide()
	f.content = parts.Stack(theme.Gap, f.rows()...)
	f.content.Hidden = len(f.content.Objects) == 0
	f.login.SetText(o.Login)
	if o.Fixed {
		f.login.Disable()
	}
	return f
}

func (o FormOptions) entry(e *parts.Entry) *parts.Entry {
	e.OnEnter, e.OnEscape = o.Enter, o.Escape
	e.OnFocus = func(gained bool) {
		if gained && o.Focused != nil {
			o.Focused(e)
		}
	}
	return e
}

func (f *Form) rows() []fyne.CanvasObject {
	switch f.way {
	case client.SignInBrowser:
		return nil
	case client.SignInToken:
		return []fyne.CanvasObject{f.who(), parts.NewField(lang.L("Token"), f.secret,
			lang.L("An administrator of the portal hands it out. It is kept in this computer's keyring and nowhere else."))}
	case client.SignInCertificate, client.SignInNone:
		return []fyne.CanvasObject{f.who()}
	default:
		return []fyne.CanvasObject{parts.NewField(lang.L("Login"), f.login, ""), parts.NewField(lang.L("Password"), f.secret, ""), f.codeRow}
	}
}

// who asks for the name that stands in the trail, where the way to sign in does not tell it.
func (f *Form) who() fyne.CanvasObject {
	return parts.NewField(lang.L("Who are you?"), f.login, lang.L("Your login at your organisation. It stands in the trail and in every call."))
}

// Content is what the window shows.
func (f *Form) Content() fyne.CanvasObject { return f.content }

// Missing is the first field that is still empty, nil when nothing is missing.
func (f *Form) Missing() parts.FocusTarget {
	switch {
	case f.way == client.SignInBrowser:
		return nil
	case f.codeRow.Visible() && f.code.Text == "":
		return f.code
	case strings.TrimSpace(f.login.Text) == "":
		return f.login
	case f.hasSecret() && f.secret.Text == "":
		return f.secret
	default:
		return nil
	}
}

func (f *Form) hasSecret() bool { return f.way == client.SignInPassword || f.way == client.SignInToken }

// Credentials is what was entered.
func (f *Form) Credentials() client.Credentials {
	c := client.Credentials{Login: strings.TrimSpace(f.login.Text)}
	switch f.way {
	case client.SignInBrowser:
		c.Login = ""
	case client.SignInToken:
		c.Token = strings.TrimSpace(f.secret.Text)
	case client.SignInPassword:
		c.Password = f.secret.Text
		if f.codeRow.Visible() {
			c.OneTimeCode = strings.TrimSpace(f.code.Text)
		}
	}
	return c
}

// Login is the login as it is entered now.
func (f *Form) Login() string { return f.login.Text }

// Fill enters a login and a secret, and begins anew without a one-time code.
func (f *Form) Fill(login, secret string) {
	f.login.SetText(login)
	f.secret.SetText(secret)
	f.codeRow.Hide()
}

// AskForCode shows the field of the one-time code, with a code in it where one is known, and answers it. A code is good once.
func (f *Form) AskForCode(code string) parts.FocusTarget {
	f.codeRow.Show()
	f.code.SetText(code)
	f.content.Refresh()
	return f.code
}

// Retype puts the cursor into the secret, all of it selected, so that the next key replaces it.
func (f *Form) Retype() {
	target := f.secret
	if !f.hasSecret() {
		target = f.login
	}
	parts.Focus(target)
	target.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// Clear forgets what is secret.
func (f *Form) Clear() {
	f.secret.SetText("")
	f.code.SetText("")
}
