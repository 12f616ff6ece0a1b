package signing

import (
	"context"
	"strings"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// word is for servers that know the agent by her certificate, or not at all: she gives her word who she is, and the keeper
// holds her login where others hold a token, so that it is known that she signed in.
type word struct {
	session *transport.Session
	now     func() time.Time
}

func (w *word) signIn(_ context.Context, credentials client.Credentials) (Identity, error) {
	login := strings.TrimSpace(credentials.Login)
	if login == "" {
		return Identity{}, invalid(client.OpSignIn, "login", LoginMissing)
	}
	if err := w.session.Keep(client.OpSignIn, client.Tokens{Access: login}); err != nil {
		return Identity{}, err
	}
	return w.identity(login), nil
}

func (w *word) resume(context.Context) (Identity, error) {
	kept, err := w.session.Tokens(client.OpResume)
	if err != nil {
		return Identity{}, err
	}
	return w.identity(kept.Access), nil
}

func (w *word) reauthenticate(_ context.Context, credentials client.Credentials) error {
	kept, err := w.session.Tokens(client.OpReauthenticate)
	if err != nil {
		return err
	}
	if strings.TrimSpace(credentials.Login) != kept.Access {
		return unauthenticated(client.OpReauthenticate, OtherAgent)
	}
	return nil
}

func (w *word) signOut(context.Context) error { return w.session.Forget(client.OpSignOut) }

func (w *word) subject() string {
	kept, err := w.session.Tokens(client.OpResume)
	if err != nil {
		return ""
	}
	return kept.Access
}

func (w *word) identity(login string) Identity {
	return Identity{Subject: login, Login: login, Name: login, ExpiresAt: w.now().Add(Workday)}
}
