package portaltest

import (
	"maps"
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/callbook"
)

func (s *suite) callFilterTests() []test {
	return []test{
		{name: "narrowed by each filter", run: s.callsNarrowed},
		{name: "narrowed by two filters at once", run: s.callsNarrowedTwice},
		{name: "looked for by text, whatever the case and the accents", run: s.callsByText},
		{name: "a narrowed list in pages", run: s.narrowedPages},
		{name: "listed in each order, or not offered", run: s.callOrders},
		{name: "an order that nobody knows", run: s.strangeOrder},
		{name: "a repeated call names the one before", run: s.repeatedCall},
	}
}

// varied sends calls about one account that differ in all that can be filtered by, the oldest first.
func (s *suite) varied(t *trial) (about client.AccountID, sent []client.Call) {
	t.Helper()
	d := s.callKeeper(t)
	s.readsCalls(t)
	about = s.borrow(t, Reachable).ID
	for i := range 8 {
		call := s.call(d, about)
		call.OpenedAt = call.OpenedAt.Add(-time.Hour + time.Duration(i)*time.Minute)
		call.ClosedAt, call.TalkSeconds = call.OpenedAt.Add(30*time.Second), (i*5)%8
		call.Reason = client.Reason{Stage: []string{"sign-in", "sign-up"}[i%2], Cause: []string{"locked", "forgot-password"}[i/2%2]}
		call.Outcome = []client.CallOutcome{client.OutcomeResolved, client.OutcomeFollowUp}[i/4%2]
		sent = append(sent, call)
	}
	sent[1].Note, sent[2].Note = "Fragte nach SEÑORA NÚÑEZ.", "fragte nach senora nunez"
	sent[3].Caller = client.Caller{Relation: client.RelationParent, Name: "Zoë Ångström"}
	sent[4].Reason.Detail = "Größe der Schrift"
	send(t, d, sent...)
	return about, sent
}

// asked are those of the calls sent that a question is answered with. Others may be there beside them, if they are asked for.
func (s *suite) asked(t *trial, query client.CallQuery, sent []client.Call) []client.CallID {
	t.Helper()
	d, known, ids := s.permitted(t, client.ReadsCalls), map[client.CallID]bool{}, []client.CallID{}
	sieve := callbook.SieveOf(query)
	for _, call := range sent {
		known[call.ID] = true
	}
	for range 1000 {
		page, err := d.Calls(t.Context(), query)
		page = must(t, page, err)
		if query.Limit > 0 && len(page.Items) > query.Limit {
			t.Errorf("%d calls, asked for at most %d", len(page.Items), query.Limit)
		}
		for _, call := range page.Items {
			if known[call.ID] {
				ids = append(ids, call.ID)
			}
			if !sieve.Passes(call) {
				t.Errorf("a call that was not asked for")
			}
		}
		if query.Cursor = page.Next; page.Next == "" {
			return ids
		}
	}
	t.Fatalf("the pages do not end")
	return nil
}

// meant are the ids of those calls that are to be answered, the newest first.
func meant(sent []client.Call, is func(int, client.Call) bool) []client.CallID {
	ids := []client.CallID{}
	for i, call := range slices.Backward(sent) {
		if is(i, call) {
			ids = append(ids, call.ID)
		}
	}
	return ids
}

// expect asks and compares.
func (s *suite) expect(t *trial, name string, query client.CallQuery, sent []client.Call, is func(int, client.Call) bool) {
	t.Helper()
	if got, want := s.asked(t, query, sent), meant(sent, is); !slices.Equal(got, want) {
		t.Errorf("%s: %d calls, want %d, or not the same, or not newest first", name, len(got), len(want))
	}
}

func (s *suite) callsNarrowed(t *trial) {
	about, sent := s.varied(t)
	middle := sent[4].OpenedAt
	s.expect(t, "from", client.CallQuery{Account: about, From: middle}, sent, func(i int, _ client.Call) bool { return i >= 4 })
	s.expect(t, "until", client.CallQuery{Account: about, Until: middle}, sent, func(i int, _ client.Call) bool { return i < 4 })
	s.expect(t, "agent", client.CallQuery{Account: about, AgentID: sent[0].AgentID}, sent, func(int, client.Call) bool { return true })
	s.expect(t, "another agent", client.CallQuery{Account: about, AgentID: "nobody"}, sent, func(int, client.Call) bool { return false })
	s.expect(t, "stage", client.CallQuery{Account: about, Reason: client.Reason{Stage: "sign-up"}}, sent, func(i int, _ client.Call) bool { return i%2 == 1 })
	s.expect(t, "stage and cause", client.CallQuery{Account: about, Reason: client.Reason{Stage: "sign-in", Cause: "locked"}}, sent,
		func(_ int, c client.Call) bool { return c.Reason.Stage == "sign-in" && c.Reason.Cause == "locked" })
	s.expect(t, "outcome", client.CallQuery{Account: about, Outcome: client.OutcomeFollowUp}, sent, func(i int, _ client.Call) bool { return i >= 4 })
}

func (s *suite) callsNarrowedTwice(t *trial) {
	about, sent := s.varied(t)
	s.expect(t, "from and until", client.CallQuery{Account: about, From: sent[2].OpenedAt, Until: sent[6].OpenedAt}, sent,
		func(i int, _ client.Call) bool { return i >= 2 && i < 6 })
	s.expect(t, "outcome and stage", client.CallQuery{Account: about, Outcome: client.OutcomeResolved, Reason: client.Reason{Stage: "sign-in"}}, sent,
		func(i int, _ client.Call) bool { return i < 4 && i%2 == 0 })
	s.expect(t, "text and cause", client.CallQuery{Account: about, Contains: "nunez", Reason: client.Reason{Stage: "sign-in", Cause: "forgot-password"}}, sent,
		func(i int, _ client.Call) bool { return i == 2 })
}

func (s *suite) callsByText(t *trial) {
	about, sent := s.varied(t)
	for text, places := range map[string][]int{
		"nuñez": {1, 2}, "SENORA NUNEZ": {1, 2}, "angstrom": {3}, "zoe": {3}, "GROSSE": {4}, "nobody wrote this": {},
	} {
		s.expect(t, text, client.CallQuery{Account: about, Contains: text}, sent, func(i int, _ client.Call) bool { return slices.Contains(places, i) })
	}
}

func (s *suite) narrowedPages(t *trial) {
	about, sent := s.varied(t)
	for _, limit := range []int{1, 2, 3, 100} {
		query := client.CallQuery{Account: about, Reason: client.Reason{Stage: "sign-up"}, Limit: limit}
		s.expect(t, "in pages", query, sent, func(i int, _ client.Call) bool { return i%2 == 1 })
		query = client.CallQuery{From: sent[0].OpenedAt, Until: sent[7].OpenedAt, Contains: "nunez", Limit: limit}
		s.expect(t, "of all accounts", query, sent, func(i int, _ client.Call) bool { return i == 1 || i == 2 })
	}
}

// callOrders wants each order, also through filters and in pages.
func (s *suite) callOrders(t *trial) {
	about, sent := s.varied(t)
	handle := func(c client.Call) int { return c.TalkSeconds + c.HoldSeconds + c.WrapSeconds }
	for order, ordered := range map[client.CallOrder]func(a, b client.Call) int{
		client.NewestCalls:  func(a, b client.Call) int { return b.OpenedAt.Compare(a.OpenedAt) },
		client.OldestCalls:  func(a, b client.Call) int { return a.OpenedAt.Compare(b.OpenedAt) },
		client.LongestCalls: func(a, b client.Call) int { return handle(b) - handle(a) },
	} {
		query := client.CallQuery{Account: about, Order: order, Limit: 3}
		_, err := s.permitted(t, client.ReadsCalls).Calls(t.Context(), query)
		if client.KindOf(err) == client.NotOffered && order != client.NewestCalls {
			t.note("the order %q is not offered", order)
			continue
		}
		want := slices.SortedFunc(slices.Values(sent), ordered)
		if got := s.asked(t, query, sent); !slices.EqualFunc(got, want, func(id client.CallID, c client.Call) bool { return id == c.ID }) {
			t.Errorf("not in the order %q", order)
		}
	}
}

func (s *suite) strangeOrder(t *trial) {
	s.readsCalls(t)
	_, err := s.permitted(t, client.ReadsCalls).Calls(t.Context(), client.CallQuery{Order: "backwards"})
	s.want(t, err, client.NotOffered)
}

func (s *suite) repeatedCall(t *trial) {
	d := s.callKeeper(t)
	first := s.call(d, s.borrow(t, Reachable).ID)
	again := s.call(d, first.Account)
	again.RepeatOf = first.ID
	again.OpenedAt, again.ClosedAt = again.OpenedAt.Add(time.Minute), again.ClosedAt.Add(time.Minute)
	send(t, d, first, again)
	repeats := map[client.CallID]client.CallID{}
	for _, call := range s.kept(t, first.Account, 10, first, again) {
		repeats[call.ID] = call.RepeatOf
	}
	if !maps.Equal(repeats, map[client.CallID]client.CallID{first.ID: "", again.ID: first.ID}) {
		t.Errorf("which call is repeated is not kept")
	}
}
