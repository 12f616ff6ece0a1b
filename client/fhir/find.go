package fhir

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"

	"portaldesk/client"
)

const (
	// maxSearch is how many ids one search asks for: a URL of two kilobytes passes everywhere.
	maxSearch = 25
	// maxPages ends a search whose server never ends it.
	maxPages = 20
)

// kept is a call on the server and the name of its record there.
type kept struct {
	call      client.Call
	reference string
}

func readCall(resource json.RawMessage) (kept, bool) {
	var c communication
	if json.Unmarshal(resource, &c) != nil {
		return kept{}, false
	}
	call, ok := c.call()
	return kept{call, typeCommunication + "/" + c.ID}, ok
}

// find looks calls up by their ids. Of one that is kept twice, the first is answered.
func (c *Client) find(ctx context.Context, op string, ids []string) (map[client.CallID]kept, error) {
	found := map[client.CallID]kept{}
	for some := range slices.Chunk(ids, maxSearch) {
		query := url.Values{"identifier": {anyOf(systemCall, some)}, "_count": {strconv.Itoa(maxPage)}}
		err := c.each(ctx, op, typeCommunication, query, func(resource json.RawMessage) {
			call, ok := readCall(resource)
			// A server that ignores what it was asked for answers other people's calls.
			if _, before := found[call.call.ID]; ok && !before && slices.Contains(some, string(call.call.ID)) {
				found[call.call.ID] = call
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// each visits every match of a search.
func (c *Client) each(ctx context.Context, op, kind string, query url.Values, visit func(json.RawMessage)) error {
	at, more := place{"/" + kind, query.Encode()}, true
	for n := 0; more && n < maxPages; n++ {
		page, err := c.fetch(ctx, op, at)
		if err != nil {
			return err
		}
		for _, resource := range page.matches() {
			visit(resource)
		}
		at, more = page.next(at, kind)
	}
	return nil
}
