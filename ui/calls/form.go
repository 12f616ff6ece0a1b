package calls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
	"portaldesk/ui/filter"
	"portaldesk/ui/parts"
	"portaldesk/ui/phrase"
	"portaldesk/ui/theme"
)

// form is what is asked: the search field and the order in the first line, the filters below.
type form struct {
	filters
	o      Options
	search *parts.Entry
	order  *parts.Chooser
	// folded are the filters; more shows and hides them where there is little room.
	folded *fyne.Container
	more   *parts.Action
	// changed is called after another question was put together, resized after the form grew or shrank.
	changed, resized func()
	// quiet: what changes now is not asked for by itself.
	quiet bool
}

// filters are what narrows the list beside the search.
type filters struct {
	period  *filter.Period
	agents  *filter.Agents
	reason  *reasonFilter
	outcome *parts.Chooser
	only    *parts.Toggle
	clear   *parts.Action
	account client.AccountID // the one that is open on the desk
}

var orders = []client.CallOrder{client.NewestCalls, client.OldestCalls, client.LongestCalls}

func orderWords() []string {
	return []string{lang.L("Newest first"), lang.L("Oldest first"), lang.L("Longest first")}
}

func newForm(o Options, changed, down, resized func()) *form {
	f := &form{o: o, search: parts.NewEntry(lang.L("Search notes, callers' names, own words")), changed: changed, resized: resized}
	f.search.OnChanged = func(string) { f.tell() }
	f.search.OnDown, f.search.OnEnter = down, down
	f.order = filter.NewChooser(lang.L("Order"), orderWords(), f.tell)
	f.period = filter.NewPeriod(f.tell)
	f.agents = filter.NewAgents(o.Agent, lang.L("My calls"), f.tell)
	f.reason = newReasonFilter(o.Reasons, f.tell)
	f.outcome = filter.NewChooser(lang.L("Outcome"), outcomeWords(), f.tell)
	f.only = parts.NewToggle(lang.L("This account only"), func(bool) { f.tell() })
	f.only.Hide()
	f.clear = parts.NewAction(lang.L("Clear"), f.Clear)
	f.folded = f.arranged()
	f.more = parts.NewAction(lang.L("Filters"), func() { f.unfold(!f.folded.Visible()) })
	f.more.State = func() string { return parts.UnfoldedWord(f.folded.Visible()) }
	f.clear.SetGreyed(true)
	f.SetFolding(false)
	return f
}

func outcomeWords() []string {
	words := []string{lang.L("Any outcome")}
	for _, outcome := range phrase.Outcomes() {
		words = append(words, phrase.Outcome(outcome))
	}
	return words
}

// arranged are the filters in reading order; what is typed for one of them stands below them.
func (f *form) arranged() *fyne.Container {
	line := parts.Flow(theme.Grid, f.period.Which, f.agents.Which, f.reason.stage, f.reason.cause, f.outcome, f.only, f.clear)
	return parts.Stack(theme.Grid, line, parts.Columns(typedLeast, theme.Grid, f.period.From.Field, f.period.To.Field, f.agents.Field))
}

// typedLeast is how narrow a field that is typed into may be.
const typedLeast = 150

func (f *form) content() fyne.CanvasObject {
	return parts.Stack(theme.Grid, parts.Spread(theme.Grid, nil, f.search, parts.Line(theme.Grid, f.order, f.more)), f.folded)
}

// SetFolding hides the filters behind a button, where the text is so large that they would take the list's room.
func (f *form) SetFolding(folding bool) {
	f.more.Hidden = !folding
	f.unfold(!folding)
}

func (f *form) unfold(shown bool) {
	f.folded.Hidden = !shown
	f.more.Icon = toolkit.Icon(toolkit.IconNameNavigateNext)
	if shown {
		f.more.Icon = toolkit.Icon(toolkit.IconNameMoveDown)
	}
	f.more.Refresh()
	f.resized()
}

// tell brings the fields in line with one another and has the question asked.
func (f *form) tell() {
	if f.quiet {
		return
	}
	f.clear.SetGreyed(!f.narrowed())
	f.changed()
}

// narrowed says that something is searched or filtered.
func (f *form) narrowed() bool {
	q, _ := f.query()
	q.Order = client.NewestCalls
	return q != (client.CallQuery{}) || f.period.Open() || f.agents.Another()
}

// Clear shows every call again.
func (f *form) Clear() { f.start(false) }

// AboutAccount shows every call about the account that is open, whatever was searched before.
func (f *form) AboutAccount() { f.start(true) }

// start puts another question together from the beginning.
func (f *form) start(onlyAccount bool) {
	f.quiet = true
	f.search.SetText("")
	f.period.Clear()
	f.agents.Clear()
	f.reason.clear()
	f.outcome.SetSelectedIndex(0)
	f.only.SetChecked(onlyAccount)
	f.quiet = false
	f.tell()
}

// SetAccount tells which account is open on the desk; empty for none.
func (f *form) SetAccount(id client.AccountID) {
	was := f.only.Checked && f.account != id
	f.account = id
	if id == "" {
		f.only.Hide()
	} else {
		f.only.Show()
	}
	if was {
		f.tell()
	}
	f.resized()
}

// OnlyAccount shows the calls about the account that is open, or all of them again.
func (f *form) OnlyAccount() { f.only.SetChecked(!f.only.Checked) }

// newestFirst puts an order back that is not offered here, without asking, and marks those orders in the choice.
func (f *form) newestFirst(refused map[client.CallOrder]bool) {
	f.quiet = true
	words := orderWords()
	for i, order := range orders {
		if refused[order] {
			words[i] = lang.L("{{.Order}} (not offered)", map[string]any{"Order": words[i]})
		}
	}
	f.order.Options = words
	filter.Widen(f.order)
	f.order.SetSelectedIndex(0)
	f.quiet = false
}
