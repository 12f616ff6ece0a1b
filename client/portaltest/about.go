package portaltest

import (
	"cmp"
	"time"

	"portaldesk/client"
)

// Abilities lists every ability, in the order of a table.
func Abilities() []client.Ability {
	return []client.Ability{
		client.ResetByLink, client.ResetByCode, client.ResetByTemporary, client.ChangesLoginID, client.IssuesAccessCode,
		client.ActivatesAccount, client.DeactivatesIt, client.UnlocksAccount, client.EndsSessions, client.ResendsInvitation,
		client.CorrectsContact, client.ShowsSignIns, client.ShowsMail, client.ShowsSessions, client.VerifiesCallers,
		client.KeepsCalls, client.ReadsCalls, client.KeepsAudit, client.ReadsAudit,
		client.AsksApproval, client.DecidesApprovals,
	}
}

func (s *suite) aboutTests() []test {
	return []test{
		{name: "product and version", run: s.aboutProduct, reads: true},
		{name: "needs no session and says everything", run: s.aboutIsComplete, reads: true},
		{name: "policy can be met", run: s.aboutPolicyCanBeMet, reads: true},
		{name: "what is not offered says what to do instead", run: s.aboutWayAround, reads: true},
	}
}

// aboutProduct puts the server's own word for itself into the results.
func (s *suite) aboutProduct(t *trial) {
	if s.about.Server == "" && s.door.Server == "" {
		t.notTried("the portal does not say which product it is")
	}
	t.note("%s", cmp.Or(s.about.Server, s.door.Server))
}

func (s *suite) aboutIsComplete(t *trial) {
	if s.door.Name == "" || s.door.Now.IsZero() {
		t.Errorf("name %v, now %v", s.door.Name != "", s.door.Now)
	}
	if _, err := time.LoadLocation(s.door.TimeZone); err != nil {
		t.Errorf("time zone: %v", err)
	}
	for _, hours := range s.door.DeskHours {
		if hours.Weekday < time.Sunday || hours.Weekday > time.Saturday || hours.Opens >= hours.Closes {
			t.Errorf("desk hours %+v", hours)
		}
	}
}

func (s *suite) aboutPolicyCanBeMet(t *trial) {
	policy := s.about.Verification
	if policy.RequiredMatches > len(policy.Identifiers) {
		t.Errorf("%d of %d identifiers", policy.RequiredMatches, len(policy.Identifiers))
	}
	for relation, rule := range policy.Relations {
		for _, ability := range rule.MayHave {
			if policy.Levels[ability] == client.Unproven {
				t.Errorf("%s may have %s, which needs no proof at all", relation, ability)
			}
		}
	}
	if _, ok := policy.Relations[client.RelationPatient]; !ok {
		t.Errorf("the patient may have nothing done")
	}
	for channel, hours := range s.about.AccessCode.MaxHours {
		if hours <= 0 {
			t.Errorf("access codes by %s live %d hours", channel, hours)
		}
	}
}

// aboutWayAround asks of every ability there is: one that is left out is not offered either.
func (s *suite) aboutWayAround(t *trial) {
	for _, ability := range Abilities() {
		offer := s.about.Abilities[ability]
		if !offer.Offered && (offer.Reason == "" || offer.WayAround == "") {
			t.Errorf("%s is not offered, and nobody learns why or what to do", ability)
		}
	}
}

// offered goes on when the portal offers what was asked for at the desk; when not, err must be NotOffered, and the test ends.
func (s *suite) offered(t *trial, d *desk, ability client.Ability, err error) {
	t.Helper()
	if s.about.Offers(ability) {
		return
	}
	if d.session.May(ability) || client.KindOf(err) != client.Forbidden {
		s.want(t, err, client.NotOffered)
	}
	t.notOffered(s.about.Abilities[ability])
}
