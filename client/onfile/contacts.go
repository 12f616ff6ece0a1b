package onfile

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// Contacts are the contacts, masked. Each proves a caller from quietDays after its last change on ([ProvesFrom]).
func Contacts(f client.OnFile, quietDays int) []client.Contact {
	contacts := make([]client.Contact, len(f.Contacts))
	for i, c := range f.Contacts {
		contacts[i] = client.Contact{
			ID: c.ID, Kind: c.Kind, Masked: mask.Contact(c.Kind, c.Value), Verified: c.Verified, Consented: c.Consented,
			NoCodes: c.NoCodes, ChangedAt: c.ChangedAt, ProvesFrom: ProvesFrom(c.ChangedAt, quietDays),
		}
	}
	return contacts
}

// ProvesFrom is when a contact that was changed then may prove a caller. Where the server does not say when it changed (zero),
// that is long ago.
func ProvesFrom(changedAt time.Time, quietDays int) time.Time {
	return changedAt.Add(time.Duration(quietDays) * 24 * time.Hour)
}
