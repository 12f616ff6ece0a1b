package proof

import (
	"context"
	"errors"
	"slices"
	"time"

	"portaldesk/client"
	"portaldesk/client/accesscode"
	"portaldesk/client/attempts"
	"portaldesk/client/mask"
	"portaldesk/client/onfile"
)

// SendCode implements [client.Verifier].
func (p *Prover) SendCode(ctx context.Context, id client.VerificationID, contact client.ContactID, key client.Key) (client.Verification, error) {
	const op = client.OpSendCode
	return p.take(ctx, request{op, id, key, contact}, func(v verification) (effect, error) {
		if p.codes == nil {
			return nil, refuse(op, client.NotOffered, "not-offered")
		}
		to, err := p.provingContact(ctx, op, v, contact)
		if err != nil {
			return nil, err
		}
		if to.NoCodes {
			return nil, refuse(op, client.NotOffered, "not-offered")
		}
		if !to.Consented {
			return nil, refuse(op, client.Conflict, "no-consent", client.FieldError{Field: "contactId", Code: "no-consent"})
		}
		return p.send(ctx, op, v, to)
	})
}

// send has a code sent, and counts it also when nobody knows whether it was.
func (p *Prover) send(ctx context.Context, op string, v verification, to client.ContactOnFile) (effect, error) {
	if err := p.maySendMore(op, v); err != nil {
		return nil, err
	}
	handle, expires, err := p.codes.SendProofCode(ctx, v.account, to.ID)
	now := p.config.Now()
	if err != nil {
		if !maySent(err) {
			return nil, errors.Join(err, p.note(op, v.account, (*attempts.Record).NotSent))
		}
		return func(v *verification) { v.sent++ }, err
	}
	until := earliest(expires, now.Add(time.Duration(v.policy.CodeMinutes)*time.Minute))
	return func(v *verification) {
		v.sent++
		v.code = &codeOut{contact: to.ID, to: mask.Contact(to.Kind, to.Value), handle: handle, until: until}
	}, nil
}

// maySendMore refuses when enough codes were sent in this verification, or for this account at all. The code that is about to
// be sent is counted first: what cannot be written down is not sent.
func (p *Prover) maySendMore(op string, v verification) error {
	now := p.config.Now()
	record, err := p.attempts(op, v.account)
	if err != nil {
		return err
	}
	wait := record.Sending(now)
	if v.sent >= maxCodesSent {
		wait = max(wait, v.begunAt.Add(life).Sub(now))
	}
	if wait > 0 {
		return throttled(op, wait)
	}
	return p.note(op, v.account, func(r *attempts.Record) { r.SentCode(now) })
}

// maySent says whether a code may be on its way all the same.
func maySent(err error) bool {
	switch client.KindOf(err) {
	case client.OutcomeUnknown, client.Canceled, client.Unavailable, client.Protocol:
		return true
	}
	return false
}

// CheckCode implements [client.Verifier].
func (p *Prover) CheckCode(ctx context.Context, id client.VerificationID, code string, key client.Key) (client.Verification, error) {
	const op = client.OpCheckCode
	return p.take(ctx, request{op, id, key, code}, func(v verification) (effect, error) {
		switch {
		case v.code == nil:
			return nil, refuse(op, client.Conflict, "code-not-sent")
		case !p.config.Now().Before(v.code.until):
			return nil, refuse(op, client.Conflict, "code-expired")
		}
		return p.compareCode(ctx, op, v, accesscode.Compact(code))
	})
}

func (p *Prover) compareCode(ctx context.Context, op string, v verification, code string) (effect, error) {
	if err := p.answering(op, v.account); err != nil {
		return nil, err
	}
	matches, err := p.codes.CheckProofCode(ctx, v.code.handle, code)
	if err != nil {
		return nil, err
	}
	now, handle := p.config.Now(), v.code.handle
	if !matches {
		if err := p.answeredWrong(op, v.account); err != nil {
			return nil, err
		}
		return func(v *verification) { v.wrong++ }, nil
	}
	return func(v *verification) {
		if v.code != nil && v.code.handle == handle { // a newer code stays out
			v.code = nil
		}
		v.reach(client.ProvenByOOB, now)
	}, nil
}

// AttestCallBack implements [client.Verifier]. Where no phone is on file, [client.ChartContact] stands for the number in the
// patient's chart.
func (p *Prover) AttestCallBack(ctx context.Context, id client.VerificationID, contact client.ContactID, key client.Key) (client.Verification, error) {
	const op = client.OpAttestCallBack
	return p.take(ctx, request{op, id, key, contact}, func(v verification) (effect, error) {
		to, err := p.provingContact(ctx, op, v, contact)
		if err != nil {
			return nil, err
		}
		if to.Kind != client.ContactPhone {
			return nil, invalid(op, "contact-invalid", "contactId", "no-phone")
		}
		now := p.config.Now()
		return func(v *verification) { v.reach(client.ProvenByOOB, now) }, nil
	})
}

// provingContact is the contact, as it is on file now, if it may prove this caller.
func (p *Prover) provingContact(ctx context.Context, op string, v verification, id client.ContactID) (client.ContactOnFile, error) {
	if !v.identified() {
		return client.ContactOnFile{}, refuse(op, client.Forbidden, "identifiers-first")
	}
	f, err := p.config.Patients.OnFile(ctx, v.account)
	if err != nil {
		return client.ContactOnFile{}, err
	}
	contact, found := contactOf(f, id)
	if !found {
		return contact, invalid(op, "contact-invalid", "contactId", "unknown")
	}
	if p.config.Now().Before(onfile.ProvesFrom(contact.ChangedAt, v.policy.ContactQuietDays)) {
		return contact, forbidden(op, "contact-changed-recently", "contactId", "changed-recently")
	}
	return contact, nil
}

// contactOf is a contact on file, or the number in the chart where no phone is. What only a caller said is neither.
func contactOf(f client.OnFile, id client.ContactID) (client.ContactOnFile, bool) {
	if f.AsSaid {
		f.Contacts = nil
	}
	isPhone := func(c client.ContactOnFile) bool { return c.Kind == client.ContactPhone }
	if id == client.ChartContact && !slices.ContainsFunc(f.Contacts, isPhone) {
		return client.ContactOnFile{ID: id, Kind: client.ContactPhone}, true
	}
	for _, contact := range f.Contacts {
		if contact.ID == id {
			return contact, true
		}
	}
	return client.ContactOnFile{}, false
}

// earliest is the earlier of two moments, of which the first may be unknown.
func earliest(known, other time.Time) time.Time {
	if known.IsZero() || other.Before(known) {
		return other
	}
	return known
}
