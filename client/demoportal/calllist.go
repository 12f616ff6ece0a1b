package demoportal

import (
	"net/url"
	"slices"
	"time"
	"unicode/utf8"

	"portaldesk/client"
	"portaldesk/client/callbook"
)

// filedCall is a call in the order of the list, and what can be looked for in it.
type filedCall struct {
	call *keptCall
	text string
}

func filed(call *keptCall) *callbook.Row[filedCall] {
	return callbook.RowOf(call.Call, call.Number, filedCall{call, callbook.TextOf(call.Call)})
}

// listCalls answers a page of the calls asked for. Nothing is sorted for it: the orders are kept.
func listCalls(x *exchange) (reply, error) {
	query, err := x.callQuery()
	if err != nil {
		return reply{}, err
	}
	question := questionOf(x.request.URL.Query())
	after, err := x.callMark(question, query.Cursor)
	if err != nil {
		return reply{}, err
	}
	book, holds := &x.portal.lists.calls, holdsText(query)
	var fits func(filedCall) (bool, error)
	if holds != nil {
		fits = func(c filedCall) (bool, error) { return holds(c), nil }
	}
	found, err := book.Page(query, after, query.Limit, fits)
	if err != nil {
		return reply{}, err
	}
	page := client.Page[client.Call]{Items: make([]client.Call, len(found.Rows)), Total: book.Count(query, holds)}
	for i, row := range found.Rows {
		page.Items[i] = row.Keep.call.Call
	}
	if found.Next != nil {
		page.Next = x.writeCursor(question, position{found.Next.Key, found.Next.Number})
	}
	return ok(page), nil
}

// holdsText says whether a call's text has what the query looks for; nil when it looks for nothing.
func holdsText(query client.CallQuery) func(filedCall) bool {
	sieve := callbook.SieveOf(query)
	if sieve.Text() == "" {
		return nil
	}
	return func(c filedCall) bool { return sieve.FindsIn(c.text) }
}

// questionOf is what a cursor of the list is good for: all that is asked but the page.
func questionOf(values url.Values) string {
	values.Del("cursor")
	values.Del("limit")
	return values.Encode()
}

// callMark is where the page begins, nil for the beginning of the list.
func (x *exchange) callMark(question, cursor string) (*callbook.Mark, error) {
	if cursor == "" {
		return nil, nil
	}
	last, err := x.readCursor(question, cursor)
	if err != nil {
		return nil, err
	}
	return &callbook.Mark{Key: last[0], Number: last[1]}, nil
}

// callQuery reads what is asked for.
func (x *exchange) callQuery() (client.CallQuery, error) {
	values := x.request.URL.Query()
	q := client.CallQuery{
		Account: client.AccountID(values.Get("accountId")), AgentID: values.Get("agentId"),
		Reason:  client.Reason{Stage: values.Get("stage"), Cause: values.Get("cause")},
		Outcome: client.CallOutcome(values.Get("outcome")), Contains: values.Get("q"),
		Order: client.CallOrder(values.Get("sort")), Cursor: values.Get("cursor"),
	}
	if !callbook.Knows(q.Order) {
		return q, refuse("not-offered", field("sort", "unknown"))
	}
	if q.Outcome != "" && !slices.Contains(outcomes, q.Outcome) {
		return q, refuse("query-invalid", field("outcome", "unknown"))
	}
	if utf8.RuneCountInString(q.Contains) > longestQuery {
		return q, refuse("query-invalid", field("q", "too-long"))
	}
	var err error
	if q.From, err = momentIn(values, "from"); err != nil {
		return q, err
	}
	if q.Until, err = momentIn(values, "until"); err != nil {
		return q, err
	}
	q.Limit, err = x.limit()
	return q, err
}

// momentIn reads a moment that may be left out.
func momentIn(values url.Values, name string) (time.Time, error) {
	text := values.Get(name)
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, refuse("query-invalid", field(name, "no-time"))
	}
	return at, nil
}
