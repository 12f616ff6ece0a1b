package portaltest

import (
	"slices"
	"testing"
	"time"

	"portaldesk/client"
)

func (s *suite) aboutTests() []test {
	return []test{
		{"needs no session and says everything", s.aboutIsComplete},
		{"policy can be met", s.aboutPolicyCanBeMet},
		{"what is not offered says what to do instead", s.aboutWayAround},
	}
}

func (s *suite) aboutIsComplete(t *testing.T) {
	if s.about.Name == "" || s.about.Now.IsZero() {
		t.Errorf("name %q, now %v", s.about.Name, s.about.Now)
	}
	if _, err := time.LoadLocation(s.about.TimeZone); err != nil {
		t.Errorf("time zone: %v", err)
	}
	for _, hours := range s.about.DeskHours {
		if hours.Weekday < time.Sunday || hours.Weekday > time.Saturday || hours.Opens >= hours.Closes {
			t.Errorf("desk hours %+v", hours)
		}
	}
}

func (s *suite) aboutPolicyCanBeMet(t *testing.T) {
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
		t.Error("the patient may have nothing done")
	}
	for channel, hours := range s.about.AccessCode.MaxHours {
		if hours <= 0 {
			t.Errorf("access codes by %s live %d hours", channel, hours)
		}
	}
}

func (s *suite) aboutWayAround(t *testing.T) {
	for ability, offer := range s.about.Abilities {
		if !offer.Offered && (offer.Reason == "" || offer.WayAround == "") {
			t.Errorf("%s is not offered, and nobody learns why or what to do", ability)
		}
	}
}

// offered says whether the portal offers what is tried; when not, err must be NotOffered.
func (s *suite) offered(t *testing.T, ability client.Ability, err error) bool {
	t.Helper()
	if s.about.Offers(ability) {
		return true
	}
	want(t, err, client.NotOffered)
	return false
}

func permitted(d *desk, ability client.Ability) bool {
	return slices.Contains(d.session.Permissions, ability)
}
