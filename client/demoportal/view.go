package demoportal

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// portalWords are this portal's own words for the states.
var portalWords = map[client.Status]string{
	client.StatusNone:         "Not invited",
	client.StatusInvited:      "Activation code generated",
	client.StatusCodeExpired:  "Activation code expired",
	client.StatusActive:       "Activated",
	client.StatusLocked:       "Locked out",
	client.StatusResetPending: "Password change required",
	client.StatusDeactivated:  "Inactivated",
	client.StatusDeclined:     "Patient declined",
	client.StatusDeceased:     "Deceased",
	client.StatusMerged:       "Merged record",
}

func (r *record) row(now time.Time) client.AccountRow {
	return client.AccountRow{
		ID:        r.ID,
		Name:      r.Identity.Name(),
		BirthDate: mask.BirthDate(r.Identity.BirthDate),
		LoginID:   mask.LoginID(r.LoginID),
		MRN:       mask.MRN(r.Identity.MRN),
		Status:    r.status(now),
		Minor:     r.Identity.Age(now) < adultAge,
	}
}

func (r *record) account(now time.Time) client.Account {
	row, s := r.row(now), r.Standing
	account := client.Account{
		AccountRow:         row,
		Version:            r.etag(now),
		GivenName:          r.Identity.Given,
		Age:                r.Identity.Age(now),
		Language:           r.Identity.Language,
		PortalStatus:       portalWords[row.Status],
		Reason:             s.Reason,
		MustChangePassword: s.MustChange,
		LastSignInAt:       s.LastSignInAt,
		CreatedAt:          s.CreatedAt,
		Contacts:           r.contacts(),
		Proxies:            append([]client.Proxy{}, r.Proxies...),
		MergedInto:         r.MergedInto,
		DuplicateOf:        r.DuplicateOf,
		SecondFactor:       s.SecondFactor,
	}
	if row.Status == client.StatusInvited {
		account.AccessCode = s.Code
	}
	if row.Status == client.StatusLocked {
		account.LockedUntil = s.LockedUntil
	} else if s.Status == client.StatusLocked {
		account.Reason = ""
	}
	return account
}

func (r *record) contacts() []client.Contact {
	contacts := make([]client.Contact, 0, len(r.Contacts))
	for _, contact := range r.Contacts {
		contacts = append(contacts, client.Contact{
			ID: contact.ID, Kind: contact.Kind, Masked: mask.Contact(contact.Kind, contact.Value), Verified: contact.Verified,
			Consented: contact.Consented, ChangedAt: contact.ChangedAt, ProvesFrom: contact.ChangedAt.Add(quietTime),
		})
	}
	return contacts
}
