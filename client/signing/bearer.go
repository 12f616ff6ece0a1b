package signing

import (
	"context"
	"crypto/subtle"
	"regexp"
	"strings"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/transport"
)

// bearer is for a token that an administrator handed out. It is never refreshed: when a server refuses it, the session is
// over.
type bearer struct {
	session *transport.Session
	now     func() time.Time

	mu sync.Mutex
	// login is who the agent said to be: in this run, else the last time.
	login string
}

// tokenPattern is a token as it may stand in a header (RFC 6750, 2.1).
var tokenPattern = regexp.MustCompile(`^[A-Za-z0-9._~+/-]+=*$`)

// maxToken is more than any server takes in a header.
const maxToken = 32 << 10

func (b *bearer) signIn(_ context.Context, credentials client.Credentials) (Identity, error) {
	login, token := strings.TrimSpace(credentials.Login), strings.TrimSpace(credentials.Token)
	switch {
	case login == "":
		return Identity{}, invalid(client.OpSignIn, "login", LoginMissing)
	case token == "":
		return Identity{}, invalid(client.OpSignIn, "token", TokenMissing)
	case len(token) > maxToken || !tokenPattern.MatchString(token):
		return Identity{}, invalid(client.OpSignIn, "token", TokenMalformed)
	}
	if err := b.session.Keep(client.OpSignIn, client.Tokens{Access: token}); err != nil {
		return Identity{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.login = login
	return b.identity(login, token), nil
}

func (b *bearer) resume(context.Context) (Identity, error) {
	kept, err := b.session.Tokens(client.OpResume)
	if err != nil {
		return Identity{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.identity(b.login, kept.Access), nil
}

func (b *bearer) reauthenticate(_ context.Context, credentials client.Credentials) error {
	kept, err := b.session.Tokens(client.OpReauthenticate)
	if err != nil {
		return err
	}
	token := strings.TrimSpace(credentials.Token)
	if subtle.ConstantTimeCompare([]byte(token), []byte(kept.Access)) != 1 {
		return unauthenticated(client.OpReauthenticate, OtherAgent)
	}
	return nil
}

func (b *bearer) signOut(context.Context) error { return b.session.Forget(client.OpSignOut) }

func (b *bearer) subject() string {
	kept, err := b.session.Tokens(client.OpResume)
	if err != nil {
		return ""
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.identity(b.login, kept.Access).Subject
}

// identity is what the token says where it is a JWT, and else what the agent said.
func (b *bearer) identity(login, token string) Identity {
	claims := oidc.Claims(token)
	who := Identity{Subject: login, Login: login, Name: login, ExpiresAt: b.now().Add(Workday), Claims: claims}.said(claims)
	if ends, ok := oidc.Moment(claims["exp"]); ok {
		who.ExpiresAt = ends
	}
	return who
}
