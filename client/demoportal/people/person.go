// Package people makes up the patients of the demo portal: who they are, how they stand, and what happened to them. None
// of them exists. The same seed and day give the same people.
package people

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strings"
	"time"

	"portaldesk/client"
)

// Person is a patient with a portal account, or without one yet.
type Person struct {
	ID       client.AccountID `json:"id"`
	Identity Identity         `json:"identity"`
	Standing Standing         `json:"standing"`
	LoginID  string           `json:"loginId,omitempty"`
	Contacts []Contact        `json:"contacts"`
	Proxies  []client.Proxy   `json:"proxies"`
	// MergedInto and DuplicateOf link records of the same human being.
	MergedInto  client.AccountID   `json:"mergedInto,omitempty"`
	DuplicateOf []client.AccountID `json:"duplicateOf,omitempty"`
	// Trouble is what this patient got wrong of late; it only shapes the history.
	Trouble Trouble `json:"trouble,omitempty"`
}

// Identity is who somebody is; all of it can be asked of a caller.
type Identity struct {
	Family string `json:"family"` // empty for somebody with one name
	Given  string `json:"given"`
	// Spellings are other forms the name is looked for under: a transcription, or written without a blank.
	Spellings []string `json:"spellings,omitempty"`
	BirthDate string   `json:"birthDate"` // "2006-01-02"
	Language  string   `json:"language"`  // BCP 47
	MRN       string   `json:"mrn"`
	Postcode  string   `json:"postcode"`
	LastVisit string   `json:"lastVisit"` // "2006-01-02"
}

// Standing is how the account stands. A lock or a code may have run out since; the portal works that out.
type Standing struct {
	Status       client.Status           `json:"status"`
	Since        time.Time               `json:"since"`
	Reason       string                  `json:"reason,omitempty"`
	LockedUntil  *time.Time              `json:"lockedUntil,omitempty"`
	MustChange   bool                    `json:"mustChange,omitempty"`
	CreatedAt    time.Time               `json:"createdAt"`
	LastSignInAt *time.Time              `json:"lastSignInAt,omitempty"`
	Code         *client.AccessCodeState `json:"code,omitempty"`
	SecondFactor string                  `json:"secondFactor,omitempty"`
}

// Contact is one way to reach a patient, in full.
type Contact struct {
	ID        client.ContactID   `json:"id"`
	Kind      client.ContactKind `json:"kind"`
	Value     string             `json:"value"`
	Verified  bool               `json:"verified"`
	Consented bool               `json:"consented"`
	ChangedAt time.Time          `json:"changedAt"`
	// Bounces is what the other server says when it takes no mail; empty when it does.
	Bounces string `json:"bounces,omitempty"`
}

// Trouble is what stood between a patient and the portal.
type Trouble string

// The troubles.
const (
	NoTrouble        Trouble = ""
	TypedEmailAsID   Trouble = "typed-email"
	UsedOldCode      Trouble = "old-code"
	TemporaryExpired Trouble = "temporary-expired"
	LostSecondFactor Trouble = "lost-second-factor"
)

// Name is the name as listed, family name first: "Alvarez, Maria".
func (i Identity) Name() string {
	if i.Family == "" {
		return i.Given
	}
	return i.Family + ", " + i.Given
}

// Spoken is the name as people say it: "Maria Alvarez".
func (i Identity) Spoken() string { return strings.TrimSpace(i.Given + " " + i.Family) }

// Age is the age in full years on the day of now.
func (i Identity) Age(now time.Time) int {
	born, err := time.Parse(time.DateOnly, i.BirthDate)
	if err != nil {
		return 0
	}
	age := now.Year() - born.Year()
	if now.Month() < born.Month() || now.Month() == born.Month() && now.Day() < born.Day() {
		age--
	}
	return age
}

// Contact answers the contact with the id.
func (p Person) Contact(id client.ContactID) (Contact, bool) {
	for _, contact := range p.Contacts {
		if contact.ID == id {
			return contact, true
		}
	}
	return Contact{}, false
}

// Values answers the addresses or numbers of one kind.
func (p Person) Values(kind client.ContactKind) []string {
	var values []string
	for _, contact := range p.Contacts {
		if contact.Kind == kind {
			values = append(values, contact.Value)
		}
	}
	return values
}

// Password is what the person signed in with before anybody reset it.
func Password(seed uint64, id client.AccountID) string {
	return "Meadow-" + token(seed, "password "+string(id))[:8]
}

// accountID looks random, is the same for the same seed, and tells nothing.
func accountID(seed uint64, number int) client.AccountID {
	return client.AccountID(token(seed, string(binary.BigEndian.AppendUint64([]byte("account "), uint64(number))))[:16])
}

func token(seed uint64, purpose string) string {
	sum := sha256.Sum256(append(binary.BigEndian.AppendUint64(nil, seed), purpose...))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))
}
