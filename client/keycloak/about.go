package keycloak

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"portaldesk/client"
	"portaldesk/client/onfile"
	"portaldesk/client/transport"
)

// readAnew is how old what is known of a realm's settings may be.
const readAnew = time.Minute

// About implements [client.Signing]. Before sign-in it knows no more than that the realm is there; everything a Keycloak can
// do then counts as offered. Afterwards it says what the realm has switched on, and keeps to what it knows when the session
// is over.
func (c *Client) About(ctx context.Context) (client.About, error) {
	now, err := c.discover(ctx)
	if err != nil {
		return client.About{}, err
	}
	s := c.known.Load()
	if s != nil && c.clock.now().Sub(s.readAt) >= readAnew {
		if fresh, err := c.refreshed(ctx, *s); err == nil {
			c.known.CompareAndSwap(s, &fresh)
			s = &fresh
		}
	}
	return client.About{
		Name: c.name(s), Server: "Keycloak", TimeZone: "UTC", Abilities: s.offers(), Now: now,
		Verification: client.VerificationPolicy{Identifiers: onfile.Identifiers(c.fields())},
	}, nil
}

// discover asks whether the realm is there, and answers its time. The server itself sends no Date; what stands before it
// often does.
func (c *Client) discover(ctx context.Context) (time.Time, error) {
	path, err := transport.Path("realms", c.realm, ".well-known", "openid-configuration")
	if err != nil {
		return time.Time{}, &client.Error{Op: opAbout, Kind: client.NotFound, Code: RealmUnknown, Err: err}
	}
	var issuer struct {
		Issuer string `json:"issuer"`
	}
	response, err := c.open.Do(ctx, transport.Request{Op: opAbout, Method: http.MethodGet, Path: path, Out: &issuer})
	if err != nil {
		return time.Time{}, err
	}
	if !strings.HasSuffix(issuer.Issuer, strings.TrimSuffix(path, "/.well-known/openid-configuration")) {
		return time.Time{}, &client.Error{
			Op: opAbout, Kind: client.Protocol, Code: "another-realm", Err: errors.New("the answer is about another realm"),
		}
	}
	if sent, err := http.ParseTime(response.Header.Get("Date")); err == nil {
		return sent, nil
	}
	return c.clock.now(), nil
}

// refreshed is the standing with what the realm has switched on now.
func (c *Client) refreshed(ctx context.Context, s standing) (standing, error) {
	var r realm
	var config eventsConfig
	group, reading := errgroup.WithContext(ctx)
	group.Go(func() error { return allowed(c.get(reading, opAbout, nil, nil, &r), nil) })
	if s.events != nil {
		group.Go(func() error { return c.get(reading, opAbout, []string{"events", "config"}, nil, &config) })
	}
	if err := group.Wait(); err != nil {
		return standing{}, err
	}
	s.realm, s.readAt = r, c.clock.now()
	if s.events != nil {
		s.events = &config
	}
	return s, nil
}

// name is the portal's, as patients see it on the sign-in page.
func (c *Client) name(s *standing) string {
	if s != nil && s.realm.DisplayName != "" {
		return s.realm.DisplayName
	}
	return c.realm
}
