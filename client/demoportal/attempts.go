package demoportal

import (
	"time"

	"portaldesk/client"
	"portaldesk/client/attempts"
)

// tried is what was lately tried to prove callers for one account. Its key is the account's.
type tried struct{ attempts.Record }

func (t *tried) over(now time.Time) bool {
	t.Prune(now)
	return t.Empty()
}

// attempts answers a copy of what was tried for an account, as this transaction sees it.
func (x *exchange) attempts(id client.AccountID) attempts.Record {
	if kept := get(x.tx, x.portal.tables.attempts, string(id)); kept != nil {
		return kept.Clone()
	}
	return attempts.Record{}
}

func (x *exchange) keepAttempts(id client.AccountID, record attempts.Record) {
	record.Prune(x.now)
	put(x.tx, x.portal.tables.attempts, string(id), &tried{record})
}

// stopped refuses when too many callers of the relation could not be proven. The agent who asks has given up whatever she began
// before with the account; a verification does not count against itself.
func (x *exchange) stopped(id client.AccountID, relation client.Relation, except client.VerificationID) error {
	record := x.attempts(id)
	if except == "" {
		record.GaveUp(x.agent.ID)
	}
	until := record.Stopped(failures, relation, except, x.now)
	if until.IsZero() {
		return nil
	}
	return refuse(attempts.TooMany, attempts.Until(until)).after(until.Sub(x.now))
}

// gaveUp keeps that the agent goes on with another caller of the account.
func (x *exchange) gaveUp(id client.AccountID) {
	record := x.attempts(id)
	if record.GaveUp(x.agent.ID); !record.Empty() {
		x.keepAttempts(id, record)
	}
}

// went keeps how a verification stands after a step.
func (x *exchange) went(v *verification) {
	record := x.attempts(v.Account)
	if !v.failing() && len(record.Trials) == 0 {
		return
	}
	record.Proved(v.ID)
	if v.failing() {
		record.Went(attempts.Trial{ID: v.ID, Over: v.closed(), FailedProof: client.FailedProof{
			At: x.now, AgentID: v.Agent, Relation: v.Begun.Relation, Mismatched: append([]client.IdentifierKind{}, v.Mismatched...),
		}})
	}
	x.keepAttempts(v.Account, record)
}

// failing: something was wrong, and the caller is not proven in spite of it.
func (v *verification) failing() bool {
	return v.closed() || v.Level == client.Unproven && len(v.Mismatched) > 0 || v.Level < client.ProvenByOOB && v.WrongCodes > 0
}

// failedProofs are those that an agent who looks at the account should know of.
func (x *exchange) failedProofs(id client.AccountID) []client.FailedProof {
	return x.attempts(id).Failed(failures, x.now)
}
