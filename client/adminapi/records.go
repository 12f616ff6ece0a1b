package adminapi

import (
	"context"

	"portaldesk/client"
	"portaldesk/client/transport"
)

// Records keeps calls and the desk's trail at a portal. It is the part of [Client] that is of use when the accounts live
// elsewhere.
type Records struct{ sender }

var _ client.Records = Records{}

// NewRecords makes the records kept at a server that serves the contract, reached by a client within the agent's session.
func NewRecords(portal *transport.Client) Records { return Records{sender{portal}} }

// RecordAbilities implements [client.Records]. It needs no session.
func (r Records) RecordAbilities(ctx context.Context) (map[client.Ability]client.Offer, error) {
	about, err := r.about(ctx)
	if err != nil {
		return nil, err
	}
	offers := map[client.Ability]client.Offer{}
	for _, ability := range []client.Ability{client.KeepsCalls, client.ReadsCalls, client.KeepsAudit, client.ReadsAudit} {
		offers[ability] = about.Abilities[ability]
	}
	return offers, nil
}
