package calls

import (
	"context"
	"slices"
	"time"

	queue "portaldesk/app/outbox"
	"portaldesk/client"
	"portaldesk/client/callbook"
)

// waitsGap is how often the outbox is read at most: while it delivers, it tells of every batch.
func waitsGap(gap time.Duration) time.Duration { return 5 * gap }

// Reload reads what waits in the outbox. It is called when the screen is shown, and while it is after every change of the
// outbox.
func (s *Screen) Reload() {
	var (
		read inbox
		fit  []queue.Entry
		err  error
	)
	q, ok := s.form.query()
	s.waits.Go(func(context.Context) {
		read.delivered = s.o.Box.Summary().Delivered // before the rest, so that none is missed that is delivered meanwhile
		if read.entries, err = s.o.Box.List(); ok {
			fit = fitting(read.entries, q)
		}
	}, func() {
		if err == nil {
			s.tookWaiting(read, fit)
		}
	})
}

// tookWaiting takes in what waits, and what of it fits the question. Where calls were delivered meanwhile, the list is read
// anew while it is short.
func (s *Screen) tookWaiting(read inbox, fit []queue.Entry) {
	delivered := read.delivered > s.inbox.delivered
	read.seq = s.inbox.seq + 1
	s.inbox = read
	s.fill(fit, false)
	s.pane.relink()
	if delivered && s.pane.entry.ID != "" {
		s.pane.readLinked()
	}
	if delivered && s.book.asked && len(s.book.calls) <= pageSize {
		s.put()
	}
}

// fitting are the calls that wait and are what is asked for, the newest first.
func fitting(waiting []queue.Entry, q client.CallQuery) []queue.Entry {
	var fit []queue.Entry
	sieve := callbook.SieveOf(q)
	for _, e := range slices.Backward(waiting) {
		if sieve.Passes(e.Call) {
			fit = append(fit, e)
		}
	}
	return fit
}
