package keycloak

import (
	"context"
	"net/url"
	"strconv"
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

// eventsOf reads the newest events of some types.
func (c *Client) eventsOf(ctx context.Context, op, id string, limit int, types ...string) ([]event, error) {
	var events []event
	query := url.Values{"user": {id}, "type": types, "max": {strconv.Itoa(limit)}}
	err := c.get(ctx, op, []string{"events"}, query, &events)
	return events, err
}

// log reads what was done to an account, whatever it was.
func (c *Client) log(ctx context.Context, op, id string) ([]adminEvent, error) {
	var entries []adminEvent
	query := url.Values{"resourcePath": {userPath(id) + "*"}, "max": {strconv.Itoa(kept)}}
	err := c.get(ctx, op, []string{"admin-events"}, query, &entries)
	return entries, err
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
