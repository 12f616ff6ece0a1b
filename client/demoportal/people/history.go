package people

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/mask"
)

// History is what happened to an account, newest first.
type History struct {
	Attempts []client.SignInAttempt  `json:"attempts"`
	Mail     []client.Mail           `json:"mail"`
	Sessions []client.PatientSession `json:"sessions"`
}

var devices = []string{
	"Safari on iPhone", "Chrome on Android", "Chrome on Windows", "Edge on Windows", "Safari on Mac", "Firefox on Linux",
	"Portal app on iPhone", "Portal app on Android",
}

// past writes one person's history.
type past struct {
	person Person
	now    time.Time
	rng    *rand.Rand
	device string
	kept   History
}

// Past answers what happened to the person before now. It follows from the person alone, so it need not be kept until
// something is added to it.
func (p Person) Past(now time.Time) History {
	sum := fnv.New64a()
	sum.Write([]byte(p.ID))
	rng := rand.New(rand.NewPCG(sum.Sum64(), 1))
	h := &past{person: p, now: now, rng: rng, device: pick(rng, devices)}
	h.successes()
	h.standing()
	h.trouble()
	h.invitation()
	h.sessions()
	return h.sorted()
}

func (h *past) attempt(at time.Time, cause client.AttemptCause) {
	if at.After(h.now) {
		return
	}
	h.kept.Attempts = append(h.kept.Attempts, client.SignInAttempt{
		At: at, Succeeded: cause == client.CauseSuccess, Cause: cause, Device: h.device,
	})
}

func (h *past) successes() {
	last := h.person.Standing.LastSignInAt
	if last == nil {
		return
	}
	at := *last
	for range 2 + h.rng.IntN(6) {
		h.attempt(at, client.CauseSuccess)
		if h.rng.IntN(4) == 0 {
			h.attempt(at.Add(-time.Minute), client.CauseWrongPassword)
		}
		at = at.Add(-time.Duration(20+h.rng.IntN(900)) * time.Hour)
		if at.Before(h.person.Standing.CreatedAt) {
			return
		}
	}
}

func (h *past) standing() {
	s := h.person.Standing
	switch s.Status {
	case client.StatusLocked:
		for i := range 5 {
			h.attempt(s.Since.Add(-time.Duration(i)*50*time.Second), client.CauseWrongPassword)
		}
		h.attempt(s.Since.Add(2*time.Minute), client.CauseLocked)
	case client.StatusDeactivated:
		h.attempt(s.Since.Add(30*time.Hour), client.CauseDeactivated)
	case client.StatusInvited:
		if s.Code != nil && s.Code.ExpiresAt.Before(h.now) {
			h.attempt(s.Code.ExpiresAt.Add(20*time.Hour), client.CauseCodeExpired)
		} else if h.rng.IntN(3) == 0 {
			h.attempt(s.Since.Add(3*time.Hour), client.CauseNotActivated)
		}
	}
}

func (h *past) trouble() {
	since := h.person.Standing.Since
	switch h.person.Trouble {
	case TypedEmailAsID:
		h.attempt(h.now.Add(-25*time.Minute), client.CauseEmailTypedAsID)
		h.attempt(h.now.Add(-23*time.Minute), client.CauseEmailTypedAsID)
	case UsedOldCode:
		h.attempt(since.Add(2*time.Hour), client.CauseOldCode)
	case TemporaryExpired:
		h.attempt(since.Add(4*time.Hour), client.CauseTemporaryExpired)
	case LostSecondFactor:
		h.attempt(h.now.Add(-50*time.Minute), client.CauseSecondFactor)
		h.attempt(h.now.Add(-49*time.Minute), client.CauseSecondFactor)
	}
}

// invitation is the mail that brought the patient to the portal, and the reminders since.
func (h *past) invitation() {
	if h.person.Standing.Status == client.StatusNone {
		return
	}
	sent := h.person.Standing.CreatedAt.Add(day)
	if code := h.person.Standing.Code; code != nil {
		sent = code.IssuedAt
	}
	for _, contact := range h.person.Contacts {
		h.mail(sent, "invitation", contact)
		for i := range h.rng.IntN(3) {
			h.mail(h.now.Add(-time.Duration(2+9*i)*day), "notice", contact)
		}
	}
}

func (h *past) mail(at time.Time, kind string, contact Contact) {
	if at.Before(h.person.Standing.CreatedAt) || at.After(h.now) {
		return
	}
	message := client.Mail{
		ID: fmt.Sprintf("%s-m%d", h.person.ID[:8], len(h.kept.Mail)+1), At: at, Kind: kind,
		To: mask.Contact(contact.Kind, contact.Value), Status: client.MailDelivered,
	}
	switch {
	case !contact.Consented:
		message.Status = client.MailSuppressed
	case contact.Bounces != "":
		message.Status, message.Detail = client.MailBounced, contact.Bounces
	}
	h.kept.Mail = append(h.kept.Mail, message)
}

// sessions are those of the last two weeks; only somebody who can sign in has any.
func (h *past) sessions() {
	s := h.person.Standing
	if s.Status != client.StatusActive || s.LastSignInAt == nil || h.now.Sub(*s.LastSignInAt) > 14*day {
		return
	}
	for i := range 1 + h.rng.IntN(3) {
		started := s.LastSignInAt.Add(-time.Duration(i*40) * time.Hour)
		h.kept.Sessions = append(h.kept.Sessions, client.PatientSession{
			ID: fmt.Sprintf("%s-s%d", h.person.ID[:8], i+1), Device: pick(h.rng, devices),
			StartedAt: started, LastSeenAt: started.Add(12 * time.Minute),
		})
	}
}

func (h *past) sorted() History {
	slices.SortStableFunc(h.kept.Attempts, func(a, b client.SignInAttempt) int { return b.At.Compare(a.At) })
	slices.SortStableFunc(h.kept.Mail, func(a, b client.Mail) int { return b.At.Compare(a.At) })
	slices.SortStableFunc(h.kept.Sessions, func(a, b client.PatientSession) int { return b.StartedAt.Compare(a.StartedAt) })
	return h.kept
}
