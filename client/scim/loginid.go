package scim

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"portaldesk/client"
)

// maxLoginID is more than servers take.
const maxLoginID = 255

// ChangeLoginID implements [client.Operator]. Some servers compare login IDs with regard to case, against the standard, and would
// let two patients have what people take for one; such a name is taken here.
func (c *Client) ChangeLoginID(ctx context.Context, change client.Change, loginID string) (client.Outcome, error) {
	loginID = strings.TrimSpace(loginID)
	if loginID == "" || utf8.RuneCountInString(loginID) > maxLoginID || strings.ContainsFunc(loginID, unfit) {
		return client.Outcome{}, refuse(client.OpChangeLoginID, client.Invalid, loginIDInvalid, field("loginId", "wrong-form")...)
	}
	s := c.standing()
	if offer := s.offer(client.FieldLoginID); c.known.Load() != nil && !offer.Offered {
		return notOffered(client.OpChangeLoginID)
	}
	at := s.fields[client.FieldLoginID]
	taken, err := c.taken(ctx, s, change.Account, loginID)
	if err != nil {
		return client.Outcome{}, err
	}
	after, err := c.apply(ctx, edit{
		op: client.OpChangeLoginID, change: change, touches: []string{at.name, at.schema},
		stands: func(u user) bool { return strings.EqualFold(u.at(at), loginID) },
		plan: func(u user) ([]operation, error) {
			switch {
			case u.at(at) == loginID:
				return nil, refuse(client.OpChangeLoginID, client.Invalid, loginIDInvalid, field("loginId", "unchanged")...)
			case taken:
				return nil, refuse(client.OpChangeLoginID, client.Conflict, loginIDTaken, field("loginId", "taken")...)
			}
			return []operation{replace(at, loginID)}, nil
		},
	})
	if err != nil {
		return client.Outcome{}, err
	}
	return client.Outcome{
		Account: c.shown(after), NextStep: "The patient signs in with the new login ID from now on. The server tells nobody of the change.",
	}, nil
}

func unfit(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// taken says whether another account has the login ID, in whatever case.
func (c *Client) taken(ctx context.Context, s standing, own client.AccountID, loginID string) (bool, error) {
	at := s.fields[client.FieldLoginID]
	for _, form := range forms(loginID, s.foldsAt(at)) {
		by := compare(at, "eq", form)
		if by == nil {
			continue
		}
		found, err := c.list(ctx, client.OpSearch, s, by, span{1, samples})
		if unsaid(err) {
			return false, nil // the server itself has the last word
		}
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(found.Resources, func(u user) bool {
			return u.id() != string(own) && strings.EqualFold(u.at(at), loginID)
		}) {
			return true, nil
		}
	}
	return false, nil
}
