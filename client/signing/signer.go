package signing

import (
	"context"
	"fmt"
	"time"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// DefaultClientID is the name under which Portaldesk is registered at an identity provider.
const DefaultClientID = "portaldesk"

// Workday is how long a session counts as good where nobody says how long it is.
const Workday = 12 * time.Hour

// Config is how agents of one profile sign in.
type Config struct {
	Way client.SignInWay
	// Issuer is the identity provider's issuer, an https URL. Only with SignInBrowser.
	Issuer string
	// ClientID is this program's name there; empty is [DefaultClientID].
	ClientID string
	// Scopes are asked for beside "openid profile".
	Scopes []string
	// Login is who the agent said she was the last time. Not with SignInBrowser.
	Login string
	// Transport is how the issuer is reached and, with SignInCertificate, which certificate is shown to servers whose
	// own configuration names none. BaseURL is not used.
	Transport transport.Config
}

// Identity is who signed in.
type Identity struct {
	// Subject is her id there; without an identity provider it is her login.
	Subject string
	Login   string
	Name    string
	// ExpiresAt is when she must sign in anew. Where nobody says so, it is a [Workday] from now.
	ExpiresAt time.Time
	// Claims are those of the verified ID token, and over them those of the access token when that is a JWT. The latter
	// are unverified: hints, on which nothing but what is shown may depend.
	Claims map[string]any
}

// Signer signs one agent in. It may be used from any goroutine.
type Signer struct {
	config  Config
	session *transport.Session
	way     way
}

// way is one [client.SignInWay].
type way interface {
	signIn(ctx context.Context, credentials client.Credentials) (Identity, error)
	resume(ctx context.Context) (Identity, error)
	// subject is whose session the keeper holds, empty when it holds none or nobody knows.
	subject() string
	reauthenticate(ctx context.Context, credentials client.Credentials) error
	signOut(ctx context.Context) error
}

// New makes the signer of a profile whose tokens the keeper holds. Nothing is sent; an error says what of the configuration
// cannot be used.
func New(config Config, keeper client.TokenKeeper) (*Signer, error) {
	if config.ClientID == "" {
		config.ClientID = DefaultClientID
	}
	now := time.Now
	if config.Transport.Clock != nil {
		now = config.Transport.Clock.Now
	}
	s := &Signer{config: config}
	switch config.Way {
	case client.SignInToken:
		s.session = transport.NewSession(keeper, nil)
		s.way = &bearer{session: s.session, login: config.Login, now: now}
	case client.SignInCertificate, client.SignInNone:
		s.session = transport.NewSilentSession(keeper)
		s.way = &word{session: s.session, now: now}
	case client.SignInBrowser:
		b, err := newBrowser(config, keeper, now)
		if err != nil {
			return nil, err
		}
		s.session, s.way = b.session, b
	default:
		return nil, fmt.Errorf("agents cannot sign in by way of %q here", config.Way)
	}
	return s, nil
}

// SignIn opens a session and keeps its tokens. Except in the browser it proves nothing by itself: whether a token or a
// certificate is good, the server to be worked with says.
func (s *Signer) SignIn(ctx context.Context, credentials client.Credentials) (Identity, error) {
	return s.way.signIn(ctx, credentials)
}

// Resume goes on with the session that the keeper holds. None, or one that is over, is [client.Unauthenticated].
func (s *Signer) Resume(ctx context.Context) (Identity, error) { return s.way.resume(ctx) }

// Reauthenticate proves that the agent of the session is back. Somebody else is [client.Unauthenticated] with code
// [OtherAgent].
func (s *Signer) Reauthenticate(ctx context.Context, credentials client.Credentials) error {
	return s.way.reauthenticate(ctx, credentials)
}

// Subject is the [Identity.Subject] of the session that the keeper holds. Nothing is sent for it: it is empty without a session,
// and in the browser while neither this run nor the access token says whose session it is.
func (s *Signer) Subject() string { return s.way.subject() }

// SignOut ends the session and forgets its tokens, also when the identity provider could not be told; then the error says
// so. Without a session it does nothing.
func (s *Signer) SignOut(ctx context.Context) error { return s.way.signOut(ctx) }
