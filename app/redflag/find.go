package redflag

import (
	"cmp"
	"slices"
	"time"

	"portaldesk/client"
)

// The words of the trail and of a call's deeds that flags are found by.
const (
	ActionReset   = "reset-password"
	ActionCorrect = "correct-contact"
	ActionVerify  = "verify-caller"
)

// Evidence is what the desk knows. Every field but Now and Account may be empty: then nothing is concluded from it.
type Evidence struct {
	Now     time.Time
	Policy  client.VerificationPolicy
	Account client.Account
	// Call is the open call, begun at Since; ProxyID the proxy on file that the caller says to be.
	Call    client.CallID
	Since   time.Time
	ProxyID string
	// Calls are the earlier calls about the account, Trail this desk's own entries about it.
	Calls []client.Call
	Trail []client.AuditEvent
	// NumberAccounts is how many accounts the caller's number has called about within [NumberSpan], this one among them.
	NumberAccounts int
}

// Find answers the flags that are up, the grave ones first.
func Find(e Evidence) []Flag {
	flags := slices.Concat(e.corrected(), e.shared(), e.before(), e.failed(), e.resets(), e.changed(), e.proxies())
	slices.SortStableFunc(flags, func(a, b Flag) int { return cmp.Compare(b.Severity, a.Severity) })
	return flags
}

func flag(code Code, severity Severity, at time.Time, facts map[string]any) []Flag {
	return []Flag{{Code: code, Severity: severity, Sentence: sentences[code], Facts: facts, At: at}}
}

// changed: whoever steals an account first has the messages sent to themselves. A contact that came with the account is none
// that changed.
func (e Evidence) changed() []Flag {
	var found []Flag
	span := time.Duration(e.Policy.ContactQuietDays) * 24 * time.Hour
	for _, contact := range e.Account.Contacts {
		at := contact.ChangedAt
		if at.IsZero() || e.Now.Sub(at) >= span || !at.After(e.Account.CreatedAt.Add(24*time.Hour)) {
			continue
		}
		found = append(found, flag(ContactChanged, Grave, at,
			map[string]any{"Contact": contact.Masked, "Days": e.Policy.ContactQuietDays})...)
	}
	return found
}

func (e Evidence) corrected() []Flag {
	for _, entry := range e.Trail {
		if e.Call != "" && entry.Call == e.Call && entry.Action == ActionCorrect && entry.Outcome == client.AuditDone {
			return flag(ContactCorrected, Grave, entry.At, nil)
		}
	}
	return nil
}

func (e Evidence) failed() []Flag {
	count := len(e.Account.FailedProofs)
	if count == 0 {
		return nil
	}
	severity := Notice
	if count >= ProofLimit {
		severity = Grave
	}
	newest := slices.MaxFunc(e.Account.FailedProofs, func(a, b client.FailedProof) int { return a.At.Compare(b.At) })
	return flag(FailedProofs, severity, newest.At, map[string]any{"Count": count})
}

func (e Evidence) shared() []Flag {
	if e.NumberAccounts < NumberLimit {
		return nil
	}
	return flag(SharedNumber, Grave, time.Time{}, map[string]any{"Count": e.NumberAccounts})
}

// resets counts what this desk did by its trail, and what others did by the calls that they closed.
func (e Evidence) resets() []Flag {
	var at []time.Time
	ours := map[client.CallID]bool{}
	for _, entry := range e.Trail {
		ours[entry.Call] = true
		if entry.Action == ActionReset && entry.Outcome == client.AuditDone {
			at = append(at, entry.At)
		}
	}
	for _, call := range e.Calls {
		for _, deed := range call.Done {
			if !ours[call.ID] && deed.What == ActionReset && deed.Result == string(client.AuditDone) {
				at = append(at, deed.At)
			}
		}
	}
	at = slices.DeleteFunc(at, func(at time.Time) bool { return e.Now.Sub(at) > ResetSpan })
	if len(at) < ResetLimit {
		return nil
	}
	return flag(RepeatedResets, Grave, slices.MaxFunc(at, time.Time.Compare), map[string]any{"Count": len(at)})
}

// before: a caller who was asked for proof, had none, and tries again with somebody else.
func (e Evidence) before() []Flag {
	var newest time.Time
	later := func(at time.Time) {
		if e.Now.Sub(at) <= AgainSpan && at.Before(e.since()) && at.After(newest) {
			newest = at
		}
	}
	for _, proof := range e.Account.FailedProofs {
		later(proof.At)
	}
	asked := map[client.CallID]bool{}
	for _, entry := range e.Trail {
		asked[entry.Call] = asked[entry.Call] || entry.Action == ActionVerify
	}
	for _, call := range e.Calls {
		if asked[call.ID] && call.ID != e.Call && call.Caller.Level == client.Unproven {
			later(call.ClosedAt)
		}
	}
	if newest.IsZero() {
		return nil
	}
	return flag(UnprovenBefore, Grave, newest, nil)
}

// since is when the open call began; without one, everything was before.
func (e Evidence) since() time.Time {
	if e.Since.IsZero() {
		return e.Now
	}
	return e.Since
}

// proxies: one who is not on the phone is worth knowing, one who is may have been put there for this call.
func (e Evidence) proxies() []Flag {
	var found []Flag
	for _, proxy := range e.Account.Proxies {
		if proxy.Since.IsZero() || e.Now.Sub(proxy.Since) >= ProxySpan {
			continue
		}
		severity := Notice
		if proxy.ID == e.ProxyID {
			severity = Grave
		}
		found = append(found, flag(RecentProxy, severity, proxy.Since,
			map[string]any{"Name": proxy.Name, "Date": proxy.Since.Format(time.DateOnly)})...)
	}
	return found
}
