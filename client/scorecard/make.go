package scorecard

import (
	"context"
	"slices"
	"strings"

	"portaldesk/client"
	"portaldesk/client/portaltest"
)

// findings is everything that was seen.
type findings struct {
	subject Subject
	secured secured // the connection
	bare    bare    // requests that nobody is signed in for
	about   client.About
	silence error // why the portal does not say what it is
	guard   *guard
	read    []portaltest.Result
	written []portaltest.Result
	pace    pace
	ending  ending
}

// Make looks at the portal. Where the portal cannot be worked with, because its certificate is not to be trusted or it is no
// portal of the kind, the card holds what could be seen and the error, a [*client.Error], says why there is no more. One that
// cannot be reached at all has no card.
func Make(ctx context.Context, s Subject) (Card, error) {
	f := &findings{subject: s}
	if s.Kind != kindGuided {
		s.tell("looking at the connection")
		if err := f.connect(ctx); err != nil {
			return Card{}, err
		}
	}
	s.tell("asking who it is")
	portal, err := s.Connect(&client.Memory{})
	if err != nil {
		return Card{}, err
	}
	if f.about, f.silence = portal.About(ctx); f.silence != nil {
		return f.card(), f.silence
	}
	if s.Session != nil {
		if err := f.work(ctx); err != nil {
			return f.card(), err
		}
	}
	return f.card(), ctx.Err()
}

// work looks at what only an agent sees.
func (f *findings) work(ctx context.Context) (err error) {
	s := f.subject
	f.guard = newGuard(s.Session.Portal)
	if f.about, err = f.guard.About(ctx); err != nil { // to an agent a server may tell more
		return err
	}
	seat := portaltest.Seat{Portal: f.guard, Session: s.Session.Session}
	if f.read, err = portaltest.Read(ctx, f.target(ctx, seat), f.step); err != nil {
		return err
	}
	s.tell("measuring")
	f.pace = measure(ctx, f.guard, s.Now)
	if s.Write != nil {
		f.guard.allow(s.Write.Account)
		if f.written, err = portaltest.Write(ctx, f.target(ctx, seat), f.step); err != nil {
			return err
		}
	}
	f.end(ctx)
	return nil
}

func (f *findings) step(result portaltest.Result) { f.subject.tell(result.Group + ": " + result.Test) }

// target is the portal as the suite tries it from the seat.
func (f *findings) target(ctx context.Context, seat portaltest.Seat) portaltest.Target {
	target := portaltest.Target{
		Name:    "scorecard",
		Connect: func() (client.Portal, error) { return f.subject.Connect(&client.Memory{}) },
		Seat:    &seat,
		Keeps:   f.subject.keeps(),
	}
	accounts := &accounts{ctx: ctx, portal: seat.Portal, write: f.subject.Write, listed: map[portaltest.Trait][]client.AccountRow{}}
	target.Sample = accounts.sample
	if write := f.subject.Write; write != nil {
		target.Out.Code, target.LoginID = write.Code, loginIDsLike(write.LoginID)
	}
	return target
}

// loginIDsLike makes login IDs of the form of one that exists: with its domain, where patients sign in with an e-mail address.
func loginIDsLike(known string) func(name string) string {
	_, domain, address := strings.Cut(known, "@")
	if !address {
		return nil
	}
	return func(name string) string { return name + "@" + domain }
}

func (f *findings) card() Card {
	s := f.subject
	card := Card{
		Schema: Schema, Maker: s.Maker, MadeAt: s.Now().UTC(),
		Portal:   Portal{Name: f.about.Name, Product: f.about.Server, URL: s.Transport.BaseURL, Kind: s.Kind},
		Sections: f.sections(),
		Changed:  []string{}, Tests: append([]portaltest.Result{}, slices.Concat(f.read, f.written)...),
	}
	if s.Session != nil {
		card.SignedInAs = s.Session.Session.Agent.Role
	}
	if f.guard != nil {
		card.Traces = f.guard.traces()
	}
	if f.guard != nil && s.Write != nil {
		card.Account, card.Changed = s.Write.Account, f.guard.changes()
	}
	card.Summary = summed(card.Sections...)
	return card
}

func (f *findings) sections() []Section {
	return []Section{
		{"tools", "Which tools does it give the help desk?", f.tools()},
		{"security", "How secure is the admin side?", f.security()},
		{"audit", "Is there an audit trail of admin activity?", f.audit()},
		{"calls", "Can patient calls be tracked?", f.calls()},
		{"scale", "Does it hold at tens of thousands of patients?", f.scale()},
		{"hours", "When should patients call?", f.hours()},
	}
}
