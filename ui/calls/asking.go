package calls

import (
	"context"

	"fyne.io/fyne/v2/lang"

	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/ui/parts"
)

// pageSize is what one answer brings: the most that a portal gives.
const pageSize = 100

// asked is called when another question was put together: what was said of the one before holds no more.
func (s *Screen) asked() {
	s.wanted = ""
	s.view.notice.Clear()
	s.put()
}

// put asks for the calls that the form describes, unless something newer is asked before the answer is there. What waits is
// sifted by the same question, beside it.
func (s *Screen) put() {
	s.more.Supersede()
	q, ok := s.form.query()
	if s.refused[q.Order] {
		s.orderNotOffered(q.Order)
		q.Order = client.NewestCalls
	}
	q.Limit = pageSize
	of := s.inbox
	first := answer{query: q, of: of}
	s.asking = true
	s.ask.Go(func(ctx context.Context) {
		if ok && s.o.Access.readable() {
			first = s.read(ctx, q, of)
		}
		if ok {
			first.waiting = fitting(of.entries, q)
		}
	}, func() { s.took(first) })
	s.show()
}

// read reads on until a page has a call on it: where a server cannot filter, pages may be empty that are not the last.
func (s *Screen) read(ctx context.Context, q client.CallQuery, of inbox) answer {
	asked := answer{query: q, of: of}
	for {
		page, err := s.o.Calls.PastCalls(ctx, q)
		if err == nil && ctx.Err() != nil {
			err = ctx.Err()
		}
		if err != nil || len(page.Items) > 0 || page.Next == "" || page.Next == q.Cursor {
			asked.page, asked.err = page, err
			return asked
		}
		q.Cursor = page.Next
	}
}

// took takes an answer in. An order that is not offered is given up, and the rest asked for without it.
func (s *Screen) took(first answer) {
	s.o.Log.Debug("calls answered", "rows", len(first.page.Items), "seq", s.ask.Seq(), "kind", client.KindOf(first.err))
	s.asking = false
	if order := first.query.Order; order != client.NewestCalls && client.KindOf(first.err) == client.NotOffered {
		s.refused[order] = true
		s.put()
		return
	}
	if first.err != nil && s.book.query == first.query {
		s.book.err = first.err // what was read before stays on the list
	} else {
		s.book = newBook(first)
	}
	s.saw(first.page.Items)
	s.fill(first.waiting, true)
	if first.of.seq != s.inbox.seq {
		s.Reload()
	}
}

// orderNotOffered says why the list is not ordered as it was asked for.
func (s *Screen) orderNotOffered(order client.CallOrder) {
	why := lang.L("This portal cannot list the longest calls first. They stay with the newest first; an export can be sorted by its time columns.")
	if order == client.OldestCalls {
		why = lang.L("This portal cannot list the oldest calls first. They stay with the newest first; choose a day to begin with instead.")
	}
	s.form.newestFirst(s.refused)
	s.view.notice.Say(parts.Info, lang.L("Not offered here"), why)
	s.view.lay()
}

// fill puts what is listed now on the screen, with what waits on top. The mark stays on its call while that is listed; a new
// list is shown from its beginning.
func (s *Screen) fill(waiting []queue.Entry, anew bool) {
	s.book.wait(waiting)
	row := s.book.find(s.pane.entry.ID)
	if row < 0 && (anew || s.pane.entry.ID == "") {
		row = 0
	}
	wanted := s.book.find(s.wanted)
	if wanted >= 0 {
		row, anew, s.wanted = wanted, true, ""
	}
	s.view.list.SetRows(s.book.len())
	if row >= 0 && (anew || row != s.view.list.Marked()) {
		s.view.list.Mark(row)
	}
	s.mark(row)
	s.pane.stay(s.book.len() > 0)
	s.show()
	if wanted >= 0 && parts.InWindow(s.view.content) {
		s.view.showCall()
	}
}

// wantMore loads the next page when the agent has come near the end of the list.
func (s *Screen) wantMore(row int) {
	if s.book.next == "" || s.asking || row < s.book.len()-pageSize/4 {
		return
	}
	q := s.book.query
	q.Cursor, s.book.next = s.book.next, ""
	var page answer
	of := s.inbox
	s.more.Go(func(ctx context.Context) { page = s.read(ctx, q, of) }, func() { s.tookMore(page) })
}

// tookMore adds a page. One that failed can be asked for again by scrolling on.
func (s *Screen) tookMore(page answer) {
	if page.err != nil {
		s.book.next = page.query.Cursor
		s.view.count.SetText(lang.L("The next calls could not be read. Scroll on to try again."))
		return
	}
	s.book.add(page.page)
	s.saw(page.page.Items)
	s.o.Log.Debug("calls answered", "rows", len(s.book.calls), "seq", s.ask.Seq())
	s.view.list.SetRows(s.book.len())
	s.show()
}

// saw offers the agents of a page as a filter.
func (s *Screen) saw(calls []client.Call) {
	for _, call := range calls {
		s.form.agents.Saw(call.AgentID)
	}
}
