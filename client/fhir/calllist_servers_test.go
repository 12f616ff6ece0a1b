//go:build servers

package fhir_test

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
	"portaldesk/client/fhir"
)

// answered are the ids that a question is answered with, page by page.
func answered(t *testing.T, records *fhir.Client, query client.CallQuery) (ids []client.CallID) {
	t.Helper()
	for range 100 {
		page, err := records.Calls(t.Context(), query)
		for _, call := range must(t, page, err).Items {
			ids = append(ids, call.ID)
		}
		if query.Cursor = page.Next; page.Next == "" {
			return ids
		}
	}
	t.Fatal("the pages do not end")
	return nil
}

func TestCallsAreNarrowedAndOrderedByMoment(t *testing.T) {
	onEach(t, func(t *testing.T, s server) {
		records := s.records(t, fhir.Options{})
		about := newAccount()
		var sent []client.Call
		var newest []client.CallID
		for i := range 9 {
			call := fullCall(about)
			call.OpenedAt = call.OpenedAt.Add(time.Duration(i) * time.Minute)
			call.ClosedAt = call.OpenedAt.Add(30 * time.Second)
			call.AgentID, call.Note = []string{"agent-1", "agent-2", "agent-3"}[i%3], []string{"Señora Núñez", "nothing"}[i%2]
			sent, newest = append(sent, call), append(newest, call.ID)
		}
		sent[8].RepeatOf = sent[7].ID
		_, err := records.CreateCalls(t.Context(), sent)
		must(t, 0, err)
		slices.Reverse(newest)
		at := func(places ...int) (ids []client.CallID) {
			for _, i := range places {
				ids = append(ids, sent[i].ID)
			}
			return ids
		}
		for name, test := range map[string]struct {
			query client.CallQuery
			want  []client.CallID
		}{
			"newest":    {client.CallQuery{}, newest},
			"oldest":    {client.CallQuery{Order: client.OldestCalls}, at(0, 1, 2, 3, 4, 5, 6, 7, 8)},
			"span":      {client.CallQuery{From: sent[2].OpenedAt, Until: sent[5].OpenedAt}, at(4, 3, 2)},
			"from":      {client.CallQuery{From: sent[7].OpenedAt}, at(8, 7)},
			"agent":     {client.CallQuery{AgentID: "agent-2"}, at(7, 4, 1)},
			"text":      {client.CallQuery{Contains: "SENORA", Order: client.OldestCalls}, at(0, 2, 4, 6, 8)},
			"all three": {client.CallQuery{Contains: "senora", AgentID: "agent-1", Until: sent[6].OpenedAt}, at(0)},
		} {
			test.query.Account = about
			for _, test.query.Limit = range []int{2, 100} {
				if got := answered(t, records, test.query); !slices.Equal(got, test.want) {
					t.Errorf("%s, pages of %d: %d calls, want %d, or not in this order", name, test.query.Limit, len(got), len(test.want))
				}
			}
		}
		page, err := records.Calls(t.Context(), client.CallQuery{Account: about, Limit: 1})
		same(t, sent[8:], must(t, page, err).Items)
	})
}
