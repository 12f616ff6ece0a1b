package keycloak

import (
	"cmp"
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
)

// places is where a patient is signed in: in browsers, and in apps that stay signed in (offline sessions).
type places struct {
	online  []session
	offline []session
}

// places reads both.
func (c *Client) places(ctx context.Context, op, id string) (places, error) {
	var p places
	group, within := errgroup.WithContext(ctx)
	group.Go(func() (err error) { p.online, err = c.online(within, op, id); return err })
	group.Go(func() (err error) { p.offline, err = c.offline(within, op, id); return err })
	return p, group.Wait()
}

func (c *Client) online(ctx context.Context, op, id string) ([]session, error) {
	var found []session
	return found, c.get(ctx, op, []string{"users", id, "sessions"}, nil, &found)
}

// offline reads the sessions of apps. They are listed for each app alone, and the apps that have any among the consents.
func (c *Client) offline(ctx context.Context, op, id string) ([]session, error) {
	var consents []consent
	if err := c.get(ctx, op, []string{"users", id, "consents"}, nil, &consents); err != nil {
		return nil, err
	}
	var all []session
	var found sync.Mutex
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for app := range apps(consents) {
		group.Go(func() error {
			var sessions []session
			err := c.get(within, op, []string{"users", id, "offline-sessions", app}, nil, &sessions)
			found.Lock()
			defer found.Unlock()
			all = append(all, sessions...)
			return err
		})
	}
	return all, group.Wait()
}

func apps(consents []consent) map[string]bool {
	found := map[string]bool{}
	for _, c := range consents {
		for _, grant := range c.AdditionalGrants {
			found[grant.Client] = true
		}
	}
	return found
}

// Sessions implements [client.Accounts]. The server tells no more of a device than its address and the app.
func (c *Client) Sessions(ctx context.Context, id client.AccountID, limit int) ([]client.PatientSession, error) {
	p, err := c.places(ctx, opSessions, string(id))
	if err != nil {
		return nil, err
	}
	var shown []client.PatientSession
	for _, s := range p.online {
		shown = append(shown, s.shown(""))
	}
	for _, s := range p.offline {
		shown = append(shown, s.shown(", stays signed in"))
	}
	slices.SortFunc(shown, func(a, b client.PatientSession) int {
		return cmp.Or(b.LastSeenAt.Compare(a.LastSeenAt), strings.Compare(a.ID, b.ID))
	})
	return shown[:min(len(shown), capped(limit))], nil
}

func (s session) shown(remark string) client.PatientSession {
	return client.PatientSession{
		ID: s.ID, Device: device(s.IPAddress, slices.Sorted(maps.Values(s.Clients))...) + remark,
		StartedAt: moment(s.Start), LastSeenAt: moment(s.LastAccess),
	}
}

// device is all that is known of a device: "203.0.113.7 (portal, app)".
func device(address string, apps ...string) string {
	if len(apps) == 0 || apps[0] == "" {
		return address
	}
	return address + " (" + strings.Join(apps, ", ") + ")"
}

// maxHistory is the most entries of one history that are read.
const maxHistory = 100

func capped(limit int) int {
	if limit <= 0 {
		return maxHistory
	}
	return min(limit, maxHistory)
}

// SignOutEverywhere implements [client.Operator].
func (c *Client) SignOutEverywhere(ctx context.Context, change client.Change) (client.Outcome, error) {
	t, err := c.begin(ctx, opSignOutAll, change)
	if err != nil {
		return client.Outcome{}, err
	}
	ended, err := t.endSessions(ctx)
	if err != nil {
		return client.Outcome{}, err
	}
	return t.finish(ctx, client.Outcome{EndedSessions: ended, NextStep: "The patient signs in again wherever the portal is used."})
}

// endSessions ends all sessions and answers how many there were. Signing a user out makes offline tokens stale and leaves the
// offline sessions where they are, until the account is written by somebody who does not know of it; so each is ended.
func (t *turn) endSessions(ctx context.Context) (int, error) {
	p, err := t.c.places(ctx, t.op, t.id)
	if err != nil {
		return 0, err
	}
	return t.end(ctx, p)
}

// end ends the sessions that were found, and answers how many there were.
func (t *turn) end(ctx context.Context, p places) (int, error) {
	if err := t.signOut(ctx); err != nil {
		return 0, err
	}
	return len(p.online) + len(p.offline), t.endOffline(ctx, p.offline)
}

// signOut ends the sessions of browsers.
func (t *turn) signOut(ctx context.Context) error {
	err := t.c.post(ctx, t.op, []string{"users", t.id, "logout"})
	if err == nil {
		t.own = append(t.own, loggedOut(t.id))
	}
	return err
}

func (t *turn) endOffline(ctx context.Context, sessions []session) error {
	for _, s := range sessions {
		err := t.c.remove(ctx, t.op, []string{"sessions", s.ID}, url.Values{"isOffline": {"true"}})
		if err != nil && client.KindOf(err) != client.NotFound {
			return unconfirmed(t.op, err)
		}
	}
	return nil
}
