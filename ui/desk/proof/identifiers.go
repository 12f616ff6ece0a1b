package proof

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// askLeast is how wide the detail and the field for what the caller says have to be to stand beside one another: a name is read in it.
const askLeast = 230

// identifiers asks for one identifier at a time, in the portal's order; the agent may ask for another one instead.
func (p *Panel) identifiers() []fyne.CanvasObject {
	kinds := p.untried()
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = phrase.Identifier(kind)
	}
	said := parts.NewEntry(lang.L("Caller says …"))
	said.Private = true
	which := parts.NewChooser(lang.L("Detail"), words, nil)
	which.SetSelectedIndex(0)
	submit := func() { p.check(kinds, which.SelectedIndex(), said) }
	said.OnEnter = submit
	which.OnSubmitted = func() { parts.Focus(said) }
	check := parts.NewAction(lang.L("Check"), submit)
	check.Weight = parts.Main
	check.SetGreyed(p.busy || len(kinds) == 0)
	p.first = said
	row := parts.Columns(askLeast, theme.Half, which, parts.Spread(theme.Half, nil, said, check))
	return slices.Concat([]fyne.CanvasObject{row}, p.tally(), p.said())
}

// untried are the identifiers that can still be asked for.
func (p *Panel) untried() []client.IdentifierKind {
	state := p.subject.Check.State()
	return slices.DeleteFunc(slices.Clone(p.o.Policy.Identifiers), func(kind client.IdentifierKind) bool {
		return slices.Contains(state.Matched, kind) || p.tried[kind]
	})
}

// check hands over what the caller said. The field is gone before the answer comes.
func (p *Panel) check(kinds []client.IdentifierKind, at int, field *parts.Entry) {
	said := strings.TrimSpace(field.Text)
	if at < 0 || said == "" {
		return
	}
	kind, check := kinds[at], p.subject.Check
	var state client.Verification
	p.step(func(ctx context.Context) (err error) {
		state, err = check.Identifier(ctx, kind, said)
		return err
	}, func() { p.compared(kind, state) })
}

func (p *Panel) compared(kind client.IdentifierKind, state client.Verification) {
	word := map[string]any{"What": phrase.Identifier(kind)}
	p.tried[kind] = true
	if slices.Contains(state.Matched, kind) {
		p.last = message{parts.Good, lang.L("{{.What}}: match", word)}
		return
	}
	p.last = message{parts.Bad, lang.L("{{.What}}: no match", word)}
	if len(p.untried()) == 0 {
		p.tried = map[client.IdentifierKind]bool{}
	}
}

// tally counts: what matched, what did not, and how many more may fail.
func (p *Panel) tally() []fyne.CanvasObject {
	state := p.subject.Check.State()
	left := lang.L("{{.Left}} more may fail", map[string]any{"Left": state.MismatchesLeft})
	if len(state.Mismatched) == 0 && len(state.Matched) == 0 {
		return []fyne.CanvasObject{parts.NewParagraph(lang.L("Let the caller say it; read nothing out. {{.Left}}.", map[string]any{"Left": left}), parts.Caption)}
	}
	return append(p.counted(), parts.NewParagraph(left, parts.Caption))
}

// counted is what matched and what did not, each with the icon of its kind; nothing before anything was asked.
func (p *Panel) counted() []fyne.CanvasObject {
	state := p.subject.Check.State()
	if len(state.Matched)+len(state.Mismatched) == 0 {
		return nil
	}
	line := parts.Flow(theme.Half)
	for _, kind := range state.Matched {
		line.Add(parts.NewPill(parts.Good, "", phrase.Identifier(kind)))
	}
	for _, kind := range state.Mismatched {
		line.Add(parts.NewPill(parts.Bad, "", phrase.Identifier(kind)))
	}
	return []fyne.CanvasObject{line}
}
