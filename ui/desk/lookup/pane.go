package lookup

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/app"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

const (
	// leastText is how many characters a question needs; the portal refuses shorter ones.
	leastText = 2
	// pageSize is what one answer brings; the list shows some 13 rows at once.
	pageSize = 50
)

// Finder looks accounts up.
type Finder interface {
	Search(ctx context.Context, q client.Query) (client.Page[client.AccountRow], error)
}

// Options is what the pane needs.
type Options struct {
	Finder Finder
	Runner parts.Runner
	Log    *slog.Logger
	// Open is called with the account the agent chose.
	Open func(client.AccountID)
	// Demo: the portal is the demo's; whom to try is said where nothing has been looked up yet.
	Demo bool
	// Names is the index on this computer; nil where the portal is searched itself.
	Names *Names
	// Unlisted: there is no list of patients here. Whoever calls gets a slip.
	Unlisted bool
	// Known are the details by which the portal knows its patients; empty for all of them.
	Known []client.IdentifierKind
	// Gap is the least time from one question to the next ([parts.Latest]).
	Gap time.Duration
}

// Pane is the look-up.
type Pane struct {
	o    Options
	ask  parts.Latest // the question on the screen
	more parts.Latest // the next page of its answer
	pieces

	found   found
	asking  client.Query // what is being asked; the zero value for nothing
	wish    *wish        // what to do with the answer, nil for nothing
	offline bool
}

// pieces are what the pane is put together from.
type pieces struct {
	form     *form
	list     *parts.List
	notice   *parts.StatePanel
	scrolled *parts.Scroll
	count    *parts.Paragraph
	names    *names // nil where the portal is searched itself
	content  fyne.CanvasObject
	whole    *fyne.Container // what is in the content's frame
}

// found is the answer on the screen.
type found struct {
	query client.Query
	rows  []client.AccountRow
	next  string
	total int
	asked bool
	err   error
}

// New makes the pane.
func New(o Options) *Pane {
	p := &Pane{o: o}
	p.ask = parts.Latest{Runner: o.Runner, Gap: o.Gap}
	p.more = parts.Latest{Runner: o.Runner}
	p.form = newForm(searchable(o.Known), p.changed, p.enter, p.intoList)
	p.list = p.newList()
	p.notice = parts.NewStatePanel(parts.State{})
	p.count = parts.NewParagraph("", parts.Caption)
	if o.Names != nil {
		p.names = newNames(*o.Names, o.Runner, p.again, p.lay)
	}
	p.content = p.layOut()
	p.show()
	return p
}

// lay gives everything its place anew, after the bar below the list grew or shrank.
func (p *Pane) lay() {
	if p.whole != nil {
		p.whole.Refresh()
	}
}

// NamesChanged takes in how far the index of names is.
func (p *Pane) NamesChanged(e app.IndexChanged) {
	if p.names != nil {
		p.names.changed(e)
	}
}

// ReadNames reads all names anew, or goes on with it.
func (p *Pane) ReadNames() {
	if p.names != nil && !p.names.reading {
		p.names.press()
	}
}

// Content is what the window shows.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Focus puts the cursor into the field, with what is in it selected.
func (p *Pane) Focus() {
	p.form.focus()
	p.o.Log.Debug("focus", "on", "look-up")
}

// Replace shows an account that is in the list as it is now.
func (p *Pane) Replace(account client.AccountRow) {
	if at := p.found.at(account.ID); at >= 0 {
		p.found.rows[at] = account
		p.list.RefreshItem(at)
	}
}

// SetOffline tells the pane whether the portal can be reached. When it is back, an unanswered question is asked again.
func (p *Pane) SetOffline(offline bool) {
	was := p.offline
	p.offline = offline
	if was && !offline && p.Retry() {
		return
	}
	p.show()
}

// Retry asks again what could not be answered, and says whether there was anything.
func (p *Pane) Retry() bool {
	failed := p.found.err != nil
	if failed {
		p.again()
	}
	return failed
}

func (p *Pane) query() client.Query {
	return client.Query{
		Text: strings.TrimSpace(p.form.field.Text), Status: p.form.status(), Minors: p.form.minors.Checked, Limit: pageSize,
	}
}

// changed asks anew.
func (p *Pane) changed() {
	p.wish = nil
	q := p.query()
	if !askable(q) {
		p.ask.Supersede()
		p.more.Supersede()
		p.asking, p.found = client.Query{}, found{query: q}
		p.show()
		return
	}
	p.put(q)
}

// again asks the same once more.
func (p *Pane) again() {
	if q := p.query(); askable(q) {
		p.put(q)
	}
}

// put asks the portal and takes the answer in, unless something newer was asked meanwhile.
func (p *Pane) put(q client.Query) {
	var answer found
	p.asking = q
	p.more.Supersede()
	p.ask.Go(func(ctx context.Context) {
		answer = p.read(ctx, q)
	}, func() { p.took(answer) })
	p.show()
}

func (p *Pane) read(ctx context.Context, q client.Query) found {
	page, err := p.o.Finder.Search(ctx, q)
	return found{query: q, rows: page.Items, next: page.Next, total: page.Total, asked: true, err: err}
}

// took takes an answer in. The mark of the list stays on its account when the same was asked again.
func (p *Pane) took(answer found) {
	marked := 0
	if p.found.query == answer.query {
		marked = max(0, answer.at(p.found.id(p.list.Marked())))
	}
	p.found, p.asking = answer, client.Query{}
	p.o.Log.Debug("look-up answered", "rows", len(answer.rows), "seq", p.ask.Seq(), "kind", client.KindOf(answer.err))
	p.list.SetRows(len(p.found.rows))
	p.list.Mark(marked)
	p.show()
	p.granted()
}

// id is the account of a row, empty for none.
func (f found) id(row int) client.AccountID {
	if row < 0 || row >= len(f.rows) {
		return ""
	}
	return f.rows[row].ID
}

// at is the row of an account, -1 for none.
func (f found) at(id client.AccountID) int {
	return slices.IndexFunc(f.rows, func(row client.AccountRow) bool { return row.ID == id })
}

// wantMore loads the next page when the agent has come near the end of the list.
func (p *Pane) wantMore(row int) {
	if p.found.next == "" || row < len(p.found.rows)-pageSize/5 {
		return
	}
	q := p.found.query
	q.Cursor, p.found.next = p.found.next, ""
	var page found
	p.more.Go(func(ctx context.Context) { page = p.read(ctx, q) }, func() { p.tookMore(page, q.Cursor) })
}

// tookMore adds a page. One that failed can be asked for again by scrolling on.
func (p *Pane) tookMore(page found, cursor string) {
	if page.err != nil {
		p.found.next = cursor
		return
	}
	p.found.rows = append(p.found.rows, page.rows...)
	p.found.next = page.next
	p.o.Log.Debug("look-up answered", "rows", len(p.found.rows), "seq", p.ask.Seq())
	p.list.SetRows(len(p.found.rows))
	p.show()
}

// newList makes the list. Nearing its end loads the next page.
func (p *Pane) newList() *parts.List {
	list := parts.NewList(func() fyne.CanvasObject { return newRow() }, func(at int, content fyne.CanvasObject) {
		if at < len(p.found.rows) {
			content.(*row).set(p.found.rows[at])
			p.wantMore(at)
		}
	})
	list.Call(lang.L("Accounts found"))
	list.OnOpen, list.OnEscape, list.OnLeave = p.choose, p.Focus, p.Focus
	return list
}

func askable(q client.Query) bool {
	return utf8.RuneCountInString(q.Text) >= leastText || q.Status != ""
}
