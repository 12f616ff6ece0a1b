package proof

import (
	"context"
	"time"

	"portaldesk/client"
	"portaldesk/client/attempts"
)

var _ attempts.Keeper = (*Prover)(nil)

// KeepAttempts implements [attempts.Keeper].
func (p *Prover) KeepAttempts(book attempts.Book) { p.book.Store(&book) }

// Failed are the callers who could not be proven for an account, as the policy of now counts them.
func (p *Prover) Failed(ctx context.Context, account client.AccountID) ([]client.FailedProof, error) {
	policy, err := p.config.Policy(ctx)
	if err != nil {
		return nil, err
	}
	record, err := p.attempts(client.OpAccount, account)
	return record.Failed(policy, p.config.Now()), err
}

// attempts are those of an account. What cannot be read may hold a reason to refuse, so it refuses.
func (p *Prover) attempts(op string, account client.AccountID) (attempts.Record, error) {
	record, err := (*p.book.Load()).Read(account)
	if err != nil {
		return attempts.Record{}, notKept(op, err)
	}
	return record, nil
}

// note keeps what was tried. What cannot be kept is not tried.
func (p *Prover) note(op string, account client.AccountID, edit func(*attempts.Record)) error {
	if err := (*p.book.Load()).Change(account, edit); err != nil {
		return notKept(op, err)
	}
	return nil
}

func notKept(op string, err error) error {
	return &client.Error{Op: op, Kind: client.Unavailable, Code: "attempts-not-kept", Err: err}
}

// answering refuses while too much was answered wrong for the account.
func (p *Prover) answering(op string, account client.AccountID) error {
	record, err := p.attempts(op, account)
	if err != nil {
		return err
	}
	if wait := record.Answering(p.config.Now()); wait > 0 {
		return throttled(op, wait)
	}
	return nil
}

// answeredWrong counts a wrong answer before anybody learns that it is one.
func (p *Prover) answeredWrong(op string, account client.AccountID) error {
	now := p.config.Now()
	return p.note(op, account, func(r *attempts.Record) { r.AnsweredWrong(now) })
}

// anew is the agent's going on with this caller, which ends what she had begun with another one for the account. Too many
// callers of the relation who could not be proven stop it.
func (p *Prover) anew(op string, v *verification) error {
	record, err := p.attempts(op, v.account)
	if err != nil {
		return err
	}
	record.GaveUp(v.agent)
	if err := p.stopped(op, record, *v); err != nil || len(record.Trials) == 0 {
		return err
	}
	return p.note(op, v.account, func(r *attempts.Record) { r.GaveUp(v.agent) })
}

// goesOn refuses a step of a verification whose relation has been stopped meanwhile by others.
func (p *Prover) goesOn(op string, v verification) error {
	record, err := p.attempts(op, v.account)
	if err != nil {
		return err
	}
	return p.stopped(op, record, v)
}

func (p *Prover) stopped(op string, record attempts.Record, v verification) error {
	now := p.config.Now()
	until := record.Stopped(v.policy, v.begun.Relation, v.id, now)
	if until.IsZero() {
		return nil
	}
	return &client.Error{
		Op: op, Kind: client.Forbidden, Code: attempts.TooMany, Fields: []client.FieldError{attempts.Until(until)}, RetryAfter: until.Sub(now),
	}
}

// went keeps how the verification stands after a step, once something in it was wrong. It is read within the change, so that
// of two steps at once the later one is kept.
func (p *Prover) went(r request) error {
	v, slipped := p.standing(r.id)
	if !slipped {
		return nil
	}
	return p.note(r.op, v.account, func(record *attempts.Record) {
		v, _ := p.standing(r.id)
		record.Proved(r.id)
		if v.failing() {
			record.Went(v.trial(p.config.Now()))
		}
	})
}

// standing is a copy of a verification, and whether anything in it was wrong.
func (p *Prover) standing(id client.VerificationID) (verification, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	v := p.byID[id]
	if v == nil {
		return verification{}, false
	}
	return v.snapshot(), len(v.mismatched)+v.wrong > 0
}

// failing: something was wrong, and the caller is not proven in spite of it.
func (v *verification) failing() bool {
	return v.closed() || v.level == client.Unproven && len(v.mismatched) > 0 || v.level < client.ProvenByOOB && v.wrong > 0
}

func (v *verification) trial(now time.Time) attempts.Trial {
	return attempts.Trial{ID: v.id, Over: v.closed(), FailedProof: client.FailedProof{
		At: now, AgentID: v.agent, Relation: v.begun.Relation, Mismatched: append([]client.IdentifierKind{}, v.mismatched...),
	}}
}
