package trail

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	chain "portaldesk/app/trail"
	"portaldesk/client"
	"portaldesk/ui/filter"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// form is which entries are shown.
type form struct {
	clock   phrase.Clock
	agents  *filter.Agents
	action  *parts.Chooser
	outcome *parts.Chooser
	period  *filter.Period
	only    *parts.Toggle
	clear   *parts.Action
	fold    *parts.Fold

	account client.AccountID // the one that is open on the desk
	changed func()
	// quiet: what changes now is not asked for by itself.
	quiet bool
}

func newForm(o Options, changed func()) *form {
	f := &form{clock: o.Clock, changed: changed}
	f.agents = filter.NewAgents(o.Agent, lang.L("My entries"), f.tell)
	f.agents.Which.Hidden = !o.Desk.ReadsOthersTrail()
	f.action = filter.NewChooser(lang.L("Action"), append([]string{lang.L("Any action")}, words(phrase.TrailActions(), phrase.TrailAction)...), f.tell)
	f.outcome = filter.NewChooser(lang.L("Outcome"), append([]string{lang.L("Any outcome")}, words(phrase.TrailOutcomes(), outcomeText)...), f.tell)
	f.period = filter.NewPeriod(f.tell)
	f.only = parts.NewToggle(lang.L("This account only"), func(bool) { f.tell() })
	f.only.Hide()
	f.clear = parts.NewAction(lang.L("Clear"), f.reset)
	f.clear.Greyed = true
	f.fold = parts.NewFold(lang.L("Filters"), f.arranged())
	f.setFolding(false)
	return f
}

func words[T any](codes []T, word func(T) string) []string {
	all := make([]string, len(codes))
	for i, code := range codes {
		all[i] = word(code)
	}
	return all
}

func outcomeText(outcome client.AuditOutcome) string { return phrase.TrailOutcome(outcome).Text }

// typedLeast is how narrow a field that is typed into may be.
const typedLeast = 150

// arranged are the filters in reading order; what is typed for one of them stands below them.
func (f *form) arranged() fyne.CanvasObject {
	line := parts.Flow(theme.Grid, f.period.Which, f.agents.Which, f.action, f.outcome, f.only, f.clear)
	return parts.Stack(theme.Grid, line, parts.Columns(typedLeast, theme.Grid, f.period.From.Field, f.period.To.Field, f.agents.Field))
}

// setFolding hides the filters behind a button, where the text is so large that they would take the list's room.
func (f *form) setFolding(folding bool) {
	f.fold.Unfold(!folding)
	f.fold.Head().Hidden = !folding
	f.fold.Refresh()
}

// tell brings the fields in line with one another and has the question asked.
func (f *form) tell() {
	if f.quiet {
		return
	}
	f.clear.SetGreyed(!f.narrowed())
	f.changed()
}

// filter is what is asked, false when something in it cannot be read.
func (f *form) filter() (q chain.Filter, ok bool) {
	q.Agent = f.agents.Chosen()
	if at := f.action.SelectedIndex(); at > 0 {
		q.Action = phrase.TrailActions()[at-1]
	}
	if at := f.outcome.SelectedIndex(); at > 0 {
		q.Outcome = phrase.TrailOutcomes()[at-1]
	}
	if f.only.Checked {
		q.Account = f.account
	}
	q.From, q.To, ok = f.period.Read(f.clock)
	return q, ok
}

// narrowed says that not all entries are meant.
func (f *form) narrowed() bool {
	q, _ := f.filter()
	return q != (chain.Filter{}) || f.period.Open() || f.agents.Another()
}

// reset shows every entry again.
func (f *form) reset() {
	f.quiet = true
	f.period.Clear()
	f.agents.Clear()
	f.action.SetSelectedIndex(0)
	f.outcome.SetSelectedIndex(0)
	f.only.SetChecked(false)
	f.quiet = false
	f.tell()
}

// setAccount offers the account that is open on the desk; empty for none.
func (f *form) setAccount(id client.AccountID) {
	was := f.only.Checked && f.account != id
	f.account = id
	if id == "" {
		f.only.Hide()
		f.only.SetChecked(false)
		return
	}
	f.only.Show()
	if was {
		f.tell()
	}
}

// onlyAbout shows the entries about an account only.
func (f *form) onlyAbout(id client.AccountID) {
	f.quiet = true
	f.account = id
	f.only.Show()
	f.only.SetChecked(true)
	f.quiet = false
	f.tell()
}
