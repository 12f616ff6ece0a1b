package app_test

import (
	"testing"

	"portaldesk/app"
	"portaldesk/client"
)

func TestTheBarriersFollowThePatientsAge(t *testing.T) {
	c := newClinic(t)
	byAge := func(about *client.About) {
		about.Verification.Relations = map[client.Relation]client.RelationRule{client.RelationStaff: {
			MayHave: []client.Ability{client.UnlocksAccount}, PatientBelowAge: 18,
			Ages: []client.AgeRule{{From: 12, Below: 18, MayHave: []client.Ability{client.EndsSessions}}},
		}}
	}
	for _, at := range []struct {
		born string
		age  int
		want app.Barrier
	}{
		{"**/**/2015", 11, app.BarrierProof}, {"**/**/2014", 12, app.BarrierRelation}, {"**/**/2009", 17, app.BarrierRelation},
		{"**/**/2008", 18, app.BarrierRelation}, {"", 11, app.BarrierRelation},
	} {
		c.makeOdd(func(p client.Portal) client.Portal {
			return &odd{Portal: p, about: byAge, account: func(a *client.Account) { a.BirthDate, a.Age = at.born, at.age }}
		})
		desk, account := c.talking(t, client.RoleSenior)
		if _, err := desk.Verify(t.Context(), account.ID, app.Caller{Relation: client.RelationStaff, Name: "Front desk"}); err != nil {
			t.Fatal(err)
		}
		if got := standing(t, desk, account, "unlock").Barrier; got != at.want {
			t.Errorf("born %q, %d years: barrier %q, want %q", at.born, at.age, got, at.want)
		}
		if err := desk.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
