package app

import (
	"context"
	"maps"
	"slices"

	"portaldesk/app/ledger"
	"portaldesk/app/profile"
	"portaldesk/client"
)

// keepRecords chooses where calls go. Where they stay on this computer, calls are kept and read whatever the portal says, and
// nothing of the trail is handed out.
func (d *Desk) keepRecords() {
	d.records = watched{d.portal, d}
	if d.Profile.Records.Kind != profile.RecordsLocal {
		return
	}
	d.records = ledger.New(d.store, d.Session.Agent.ID)
	d.About.Abilities = maps.Clone(d.About.Abilities)
	if d.About.Abilities == nil {
		d.About.Abilities = map[client.Ability]client.Offer{}
	}
	here, trail := []client.Ability{client.KeepsCalls, client.ReadsCalls}, []client.Ability{client.KeepsAudit, client.ReadsAudit}
	for _, ability := range here {
		d.About.Abilities[ability] = client.Offer{Offered: true}
	}
	for _, ability := range trail {
		d.About.Abilities[ability] = client.Offer{Reason: "The trail is kept on this computer only.",
			WayAround: "To share it, name a server for records in the portal's settings."}
	}
	permitted := slices.DeleteFunc(slices.Clone(d.Session.Permissions), func(a client.Ability) bool {
		return slices.Contains(here, a) || slices.Contains(trail, a)
	})
	d.Session.Permissions = append(permitted, here...)
}

// PastCalls lists the calls that were closed and delivered, newest first unless the query says otherwise: those the portal keeps, or
// this computer.
func (d *Desk) PastCalls(ctx context.Context, query client.CallQuery) (client.Page[client.Call], error) {
	return d.records.Calls(ctx, query)
}
