package setup

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"portaldesk/app"
	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/abilities"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// found is the page that says what a test found, before it is kept.
type found struct {
	setup   *Setup
	profile profile.Profile
	trial   app.Trial
	name    *parts.Entry
	field   *parts.Field
	fields  *fields // nil where a portal's fields need no names
	notice  *parts.Notice
	save    *parts.Action
	content *fyne.Container
}

func newFound(s *Setup, p profile.Profile, trial app.Trial) *found {
	f := &found{setup: s, profile: p, trial: trial, name: parts.NewEntry(""), notice: parts.NewNotice()}
	f.name.SetText(f.called())
	f.name.OnEnter, f.name.OnEscape = f.keep, f.back
	f.field = parts.NewField(lang.L("Name"), f.name, lang.L("As you call it. It stands at the top of the window."))
	f.save = parts.NewAction(lang.L("Save and open the desk"), f.keep)
	f.save.Weight = parts.Main
	f.save.OnFocus = func() { s.reveal(f.save) }
	f.lay()
	return f
}

// lay sets what has to be decided above the buttons, and what is only told below them.
func (f *found) lay() {
	buttons := parts.Line(theme.Grid, layout.NewSpacer(), parts.NewAction(lang.L("Back"), f.back), f.save)
	before, after := f.fieldSections()
	rows := slices.Concat([]fyne.CanvasObject{f.who(), f.field}, f.recordsRefused(), before, []fyne.CanvasObject{f.notice, buttons}, after)
	if said := fileWords(f.trial.Fields); said != "" {
		rows = append(rows, parts.NewParagraph(said, parts.Plain))
	}
	for _, sentence := range f.caveats() {
		rows = append(rows, parts.NewParagraph(sentence, parts.Muted))
	}
	group := parts.Look{Fill: theme.Raised, Border: theme.Border, Radius: theme.Round, Vertical: 12, Horizontal: 12}
	f.content = parts.Stack(theme.Gap, append(rows, parts.NewBox(group, abilities.List(f.trial.About, f.trial.Session)))...)
}

// fieldSections ask for the fields that were not recognised and that an agent needs most, before the portal is kept. With
// these known, the whole map is folded away below.
func (f *found) fieldSections() (before, after []fyne.CanvasObject) {
	if len(f.trial.Fields.Paths) == 0 {
		return nil, nil
	}
	f.fields = newFields(f.trial.Fields, f.profile.Fields)
	fold := parts.NewFold(lang.L("How this server calls its fields"), f.fields.content)
	fold.OnChanged = func(bool) { f.setup.lay() }
	fold.Head().OnFocus = func() { f.setup.reveal(fold.Head()) }
	missing := f.fields.missing()
	if len(missing) == 0 {
		return nil, []fyne.CanvasObject{fold}
	}
	fold.Unfold(true)
	return []fyne.CanvasObject{unrecognised(missing), fold}, nil
}

func unrecognised(missing []client.Field) fyne.CanvasObject {
	words := make([]string, len(missing))
	for i, field := range missing {
		words[i] = strings.ToLower(phrase.PatientField(field))
	}
	notice := parts.NewNotice()
	notice.Say(parts.Warning, lang.L("Not every field was recognised"),
		lang.L("Choose where this server keeps it, if it does: {{.Fields}}. What is not known cannot be searched or asked of a caller.",
			map[string]any{"Fields": strings.Join(words, ", ")}))
	return notice
}

// called is the name the portal is known by already, else what it calls itself.
func (f *found) called() string {
	if known := f.setup.o.Profile.Name; known != "" {
		return known
	}
	if f.trial.About.Name != "" {
		return f.trial.About.Name
	}
	return f.profile.Name
}

// who says what was reached, and as whom.
func (f *found) who() fyne.CanvasObject {
	agent := f.trial.Session.Agent
	name := agent.Name
	if name == "" {
		name = agent.Login
	}
	said := lang.L("You are signed in as {{.Name}}.", map[string]any{"Name": name})
	if agent.Role != "" {
		said = lang.L("You are signed in as {{.Name}}, {{.Role}}.", map[string]any{"Name": name, "Role": strings.ToLower(phrase.Role(agent.Role))})
	}
	if f.trial.About.Server != "" {
		said = f.trial.About.Server + ". " + said
	}
	return parts.NewParagraph(said, parts.Plain)
}

// caveats are what is otherwise here than an agent may expect.
func (f *found) caveats() []string {
	var said []string
	if f.trial.About.Verification.ByDesk {
		said = append(said, lang.L("The server cannot prove callers: the desk itself compares what they say, and keeps the proof."))
	}
	if !f.profile.RecordsElsewhere() && !f.trial.About.Offers(client.KeepsCalls) {
		said = append(said, lang.L("Calls, notes and the audit trail stay on this computer."))
	}
	return said
}

// fileWords says what of a list of patients can be used.
func fileWords(report client.FieldReport) string {
	if report.Rows == 0 {
		return ""
	}
	facts := map[string]any{"Rows": report.Rows, "Bad": len(report.BadRows)}
	if len(report.BadRows) == 0 {
		return lang.L("The list has {{.Rows}} patients.", facts)
	}
	const most = 8
	numbers := make([]string, min(len(report.BadRows), most))
	for i := range numbers {
		numbers[i] = strconv.Itoa(report.BadRows[i])
	}
	facts["Numbers"] = strings.Join(numbers, ", ")
	if len(report.BadRows) > most {
		return lang.L("The list has {{.Rows}} rows. Not all of them can be used: rows {{.Numbers}} and more.", facts)
	}
	return lang.L("The list has {{.Rows}} rows. These cannot be used: {{.Numbers}}.", facts)
}

// keep keeps the portal under its name, with its fields.
func (f *found) keep() {
	p := f.profile
	p.Name = strings.TrimSpace(f.name.Text)
	p.Login = cmp.Or(f.trial.Session.Agent.Login, p.Login) // the session is gone on with as this agent's
	if f.fields != nil {
		p.Fields = f.fields.chosen()
	}
	f.setup.keep(p)
}

// refused says why the portal was not kept.
func (f *found) refused(err error) {
	if client.KindOf(err) == "" && strings.TrimSpace(f.name.Text) == "" {
		f.field.SetError(lang.L("Please fill this in."))
		parts.Focus(f.name)
	} else {
		said := phrase.Of(err)
		f.notice.Say(parts.Bad, said.Title, said.Detail())
	}
	f.setup.lay()
}

// back drops the session and goes back to the entries, as they were left.
func (f *found) back() {
	f.setup.forget(f.profile, func() {})
	f.setup.test.settle()
	f.setup.test.steps.rest()
	f.setup.showEntries()
}
