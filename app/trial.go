package app

import (
	"context"
	"errors"

	"portaldesk/app/index"
	"portaldesk/app/profile"
	"portaldesk/app/secret"
	"portaldesk/client"
)

// TrialStep is one of the things that have to go well before a portal can be worked with.
type TrialStep string

// The steps, in their order.
const (
	TrialReached   TrialStep = "reached"   // the name is known and something answers there
	TrialTrusted   TrialStep = "trusted"   // it proves by its certificate that it is what it says
	TrialAnswers   TrialStep = "answers"   // it is the kind of server that the profile says
	TrialSignedIn  TrialStep = "signed-in" // the agent is
	TrialPermitted TrialStep = "permitted" // she may find accounts
	TrialAbilities TrialStep = "abilities" // it says what can be done, and where its fields are
)

// Trial is what a test of a connection found.
type Trial struct {
	About   client.About
	Session client.Session
	// Fields is what the server's schema says; empty where it names no fields, or does not show them to this agent.
	Fields client.FieldReport
	// Records is why the other server that calls and the trail go to does not answer; nil when it does, or when there is none.
	// The accounts can be worked with all the same.
	Records error
}

// TrialError says at which step a test of a connection failed, and why: a *client.Error or a [*profile.InvalidError].
type TrialError struct {
	Step TrialStep
	Err  error
}

func (e *TrialError) Error() string { return "trial: " + string(e.Step) + ": " + e.Err.Error() }

func (e *TrialError) Unwrap() error { return e.Err }

// Try tests a connection before its profile is saved: each step that went well is told as it is done. Every error is a
// [*TrialError], and leaves nothing behind. After a good end the session is kept as [Workplace.SignIn] keeps it: once the
// profile is saved, with the agent's login in it, Resume goes on with it; [Workplace.Forget] ends it.
func (w *Workplace) Try(ctx context.Context, p profile.Profile, c client.Credentials, step func(TrialStep)) (Trial, error) {
	portal, err := w.reach(ctx, p, step)
	if err != nil {
		return Trial{}, err
	}
	session, err := portal.SignIn(ctx, c)
	if err != nil {
		return Trial{}, &TrialError{TrialSignedIn, err}
	}
	step(TrialSignedIn)
	found, err := examine(ctx, portal, session, step)
	if err != nil {
		return Trial{}, errors.Join(err, portal.SignOut(context.WithoutCancel(ctx)))
	}
	if p.RecordsElsewhere() {
		found.Records = askRecords(ctx, portal, session)
	}
	return found, nil
}

// askRecords asks the server of the calls for one of them. What it does not offer, or not to this agent, its abilities say.
func askRecords(ctx context.Context, portal client.Portal, session client.Session) error {
	if !session.May(client.ReadsCalls) {
		return nil
	}
	_, err := portal.Calls(ctx, client.CallQuery{Limit: 1})
	switch client.KindOf(err) {
	case client.NotOffered, client.Forbidden:
		return nil
	default:
		return err
	}
}

// reach takes the steps that need nobody signed in.
func (w *Workplace) reach(ctx context.Context, p profile.Profile, step func(TrialStep)) (client.Portal, error) {
	if err := p.Check(); err != nil {
		return nil, &TrialError{TrialReached, err}
	}
	portal, err := w.Dial(p, secret.Tokens(w.Ring, p.ID))
	if err != nil {
		return nil, &TrialError{TrialReached, err}
	}
	_, err = portal.About(ctx)
	steps := []TrialStep{TrialReached, TrialTrusted, TrialAnswers}
	failed := missed(err)
	for _, each := range steps {
		if err != nil && each == failed {
			return nil, &TrialError{failed, err}
		}
		step(each)
	}
	return portal, nil
}

// missed is the step that the answer to the first question says was not reached.
func missed(err error) TrialStep {
	switch client.KindOf(err) {
	case client.Offline, client.Canceled:
		return TrialReached
	case client.Untrusted:
		return TrialTrusted
	default:
		return TrialAnswers
	}
}

// examine takes the steps within a session.
func examine(ctx context.Context, portal client.Portal, session client.Session, step func(TrialStep)) (Trial, error) {
	if err := look(ctx, portal, session); err != nil {
		return Trial{}, &TrialError{TrialPermitted, err}
	}
	step(TrialPermitted)
	about, err := portal.About(ctx)
	if err != nil {
		return Trial{}, &TrialError{TrialAbilities, err}
	}
	fields, err := readFields(ctx, portal)
	if err != nil {
		return Trial{}, &TrialError{TrialAbilities, err}
	}
	step(TrialAbilities)
	return Trial{About: about, Session: session, Fields: fields}, nil
}

// errEnough ends a walk that was only begun to see whether it may be.
var errEnough = errors.New("enough")

// look finds out whether the agent may find accounts, by looking for somebody who is nowhere, or by reading one page.
func look(ctx context.Context, portal client.Portal, session client.Session) error {
	if len(session.Permissions) == 0 {
		return &client.Error{Op: "signIn", Kind: client.Forbidden, Code: "role-not-allowed"}
	}
	walker, walks := portal.(client.Walker)
	if !walks {
		_, err := portal.Search(ctx, client.Query{Text: "zzqxzzqx", Limit: 1})
		return err
	}
	err := walker.Walk(ctx, "", func([]client.Listed, string, int) error { return errEnough })
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// readFields reads the server's schema. One that is not shown to this agent leaves the map to be made by hand.
func readFields(ctx context.Context, portal client.Portal) (client.FieldReport, error) {
	reader, names := portal.(client.FieldReader)
	if !names {
		return client.FieldReport{}, nil
	}
	report, err := reader.Fields(ctx)
	switch client.KindOf(err) {
	case client.NotOffered, client.Forbidden:
		return client.FieldReport{}, nil
	default:
		return report, err
	}
}

// Forget ends the session of a profile, here in any case and there if it can be told, and removes what was read of its
// patients: what a test left behind, or a profile that is taken off the list. Notes that wait stay.
func (w *Workplace) Forget(ctx context.Context, p profile.Profile) error {
	tokens := secret.Tokens(w.Ring, p.ID)
	wiped := index.Wipe(w.Profiles.IndexPath(p.ID), w.Ring)
	portal, err := w.Dial(p, tokens)
	if err == nil {
		err = portal.SignOut(ctx)
	}
	return errors.Join(err, tokens.Forget(), wiped)
}
