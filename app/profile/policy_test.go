package profile_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"portaldesk/app/profile"
	"portaldesk/client"
)

func TestRulesOfAgeAndFailuresAreKept(t *testing.T) {
	dir := t.TempDir()
	p, own := open(t, dir), clinic("Riverside")
	own.Policy = policy()
	own.Policy.FailureHours, own.Policy.MaxFailures = 48, 2
	own.Policy.Relations[client.RelationParent] = client.RelationRule{
		MustBeOnFile: true, MayHave: []client.Ability{client.UnlocksAccount, client.EndsSessions}, PatientBelowAge: 18,
		Ages: []client.AgeRule{{From: 13, Below: 18, MayHave: []client.Ability{client.EndsSessions}}},
	}
	must(t, p.Save(own))
	again, _ := open(t, dir).Get(own.ID)
	if diff := cmp.Diff(own, again); diff != "" {
		t.Error(diff)
	}
	rule := again.Policy.Relations[client.RelationParent]
	if len(rule.At(12)) != 2 || len(rule.At(13)) != 1 || len(rule.At(17)) != 1 || len(rule.At(18)) != 0 {
		t.Errorf("at 12, 13, 17, 18: %v %v %v %v", rule.At(12), rule.At(13), rule.At(17), rule.At(18))
	}
}

func TestRulesOfAgeThatMakeNoSenseAreRefused(t *testing.T) {
	own := clinic("Riverside")
	own.Policy = policy()
	own.Policy.Relations[client.RelationParent] = client.RelationRule{
		MayHave: []client.Ability{client.EndsSessions}, Ages: []client.AgeRule{{From: 18, Below: 12}},
	}
	err := open(t, t.TempDir()).Save(own)
	if wrong, ok := errors.AsType[*profile.InvalidError](err); !ok || wrong.Field != "policy" {
		t.Errorf("%v", err)
	}
}

func TestARecoveryKeyIsAPublicOne(t *testing.T) {
	p := clinic("Riverside")
	p.RecoveryRecipients = []string{"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"}
	must(t, p.Check())
	for entry, why := range map[string]string{
		"age1nothing": "malformed",
		"":            "malformed",
		"AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX": "holds-a-secret",
	} {
		p.RecoveryRecipients = []string{entry}
		refused(t, "a recipient", p, profile.InvalidError{Field: "recoveryRecipients", Why: why})
	}
}
