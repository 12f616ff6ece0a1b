package signing

import (
	"context"
	"sync"
	"time"

	"portaldesk/client"
	"portaldesk/client/oidc"
	"portaldesk/client/transport"
)

// browser is for agents who sign in at their organisation's identity provider.
type browser struct {
	issuer  *oidc.Client
	session *transport.Session
	now     func() time.Time

	mu sync.Mutex
	// who is signed in, and the ID token that says so; both are unknown until something was granted in this run.
	who     Identity
	idToken string
}

func newBrowser(config Config, keeper client.TokenKeeper, now func() time.Time) (*browser, error) {
	issuer, err := oidc.New(oidc.Config{
		Issuer: config.Issuer, ClientID: config.ClientID, Scopes: config.Scopes, Transport: config.Transport,
	})
	if err != nil {
		return nil, err
	}
	b := &browser{issuer: issuer, now: now}
	b.session = transport.NewSession(keeper, b.refresh)
	return b, nil
}

func (b *browser) signIn(ctx context.Context, credentials client.Credentials) (Identity, error) {
	if credentials.Show == nil {
		return Identity{}, invalid(client.OpSignIn, "show", oidc.PageNotShown)
	}
	grant, err := b.issuer.SignIn(ctx, oidc.Request{Op: client.OpSignIn, Show: credentials.Show, Device: credentials.Device})
	if err != nil {
		return Identity{}, err
	}
	if err := b.session.Keep(client.OpSignIn, tokensOf(grant)); err != nil {
		// Nobody is signed in whose tokens cannot be kept; that the provider cannot be told is no further harm.
		_ = b.issuer.End(context.WithoutCancel(ctx), client.OpSignIn, grant.Refresh, grant.IDToken)
		return Identity{}, err
	}
	return b.remember(grant), nil
}

// resume refreshes always: only so is it known that the session is still good, and whose it is.
func (b *browser) resume(ctx context.Context) (Identity, error) {
	tokens, err := b.session.Tokens(client.OpResume)
	if err == nil && tokens.Refresh != "" {
		tokens, err = b.session.Renew(ctx, client.OpResume)
	}
	if err != nil {
		return Identity{}, err
	}
	if who := b.known(); who.Subject != "" {
		return who, nil
	}
	return b.ask(ctx, tokens)
}

// ask is for providers that give no ID token with a refresh, or no refresh token at all.
func (b *browser) ask(ctx context.Context, tokens client.Tokens) (Identity, error) {
	claims, err := b.issuer.Person(ctx, client.OpResume, tokens.Access)
	if client.KindOf(err) == client.Unauthenticated {
		if err := b.session.Forget(client.OpResume); err != nil {
			return Identity{}, err
		}
		return Identity{}, unauthenticated(client.OpResume, transport.SessionEnded)
	}
	if err != nil {
		return Identity{}, err
	}
	subject, _ := claims["sub"].(string)
	return b.remember(oidc.Grant{Access: tokens.Access, Subject: subject, Claims: claims}), nil
}

// refresh is the session's [transport.Refresher].
func (b *browser) refresh(ctx context.Context, refresh string) (client.Tokens, error) {
	grant, err := b.issuer.Refresh(ctx, client.OpRefresh, refresh)
	if err != nil {
		return client.Tokens{}, err
	}
	if known := b.known().Subject; grant.Subject != "" && known != "" && grant.Subject != known {
		return client.Tokens{}, unauthenticated(client.OpRefresh, OtherAgent)
	}
	if grant.Subject != "" {
		b.remember(grant)
	}
	return tokensOf(grant), nil
}

// reauthenticate has the agent sign in afresh, and goes on with the tokens that this brought: the old ones may be of a
// session that ended while the desk was locked.
func (b *browser) reauthenticate(ctx context.Context, credentials client.Credentials) error {
	if credentials.Show == nil {
		return invalid(client.OpReauthenticate, "show", oidc.PageNotShown)
	}
	who, err := b.whose(ctx)
	if err != nil {
		return err
	}
	grant, err := b.issuer.SignIn(ctx, oidc.Request{
		Op: client.OpReauthenticate, Show: credentials.Show, Device: credentials.Device, Afresh: true, Login: who.Login,
	})
	if err != nil {
		return err
	}
	if grant.Subject != who.Subject {
		// That the tokens of somebody else cannot be given back changes nothing: they are forgotten, and expire.
		_ = b.issuer.End(ctx, client.OpReauthenticate, grant.Refresh, grant.IDToken)
		return unauthenticated(client.OpReauthenticate, OtherAgent)
	}
	return b.goOn(ctx, who, grant)
}

// whose session it is that the keeper holds.
func (b *browser) whose(ctx context.Context) (Identity, error) {
	if _, err := b.session.Tokens(client.OpReauthenticate); err != nil {
		return Identity{}, err
	}
	if who := b.known(); who.Subject != "" {
		return who, nil
	}
	return b.resume(ctx)
}

// goOn puts the tokens of a fresh sign-in in the place of the old ones. Where that opened another session at the provider,
// the old one is ended.
func (b *browser) goOn(ctx context.Context, who Identity, grant oidc.Grant) error {
	old, err := b.session.Tokens(client.OpReauthenticate)
	if err != nil {
		return err
	}
	if err := b.session.Keep(client.OpReauthenticate, tokensOf(grant)); err != nil {
		return err
	}
	b.remember(grant)
	if session, known := grant.Claims["sid"].(string); known && session != who.Claims["sid"] {
		_ = b.issuer.End(ctx, client.OpReauthenticate, old.Refresh, "")
	}
	return nil
}

func (b *browser) signOut(ctx context.Context) error {
	tokens, err := b.session.Tokens(client.OpSignOut)
	if client.CodeOf(err) == transport.NotSignedIn {
		return nil
	}
	if err == nil {
		err = b.issuer.End(ctx, client.OpSignOut, tokens.Refresh, b.forget())
	}
	if forgetting := b.session.Forget(client.OpSignOut); err == nil {
		err = forgetting
	}
	return err
}

func tokensOf(grant oidc.Grant) client.Tokens {
	return client.Tokens{Access: grant.Access, Refresh: grant.Refresh}
}
