package calls

import (
	"slices"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	toolkit "fyne.io/fyne/v2/theme"

	"portaldesk/client"
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
	period  *parts.Chooser
	span    span
	agents  *agents
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
	f.order = f.chooser(orderWords())
	f.period = f.chooser(periodWords())
	f.agents = newAgents(o.Agent, f.tell)
	f.reason = newReasonFilter(o.Reasons, f.tell)
	f.outcome = f.chooser(outcomeWords())
	f.only = parts.NewToggle(lang.L("This account only"), func(bool) { f.tell() })
	f.only.Hide()
	f.clear = parts.NewAction(lang.L("Clear"), f.Clear)
	f.span = newSpan(f.tell)
	f.folded = f.arranged()
	f.more = parts.NewAction(lang.L("Filters"), func() { f.unfold(!f.folded.Visible()) })
	f.clear.SetGreyed(true)
	f.SetFolding(false)
	return f
}

// chooser is one whose first option is the one without a choice.
func (f *form) chooser(options []string) *parts.Chooser {
	c := parts.NewChooser("", options, nil)
	c.SetSelectedIndex(0)
	asWideAs(c)
	c.OnChanged = func(string) { f.tell() }
	return c
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
	line := parts.Flow(theme.Grid, f.period, f.agents.which, f.reason.stage, f.reason.cause, f.outcome, f.only, f.clear)
	return parts.Stack(theme.Grid, line, parts.Columns(typedLeast, theme.Grid, f.span.from.field, f.span.to.field, f.agents.typed))
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
	f.span.show(period(f.period.SelectedIndex()) == between)
	f.clear.SetGreyed(!f.narrowed())
	f.changed()
}

// narrowed says that something is searched or filtered.
func (f *form) narrowed() bool {
	q, _ := f.query()
	q.Order = client.NewestCalls
	return q != (client.CallQuery{}) || period(f.period.SelectedIndex()) == between || f.agents.another()
}

// Clear shows every call again.
func (f *form) Clear() {
	f.quiet = true
	f.search.SetText("")
	f.period.SetSelectedIndex(0)
	f.span.clear()
	f.agents.clear()
	f.reason.clear()
	f.outcome.SetSelectedIndex(0)
	f.only.SetChecked(false)
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
	asWideAs(f.order)
	f.order.SetSelectedIndex(0)
	f.quiet = false
}

// asWideAs gives a chooser the room of its longest option: what opens below it is no wider than it is.
func asWideAs(c *parts.Chooser) {
	c.PlaceHolder = slices.MaxFunc(c.Options, func(a, b string) int { return utf8.RuneCountInString(a) - utf8.RuneCountInString(b) })
	c.Refresh()
}
