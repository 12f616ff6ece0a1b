package kratos

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"portaldesk/client"
)

// withIndex is the look-up where there is an index. What the server found stands on the first page, before what the index
// found, and is left out of all pages of the index.
func (s *search) withIndex(ctx context.Context, index client.Index) (client.Page[client.AccountRow], error) {
	place, later := strings.CutPrefix(s.query.Cursor, further)
	if s.query.Cursor != "" && !later {
		return client.Page[client.AccountRow]{}, unknownCursor()
	}
	live, err := s.live(ctx)
	if err != nil {
		return client.Page[client.AccountRow]{}, err
	}
	s.remember(ctx, s.allListed(live, s.fields)...)
	if s.query.Sort != client.SortRelevance {
		live = nil // the index has them now, and puts them where they belong
	}
	found := s.rows(live)
	found = found[:min(len(found), s.query.Limit)]
	rest := s.query
	rest.Cursor = place
	if !later {
		rest.Limit -= len(found)
	}
	page, err := s.after(ctx, index, rest, found)
	if err == nil && !later {
		page.Items = append(found, page.Items...)
	}
	return page, err
}

// after is the index' part of a page, without those who were found already.
func (s *search) after(ctx context.Context, index client.Index, rest client.Query, found []client.AccountRow) (client.Page[client.AccountRow], error) {
	if rest.Limit == 0 {
		return client.Page[client.AccountRow]{Next: further, Total: -1}, nil
	}
	page, err := s.fresh(ctx, index, rest)
	if err != nil {
		return page, err
	}
	page.Items = slices.DeleteFunc(page.Items, func(row client.AccountRow) bool {
		return slices.ContainsFunc(found, func(known client.AccountRow) bool { return known.ID == row.ID })
	})
	if page.Next != "" {
		page.Next = further + page.Next
	}
	if len(found) > 0 {
		page.Total = -1 // how many of them the index found too, nobody knows
	}
	return page, nil
}

// live are the accounts that the server itself finds. More than a page of them says too little to be read on; the index has
// them too.
func (s *search) live(ctx context.Context) ([]identity, error) {
	if !s.typed() {
		return nil, nil
	}
	exact, err := s.identified(ctx)
	if err != nil {
		return nil, err
	}
	similar, err := s.beginning(ctx, "", s.query.Limit)
	return merge(exact, similar.identities), err
}

// rereads is how often a page is looked for anew because somebody on it had changed: then others may have come onto it.
const rereads = 3

// fresh is a page of what the index finds, after what it found has been read again: who is gone is forgotten, who has changed
// is looked for anew.
func (s *search) fresh(ctx context.Context, index client.Index, query client.Query) (client.Page[client.AccountRow], error) {
	page, err := index.Find(ctx, query)
	for range rereads {
		if err != nil || len(page.Items) == 0 {
			break
		}
		changed, err := s.reread(ctx, page.Items)
		if err != nil {
			return client.Page[client.AccountRow]{}, err
		}
		if !changed {
			break
		}
		if page, err = index.Find(ctx, query); err != nil {
			return page, indexError(err)
		}
	}
	return page, indexError(err)
}

// reread reads accounts of the index again, and says whether it had any of them otherwise.
func (s *search) reread(ctx context.Context, rows []client.AccountRow) (changed bool, err error) {
	wanted := url.Values{"page_size": {itoa(maxLimit)}}
	for _, row := range rows {
		wanted.Add("ids", string(row.ID))
	}
	answer, err := s.list(ctx, client.OpSearch, wanted)
	if err != nil {
		return false, err
	}
	there, gone, err := answered(rows, answer.identities)
	if err != nil {
		return false, err
	}
	s.forget(ctx, gone...)
	return s.remember(ctx, s.allListed(there, s.fields)...) || len(gone) > 0, nil
}

// answered are the accounts that were asked for, as they are now, and those that are not there any more. An answer with others
// in it is of a gateway that dropped the question's parameters: by it, nobody is gone.
func answered(rows []client.AccountRow, answer []identity) (there []identity, gone []client.AccountID, err error) {
	for _, i := range answer {
		if !slices.ContainsFunc(rows, func(row client.AccountRow) bool { return row.ID == i.account() }) {
			return nil, nil, refuse(client.OpSearch, client.Protocol, "another-account")
		}
	}
	for _, row := range rows {
		i := slices.IndexFunc(answer, func(i identity) bool { return i.account() == row.ID })
		if i < 0 {
			gone = append(gone, row.ID)
			continue
		}
		there = append(there, answer[i])
	}
	return there, gone, nil
}

// indexError is an error of the index as one of a portal.
func indexError(err error) error {
	if _, ours := errors.AsType[*client.Error](err); err == nil || ours {
		return err
	}
	return &client.Error{Op: client.OpSearch, Kind: client.Unavailable, Code: "index-unreadable", Err: err}
}
