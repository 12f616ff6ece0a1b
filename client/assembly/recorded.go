package assembly

import (
	"context"
	"maps"

	"portaldesk/client"
)

// recorded is a portal whose calls and trail are kept by another server.
type recorded struct {
	unrecorded
	ledger
}

// unrecorded is all of a portal but its records.
type unrecorded interface {
	client.Signing
	client.Accounts
	client.Verifier
	client.Operator
	client.Approver
}

// WithRecords is the portal with another place for calls and the trail; nil: no server keeps them.
func WithRecords(portal client.Portal, records client.Records) client.Portal {
	return as(&recorded{portal, ledger{records}}, portal)
}

// About implements [client.Signing].
func (r *recorded) About(ctx context.Context) (client.About, error) {
	about, err := r.unrecorded.About(ctx)
	if err != nil {
		return client.About{}, err
	}
	about.Abilities = cloned(about.Abilities)
	r.offers(ctx, about.Abilities)
	return about, nil
}

// cloned is a copy that can be written to.
func cloned(abilities map[client.Ability]client.Offer) map[client.Ability]client.Offer {
	copied := make(map[client.Ability]client.Offer, len(abilities))
	maps.Copy(copied, abilities)
	return copied
}

// SignIn implements [client.Signing].
func (r *recorded) SignIn(ctx context.Context, credentials client.Credentials) (client.Session, error) {
	session, err := r.unrecorded.SignIn(ctx, credentials)
	if err != nil {
		return client.Session{}, err
	}
	return r.permit(ctx, session), nil
}

// Resume implements [client.Signing].
func (r *recorded) Resume(ctx context.Context) (client.Session, error) {
	session, err := r.unrecorded.Resume(ctx)
	if err != nil {
		return client.Session{}, err
	}
	return r.permit(ctx, session), nil
}
