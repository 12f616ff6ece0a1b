package portaltest

import (
	"slices"
	"time"

	"portaldesk/client"
)

func (s *suite) listsCalls(t *trial) {
	d := s.callKeeper(t)
	s.readsCalls(t)
	about := s.borrow(t, Reachable).ID
	var sent []client.Call
	for i := range 7 {
		call := s.call(d, about)
		later := time.Duration(i) * time.Second
		call.OpenedAt, call.ClosedAt = call.OpenedAt.Add(later), call.ClosedAt.Add(later)
		sent = append(sent, call)
	}
	send(t, d, sent...)
	got := s.kept(t, about, 3, sent...)
	newestFirst(t, got, func(c client.Call) time.Time { return c.ClosedAt })
	slices.Reverse(got)
	if places := differs(got, sent); len(places) > 0 {
		t.Errorf("what is listed differs from what was sent in %v", places)
	}
	_, err := s.permitted(t, client.ReadsCalls).Calls(t.Context(), client.CallQuery{Account: about, Cursor: "bm9uc2Vuc2U"})
	s.want(t, err, client.Invalid, "cursor-unknown")
}

// readsCalls ends the test where calls cannot be read.
func (s *suite) readsCalls(t *trial) {
	t.Helper()
	if !s.about.Offers(client.ReadsCalls) {
		d := s.permitted(t, client.ReadsCalls)
		_, err := d.Calls(t.Context(), client.CallQuery{Limit: 1})
		s.offered(t, d, client.ReadsCalls, err)
	}
}

func (s *suite) amends(t *trial) {
	d := s.callKeeper(t)
	call := s.call(d, s.borrow(t, Reachable).ID)
	send(t, d, call)
	amendment := client.Amendment{ID: newCallID(), Call: call.ID, At: call.ClosedAt.Add(time.Minute), Note: "Called back: all is well."}
	for range 2 {
		entry, err := d.AmendCall(t.Context(), amendment)
		entry = must(t, entry, err)
		if entry.ID != amendment.ID || entry.Amends != call.ID || entry.Note != amendment.Note || entry.Account != call.Account {
			t.Errorf("the entry has the amendment's id %v, its call %v, its note %v, the call's account %v", entry.ID == amendment.ID,
				entry.Amends == call.ID, entry.Note == amendment.Note, entry.Account == call.Account)
		}
	}
	s.readsCalls(t)
	got := s.kept(t, call.Account, 10, call)
	unchanged := slices.ContainsFunc(got, func(c client.Call) bool { return len(differs(c, call)) == 0 })
	if len(got) != 2 || !unchanged {
		t.Errorf("%d entries, the call itself unchanged: %v", len(got), unchanged)
	}
}

func (s *suite) amendsNothing(t *trial) {
	amendment := client.Amendment{ID: newCallID(), Call: newCallID(), At: s.about.Now, Note: "x"}
	_, err := s.callKeeper(t).AmendCall(t.Context(), amendment)
	s.want(t, err, client.NotFound, "call-not-found")
}

func (s *suite) auditorCalls(t *trial) {
	d := s.desk(t, client.RoleAuditor)
	_, err := d.CreateCalls(t.Context(), []client.Call{s.call(d, "")})
	s.offered(t, d, client.KeepsCalls, err)
	s.want(t, err, client.Forbidden, "role-not-allowed")
	if _, err = d.Calls(t.Context(), client.CallQuery{Limit: 1}); s.about.Offers(client.ReadsCalls) && err != nil {
		t.Errorf("reading: %v", err)
	}
}
