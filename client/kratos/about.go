package kratos

import (
	"context"
	"net/http"
	"regexp"
	"time"

	"portaldesk/client"
	"portaldesk/client/onfile"
	"portaldesk/client/transport"
)

// voiceHours is how long a code may live that is read aloud. NIST SP 800-63B-4 (4.2.1.2) gives it ten minutes; an hour is the
// least that can be said here.
const voiceHours = 1

// codeLength is how many digits a code of Kratos has.
const codeLength = 6

// About implements [client.Signing]. Its time zone is left open: Kratos has none.
func (c *Client) About(ctx context.Context) (client.About, error) {
	server, at, err := c.server(ctx)
	if err != nil {
		return client.About{}, err
	}
	about := client.About{
		Name: c.name, Server: server, Now: at, Abilities: c.abilities(ctx),
		AccessCode: client.AccessCodePolicy{
			MaxHours: map[client.CodeChannel]int{client.ByVoice: voiceHours}, Groups: 1, GroupLength: codeLength, Recovers: true,
		},
	}
	if fields, err := c.fields(ctx); err == nil { // before sign-in it may not be known
		about.Verification.Identifiers = onfile.Identifiers(fields)
	}
	return about, nil
}

// server is the product with its version, and its time. A gateway that lets nobody near it without a session was reached all
// the same.
func (c *Client) server(ctx context.Context) (name string, at time.Time, err error) {
	name, at = "Ory Kratos", c.now()
	version, answer, err := c.version(ctx, false)
	if client.KindOf(err) == client.Unauthenticated {
		version, answer, err = c.version(ctx, true)
	}
	switch client.KindOf(err) {
	case client.Unauthenticated, client.Forbidden:
		return name, at, nil
	case "":
	default:
		return "", at, err
	}
	if sent, err := http.ParseTime(answer.Header.Get("Date")); err == nil {
		at = sent
	}
	if versionPattern.MatchString(version) {
		name += " " + version
	}
	return name, at, nil
}

// versionPattern leaves out what a server says that was not built from a release: "master".
var versionPattern = regexp.MustCompile(`^v?[0-9][0-9A-Za-z.+-]{0,30}$`)

func (c *Client) version(ctx context.Context, open bool) (string, transport.Response, error) {
	var version struct {
		Version string `json:"version"`
	}
	answer, err := c.send(ctx, transport.Request{Op: client.OpAbout, Method: http.MethodGet, Out: &version, Open: open}, "version")
	return version.Version, answer, err
}
