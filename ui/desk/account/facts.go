package account

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/app/diagnosis"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// facts is what is known of an account: a line of small facts, a line for every contact, a line for the proxies.
type facts struct {
	clock   phrase.Clock
	offers  func(client.Ability) bool
	content *fyne.Container
}

func newFacts(o Options) *facts {
	return &facts{clock: o.Clock, offers: o.Offers, content: parts.Column(theme.Grid)}
}

func (f *facts) show(c diagnosis.Case) {
	f.content.Objects = []fyne.CanvasObject{f.small(c), f.contacts(c)}
	if len(c.Account.Proxies) > 0 {
		f.content.Add(proxies(c.Account.Proxies))
	}
	f.content.Refresh()
}

func (f *facts) small(c diagnosis.Case) fyne.CanvasObject {
	a := c.Account
	line := parts.Flow(theme.Gap,
		fact(lang.L("MRN"), or(a.MRN, lang.L("not on file"))),
		fact(lang.L("Login ID"), or(a.LoginID, lang.L("none yet"))),
		fact(lang.L("Born"), born(a)),
		fact(lang.L("Speaks"), phrase.Language(a.Language)),
		fact(lang.L("Last sign-in"), f.lastSignIn(c)),
		fact(lang.L("Second factor"), secondFactor(a.SecondFactor)),
	)
	if a.AccessCode != nil || f.offers(client.IssuesAccessCode) {
		line.Add(fact(lang.L("Access code"), f.accessCode(a)))
	}
	return line
}

// fact is a caption above its value.
func fact(caption, value string) fyne.CanvasObject {
	return parts.Column(0, parts.NewText(caption, parts.Caption), parts.NewText(value, parts.Plain))
}

func or(value, missing string) string {
	if value == "" {
		return missing
	}
	return value
}

// born is the birth date, masked, and how old the patient is.
func born(a client.Account) string {
	switch {
	case a.BirthDate == "":
		return lang.L("not on file")
	case a.Age == 1:
		return lang.L("{{.Date}}, 1 year", map[string]any{"Date": a.BirthDate})
	default:
		return lang.L("{{.Date}}, {{.Age}} years", map[string]any{"Date": a.BirthDate, "Age": strconv.Itoa(a.Age)})
	}
}

// lastSignIn tells a patient who never signed in from a server that does not keep it.
func (f *facts) lastSignIn(c diagnosis.Case) string {
	_, hidden := c.Missing[client.ShowsSignIns]
	switch {
	case c.Account.LastSignInAt != nil:
		return f.clock.Ago(*c.Account.LastSignInAt)
	case hidden:
		return lang.L("not known")
	default:
		return lang.L("never")
	}
}

func secondFactor(kind string) string {
	switch kind {
	case "":
		return lang.L("none known")
	case "totp":
		return lang.L("authenticator app")
	case "text":
		return lang.L("text message")
	default:
		return kind
	}
}

func (f *facts) accessCode(a client.Account) string {
	if a.AccessCode == nil {
		return lang.L("none out")
	}
	return lang.L("out until {{.Time}}", map[string]any{"Time": f.clock.Since(a.AccessCode.ExpiresAt)})
}

// contacts lists every contact with what an agent must know before using it.
func (f *facts) contacts(c diagnosis.Case) fyne.CanvasObject {
	column := parts.Flow(theme.Gap)
	if parts.LargeText() {
		column = parts.Column(theme.Half)
	}
	for _, contact := range c.Account.Contacts {
		if contact.ID != client.ChartContact { // that is on file elsewhere
			column.Add(f.contactLine(contact, c))
		}
	}
	if len(column.Objects) == 0 {
		return parts.NewParagraph(lang.L("No e-mail address and no phone number on file"), parts.Muted)
	}
	return column
}

// contactLine is a contact as a fact, with its pills beside the value; in large text, where that is wider than the place may be,
// they go on below it.
func (f *facts) contactLine(contact client.Contact, c diagnosis.Case) fyne.CanvasObject {
	line := parts.Line(theme.Grid, parts.NewText(contact.Masked, parts.Plain))
	if parts.LargeText() {
		line = parts.Flow(theme.Grid, line.Objects...)
	}
	for _, pill := range f.pills(contact, c) {
		line.Add(pill)
	}
	return parts.Column(2, parts.NewText(phrase.ContactKind(contact.Kind), parts.Caption), line)
}

func (f *facts) pills(contact client.Contact, c diagnosis.Case) []fyne.CanvasObject {
	var pills []fyne.CanvasObject
	if contact.ProvesFrom.After(c.ReadAt) {
		pills = append(pills, parts.NewPill(parts.Warning, "", f.changed(contact)))
	}
	if returned(contact, c.Mail) {
		pills = append(pills, parts.NewPill(parts.Bad, "", lang.L("mail came back")))
	}
	if !contact.Consented {
		pills = append(pills, parts.NewPill(parts.Neutral, toolkit.IconNameCancel, lang.L("may not be written to")))
	}
	if contact.Verified {
		return append(pills, parts.NewPill(parts.Good, "", lang.L("verified")))
	}
	return append(pills, parts.NewPill(parts.Neutral, toolkit.IconNameQuestion, lang.L("not verified")))
}

func (f *facts) changed(contact client.Contact) string {
	if contact.ChangedAt.IsZero() {
		return lang.L("changed lately")
	}
	return lang.L("changed {{.Ago}}", map[string]any{"Ago": f.clock.Ago(contact.ChangedAt)})
}

// returned says whether the newest mail to this contact came back.
func returned(contact client.Contact, mail []client.Mail) bool {
	for _, m := range mail {
		if m.To == contact.Masked {
			return m.Status == client.MailBounced
		}
	}
	return false
}

func proxies(all []client.Proxy) fyne.CanvasObject {
	line := parts.Flow(theme.Grid, parts.NewText(lang.L("May act for the patient:"), parts.Muted))
	for _, p := range all {
		line.Add(parts.NewPill(parts.Neutral, toolkit.IconNameAccount, proxyWord(p)))
	}
	return line
}

func proxyWord(p client.Proxy) string {
	said := map[string]any{"Name": p.Name, "Relation": strings.ToLower(phrase.Relation(p.Relation))}
	if p.Access == "limited" {
		return lang.L("{{.Name}}, {{.Relation}}, limited", said)
	}
	return lang.L("{{.Name}}, {{.Relation}}", said)
}
