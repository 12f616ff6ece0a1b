package guided

import (
	"context"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"portaldesk/client"
)

const (
	sessionLife  = 12 * time.Hour
	longestLogin = 64
)

// signedIn is what the keeper holds: who is at the desk, and until when. It is no secret, and opens nothing.
type signedIn struct {
	Login string    `json:"login"`
	Until time.Time `json:"until"`
}

// About implements [client.Signing].
func (c *Client) About(context.Context) (client.About, error) {
	about := client.About{
		Name: c.name, Server: strings.TrimSpace(c.guide.Vendor + " " + c.guide.Product), TimeZone: "Local",
		Abilities: c.guide.offers(), AccessCode: c.guide.codePolicy(), Now: c.now(),
	}
	about.Verification.Identifiers = c.known("getAbout")
	return about, nil
}

// SignIn implements [client.Signing]. The agent only says who she is: nothing here could check it.
func (c *Client) SignIn(_ context.Context, credentials client.Credentials) (client.Session, error) {
	const op = "signIn"
	login := strings.ToLower(strings.TrimSpace(credentials.Login))
	if length := utf8.RuneCountInString(login); length == 0 || length > longestLogin {
		return client.Session{}, refuse(op, client.Invalid, "login-invalid", client.FieldError{Field: "login", Code: "wrong-length"})
	}
	who := signedIn{login, c.now().Add(sessionLife).UTC().Truncate(time.Second)}
	text, err := json.Marshal(who)
	if err != nil {
		return client.Session{}, &client.Error{Op: op, Kind: client.Protocol, Err: err}
	}
	if err := c.keeper.Keep(client.Tokens{Access: string(text)}); err != nil {
		return client.Session{}, refuse(op, client.Unauthenticated, "tokens-not-kept")
	}
	return c.session(who), nil
}

// session is that of an agent who may do all that the guide has steps for: what her login at the console may do, only the
// console knows.
func (c *Client) session(who signedIn) client.Session {
	return client.Session{
		Agent:       client.Agent{ID: who.Login, Login: who.Login, Name: who.Login, Role: client.RoleSenior},
		Permissions: c.guide.permitted(),
		ExpiresAt:   who.Until,
	}
}

// agent is who is signed in now.
func (c *Client) agent(op string) (signedIn, error) {
	tokens, err := c.keeper.Tokens()
	if err != nil {
		return signedIn{}, refuse(op, client.Unauthenticated, "tokens-not-kept")
	}
	if tokens.Access == "" {
		return signedIn{}, refuse(op, client.Unauthenticated, "not-signed-in")
	}
	var who signedIn
	if json.Unmarshal([]byte(tokens.Access), &who) != nil || who.Login == "" || !c.now().Before(who.Until) {
		return signedIn{}, refuse(op, client.Unauthenticated, "session-ended")
	}
	return who, nil
}

// Resume implements [client.Signing].
func (c *Client) Resume(context.Context) (client.Session, error) {
	who, err := c.agent("getSession")
	if err != nil {
		return client.Session{}, err
	}
	return c.session(who), nil
}

// Reauthenticate implements [client.Signing]: the same agent says who she is.
func (c *Client) Reauthenticate(_ context.Context, credentials client.Credentials) error {
	const op = "reauthenticate"
	who, err := c.agent(op)
	if err != nil {
		return err
	}
	if strings.ToLower(strings.TrimSpace(credentials.Login)) != who.Login {
		return refuse(op, client.Unauthenticated, "credentials-wrong")
	}
	return nil
}

// SignOut implements [client.Signing].
func (c *Client) SignOut(context.Context) error {
	c.mu.Lock()
	c.typed = typed{}
	c.mu.Unlock()
	if c.keeper.Forget() != nil {
		return refuse("signOut", client.Unauthenticated, "tokens-not-kept")
	}
	return nil
}

func refuse(op string, kind client.Kind, code string, fields ...client.FieldError) error {
	return &client.Error{Op: op, Kind: kind, Code: code, Fields: fields}
}

func notOffered(op string) error { return refuse(op, client.NotOffered, "not-offered") }
