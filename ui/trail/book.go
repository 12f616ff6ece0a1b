package trail

import (
	"context"
	"time"

	chain "portaldesk/app/trail"
	"portaldesk/client"
)

const (
	// pageSize is how many entries are read before the list is shown anew.
	pageSize = 100
	// looks is how often the trail is asked, each time for some thousand entries, before the screen says how far it is.
	looks = 20
)

// book is the part of the trail that was read for one question, newest entry first. Nothing in it takes longer the more it is.
type book struct {
	filter     chain.Filter
	entries    []client.AuditEvent
	next       uint64    // where the reading goes on; 0 when there is nothing more
	until      time.Time // how far back it has come
	unreadable int
	// asked says that there is an answer; err why there is none, or no more.
	asked bool
	err   error
}

// find reads on until so many entries are found or it has looked often enough.
func (b book) find(ctx context.Context, desk Desk) book {
	found := book{filter: b.filter, next: b.next, until: b.until, asked: true}
	for range looks {
		page, err := desk.TrailPage(b.filter, pageSize-len(found.entries), found.next)
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			found.err = err
			return found
		}
		found.entries = append(found.entries, page.Entries...)
		found.unreadable += page.Unreadable
		if found.next = page.Next; !page.Until.IsZero() {
			found.until = page.Until
		}
		if found.next == 0 || len(found.entries) >= pageSize {
			return found
		}
	}
	return found
}

// add puts behind the book what was found next.
func (b *book) add(found book) {
	b.entries = append(b.entries, found.entries...)
	b.unreadable += found.unreadable
	b.next, b.until, b.asked, b.err = found.next, found.until, true, found.err
}

// put asks for the entries that the form describes, unless something newer is asked before the answer is there. What is on the
// list stays until then.
func (s *Screen) put() {
	f, ok := s.form.filter()
	if !ok {
		s.ask.Supersede()
		s.asking, s.book = false, book{asked: true}
		s.fill()
		return
	}
	s.readOn(book{filter: f}, pageSize)
}

// readOn reads behind a book until it has so many entries, or there are no more.
func (s *Screen) readOn(from book, wanted int) {
	var found book
	s.asking = true
	s.ask.Go(func(ctx context.Context) { found = from.find(ctx, s.o.Desk) }, func() { s.took(from, found, wanted) })
	s.show()
}

func (s *Screen) took(from, found book, wanted int) {
	s.asking = false
	fresh := !from.asked
	from.add(found)
	s.book = from
	for _, entry := range found.entries {
		s.form.agents.Saw(entry.AgentID)
	}
	s.o.Log.Debug("trail answered", "rows", len(s.book.entries), "more", s.book.next > 0, "ok", found.err == nil)
	if fresh {
		s.view.list.Mark(0)
	}
	s.fill()
	if found.err == nil && s.book.next > 0 && len(s.book.entries) < wanted {
		s.readOn(s.book, wanted)
	}
}

// fill puts what is listed now on the screen.
func (s *Screen) fill() {
	s.view.list.SetRows(len(s.book.entries))
	s.show()
	s.focusFirst()
}

// wantMore reads on when the agent has come near the end of the list.
func (s *Screen) wantMore(row int) {
	if s.book.next > 0 && !s.asking && s.book.err == nil && row >= len(s.book.entries)-pageSize/4 {
		s.readOn(s.book, len(s.book.entries)+pageSize)
	}
}
