package diagnosis

import (
	"slices"
	"time"

	"portaldesk/client"
)

// recently is how far back an attempt or a mail still explains a call of today.
const recently = 7 * 24 * time.Hour

func deactivated(c Case) map[string]any {
	if c.Account.Status != client.StatusDeactivated || c.Account.Reason == "" {
		return nil
	}
	return map[string]any{"Reason": c.Account.Reason}
}

func deactivatedForNoReason(c Case) map[string]any {
	if c.Account.Status != client.StatusDeactivated || c.Account.Reason != "" {
		return nil
	}
	return none
}

// lockedUntil speaks of wrong passwords only where some are known of: a server may not tell.
func lockedUntil(c Case) map[string]any {
	if c.Account.Status != client.StatusLocked || c.Account.LockedUntil == nil || wrongInARow(c) == 0 {
		return nil
	}
	return map[string]any{"Count": wrongInARow(c), "Until": *c.Account.LockedUntil}
}

func lockedForGood(c Case) map[string]any {
	if c.Account.Status != client.StatusLocked || c.Account.LockedUntil != nil || wrongInARow(c) == 0 {
		return nil
	}
	return map[string]any{"Count": wrongInARow(c)}
}

func lockedUntilUncounted(c Case) map[string]any {
	if c.Account.Status != client.StatusLocked || c.Account.LockedUntil == nil || wrongInARow(c) > 0 {
		return nil
	}
	return map[string]any{"Until": *c.Account.LockedUntil}
}

func lockedForGoodUncounted(c Case) map[string]any {
	if c.Account.Status != client.StatusLocked || c.Account.LockedUntil != nil || wrongInARow(c) > 0 {
		return nil
	}
	return none
}

// noContact is no finding where the portal shows this desk nothing of its accounts. The number in the chart is not on file
// at the portal.
func noContact(c Case) map[string]any {
	onFile := func(contact client.Contact) bool { return contact.ID != client.ChartContact }
	if c.Account.Status == client.StatusUnknown || slices.ContainsFunc(c.Account.Contacts, onFile) {
		return nil
	}
	return none
}

func signInsUnknown(c Case) map[string]any {
	if client.KindOf(c.Missing[client.ShowsSignIns]) != client.NotOffered {
		return nil
	}
	return none
}

// wrongInARow counts the wrong passwords since the last success.
func wrongInARow(c Case) (count int) {
	for _, attempt := range c.Attempts {
		if attempt.Succeeded {
			break
		}
		if attempt.Cause == client.CauseWrongPassword {
			count++
		}
	}
	return count
}

// wrongPasswords speaks only where the account's state does not say more already.
func wrongPasswords(c Case) map[string]any {
	count := wrongInARow(c)
	if count == 0 || c.Account.Status != client.StatusActive || c.ReadAt.Sub(c.Attempts[0].At) > recently {
		return nil
	}
	return map[string]any{"Count": count, "At": c.Attempts[0].At}
}

// lastAttempt finds a newest attempt that failed for the given cause, lately.
func lastAttempt(cause client.AttemptCause) func(Case) map[string]any {
	return func(c Case) map[string]any {
		if len(c.Attempts) == 0 || c.Attempts[0].Cause != cause || c.ReadAt.Sub(c.Attempts[0].At) > recently {
			return nil
		}
		return map[string]any{"At": c.Attempts[0].At}
	}
}

// mail finds the newest mail to one address in the given state.
func mail(state string) func(Case) map[string]any {
	return func(c Case) map[string]any {
		seen := map[string]bool{}
		for _, m := range c.Mail {
			if !seen[m.To] && m.Status == state {
				return map[string]any{"To": m.To, "Detail": m.Detail}
			}
			seen[m.To] = true
		}
		return nil
	}
}

func quietContact(c Case) map[string]any {
	for _, contact := range c.Account.Contacts {
		if contact.ProvesFrom.After(c.ReadAt) {
			return map[string]any{"To": contact.Masked, "At": contact.ChangedAt}
		}
	}
	return nil
}
