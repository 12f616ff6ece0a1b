package proof

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// relations are asked for in this order.
var relations = []client.Relation{
	client.RelationPatient, client.RelationParent, client.RelationCaregiver, client.RelationPOA, client.RelationStaff,
}

func (p *Panel) noCall() []fyne.CanvasObject {
	open := parts.NewAction(lang.L("Open a call"), p.o.OpenCall)
	open.Call(lang.L("to prove the caller"))
	open.Shortcut = "F2"
	p.first = open
	text := lang.L("A caller is proven within a call.")
	return []fyne.CanvasObject{parts.NewParagraph(text, parts.Muted), parts.Line(theme.Grid, open)}
}

// asking is the form of who is calling.
type asking struct {
	panel    *Panel
	relation *parts.Segments
	onFile   *parts.Chooser
	name     *parts.Entry
	begin    *parts.Action
	warnings *fyne.Container
	proxies  []client.Proxy // those on file with the chosen relation, in the order of onFile
}

func (p *Panel) whoIsCalling() []fyne.CanvasObject {
	a := &asking{panel: p, name: parts.NewEntry(lang.L("The caller's name")), warnings: parts.Column(theme.Half)}
	a.relation = parts.NewSegments(relationWords(), func(int) { a.related() })
	a.relation.Call(lang.L("Who is calling?"))
	a.relation.OnSubmitted = a.submit
	a.onFile = parts.NewChooser(lang.L("Which of those on file"), nil, func(string) { a.shown() })
	a.onFile.OnSubmitted = a.submit
	a.name.OnEnter = a.submit
	a.begin = parts.NewAction(lang.L("Begin"), a.submit)
	a.begin.Weight = parts.Main
	a.onFile.Hide()
	a.name.Hide()
	a.warnings.Hide()
	a.begin.SetGreyed(true)
	p.first = a.relation
	objects := []fyne.CanvasObject{a.relation, a.warnings, a.onFile, a.name, parts.Line(theme.Grid, a.begin)}
	return append(objects, p.said()...)
}

func relationWords() []string {
	words := make([]string, len(relations))
	for at, relation := range relations {
		words[at] = phrase.Relation(relation)
	}
	return words
}

// related shows what has to be known of a caller of the chosen relation: which of the proxies on file, or a name.
func (a *asking) related() {
	chosen := a.chosen()
	a.proxies = nil
	options := []string{}
	for _, proxy := range a.panel.subject.Account.Proxies {
		if proxy.Relation == chosen {
			a.proxies = append(a.proxies, proxy)
			options = append(options, lang.L("{{.Name}}, on file", map[string]any{"Name": proxy.Name}))
		}
	}
	a.onFile.SetOptions(append(options, lang.L("Somebody else")))
	a.onFile.ClearSelected()
	if len(a.proxies) == 0 {
		a.onFile.SetSelectedIndex(0)
	}
	a.shown()
}

func (a *asking) shown() {
	other := a.chosen() != client.RelationPatient
	show(a.onFile, other && len(a.proxies) > 0)
	show(a.name, other && a.onFile.SelectedIndex() == len(a.proxies))
	a.warnings.Objects = a.panel.warnings(a.chosen())
	show(a.warnings, len(a.warnings.Objects) > 0)
	a.begin.SetGreyed(!a.complete())
	a.panel.content.Refresh()
}

func (a *asking) chosen() client.Relation {
	if at := a.relation.Chosen(); at >= 0 {
		return relations[at]
	}
	return ""
}

func (a *asking) complete() bool {
	switch {
	case a.chosen() == "" || a.panel.barred(a.chosen()):
		return false
	case a.chosen() == client.RelationPatient:
		return true
	default:
		return a.onFile.SelectedIndex() >= 0
	}
}

// submit begins, or goes to what is still missing.
func (a *asking) submit() {
	switch caller, missing := a.caller(); {
	case missing != nil:
		parts.Focus(missing)
	case a.panel.barred(caller.Relation):
		parts.Focus(a.relation)
	default:
		a.panel.begin(caller)
	}
}

// caller is who was entered, or the field that is missing.
func (a *asking) caller() (caller app.Caller, missing parts.FocusTarget) {
	caller.Relation = a.chosen()
	switch at := a.onFile.SelectedIndex(); {
	case caller.Relation == "":
		return caller, a.relation
	case caller.Relation == client.RelationPatient:
		return caller, nil
	case at < 0:
		return caller, a.onFile
	case at < len(a.proxies):
		caller.ProxyID, caller.Name = a.proxies[at].ID, a.proxies[at].Name
		return caller, nil
	}
	if caller.Name = strings.TrimSpace(a.name.Text); caller.Name == "" {
		return caller, a.name
	}
	return caller, nil
}

func show(object fyne.CanvasObject, shown bool) {
	if shown {
		object.Show()
	} else {
		object.Hide()
	}
}
