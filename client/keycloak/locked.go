package keycloak

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// lockEvent is what the server keeps when it locks somebody for a time. Of a type that it does not know, an older server
// answers with a failure; so it must be among those that the realm names.
const lockEvent = "USER_DISABLED_BY_TEMPORARY_LOCKOUT"

// longestLock is how far back locks for a time are looked for.
const longestLock = 24 * time.Hour

// lockedAccounts finds who is locked. The server cannot be asked for them: those locked for good carry an attribute, those
// locked for a time are in the events, where these are kept.
func (c *Client) lockedAccounts() []source {
	sources := []source{{questions: []url.Values{equal(attributePrefix+disabledReason, permanentLockout)}}}
	s := c.known.Load()
	if s == nil || s.events == nil || !s.events.EventsEnabled || !slices.Contains(s.events.EnabledEventTypes, lockEvent) {
		return sources
	}
	return append(sources, source{ids: c.lockedLately})
}

// lockedLately are the ids of those who were locked for a time lately.
func (c *Client) lockedLately(ctx context.Context) ([]string, error) {
	var events []event
	query := url.Values{
		"type": {lockEvent}, "dateFrom": {c.clock.now().Add(-longestLock).UTC().Format(time.DateOnly)}, "max": {strconv.Itoa(maxPage)},
	}
	if err := c.get(ctx, opSearch, []string{"events"}, query, &events); err != nil {
		return nil, err
	}
	var ids []string
	for _, e := range events {
		if e.UserID != "" && !slices.Contains(ids, e.UserID) {
			ids = append(ids, e.UserID)
		}
	}
	return ids, nil
}

// byID asks for accounts by their ids.
func byID(ids []string) url.Values { return url.Values{"search": {"id:" + strings.Join(ids, " ")}} }
