package scim

import (
	"context"
	"net/http"
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/onfile"
	"portaldesk/client/transport"
)

// About implements [client.Signing]. Many servers say what they can do only to those who are signed in; before that, it counts
// as everything that SCIM has.
func (c *Client) About(ctx context.Context) (client.About, error) {
	signedIn := c.known.Load() != nil
	p, response, err := c.provide(ctx, client.OpAbout, !signedIn)
	closed := client.KindOf(err) == client.Unauthenticated || client.KindOf(err) == client.Forbidden
	if err != nil && (signedIn || !closed) {
		return client.About{}, err
	}
	s := c.standing()
	s.provider = p
	if err != nil {
		s.provider = everything
	}
	return client.About{
		Name: c.host, Server: "SCIM 2.0", Abilities: c.offers(s),
		Verification: client.VerificationPolicy{Identifiers: onfile.Identifiers(s.fieldMap())},
		Now:          moment(response, c.now),
	}, nil
}

// everything is a server that does all there is.
var everything = provider{Patch: supported{true}, ChangePassword: supported{true}}

func (s standing) fieldMap() client.FieldMap {
	m := client.FieldMap{}
	for field, p := range s.fields {
		m[field] = p.String()
	}
	return m
}

// The offers that are refused, and what the agent can do instead.
var (
	notInSCIM = client.Offer{
		Reason:    "SCIM, by which this portal is reached, has nothing for it.",
		WayAround: "Use the portal's own console, or ask its administrator.",
	}
	noPatch = client.Offer{
		Reason:    "The portal's server lets nobody change accounts by SCIM.",
		WayAround: "Change the account in the portal's own console.",
	}
	noField = client.Offer{
		Reason:    "The portal's server does not let this be changed by SCIM.",
		WayAround: "Change it in the portal's own console.",
	}
	noPassword = client.Offer{
		Reason:    "The portal's server takes no new password by SCIM.",
		WayAround: "Let the patient use \"Forgot password\" on the portal's sign-in page.",
	}
	// A password that an agent has read out must not stay good (OWASP ASVS 5.0, 6.4.1 and 6.4.6).
	lasting = client.Offer{
		Reason:    "SCIM has no way to make the patient change a temporary password: the agent would know one that stays good.",
		WayAround: "Let the patient use \"Forgot password\" on the portal's sign-in page.",
	}
	noMail = client.Offer{
		Reason:    "SCIM has no way to have a link or a code sent to the patient.",
		WayAround: "Let the patient use \"Forgot password\" on the portal's sign-in page.",
	}
	noSessions = client.Offer{
		Reason:    "SCIM knows no sessions.",
		WayAround: "Let the patient sign out on her devices, or end her sessions in the portal's own console.",
	}
	noLocks = client.Offer{
		Reason:    "SCIM does not know whether an account is locked.",
		WayAround: "Let the patient wait for the lock to end, or unlock the account in the portal's own console.",
	}
)

func (c *Client) offers(s standing) map[client.Ability]client.Offer {
	offers := map[client.Ability]client.Offer{
		client.ResetByTemporary:  c.passwordOffer(s),
		client.ChangesLoginID:    s.offer(client.FieldLoginID),
		client.CorrectsContact:   s.contactOffer(),
		client.ActivatesAccount:  s.offerAt(path{name: "active"}),
		client.DeactivatesIt:     s.offerAt(path{name: "active"}),
		client.EndsSessions:      noSessions,
		client.ShowsSessions:     noSessions,
		client.UnlocksAccount:    noLocks,
		client.ResetByLink:       noMail,
		client.ResetByCode:       noMail,
		client.IssuesAccessCode:  notInSCIM,
		client.ResendsInvitation: notInSCIM,
		client.ShowsSignIns:      notInSCIM,
		client.ShowsMail:         notInSCIM,
	}
	return offers
}

func (c *Client) passwordOffer(s standing) client.Offer {
	switch {
	case !s.provider.Patch.Supported:
		return noPatch
	case !s.provider.ChangePassword.Supported:
		return noPassword
	case s.mustChange == nil && !c.lastingPasswords:
		return lasting
	}
	return client.Offer{Offered: true}
}

func (s standing) offer(field client.Field) client.Offer {
	p, known := s.fields[field]
	if !known {
		return noField
	}
	return s.offerAt(p)
}

func (s standing) offerAt(p path) client.Offer {
	switch {
	case !s.provider.Patch.Supported:
		return noPatch
	case slices.Contains(s.fixed, p.String()):
		return noField
	}
	return client.Offer{Offered: true}
}

// contactOffer: one kind of contact that can be corrected is enough.
func (s standing) contactOffer() client.Offer {
	if email := s.offer(client.FieldEmail); email.Offered {
		return email
	}
	return s.offer(client.FieldPhone)
}

// moment is the server's own time, where its answer has one.
func moment(response transport.Response, now func() time.Time) time.Time {
	if at, err := http.ParseTime(response.Header.Get("Date")); err == nil {
		return at
	}
	return now()
}
