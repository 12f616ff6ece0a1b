package signing

import (
	"portaldesk/client"
	"portaldesk/client/oidc"
)

func (b *browser) known() Identity {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.who
}

func (b *browser) remember(grant oidc.Grant) Identity {
	who := Identity{ExpiresAt: grant.EndsAt, Claims: merged(grant.Claims, oidc.Claims(grant.Access))}.said(grant.Claims)
	if who.ExpiresAt.IsZero() {
		who.ExpiresAt = b.now().Add(Workday)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.who, b.idToken = who, grant.IDToken
	return who
}

// forget answers the ID token of the session that ends.
func (b *browser) forget() (idToken string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	idToken = b.idToken
	b.who, b.idToken = Identity{}, ""
	return idToken
}

// subject is who was remembered, else whom the access token names: every server that takes the token reads it in the same way.
func (b *browser) subject() string {
	if who := b.known(); who.Subject != "" {
		return who.Subject
	}
	kept, err := b.session.Tokens(client.OpResume)
	if err != nil {
		return ""
	}
	subject, _ := oidc.Claims(kept.Access)["sub"].(string)
	return subject
}
