package kratos

import (
	"context"
	"net/url"
	"strconv"

	"portaldesk/client"
)

// walked is how many accounts a page of a walk has: Kratos' own default.
const walked = 250

// Walk implements [client.Walker]. The cursor is Kratos' page token, the id of the last account of a page: accounts are read in
// the order of their ids, so one that is made behind the cursor meanwhile is not read, and one that is deleted breaks nothing.
func (c *Client) Walk(ctx context.Context, from string, visit func(page []client.Listed, next string, total int) error) error {
	const op = "walkAccounts"
	total, err := c.count(ctx, op)
	if err != nil {
		return err
	}
	fields, err := c.fields(ctx)
	if err != nil {
		return err
	}
	read := map[string]bool{} // the cursors of the pages before
	for cursor := from; ; {
		read[cursor] = true
		query := url.Values{"page_size": {itoa(walked)}}
		if cursor != "" {
			query.Set("page_token", cursor)
		}
		page, err := c.list(ctx, op, query)
		if err != nil {
			return err
		}
		if page.next != "" && read[page.next] {
			return refuse(op, client.Protocol, "page-repeated")
		}
		if err := visit(c.allListed(page.identities, fields), page.next, total); err != nil || page.next == "" {
			return err
		}
		cursor = page.next
	}
}

func (c *Client) allListed(found []identity, fields client.FieldMap) []client.Listed {
	listed := make([]client.Listed, len(found))
	for i, one := range found {
		listed[i] = c.listed(one, fields)
	}
	return listed
}

// count is how many accounts there are, -1 when the server does not say. Only the older way of paging tells.
func (c *Client) count(ctx context.Context, op string) (int, error) {
	var ignored []identity
	answer, err := c.get(ctx, op, &ignored, url.Values{"per_page": {"1"}, "page": {"0"}}, "identities")
	switch client.KindOf(err) {
	case "":
	case client.Invalid: // newer servers may have dropped it
		return -1, nil
	default:
		return 0, err
	}
	total, err := strconv.Atoi(answer.Header.Get("X-Total-Count"))
	if err != nil || total < 0 {
		return -1, nil
	}
	return total, nil
}
