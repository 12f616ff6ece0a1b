package portaltest

import (
	"portaldesk/client"
)

// operationTests stand in an order in which one account can go through all of them.
func (s *suite) operationTests() []test {
	return []test{
		on(client.EndsSessions, test{name: "sign out everywhere", run: s.signsOutEverywhere, single: true}),
		on(client.UnlocksAccount, test{name: "unlock", run: s.unlocks, single: true}),
		on(client.IssuesAccessCode, test{name: "access code in the answer", run: s.accessCodeSpoken, single: true}),
		on(client.IssuesAccessCode, test{name: "access code sent", run: s.accessCodeSent, single: true}),
		on(client.IssuesAccessCode, test{name: "one access code at a time, capped", run: s.oneAccessCode}),
		on(client.ResendsInvitation, test{name: "resend invitation", run: s.resendsInvitation, single: true}),
		on(client.ChangesLoginID, test{name: "change login ID", run: s.changesLoginID, single: true}),
		on(client.ChangesLoginID, test{name: "login ID that is taken", run: s.loginIDTaken}),
		on(client.ChangesLoginID, test{name: "login ID that cannot be used", run: s.loginIDUnusable}),
		on(client.DeactivatesIt, test{name: "deactivate", run: s.deactivates, single: true}),
		on(client.DeactivatesIt, test{name: "deactivate needs a reason", run: s.deactivateReason, needs: []need{promised(Reasoned)}}),
		on(client.ActivatesAccount, test{name: "activate", run: s.activates, single: true}),
		on(client.ResetByLink, test{name: "reset by link", run: s.resetByContact(client.ResetByLink), single: true}),
		on(client.ResetByCode, test{name: "reset by code", run: s.resetByContact(client.ResetByCode), single: true}),
		on(client.ResetByTemporary, test{name: "reset by temporary secret", run: s.resetByTemporary, single: true}),
		on(client.CorrectsContact, test{name: "correct a contact", run: s.correctsContact, single: true}),
		on(client.CorrectsContact, test{name: "contact that cannot be", run: s.contactRefused}),
	}
}

// on says which ability a test tells about.
func on(ability client.Ability, test test) test {
	test.abilities = []client.Ability{ability}
	return test
}

// done is an operation that went well, and the account before it.
type done struct {
	client.Outcome
	desk   *desk
	sample Sample
	before client.Account
}

// operate does the operation on an account that suits it, with all that it needs.
func (s *suite) operate(t *trial, o operation) *done {
	t.Helper()
	s.refusesUnoffered(t, o)
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	return s.operateOn(t, d, sample, o.ability, o.order(s, account(t, d, sample.ID)))
}

// operateOn does what is offered. An operation that the agent does by hand ends the test: what became of it, the portal
// does not show.
func (s *suite) operateOn(t *trial, d *desk, sample Sample, ability client.Ability, order order) *done {
	t.Helper()
	change := s.allowed(t, d, sample, ability)
	before := account(t, d, sample.ID)
	outcome, err := s.attested(ability, order)(t.Context(), d, change)
	if client.KindOf(err) == client.Conflict && before.Status != of(ability).traits[0].Status() {
		t.notTried("an account that is %s does not suit it", before.Status)
	}
	outcome = must(t, outcome, err)
	if s.byHand(ability) {
		t.note("by hand: the agent follows the steps of the portal's own console")
		panic(stop{})
	}
	after := account(t, d, sample.ID)
	if outcome.Account.Version != after.Version || outcome.Account.Status != after.Status {
		t.Errorf("answered as %s, read as %s, the same version: %v",
			outcome.Account.Status, after.Status, outcome.Account.Version == after.Version)
	}
	shown := outcome
	shown.Secret = nil
	masked(t, sample, shown)
	return &done{Outcome: outcome, desk: d, sample: sample, before: before}
}

// refusesUnoffered ends the test when the portal does not offer the operation: then it must refuse it as such, whatever else
// is in order.
func (s *suite) refusesUnoffered(t *trial, o operation) {
	t.Helper()
	if s.about.Offers(o.ability) {
		return
	}
	d := s.strongest(t)
	sample, suits := s.unofferedSample(t, o)
	_, err := o.order(s, account(t, d, sample.ID))(t.Context(), d, s.provenIfPossible(t, d, sample, o.ability))
	switch kind := client.KindOf(err); {
	case err == nil:
		t.Errorf("the portal does not offer it, and does it")
	case kind == client.ProofRequired && !s.canProve(s.about.Verification.Levels[o.ability]):
	case kind == client.Conflict && !suits:
	default:
		s.want(t, err, client.NotOffered)
	}
	t.notOffered(s.about.Abilities[o.ability])
}

// unofferedSample is an account that would suit the operation, or else any other.
func (s *suite) unofferedSample(t *trial, o operation) (sample Sample, suits bool) {
	t.Helper()
	for _, trait := range o.traits {
		if sample, found := s.sample(trait, 0); found {
			return sample, true
		}
	}
	return s.borrow(t, Reachable), false
}

func (s *suite) provenIfPossible(t *trial, d *desk, sample Sample, ability client.Ability) client.Change {
	t.Helper()
	if s.about.Offers(client.VerifiesCallers) && s.canProve(s.about.Verification.Levels[ability]) {
		return s.allowed(t, d, sample, ability)
	}
	return client.Change{Account: sample.ID, Version: account(t, d, sample.ID).Version, Key: newKey(), Call: newCallID()}
}

// canProve says whether a caller can be brought to a level at this target.
func (s *suite) canProve(level client.ProofLevel) bool {
	return level < client.ProvenByOOB || s.readsCodes() || s.target.Out.CallBacks
}

func (s *suite) signsOutEverywhere(t *trial) {
	o := of(client.EndsSessions)
	s.refusesUnoffered(t, o)
	d := s.permitted(t, o.ability)
	sample := s.suiting(t, o)
	before := s.places(t, d, sample)
	did := s.operateOn(t, d, sample, o.ability, signOutEverywhere(client.Account{}))
	s.signedInNowhere(t, did, before)
	if before == 0 {
		t.note("the account was signed in nowhere before")
	}
}

// places is how many places the account is signed in at, as far as the portal shows it; -1 where it does not.
func (s *suite) places(t *trial, d *desk, sample Sample) int {
	t.Helper()
	if !s.about.Offers(client.ShowsSessions) || !d.session.May(client.ShowsSessions) {
		return -1
	}
	sessions, err := d.Sessions(t.Context(), sample.ID, 100)
	return len(must(t, sessions, err))
}

func (s *suite) signedInNowhere(t *trial, did *done, before int) {
	t.Helper()
	if before < 0 {
		return
	}
	if did.EndedSessions != before {
		t.Errorf("%d sessions ended of %d", did.EndedSessions, before)
	}
	if left := s.places(t, did.desk, did.sample); left > 0 {
		t.Errorf("still signed in at %d places", left)
	}
}

func (s *suite) unlocks(t *trial) {
	did := s.operate(t, of(client.UnlocksAccount))
	if did.Account.Status == client.StatusLocked || did.Account.LockedUntil != nil {
		t.Errorf("unlocked, and %s", did.Account.Status)
	}
	if s.keeps(Published) && did.NextStep == "" {
		t.Errorf("nobody is told what the patient must do next")
	}
}
