package notes

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/settings"
	"portaldesk/app/template"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// page is one template as it is written.
type page struct {
	o      Options
	before template.Template
	own    bool
	done   func(template.Template)

	dialog                      *parts.Dialog
	name, short, text           *parts.Entry
	language, stage             *parts.Chooser
	nameField, shortField, body *parts.Field
	languages, stages           []string
	notice                      *parts.Notice
}

const bodyRows = 7

// showPage opens a template. own says that it is the agent's, done is called after it was kept or deleted.
func showPage(o Options, t template.Template, own bool, done func(template.Template)) {
	p := &page{o: o, before: t, own: own, done: done, notice: parts.NewNotice()}
	p.name, p.short = parts.NewEntry(""), parts.NewEntry("")
	p.text = parts.NewNoteEntry("", bodyRows)
	p.fillChoosers()
	p.name.SetText(t.Name)
	p.short.SetText(t.Short)
	p.text.SetText(t.Body)
	p.nameField = parts.NewField(lang.L("Name"), p.name, "")
	p.shortField = parts.NewField(lang.L("Short name"), p.short, lang.L("What is typed after :: in a note. Small letters, digits and hyphens."))
	p.body = parts.NewField(lang.L("Text"), p.text, explained())
	p.dialog = &parts.Dialog{Title: p.title(), Width: shelfWidth, First: p.name}
	p.dialog.Body = parts.Stack(theme.Gap, p.nameField, p.shortField,
		parts.Columns(200, theme.Gap, parts.NewField(lang.L("Language"), p.language, ""), parts.NewField(lang.L("For calls about"), p.stage, "")),
		p.body, p.notice)
	p.dialog.Actions = p.actions()
	p.follow()
	p.dialog.Closed = func() { o.Log.Debug("dialog closed", "name", "template") }
	p.dialog.Show(o.Canvas)
	o.Log.Debug("dialog shown", "name", "template")
}

// follow scrolls to what has the focus.
func (p *page) follow() {
	for entry, field := range map[*parts.Entry]*parts.Field{p.name: p.nameField, p.short: p.shortField, p.text: p.body} {
		entry.OnFocus = func(bool) { p.dialog.Reveal(field) }
	}
	for _, chooser := range []*parts.Chooser{p.language, p.stage} {
		chooser.OnFocus = func() { p.dialog.Reveal(chooser) }
	}
}

func (p *page) title() string {
	switch {
	case p.before.Short == "":
		return lang.L("New note template")
	case p.own:
		return lang.L("Your note template")
	default:
		return lang.L("Note template of the program")
	}
}

func (p *page) actions() []*parts.Action {
	actions := []*parts.Action{parts.NewAction(lang.L("Cancel"), func() { p.dialog.Close() })}
	if p.own {
		gone := parts.NewAction(lang.L("Delete"), p.remove)
		gone.Weight = parts.Grave
		actions = append(actions, gone)
	}
	save := parts.NewAction(lang.L("Save"), p.save)
	save.Weight = parts.Main
	return append(actions, save)
}

// fillChoosers offers the languages that the program speaks and that of the template, and every reason.
func (p *page) fillChoosers() {
	p.languages = settings.Languages()
	if !slices.Contains(p.languages, p.before.Language) {
		p.languages = append(p.languages, p.before.Language)
	}
	words := make([]string, len(p.languages))
	for i, code := range p.languages {
		words[i] = phrase.Language(code)
	}
	p.language = parts.NewChooser("", words, nil)
	p.language.SetSelectedIndex(slices.Index(p.languages, p.before.Language))
	p.stages = []string{""}
	words = []string{lang.L("Anything")}
	for _, stage := range p.o.Reasons.All() {
		p.stages, words = append(p.stages, stage.Code), append(words, lang.L(stage.Title))
	}
	p.stage = parts.NewChooser("", words, nil)
	p.stage.SetSelectedIndex(max(0, slices.Index(p.stages, p.before.Stage)))
}

// explained says what fills itself in.
func explained() string {
	names := make([]string, 0, len(template.Variables()))
	for _, variable := range template.Variables() {
		names = append(names, "{{"+string(variable)+"}}")
	}
	return lang.L("These fill themselves in: {{.List}}. A blank to be filled in by hand begins with {{.What}}.",
		map[string]any{"List": strings.Join(names, " "), "What": "{{?"})
}

// written is the template as it stands on the page.
func (p *page) written() template.Template {
	t := template.Template{Name: strings.TrimSpace(p.name.Text), Short: strings.TrimSpace(p.short.Text), Body: p.text.Text,
		Language: p.languages[p.language.SelectedIndex()], Stage: p.stages[p.stage.SelectedIndex()]}
	if t.Stage == p.before.Stage {
		t.Cause = p.before.Cause
	}
	return t
}

// save keeps what is written. An own template that was renamed is not there twice.
func (p *page) save() {
	t := p.written()
	if p.complain(t.Check()) {
		return
	}
	renamed := p.own && (t.Short != p.before.Short || t.Language != p.before.Language)
	p.work(t, func() error {
		if err := p.o.Book.Save(t); err != nil || !renamed {
			return err
		}
		return p.o.Book.Remove(p.before.Short, p.before.Language)
	})
}

func (p *page) remove() {
	p.work(p.before, func() error { return p.o.Book.Remove(p.before.Short, p.before.Language) })
}

// work writes, and closes the page when that went well; else everything stays on it.
func (p *page) work(t template.Template, do func() error) {
	p.o.work(do, func(err error) {
		if err != nil {
			p.o.Log.Warn("a template was not kept", "cause", err)
			said := phrase.NotKept(err)
			p.notice.Say(parts.Warning, said.Title, said.Detail())
			return
		}
		p.dialog.Close()
		p.done(t)
	})
}

// complain says at the right field what is wrong, and goes there.
func (p *page) complain(err error) bool {
	where, why := mistake(err)
	targets := map[string]fyne.Focusable{inName: p.name, inShort: p.short, inBody: p.text}
	for name, field := range map[string]*parts.Field{inName: p.nameField, inShort: p.shortField, inBody: p.body} {
		field.SetError("")
		if name == where {
			field.SetError(why)
			p.o.Canvas.Focus(targets[name])
		}
	}
	return err != nil
}
