package client

import "time"

// OnFile is what a server has on file about one patient, unmasked. It is for comparing with what a caller says and for
// finding accounts; no screen, log, call or trail ever gets it. What a server does not know is empty.
type OnFile struct {
	ID         AccountID `json:"id"`
	LoginID    string    `json:"loginId,omitempty"`
	GivenName  string    `json:"givenName,omitempty"`
	FamilyName string    `json:"familyName,omitempty"`
	// Spellings are other ways in which the whole name is on file: in another script, as one display name.
	Spellings []string `json:"spellings,omitempty"`
	BirthDate string   `json:"birthDate,omitempty"` // "2006-01-02"
	MRN       string   `json:"mrn,omitempty"`
	Postcode  string   `json:"postcode,omitempty"`
	LastVisit string   `json:"lastVisit,omitempty"` // "2006-01-02"
	Language  string   `json:"language,omitempty"`  // BCP 47
	// AsSaid: nobody has this patient on file. What is here is what a caller said: it finds the account again, and proves
	// nobody.
	AsSaid bool `json:"asSaid,omitempty"`
	// Contacts in the server's order, the one it uses first being first.
	Contacts []ContactOnFile `json:"contacts,omitempty"`
}

// ContactOnFile is one contact, unmasked.
type ContactOnFile struct {
	ID        ContactID   `json:"id"`
	Kind      ContactKind `json:"kind"`
	Value     string      `json:"value"`
	Verified  bool        `json:"verified"`
	Consented bool        `json:"consented"`
	// NoCodes: no code that proves a caller can be sent here ([Contact.NoCodes]).
	NoCodes bool `json:"noCodes,omitempty"`
	// ChangedAt is zero where the server does not say when.
	ChangedAt time.Time `json:"changedAt,omitzero"`
}

// Listed is one account as an index on this computer keeps it.
type Listed struct {
	OnFile OnFile `json:"onFile"`
	Status Status `json:"status"`
}
