package fhir

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	"portaldesk/client"
	"portaldesk/client/callbook"
)

// barren is how many pages of the server are read for one of ours on which there would else be nothing.
const barren = 5

// Calls implements [client.CallLog]. The server is asked for the account, for the moments where it declares that it can search
// by them, and for the order; what else is asked for is looked for in what it answers. By length no server orders.
func (c *Client) Calls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	const op = client.OpCalls
	if query.Order != client.NewestCalls && query.Order != client.OldestCalls {
		return client.Page[client.Call]{}, fault(op, client.NotOffered, "order-not-offered")
	}
	parameters, err := c.callParameters(ctx, query)
	if err != nil {
		return client.Page[client.Call]{}, err
	}
	list := callListing(query, parameters)
	page, err := list.page(ctx, c, query.Limit, query.Cursor)
	if err != nil || !sifted(query) {
		return page, err
	}
	page = list.goOn(ctx, c, query.Limit, page)
	page.Total = -1 // the server counted others, too
	return page, nil
}

// goOn reads on behind a page with nothing on it. What cannot be read now is left for whoever asks for the next page.
func (l listing[T]) goOn(ctx context.Context, c *Client, limit int, page client.Page[T]) client.Page[T] {
	for n := 1; n < barren && len(page.Items) == 0 && page.Next != ""; n++ {
		next, err := l.page(ctx, c, limit, page.Next)
		if err != nil {
			return page
		}
		page = next
	}
	return page
}

func callListing(query client.CallQuery, parameters url.Values) listing[client.Call] {
	sieve := callbook.SieveOf(query)
	return listing[client.Call]{
		op: client.OpCalls, kind: typeCommunication, query: parameters, oldest: query.Order == client.OldestCalls,
		read: func(resource json.RawMessage) (client.Call, bool) {
			kept, ok := readCall(resource)
			return kept.call, ok && sieve.Passes(kept.call)
		},
		key: func(call client.Call) string { return string(call.ID) },
		at:  func(call client.Call) time.Time { return call.ClosedAt },
		seq: func(client.Call) uint64 { return 0 },
	}
}

// sifted says that more is asked for than the server is.
func sifted(query client.CallQuery) bool {
	rest := query
	rest.Account, rest.Order, rest.Limit, rest.Cursor = "", "", 0, ""
	return rest != client.CallQuery{}
}

// callParameters is what the server is asked.
func (c *Client) callParameters(ctx context.Context, query client.CallQuery) (url.Values, error) {
	parameters := url.Values{"category": {token(systemCategory, categoryCall)}, "_sort": {"-received"}}
	if query.Order == client.OldestCalls {
		parameters.Set("_sort", "received")
	}
	if query.Account != "" {
		parameters.Set("_tag", aboutAccount(query.Account))
	}
	if query.Cursor != "" || query.From.IsZero() && query.Until.IsZero() {
		return parameters, nil
	}
	can, err := c.abilities(ctx, client.OpCalls)
	if err == nil && can.calls.finds("sent") {
		parameters["sent"] = between(query.From, query.Until)
	}
	return parameters, err
}

// between are the search values of a span, whole seconds wide: servers keep moments less exactly than we do.
func between(from, until time.Time) []string {
	var values []string
	if !from.IsZero() {
		values = append(values, "ge"+from.UTC().Truncate(time.Second).Format(time.RFC3339))
	}
	if !until.IsZero() {
		values = append(values, "le"+until.UTC().Truncate(time.Second).Add(time.Second).Format(time.RFC3339))
	}
	return values
}
