package assembly_test

import (
	"context"
	"time"

	"portaldesk/client"
)

// stub is a directory that was told what to answer, where it matters that nothing is asked.
type stub struct {
	client.Directory // what is not told is not to be asked: it panics
	about            client.About
	aboutErr         error
	session          client.Session
	resumeErr        error
	account          client.Account
	operated         int
	operateErr       error
}

// everything is each operation, permitted and offered.
var everything = []client.Ability{
	client.ResetByLink, client.ResetByCode, client.ResetByTemporary, client.ChangesLoginID, client.IssuesAccessCode,
	client.ActivatesAccount, client.DeactivatesIt, client.UnlocksAccount, client.EndsSessions, client.ResendsInvitation,
	client.CorrectsContact,
}

func newStub() *stub {
	about := client.About{Name: "Realm", Abilities: map[client.Ability]client.Offer{}}
	for _, ability := range everything {
		about.Abilities[ability] = client.Offer{Offered: true}
	}
	return &stub{
		about: about, account: client.Account{AccountRow: client.AccountRow{ID: "a1"}, Version: `"1"`},
		session: client.Session{Agent: client.Agent{ID: "agent-1"}, Permissions: everything, ExpiresAt: time.Now().Add(time.Hour)},
	}
}

func (s *stub) About(context.Context) (client.About, error) { return s.about, s.aboutErr }

func (s *stub) SignIn(context.Context, client.Credentials) (client.Session, error) {
	return s.session, nil
}

func (s *stub) Resume(context.Context) (client.Session, error) { return s.session, s.resumeErr }

func (s *stub) SignOut(context.Context) error {
	return &client.Error{Op: "signOut", Kind: client.Offline}
}

func (s *stub) Account(context.Context, client.AccountID) (client.Account, error) {
	return s.account, nil
}

func (s *stub) OnFile(context.Context, client.AccountID) (client.OnFile, error) {
	return client.OnFile{ID: "a1", GivenName: "Maria", FamilyName: "Alvarez", MRN: "4000123", BirthDate: "1984-03-12"}, nil
}

func (s *stub) operate() (client.Outcome, error) {
	s.operated++
	return client.Outcome{Account: s.account}, s.operateErr
}

func (s *stub) ResetPassword(context.Context, client.Change, client.PasswordReset) (client.Outcome, error) {
	return s.operate()
}
func (s *stub) ChangeLoginID(context.Context, client.Change, string) (client.Outcome, error) {
	return s.operate()
}
func (s *stub) IssueAccessCode(context.Context, client.Change, client.AccessCodeIssue) (client.Outcome, error) {
	return s.operate()
}
func (s *stub) Activate(context.Context, client.Change) (client.Outcome, error) { return s.operate() }
func (s *stub) Deactivate(context.Context, client.Change, string) (client.Outcome, error) {
	return s.operate()
}
func (s *stub) Unlock(context.Context, client.Change) (client.Outcome, error) { return s.operate() }
func (s *stub) SignOutEverywhere(context.Context, client.Change) (client.Outcome, error) {
	return s.operate()
}
func (s *stub) ResendInvitation(context.Context, client.Change, client.ContactID) (client.Outcome, error) {
	return s.operate()
}
func (s *stub) CorrectContact(context.Context, client.Change, client.ContactCorrection) (client.Outcome, error) {
	return s.operate()
}

// orders are all the ways to order an operation, by the ability each uses.
func orders(p client.Operator) map[client.Ability]func(context.Context, client.Change) (client.Outcome, error) {
	reset := func(way client.ResetWay) func(context.Context, client.Change) (client.Outcome, error) {
		return func(ctx context.Context, c client.Change) (client.Outcome, error) {
			return p.ResetPassword(ctx, c, client.PasswordReset{Way: way})
		}
	}
	return map[client.Ability]func(context.Context, client.Change) (client.Outcome, error){
		client.ResetByLink: reset(client.WayLink), client.ResetByCode: reset(client.WayCode), client.ResetByTemporary: reset(client.WayTemporary),
		client.ActivatesAccount: p.Activate, client.UnlocksAccount: p.Unlock, client.EndsSessions: p.SignOutEverywhere,
		client.ChangesLoginID: func(ctx context.Context, c client.Change) (client.Outcome, error) {
			return p.ChangeLoginID(ctx, c, "new.login")
		},
		client.IssuesAccessCode: func(ctx context.Context, c client.Change) (client.Outcome, error) {
			return p.IssueAccessCode(ctx, c, client.AccessCodeIssue{Channel: client.ByVoice})
		},
		client.DeactivatesIt: func(ctx context.Context, c client.Change) (client.Outcome, error) { return p.Deactivate(ctx, c, "why") },
		client.ResendsInvitation: func(ctx context.Context, c client.Change) (client.Outcome, error) {
			return p.ResendInvitation(ctx, c, "contact")
		},
		client.CorrectsContact: func(ctx context.Context, c client.Change) (client.Outcome, error) {
			return p.CorrectContact(ctx, c, client.ContactCorrection{Contact: "contact", Value: "new@example.com"})
		},
	}
}
