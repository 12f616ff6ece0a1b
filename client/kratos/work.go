package kratos

import (
	"context"

	"portaldesk/client"
)

// work is one operation on one account, while nobody else at this desk changes that account.
type work struct {
	*Client
	op     string
	change client.Change
	// now is the account as it was read last.
	now     identity
	fields  client.FieldMap
	outcome client.Outcome
	// repeated: the same change was ordered before, and nobody knows whether it was made.
	repeated bool
}

// operate is the one road of all operations: the account is read and must be the one that the agent saw, the operation is
// done, the account is read again.
func (c *Client) operate(ctx context.Context, op string, change client.Change, do func(context.Context, *work) error) (client.Outcome, error) {
	release, err := c.turns.take(ctx, change.Account)
	if err != nil {
		return client.Outcome{}, &client.Error{Op: op, Kind: client.Canceled, Err: err}
	}
	defer release()
	w := &work{Client: c, op: op, change: change, outcome: client.Outcome{Notified: []client.Notice{}}}
	if err := w.begin(ctx); err != nil {
		return client.Outcome{}, err
	}
	if err := do(ctx, w); err != nil {
		return client.Outcome{}, err
	}
	return w.outcome, w.finish(ctx)
}

func (w *work) begin(ctx context.Context) (err error) {
	if w.fields, err = w.Client.fields(ctx); err != nil {
		return err
	}
	if w.now, err = w.read(ctx, w.op, w.change.Account); err != nil {
		return err
	}
	w.repeated = w.isUnsettled(w.change.Key)
	if !w.repeated && version(w.now) != w.change.Version {
		return refuse(w.op, client.Stale, "account-changed")
	}
	return nil
}

// finish reads the account as it is now. What was done is done: that it cannot be read any more is told as an answer that was
// lost, unless a secret would be lost with it that nobody can ever be shown again.
func (w *work) finish(ctx context.Context) error {
	now, err := w.read(ctx, w.op, w.change.Account)
	if err == nil {
		w.outcome.Account, err = w.view(ctx, w.op, now)
	}
	switch {
	case err == nil:
		return nil
	case w.outcome.Secret != nil:
		w.outcome.Account = w.shown(w.now, w.fields)
		return nil
	}
	return &client.Error{Op: w.op, Kind: client.OutcomeUnknown, Code: "not-confirmed", Err: err}
}

// mustBe refuses the operation for an account in another state.
func (w *work) mustBe(state string) error {
	if w.now.State != state && !w.repeated {
		return refuse(w.op, client.Conflict, "state-not-suited")
	}
	return nil
}

func (w *work) onFile() client.OnFile { return w.Client.onFile(w.now, w.fields) }

// contact is a contact on file; one that is not is [client.Invalid].
func (w *work) contact(id client.ContactID) (client.ContactOnFile, error) {
	for _, contact := range w.onFile().Contacts {
		if contact.ID == id {
			return contact, nil
		}
	}
	return client.ContactOnFile{}, refuse(w.op, client.Invalid, "contact-invalid", client.FieldError{Field: "contactId", Code: "unknown"})
}

// endSessionsToo signs the patient out everywhere after something else was done, which is not undone when this fails.
func (w *work) endSessionsToo(ctx context.Context) error {
	if err := w.endSessions(ctx); err != nil {
		return &client.Error{Op: w.op, Kind: client.OutcomeUnknown, Code: "sessions-not-ended", Err: err}
	}
	return nil
}

// endSessions signs the patient out everywhere.
func (w *work) endSessions(ctx context.Context) error {
	ended, err := w.Client.endSessions(ctx, w.op, w.change)
	w.outcome.EndedSessions += ended
	return err
}
