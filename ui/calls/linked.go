package calls

import (
	"cmp"
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"portaldesk/client"
	"portaldesk/ui/parts"
	"portaldesk/ui/theme"
)

// linkPages is how many pages are read at most for what belongs to a call. The calls about one account fit on the first.
const linkPages = 3

// rest is how long the mark has to rest on a call before what belongs to it is read.
func rest(gap time.Duration) time.Duration { return 5 * gap }

// linked is what belongs to a call: the entries that amend it, and the call that it names itself.
type linked struct {
	amendments []client.Call
	named      *client.Call
	// partial: there are more calls than were looked through; err is why there are none.
	partial bool
	err     error
}

// names is the call that an entry names: the one it amends, or the one it repeats.
func (e entry) names() client.CallID { return cmp.Or(e.Amends, e.RepeatOf) }

// other is the call that this one names, as far as it is known; nil for none.
func (p *pane) other() *client.Call {
	id := p.entry.names()
	if id == "" {
		return nil
	}
	if listed, ok := p.s.book.row(p.s.book.find(id)); ok {
		return &listed.Call
	}
	return p.linked.named
}

// readLinked reads what belongs to the call: among the calls about its account or, when it has none, among those that were
// closed since for the same reason, which an amendment shares with its call.
func (p *pane) readLinked() {
	of := p.entry
	if !p.s.o.Access.readable() || of.State != "" { // what the portal does not have, nobody amended there
		return
	}
	q := client.CallQuery{Account: of.Account, Limit: pageSize}
	if of.Account == "" {
		q.From, q.Reason, q.Outcome = of.OpenedAt, of.Reason, of.Outcome
		q.Reason.Detail = ""
	}
	var found linked
	p.links.Go(func(ctx context.Context) { found = p.s.link(ctx, of.Call, q) }, func() {
		p.linked = found
		p.grey()
		p.relink()
	})
}

func (s *Screen) link(ctx context.Context, of client.Call, q client.CallQuery) linked {
	var found linked
	for range linkPages {
		page, err := s.o.Calls.PastCalls(ctx, q)
		if err != nil {
			found.err = err
			return found
		}
		found.take(of, page.Items)
		if q.Cursor = page.Next; q.Cursor == "" {
			return found
		}
	}
	found.partial = true
	return found
}

// take picks what belongs to a call from a page.
func (l *linked) take(of client.Call, calls []client.Call) {
	for _, call := range calls {
		switch {
		case call.Amends == of.ID:
			l.amendments = append(l.amendments, call)
		case call.ID == (entry{Call: of}).names():
			l.named = &call
		}
	}
}

// relink shows what was added to the call, with what waits to be sent.
func (p *pane) relink() {
	p.later.RemoveAll()
	all := p.added()
	if len(all) > 0 {
		p.later.Add(parts.NewText(lang.L("Amendments"), parts.Strong))
	}
	for _, e := range all {
		p.later.Add(p.amendment(e))
	}
	if p.linked.err != nil || p.linked.partial {
		p.later.Add(parts.NewParagraph(lang.L("Later amendments may be missing here: not all calls could be looked through."), parts.Caption))
	}
	p.later.Hidden = len(p.later.Objects) == 0
	p.lay()
}

// added are the amendments of the call, the oldest first.
func (p *pane) added() []entry {
	var all []entry
	known := map[client.CallID]bool{}
	for _, call := range p.linked.amendments {
		known[call.ID] = true
		all = append(all, entry{Call: call})
	}
	for _, e := range p.s.inbox.entries {
		if e.Call.Amends == p.entry.ID && p.entry.ID != "" && !known[e.Call.ID] {
			all = append(all, entry{e.Call, e.State})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.OpenedAt.Compare(b.OpenedAt) })
	return all
}

// amendment is one entry that was added: when, by whom, and what it says.
func (p *pane) amendment(e entry) fyne.CanvasObject {
	by := lang.L("{{.When}}, {{.Agent}}", map[string]any{"When": p.s.o.Clock.Moment(e.OpenedAt), "Agent": p.s.form.agents.Name(e.AgentID)})
	head := parts.Flow(theme.Grid, parts.NewText(by, parts.Caption))
	if e.State != "" {
		head.Add(p.s.marksOf(entry{State: e.State})[0].Pill())
	}
	note := parts.Look{Fill: theme.Raised, Border: theme.Border, Radius: theme.Round, Vertical: theme.Grid, Horizontal: theme.Grid}
	return parts.NewBox(note, parts.Stack(theme.Half, head, parts.NewParagraph(e.Note, parts.Plain)))
}
