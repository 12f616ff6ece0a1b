package demoportal

import (
	"fmt"
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/demoportal/people"
	"portaldesk/client/lookup"
)

// record is an account as the portal keeps it. A record that was put into the state is never changed: an edit is a clone
// that takes its place.
type record struct {
	people.Person
	Number  int `json:"number"`
	Version int `json:"version"`
	// History is nil while it still follows from the person.
	History *people.History `json:"history,omitempty"`
	Secrets secrets         `json:"secrets"`
	// CorrectedIn is the call in which a contact was corrected last.
	CorrectedIn client.CallID `json:"correctedIn,omitempty"`
}

// secrets are kept as keyed hashes only.
type secrets struct {
	// Password is what the patient set; nil while it is the one they began with.
	Password *hashed `json:"password,omitempty"`
	// NoPassword: the password was reset, none is good.
	NoPassword bool `json:"noPassword,omitempty"`
	// Temporary, Code and Reset are one-time secrets that still work until their time.
	Temporary *oneTime `json:"temporary,omitempty"`
	Code      *oneTime `json:"code,omitempty"`
	Reset     *oneTime `json:"reset,omitempty"`
	// Superseded are codes that worked once, to tell an old code from a wrong one.
	Superseded []string `json:"superseded,omitempty"`
	// MaySetPassword: a code was entered, the next step is a new password.
	MaySetPassword bool `json:"maySetPassword,omitempty"`
	Wrong          int  `json:"wrong,omitempty"`
}

// oneTime is a secret that works once, until Until.
type oneTime struct {
	MAC   string    `json:"mac"`
	Until time.Time `json:"until"`
}

// clone is a record to be changed. Its history no longer follows from the person, so it is written down.
func (r *record) clone(epoch time.Time) *record {
	changed := *r
	changed.Contacts = slices.Clone(r.Contacts)
	changed.Proxies = slices.Clone(r.Proxies)
	changed.Secrets.Superseded = slices.Clone(r.Secrets.Superseded)
	past := r.past(epoch)
	changed.History = &people.History{
		Attempts: slices.Clone(past.Attempts), Mail: slices.Clone(past.Mail), Sessions: slices.Clone(past.Sessions),
	}
	return &changed
}

func (r *record) past(epoch time.Time) people.History {
	if r.History != nil {
		return *r.History
	}
	return r.Person.Past(epoch)
}

// status is the status at now: codes run out and timed locks open by themselves.
func (r *record) status(now time.Time) client.Status {
	s := r.Standing
	switch {
	case s.Status == client.StatusInvited && (s.Code == nil || !now.Before(s.Code.ExpiresAt)):
		return client.StatusCodeExpired
	case s.Status == client.StatusLocked && s.LockedUntil != nil && !now.Before(*s.LockedUntil):
		return client.StatusActive
	}
	return s.Status
}

// etag changes with every change, and when time changes the status.
func (r *record) etag(now time.Time) string {
	return fmt.Sprintf("%q", fmt.Sprintf("%d.%s", r.Version, r.status(now)))
}

func (r *record) entry() lookup.Entry {
	return lookup.Entry{
		Name: r.Identity.Name(), OtherNames: r.Identity.Spellings, BirthDate: r.Identity.BirthDate, MRN: r.Identity.MRN,
		LoginID: r.LoginID, Emails: r.Values(client.ContactEmail), Phones: r.Values(client.ContactPhone),
	}
}

// endSessions signs the patient out everywhere and says of how many places.
func (r *record) endSessions() int {
	ended := len(r.History.Sessions)
	r.History.Sessions = nil
	return ended
}

// supersede makes what was out before stop working.
func (r *record) supersede(kind **oneTime) {
	if *kind != nil {
		r.Secrets.Superseded = append(r.Secrets.Superseded, (*kind).MAC)
		*kind = nil
	}
}

// stand puts the account into a state. Whatever lock there was is gone.
func (r *record) stand(status client.Status, now time.Time, reason string) {
	r.Standing.Status, r.Standing.Since, r.Standing.Reason = status, now, reason
	r.Standing.LockedUntil = nil
	r.Secrets.Wrong = 0
}
