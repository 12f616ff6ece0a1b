package keycloak

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// past is what the realm kept of one account, newest first. Both are empty where the realm keeps no events or the agent may
// not read them.
type past struct {
	own   []event      // what the patient did: signed in, changed her profile
	admin []adminEvent // what was done to the account, by agents, administrators and tools
}

// kept is how many of each are read. Realms that are fed from elsewhere write an account every night.
const kept = 50

// The types of event that tell of an account.
const (
	eventSignIn       = "LOGIN"
	eventProfile      = "UPDATE_PROFILE"
	eventEmail        = "UPDATE_EMAIL"
	eventSignInFailed = "LOGIN_ERROR"
)

// past reads both.
func (c *Client) past(ctx context.Context, op, id string) (past, error) {
	var p past
	s := c.known.Load()
	if s == nil || s.events == nil {
		return p, nil
	}
	group, within := errgroup.WithContext(ctx)
	if s.events.EventsEnabled {
		group.Go(func() (err error) { p.own, err = c.ownPast(within, op, id); return err })
	}
	if s.events.AdminEventsEnabled {
		group.Go(func() (err error) { p.admin, err = c.log(within, op, id); return err })
	}
	return p, allowed(group.Wait(), nil)
}

// ownPast reads what the patient did. So many sign-ins that they could hide a change of her profile do not hide it.
func (c *Client) ownPast(ctx context.Context, op, id string) ([]event, error) {
	own, err := c.eventsOf(ctx, op, id, kept, eventSignIn, eventProfile, eventEmail)
	if err != nil || len(own) < kept {
		return own, err
	}
	changes, err := c.eventsOf(ctx, op, id, kept, eventProfile, eventEmail)
	return append(own, changes...), err
}

// told are the types of event that anything here is made of.
var told = append([]string{eventSignIn, eventSignInFailed}, ownMail...)

// eventsOf reads the newest events of some types. They are looked for among those of all types first, which is the same question
// for all who ask of an account.
func (c *Client) eventsOf(ctx context.Context, op, id string, limit int, types ...string) ([]event, error) {
	all, err := c.events(ctx, op, id, maxHistory, told)
	if err != nil {
		return nil, err
	}
	whole := len(all) < maxHistory
	some := slices.DeleteFunc(all, func(e event) bool { return !slices.Contains(types, e.Type) })
	if whole || len(some) >= limit {
		return some[:min(len(some), limit)], nil
	}
	return c.events(ctx, op, id, limit, types)
}

// events reads the newest events of some types. An answer about somebody else is refused.
func (c *Client) events(ctx context.Context, op, id string, limit int, types []string) ([]event, error) {
	var events []event
	query := url.Values{"user": {id}, "type": types, "max": {strconv.Itoa(limit)}}
	if err := c.get(ctx, op, []string{"events"}, query, &events); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(events, func(e event) bool { return e.UserID != "" && e.UserID != id }) {
		return nil, anotherAccount(op)
	}
	return events, nil
}

// log reads what was done to an account, whatever it was. The server compares beginnings alone, and the id of an account in a
// user storage may begin another's ("f:…:ann", "f:…:anna"); what was done to that one is left out.
func (c *Client) log(ctx context.Context, op, id string) ([]adminEvent, error) {
	var entries []adminEvent
	query := url.Values{"resourcePath": {userPath(id) + "*"}, "max": {strconv.Itoa(kept)}}
	if err := c.get(ctx, op, []string{"admin-events"}, query, &entries); err != nil {
		return nil, err
	}
	own := userPath(id)
	return slices.DeleteFunc(entries, func(e adminEvent) bool {
		return e.ResourcePath != own && !strings.HasPrefix(e.ResourcePath, own+"/")
	}), nil
}

// lastSignIn is the newest that the realm kept; it keeps them for some days at most.
func (h past) lastSignIn() *time.Time {
	for _, e := range h.own {
		if e.Type == eventSignIn {
			at := moment(e.Time)
			return &at
		}
	}
	return nil
}
