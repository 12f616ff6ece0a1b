package shell

import (
	"fyne.io/fyne/v2/lang"

	"portaldesk/app/profile"
	"portaldesk/client"
	"portaldesk/ui/abilities"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

const aboutWidth = 720

// aboutPortal says what is known of the portal the agent is at: what runs it, where things are kept, who proves callers, and
// what can be done there.
func (h *house) aboutPortal() {
	facts := parts.Stack(theme.Half)
	for _, fact := range h.portalFacts() {
		if fact.value != "" {
			facts.Add(parts.Columns(aboutWidth/3, theme.Grid, parts.NewParagraph(fact.name, parts.Muted), parts.NewParagraph(fact.value, parts.Plain)))
		}
	}
	dialog := &parts.Dialog{Title: h.desk.About.Name, Width: aboutWidth,
		Body: parts.Column(theme.Gap, facts, abilities.List(h.desk.About, h.desk.Session))}
	dialog.Actions = []*parts.Action{parts.NewAction(lang.L("Close"), dialog.Close)}
	dialog.Closed = func() { h.shell.workplace.Log.Debug("dialog closed", "name", "about-portal") }
	dialog.Show(h.shell.window.Canvas())
	h.shell.workplace.Log.Debug("dialog shown", "name", "about-portal")
}

// portalFact is one line of what is known.
type portalFact struct{ name, value string }

func (h *house) portalFacts() []portalFact {
	p, about := h.desk.Profile, h.desk.About
	return []portalFact{
		{lang.L("What runs it"), about.Server},
		{lang.L("Address"), p.URL},
		{lang.L("You sign in with"), phrase.Way(p.Way())},
		{lang.L("Callers are proven by"), prover(about)},
		{lang.L("Calls, notes and trail"), recordsWord(p.Records)},
		{lang.L("Index of names"), h.indexWord()},
	}
}

func prover(about client.About) string {
	if about.Verification.ByDesk {
		return lang.L("this desk; the server cannot")
	}
	return lang.L("the portal")
}

// recordsWord says where calls, notes and the trail are kept.
func recordsWord(r profile.Records) string {
	switch r.Kind {
	case profile.RecordsLocal:
		return lang.L("on this computer only")
	case profile.RecordsFHIR:
		return lang.L("on the FHIR server {{.Address}}", map[string]any{"Address": r.URL})
	case profile.RecordsAdminAPI:
		return lang.L("at {{.Address}}", map[string]any{"Address": r.URL})
	default:
		return lang.L("at the portal itself")
	}
}

// indexWord says how old the index on this computer is, where there is one.
func (h *house) indexWord() string {
	if h.desk.Index == nil || h.desk.Profile.Kind == profile.KindGuided && h.desk.Profile.Guided.Directory == "" {
		return ""
	}
	state := h.desk.Index.State()
	if !state.Complete() {
		return lang.L("not complete yet")
	}
	return lang.L("{{.Accounts}} accounts, read {{.When}}; wiped when you sign out",
		map[string]any{"Accounts": state.Accounts, "When": h.top.clock.Ago(state.BuiltAt)})
}
